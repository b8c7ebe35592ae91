"""Slips in a line of YAML that a parser takes for something else: the full-width colon, the wide indent.

Knows lines as they are written. Must not know what the parser says of them, nor any key.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.diagnostics import Rule
from sitegen.reading.rules.yaml import SYNTAX_ERROR
from sitegen.source import SourceFile, Span

_COLON = re.compile(r"[：:](.?)")
_WIDE_BLANKS = "\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
_WIDE_INDENT = re.compile(f"[ \\t]*([{_WIDE_BLANKS}]+)[ \\t{_WIDE_BLANKS}]*(?=[^\\s#])")
_NOT_IN_A_NAME = re.compile(r"[#'\"{}\[\],，]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where."""

    rule: Rule
    span: Span
    message: str


def wide_indent(source: SourceFile, line: int) -> Fault | None:
    """The fault of a `line` that is indented with blanks that are no spaces, if it is."""
    match = _WIDE_INDENT.match(source.line(line))
    if match is None:
        return None
    start, length = match.start(1), len(match[1])
    message = (
        f"缩进用了 {length} 个{blank_name(match[1][0])}，看起来是空的，却不算缩进；应改用半角空格，每层两个。"
    )
    return Fault(SYNTAX_ERROR, Span.at(source, line, start + 1, length), message)


def blank_name(character: str) -> str:
    """What a clerk calls a blank that is no space."""
    name = {"\u3000": "全角空格", "\u00a0": "不换行空格"}.get(character, "特殊空格")
    return f"{name} U+{ord(character):04X}"


def broken_colon(source: SourceFile, line: int, start: int = 0, end: int | None = None) -> Fault | None:
    """The fault of `名称：内容` or `名称:内容` between offsets `start` and `end` of `line`, if any."""
    text = source.line(line)
    before = start
    for colon in _COLON.finditer(text, start, len(text) if end is None else end):
        name = _NOT_IN_A_NAME.split(text[before : colon.start()])[-1].strip().removeprefix("- ").strip()
        before = colon.end()
        if not name:
            continue
        span = Span.at(source, line, colon.start() + 1)
        if colon[0].startswith("："):
            message = f"“{name}”后面用了全角冒号“：”，应改为半角冒号加空格“: ”。"
            return Fault(SYNTAX_ERROR, span, message)
        if colon[1] and colon[1] not in " \t" and colon[1].isspace():
            message = f"“{name}”的冒号后面是{blank_name(colon[1])}，应改为半角空格：“{name}: …”。"
            return Fault(SYNTAX_ERROR, Span.at(source, line, colon.start() + 2), message)
        if colon[1].strip():
            message = f"“{name}”后面的冒号要跟一个空格：“{name}: {colon[1]}…”。"
            return Fault(SYNTAX_ERROR, span, message)
        return None
    return None
