"""Marks at the beginning of a line that Markdown would take for its own, and not print.

Knows signs before numbers and how people mark notes. Works on lines. Must not know what a text is
about.
"""

from __future__ import annotations

from sitegen import lazy_re as re
from sitegen.diagnostics import Severity
from sitegen.reading.lines.draft import Draft
from sitegen.reading.rules.lines import FOOTNOTE, MARK_NOT_PRINTED

_GREATER = re.compile(
    r"([ \t]*(?:[-+*][ \t]+|\d{1,9}[.)][ \t]+)?)>(?=[=＝]|[ \t]*\d[\d.,，]*[^\d，。,.]{0,4}[。；;]?$)"
)
_SIGNED = re.compile(r"([-+])[ \t]+\d[\d,.]*(?:[ \t]*(?:[%％]|万?元|亿元))?[。；;]?")
_QUOTE = re.compile(r"[ \t]*>")
_ITEM = re.compile(r"[ \t]*[-+*][ \t]")
_NOTE = re.compile(r"(\[\^[^\]\s]{1,40}\])[ \t]*：[ \t\u3000]*")


def read_marks(draft: Draft) -> None:
    """Read as written what can be no mark of Markdown, and tell it."""
    for index, line in enumerate(draft.written):
        if draft.is_changed(index):
            continue
        if (match := _GREATER.match(line.rstrip())) is not None and not _beside(draft, index, _QUOTE):
            edits = draft.replace(index, f"{match[1]}\\>{line[match.end() :]}")
            message = "行首的“>”是引用的记号，公开时不印出来。后面是数字，已按大于号读。"
            remedy = "大于号写成“\\>”或“＞”，大于等于写成“≥”；sitegen check --fix 可以代改。"
            draft.tell(MARK_NOT_PRINTED, index, message, remedy=remedy, edits=edits)
        elif (match := _SIGNED.fullmatch(line.strip())) is not None and not _beside(draft, index, _ITEM):
            sign = match[1]
            message = f"行首的“{sign}”后面有空格，是列表的记号，公开时成为圆点。"
            remedy = f"是正负号的，紧挨着数字写：“{sign}{line.strip()[1:].strip()}”。"
            draft.tell(MARK_NOT_PRINTED, index, message, remedy=remedy)
        elif (match := _NOTE.match(line)) is not None:
            edits = draft.replace(index, f"{match[1]}: {line[match.end() :]}")
            message = "脚注后面的冒号要用半角。已按脚注读。"
            remedy = f"写成“{match[1]}: ”；sitegen check --fix 可以代改。"
            draft.tell(FOOTNOTE, index, message, remedy=remedy, severity=Severity.WARNING, edits=edits)


def _beside(draft: Draft, index: int, mark: re.Pattern[str]) -> bool:
    """Whether a line near line `index` begins with `mark` too."""
    return any(mark.match(draft.line(each)) for each in (index - 2, index - 1, index + 1, index + 2))
