"""Headings that Markdown does not see as such.

Knows the blanks that are none to Markdown, and how people mark headings. Works on lines. Must not
know which headings a form has.
"""

from __future__ import annotations

from sitegen import lazy_re as re
from sitegen.diagnostics import Edit, Severity
from sitegen.reading.lines.draft import Draft
from sitegen.reading.rules.lines import HEADING_NOT_UNDERSTOOD
from sitegen.reading.yaml.comments import DEBRIS

ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that Markdown takes for letters, for use inside a character class."""

_HEADING = re.compile(rf"([ \t{ODD_BLANKS}]*)([#＃]+)([ \t{ODD_BLANKS}]*)(.*)")
_ODD = re.compile(f"[{ODD_BLANKS}]")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_STOPS = re.compile("[，。；：！？,;!?]")
_NAME = re.compile(r"[\u3400-\u9fff（“《][^#＃。；！？]{0,39}")
_MARKED = re.compile(r"[ \t]*(?:[#＃>|<\-+*=_`]|\d{1,9}[.)][ \t])")
_LEVELS = 6
_LONGEST_TITLE = 40


def read_headings(draft: Draft) -> None:
    """Read as headings those lines of `draft` that can be nothing else, and tell all that are not
    written as such.
    """
    in_list = False
    for index, line in enumerate(draft.written):
        if _ITEM.match(line):
            in_list = True
        elif line.strip() and line[0] not in " \t":
            in_list = False
        match = _HEADING.match(line)
        if match is not None:
            _heading(draft, index, match, in_list=in_list)
        elif (underline := _UNDERLINE.match(line)) is not None and _is_title(draft, index - 1):
            _underlined(draft, index, underline[1][0])


def _heading(draft: Draft, index: int, match: re.Match[str], *, in_list: bool) -> None:
    indent, marks, gap, name = match.groups()
    full_width = "＃" in marks
    odd = _ODD.search(indent) is not None or gap[:1] not in ("", " ", "\t")
    if len(marks) > _LEVELS:
        if name or not DEBRIS.search(marks):
            message = f"这一行有 {len(marks)} 个“#”，标题最多 {_LEVELS} 个：不会成为标题，会原样印出来。"
            draft.tell(
                HEADING_NOT_UNDERSTOOD, index, message, remedy="减少“#”的个数，小标题从 ## 开始，不跳级。"
            )
    elif gap and name and (odd or full_width):
        read = "#" * len(marks) + " " + name
        what = _what(indent, gap, full_width=full_width)
        message = f"标题没有写对：{what}，一般软件不当作标题。已按标题“{name.strip()[:40]}”读。"
        remedy = f"写成“{read.strip()[:60]}”；sitegen check --fix 可以代改。"
        edits = draft.replace(index, read)
        draft.tell(
            HEADING_NOT_UNDERSTOOD, index, message, remedy=remedy, severity=Severity.WARNING, edits=edits
        )
    elif not name:
        draft.replace(index, "#" * len(marks))  # that the name is missing, the reader of headings tells
    elif not gap and not (in_list and indent) and "|" not in name:
        _without_blank(draft, index, marks, name, full_width=full_width)


def _what(indent: str, gap: str, *, full_width: bool) -> str:
    if full_width:
        return "井号要用半角“#”"
    if gap[:1] not in (" ", "\t"):
        return f"“#”后面的空格是 U+{ord(gap[0]):04X}，要用半角空格"
    odd = _ODD.search(indent)
    return f"“#”前面有空格 U+{ord(odd[0]) if odd else 32:04X}，要顶格写"


def _without_blank(draft: Draft, index: int, marks: str, name: str, *, full_width: bool) -> None:
    """`#名称`, which may be a name with a number (#3楼): told, and mended where it stands alone and
    is a name.
    """
    mark = "井号要用半角“#”，和名称之间要空一格" if full_width else "“#”和名称之间要空一格"
    alone = not draft.line(index - 1).strip() or draft.line(index - 1).lstrip().startswith("#")
    edits: tuple[Edit, ...] = ()
    read = "#" * len(marks) + " " + name
    if alone and _NAME.fullmatch(name.strip()):
        edits = draft.edit(index, read)
    remedy = f"是标题的，写成“{read.strip()[:60]}”；文字本身以“#”开头的，前面加反斜杠：“\\{marks[0]}”。"
    message = f"标题没有写对：{mark}。"
    draft.tell(HEADING_NOT_UNDERSTOOD, index, message, remedy=remedy, edits=edits)


def _is_title(draft: Draft, index: int) -> bool:
    """Whether line `index` stands alone above an underline and reads like a title."""
    line = draft.line(index)
    before = draft.line(index - 1)
    return (
        0 < len(line.strip()) <= _LONGEST_TITLE
        and _STOPS.search(line) is None
        and _MARKED.match(line) is None
        and (not before.strip() or before.lstrip().startswith("#"))
    )


def _underlined(draft: Draft, index: int, mark: str) -> None:
    title = draft.line(index - 1).strip()
    shown = "原样印出来" if mark == "=" else "成为一条横线"
    message = f"“{title}”下面画线，不会成为标题：这一行会{shown}。"
    remedy = f"是小标题的，写成“## {title}”，删去下面这一行；是分隔线的，与上一行之间空一行。"
    severity = None if mark == "=" else Severity.WARNING
    draft.tell(HEADING_NOT_UNDERSTOOD, index, message, remedy=remedy, severity=severity)
