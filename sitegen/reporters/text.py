"""Findings for people at a terminal, in Chinese.

Knows layout and colour; rich drops the colour where there is no terminal. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.text import Text

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.reporters import words
from sitegen.reporters.record import Record, RuleRecord
from sitegen.source import Place
from sitegen.text_figures import Fate, SentenceRead, TextsRead

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_FATES = {
    Fate.DIFFERS: "bold red underline",
    Fate.EXPLAINED: "yellow underline",
    Fate.AGREES: "green underline",
    Fate.ALONE: "cyan",
    Fate.ROUGH: "dim",
    Fate.UNREAD: "yellow",
}
_MAX_LINE = 100
"""Columns of source shown; of longer lines the part around the finding."""


def report(diagnostics: Iterable[Diagnostic], *, show_waived: bool = False) -> Iterator[Text]:
    """A block of text for each finding, waived ones only where asked for."""
    for found in diagnostics:
        if show_waived or not found.waived:
            yield block(found)


def block(found: Diagnostic) -> Text:
    """One finding: place, rule, message, source line, both sides, other figures, remedy, edits."""
    place = found.place
    text = Text(end="")
    text.append(f"{words.at(place)} ", style="bold")
    text.append(
        f"{words.status(found)} {found.code} ", style=_STYLES[found.severity] if found.open else "dim"
    )
    text.append(f"{found.name}\n", style="dim")
    text.append(f"  {found.message}\n")
    if place.line_text.strip():
        _source(text, place)
    if words.sides(found):
        text.append(f"  {words.sides(found)}\n")
    for other in found.related:
        where = f"（{words.at(other.place)}）" if other.place else ""
        text.append(f"  相关：{words.related(other)}{where}\n", style="dim")
    if found.waiver is not None:
        text.append(f"  数据说明：{words.explained(found.waiver)}\n")
    elif found.remedy:
        text.append(f"  办法：{found.remedy}\n", style="green")
    for edit in found.edits:
        text.append(f"  可自动改正：{words.edit(edit)}\n", style="green")
    return text


def texts(read: Iterable[TextsRead]) -> Iterator[Text]:
    """A block for each report: every sentence with figures, and below it what was read of each of them."""
    for each in read:
        text = Text(end="")
        text.append(f"{each.report}  ", style="bold")
        text.append(f"{words.texts(each)}\n")
        for sentence in each.sentences:
            _sentence(text, sentence)
        yield text


def _sentence(text: Text, sentence: SentenceRead) -> None:
    text.append(f"\n{words.at(sentence.place)} ", style="bold")
    text.append(f"{sentence.at}\n", style="dim")
    written, at = Text("  ", end=""), 0
    for each in sentence.figures:
        if each.start >= at:
            written.append(words.one_line(sentence.text[at : each.start]))
            written.append(words.one_line(sentence.text[each.start : each.end]), style=_FATES[each.fate])
            at = each.end
    text.append_text(written.append(words.one_line(sentence.text[at:])))
    text.append("\n")
    for each in sentence.figures:
        shown = words.one_line(sentence.text[each.start : each.end])
        text.append(f"    {shown}  ", style=_FATES[each.fate])
        lines = [words.compared(check) for check in each.checks] or [words.unchecked(each.fate)]
        text.append(f"{lines[0]}\n")
        for line in lines[1:]:
            text.append(f"    {' ' * cell_len(shown)}  {line}\n")


def rules(record: Record) -> Iterator[Text]:
    """A line for each rule: code, name, severity, how its checks ended, how many findings are open."""
    still = [found.code for found in record.diagnostics if found.open]
    for each in record.rules:
        yield _rule(each, still.count(each.rule.code))


def _rule(each: RuleRecord, findings: int) -> Text:
    text = Text(end="")
    text.append(f"{each.rule.code:<9}", style="bold")
    text.append(f"{each.rule.title} ")
    if not each.enabled:
        text.append("没有运行\n", style="dim")
        return text
    text.append(words.SEVERITIES[each.severity], style=_STYLES[each.severity])
    told = [
        f"{each.results[name]} 项{word}" for name, word in words.RESULTS.items() if each.results.get(name)
    ]
    text.append(f"：{'，'.join([*told, f'问题 {findings} 个'])}\n")
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
