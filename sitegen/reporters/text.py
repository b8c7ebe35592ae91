"""Findings for people at a terminal, in Chinese.

Knows layout and colour; rich drops the colour where there is no terminal. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.text import Text

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.source import Place

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MAX_LINE = 100
"""Columns of source shown; of longer lines the part around the finding."""


def report(diagnostics: Iterable[Diagnostic], *, show_waived: bool = False) -> Iterator[Text]:
    """A block of text for each finding, waived ones only where asked for."""
    for found in diagnostics:
        if show_waived or not found.waived:
            yield block(found)


def block(found: Diagnostic) -> Text:
    """One finding: place, rule, message, source line, both sides, other figures, remedy."""
    place = found.place
    text = Text(end="")
    text.append(f"{place.file}:{place.line}:{place.column} ", style="bold")
    word = "已说明" if found.waived else SEVERITIES[found.severity]
    text.append(f"{word} {found.code} ", style="dim" if found.waived else _STYLES[found.severity])
    text.append(f"{found.name}\n", style="dim")
    text.append(f"  {found.message}\n")
    if place.line_text.strip():
        _source(text, place)
    if found.expected or found.actual:
        text.append(f"  应为：{found.expected or '（空）'}；实为：{found.actual or '（空）'}\n")
    for other in found.related:
        where = f"（{other.place.file}:{other.place.line}:{other.place.column}）" if other.place else ""
        value = f" {other.value}" if other.value else ""
        text.append(f"  相关：{other.fact}{value}{where}\n", style="dim")
    if found.waiver is not None:
        waiver = found.waiver
        text.append(f"  数据说明：{waiver.reason}（批准：{waiver.approved_by}，有效期至：{waiver.until}）\n")
    elif found.remedy:
        text.append(f"  办法：{found.remedy}\n", style="green")
    return text


def _source(text: Text, place: Place) -> None:
    """The source line with the finding underlined, cut to a readable width."""
    start = max(0, place.column - 1 - _MAX_LINE // 2) if len(place.line_text) > _MAX_LINE else 0
    shown = place.line_text[start : start + _MAX_LINE].replace("\t", " ")
    before = place.line_text[start : place.column - 1].replace("\t", " ")
    marked = place.line_text[place.column - 1 : place.column - 1 + place.length]
    marked = marked[: max(0, _MAX_LINE - len(before))]
    gutter = f"{place.line:>5} │ "
    text.append(f"{gutter}{shown}\n", style="dim")
    blank = " " * len(f"{place.line:>5} ") + "│ " + " " * cell_len(before)
    text.append(blank, style="dim")
    text.append("^" * max(1, cell_len(marked)) + "\n", style="bold red")
