"""What the YAML parser complains about, in the words of a clerk.

Knows libyaml's messages and the slips behind them: the full-width colon, the tab, the missing
space, the bracket that is not closed. Must not know any key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import yaml

from sitegen import lazy_re as re
from sitegen.diagnostics import Rule
from sitegen.reading.rules.files import CONTROL_CHARACTER
from sitegen.reading.rules.yaml import (
    ANCHOR_OR_ALIAS,
    KEY_IS_NOT_TEXT,
    SYNTAX_ERROR,
    TAG,
    VALUE_TAKEN_FOR_COMMENT,
)
from sitegen.reading.text import forbidden
from sitegen.reading.yaml.comments import swallowed_in_brackets
from sitegen.reading.yaml.slips import Fault, broken_colon, wide_indent
from sitegen.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class _Complaint:
    """A complaint of the parser: its place, what it was reading and since where (0: not said)."""

    source: SourceFile
    line: int
    column: int
    since_line: int
    since_column: int

    @property
    def text(self) -> str:
        """The line the parser stumbled on."""
        return self.source.line(self.line)

    @property
    def character(self) -> str:
        """The character the parser stumbled on; "" at the end of a line."""
        return self.text[self.column - 1 : self.column]

    def here(self, message: str, rule: Rule = SYNTAX_ERROR) -> Fault:
        """A fault where the parser stumbled, or where the text ends when that was the end."""
        line, column = self.line, self.column
        while line > 1 and not self.source.line(line).strip():
            line -= 1
            column = len(self.source.line(line).rstrip()) or 1
        return Fault(rule, Span.at(self.source, line, column), message)

    def since(self, message: str) -> Fault:
        """A fault where the thing begins that the parser was reading."""
        if not self.since_line:
            return self.here(message)
        return Fault(SYNTAX_ERROR, Span.at(self.source, self.since_line, self.since_column), message)


def explain(error: yaml.YAMLError, source: SourceFile) -> Fault:
    """What the parser's `error` means for whoever wrote `source`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable_character(source)
    mark = error.problem_mark or error.context_mark
    since = error.context_mark
    complaint = _Complaint(
        source,
        mark.line + 1 if mark else 1,
        mark.column + 1 if mark else 1,
        since.line + 1 if since else 0,
        since.column + 1 if since else 0,
    )
    said = f"{error.context or ''}: {error.problem or ''}"
    for words, translate in _TRANSLATIONS:
        if words in said:
            return _earlier(complaint) or translate(complaint)
    return complaint.here("从这里起读不懂，请检查这一行和上一行的缩进、冒号、引号和括号。")


def _earlier(complaint: _Complaint) -> Fault | None:
    """A fault of this line, of the one above, or of where the parser began, that explains all that follows."""
    lines = (complaint.line, complaint.line - 1, complaint.since_line)
    for number in lines:
        fault = wide_indent(complaint.source, number)
        if fault is not None:
            return fault
    lost = swallowed_in_brackets(complaint.source, complaint.line)
    return Fault(VALUE_TAKEN_FOR_COMMENT, lost.span, lost.message) if lost is not None else None


_CONTENT = re.compile(
    r"(?<![^\s{}\[\],:\"'])(?P<key>[^\s{}\[\],:\"']+):\s+(?P<text>[^\s{}\[\],\"'][^{}\[\],\"']*)$"
)
"""Content without quotes, up to a bracket."""


def _unreadable_character(source: SourceFile) -> Fault:
    for number, line in enumerate(source.lines, 1):
        for offset, name in forbidden(line):
            return Fault(CONTROL_CHARACTER, Span.at(source, number, offset + 1), f"这里有{name}，请删去。")
    return Fault(CONTROL_CHARACTER, Span.at(source, 1, 1), "文件里有不能用的字符。")


def _tag(complaint: _Complaint) -> Fault:
    return complaint.here("不能用以感叹号开头的类型标签；是普通文字的，前后加引号。", TAG)


def _anchor(complaint: _Complaint) -> Fault:
    message = "内容以 & 或 * 开头，会被当成引用；是普通文字的，前后加引号。"
    return Fault(ANCHOR_OR_ALIAS, complaint.since(message).span, message)


def _cannot_start(complaint: _Complaint) -> Fault:
    if complaint.character == "\t":
        return _tab(complaint)
    return complaint.here(f"内容不能以“{complaint.character}”开头；是普通文字的，前后加引号。")


def _tab(complaint: _Complaint) -> Fault:
    return complaint.here("缩进用了制表符（Tab），应改用空格，每层两个。")


def _key_without_colon(complaint: _Complaint) -> Fault:
    line = complaint.since_line or complaint.line
    fault = broken_colon(complaint.source, line)
    return fault or complaint.since("这一行缺少冒号，应写成“名称: 内容”。")


def _unexpected_colon(complaint: _Complaint) -> Fault:
    before = complaint.text[: complaint.column - 1]
    fault = broken_colon(complaint.source, complaint.line)
    if fault is not None and fault.span.column < complaint.column:
        return fault
    if re.search(r":\s", before):
        return complaint.here("这一行有两个冒号；内容里有冒号的，把整段内容用引号括起来。")
    above = complaint.line - 1
    while above > 1 and not complaint.source.line(above).strip():
        above -= 1
    text = complaint.source.line(above).rstrip()
    if (fault := broken_colon(complaint.source, above)) is not None:
        return fault
    if re.search(r":\s", text):
        return complaint.here(f"第 {above} 行冒号后面已经写了内容，下面不能再分项；也可能是这一行多缩进了。")
    span = Span.at(complaint.source, above, max(1, len(text)))
    return Fault(SYNTAX_ERROR, span, "这一行缺少冒号，应写成“名称: 内容”。")


def _open_bracket(complaint: _Complaint) -> Fault:
    comma = complaint.text.rfind("，", 0, complaint.column - 1)
    if complaint.character == ":" and comma >= 0:
        span = Span.at(complaint.source, complaint.line, comma + 1)
        return Fault(SYNTAX_ERROR, span, "各项之间用了全角逗号“，”，应改为半角逗号加空格“, ”。")
    content = _CONTENT.search(complaint.text, 0, complaint.column - 1)
    if complaint.character in ("[", "{") and content is not None:
        message = (
            f"内容里有“{complaint.character}”，在花括号里要把整段内容用英文引号括起来："
            f'{content["key"]}: "{content["text"]}{complaint.character}…"。'
        )
        return Fault(
            SYNTAX_ERROR, Span.at(complaint.source, complaint.line, content.start("text") + 1), message
        )
    line, column = complaint.since_line, complaint.since_column
    bracket = complaint.source.line(line)[column - 1 : column]
    close = {"{": "}", "[": "]"}.get(bracket, "括号")
    return complaint.since(f"这个“{bracket}”到第 {complaint.line} 行还没有“{close}”配对，或中间少了逗号。")


def _bracket_content(complaint: _Complaint) -> Fault:
    return complaint.here("括号里多了逗号，或括号没有配对。")


def _open_quote(complaint: _Complaint) -> Fault:
    return complaint.since("这个引号没有配对的另一半。")


def _escape(complaint: _Complaint) -> Fault:
    return complaint.here("双引号里的反斜杠有特殊含义；要写反斜杠本身，请改用单引号。")


def _key_expected(complaint: _Complaint) -> Fault:
    before = complaint.text[: complaint.column - 1].rstrip()
    if complaint.character == ":":
        return complaint.here("冒号前面缺少名称。", KEY_IS_NOT_TEXT)
    if complaint.character in ("}", "]"):
        return complaint.here(f"多了一个“{complaint.character}”。")
    if before.endswith(("'", '"', "}", "]")):
        return complaint.here("引号或括号后面不能再写文字；要写就都放进引号里。")
    if complaint.text[complaint.column - 1 :].startswith("- "):
        return complaint.here("这一条“- ”的缩进与上文对不齐，或与“名称: 内容”混在了一层。")
    return complaint.here("这一行的缩进与上文对不齐；同一层的各项要从同一列开始。")


def _item_expected(complaint: _Complaint) -> Fault:
    return complaint.here("这一行应当以“- ”开头，与上面各条对齐；或者缩进写错了。")


def _item_in_line(complaint: _Complaint) -> Fault:
    return complaint.here("“- ”开头的各条要另起一行；是普通文字的，前后加引号。")


def _rest(complaint: _Complaint) -> Fault:
    return complaint.here("前面的内容已经结束，这里多出了文字；检查前面的括号和引号。")


_TRANSLATIONS: tuple[tuple[str, Callable[[_Complaint], Fault]], ...] = (
    ("tag", _tag),
    ("%TAG", _tag),
    ("an anchor", _anchor),
    ("an alias", _anchor),
    ("cannot start any token", _cannot_start),
    ("tab character", _tab),
    ("could not find expected ':'", _key_without_colon),
    ("mapping values are not allowed", _unexpected_colon),
    ("expected ',' or", _open_bracket),
    ("a flow node", _bracket_content),
    ("escape", _escape),
    ("a quoted scalar", _open_quote),
    ("a block mapping", _key_expected),
    ("a block collection", _item_expected),
    ("sequence entries are not allowed", _item_in_line),
    ("<document start>", _rest),
)
"""Words in the parser's message, the first that fit, and what they mean."""
