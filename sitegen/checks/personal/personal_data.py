"""Personal data in all that a report consists of: its files as written and as meant, its texts, its attachments.

Knows where each text stands. How a finding hides what it found is in `leaks`. Must not know what personal data look
like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from sitegen import lazy_re as re
from sitegen.checks.personal.leaks import Leak, key_of, leaks_in, told
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule
from sitegen.model.reports.fact import State
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.privacy.detect import are_numbers_of_people, is_anywhere, personal_data
from sitegen.privacy.kinds import Kind
from sitegen.reading.attached.tables import Heads
from sitegen.source import Place, SourceFile


def outcomes(rule: Rule, subject: Subject, kind: Kind) -> Iterator[Outcome]:
    """A FAIL for each leak of `kind`, or one PASS."""
    report = subject.report
    statement = f"报告、正文和附件里没有{kind.value}"
    leaks = [leak for leak in leaks_of(report) if leak.found.kind is kind]
    if not leaks:
        yield Outcome(rule.code, Result.PASS, "报告和附件", statement)
    for leak in leaks:
        found = rule.found(leak.place, leak.said, report=report.key, fact=leak.at, actual=leak.actual)
        yield Outcome(rule.code, Result.FAIL, leak.at or leak.place.file, statement, diagnostic=found)


@lru_cache(maxsize=8)
def leaks_of(report: Report) -> tuple[Leak, ...]:
    """Every leak once, files first. No place shows the line with the data in it."""
    sources = _sources(report)
    leaks = [leak for source in sources for leak in _in_report(report, source)]
    known = {key_of(leak) for leak in leaks}
    leaks += told(leak for leak in _in_figures(report) if key_of(leak) not in known)
    known |= {key_of(leak) for leak in leaks}
    leaks += told(_in_passages(report, known))
    known |= {key_of(leak) for leak in leaks}
    leaks += told(leak for leak in _in_tables(report) if key_of(leak) not in known)
    for attachment in report.attachments:
        place = Place(attachment.path, 1, 1)
        leaks += [
            Leak(leak.found, place, attachment.path, leak.where, leak.count) for leak in attachment.leaks
        ]
    return tuple(leaks)


def _in_figures(report: Report) -> Iterator[Leak]:
    """Figures that are written as a mobile, an identity or a card is: digits alone, without decimals or separators,
    whatever the form calls them. A report that counts ten thousand million of something writes 万 or 亿.
    """
    for fact in report.facts():
        if fact.spec.numeric and fact.value.state is State.FIGURE and _BARE.fullmatch(fact.value.text):
            place = fact.span.place._replace(line_text="")
            yield from (Leak(found, place, fact.address) for found in personal_data(fact.value.text))


_BARE = re.compile(r"\d{11}|\d{15,19}", re.ASCII)


def _in_passages(report: Report, known: Collection[tuple[str, int, tuple[Kind, str]]]) -> Iterator[Leak]:
    """Leaks in the texts as they are read, each below the head of its column, without those that are `known`."""
    heads = {
        (passage.at, passage.cell.table, passage.cell.column): passage.text
        for passage in report.passages
        if passage.cell is not None and passage.cell.row == 0
    }
    labels = _labels(report)
    headed = [
        (_head(passage, heads) if passage.narrative else labels.get(_place_in_form(passage.at), ""), passage)
        for passage in report.passages
    ]
    if not is_anywhere((head, passage.text) for head, passage in headed):
        return
    for head, passage in headed:
        for found in personal_data(passage.text, head):
            place = passage.place(found.start, found.end - found.start)
            leak = Leak(found, place._replace(line_text=""), passage.at)
            if key_of(leak) not in known:
                yield leak


def _in_tables(report: Report) -> Iterator[Leak]:
    """Leaks in tables of the texts that only the cells of a row or a column together have: 138 | 0013 | 8000."""
    tables: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for passage in report.passages:
        if passage.cell is not None and passage.narrative:
            tables[(passage.at, passage.cell.table)].append(passage)
    for (at, _), passages in tables.items():
        heads = Heads()
        for _, row in groupby(passages, key=lambda passage: passage.cell and passage.cell.row):
            cells = [*row]
            for passage in cells:
                heads.put(passage.cell.column if passage.cell else 0, passage.text.strip())
            yield from _of_cells(heads.end_row(), cells[-1], at)
        yield from _of_cells(heads.end(), passages[-1], at)


def _of_cells(wholes: Iterable[tuple[str, str]], last: Passage, at: str) -> Iterator[Leak]:
    place = last.place(0, max(1, len(last.text)))._replace(line_text="")
    for whole, head in wholes:
        yield from (Leak(found, place, at, "表格里几格连起来") for found in personal_data(whole, head))


def _head(passage: Passage, heads: dict[tuple[str, int, int], str]) -> str:
    """What stands at the head of its column, where it is a cell below it."""
    cell = passage.cell
    return heads.get((passage.at, cell.table, cell.column), "") if cell is not None and cell.row else ""


def _labels(report: Report) -> dict[str, str]:
    """What the form calls each field and column, by the address of its facts without a row."""
    columns = (
        (f"{data.table.name}.{column.name}", column.label)
        for data in report.tables.values()
        for column in data.table.leaves
    )
    return {**{name: field.label for name, field in report.form.fields.items()}, **dict(columns)}


def _place_in_form(address: str) -> str:
    return address.partition("[")[0]


def _sources(report: Report) -> Iterable[SourceFile]:
    """The files that the report was read from."""
    texts = {text.span.source: None for text in report.prose.values()}
    return [report.span.source, *(source for source in texts if source is not report.span.source)]


def _in_report(report: Report, source: SourceFile) -> Iterator[Leak]:
    """Leaks in one of its files. What the form says is a figure is one here, unless the form calls it a number of
    somebody: figures are looked at by themselves.
    """
    own = source is report.span.source
    labels = _labels(report)
    for leak in leaks_in(source):
        at = _address(report, source, leak.place.line, leak.place.column)
        fact = report.fact(at) if own and at else None
        figure = fact is not None and fact.spec.numeric and fact.value.state is State.FIGURE
        if not figure or leak.count > 1 or are_numbers_of_people(labels.get(_place_in_form(at), "")):
            yield replace(leak, at=at)


def _address(report: Report, source: SourceFile, line: int, column: int) -> str:
    """The fact or heading that the place belongs to; "" where there is none."""
    if source is not report.span.source:
        above = [
            text for text in report.prose.values() if text.span.source is source and text.span.line <= line
        ]
        return max(above, key=lambda text: text.span.line).heading if above else ""
    for fact in report.facts():
        span = fact.span
        if (span.line, span.column) <= (line, column) < (span.end_line, span.end_column):
            return fact.address
    return ""
