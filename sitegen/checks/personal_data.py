"""Personal data in all that a report consists of: its files as written and as meant, its texts, its attachments; and in
the files of a site that are no reports.

Knows where each text stands and how a finding hides what it found. Must not know what personal data
look like.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from urllib.parse import unquote

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule
from sitegen.model.reports.fact import State
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.privacy.detect import are_numbers_of_people, is_anywhere, personal_data
from sitegen.privacy.kinds import Found, Kind
from sitegen.reading.attached.tables import Heads
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from sitegen.reading.yaml.tree import parse_yaml
from sitegen.source import Place, SourceFile, Span

MOST_IN_A_FILE = 1000
"""Leaks that are sought in one file: what has more is a list, whose further entries nobody reads."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Personal data at `place`, of the fact or heading `at` ("" for none); `where` says it in words."""

    found: Found
    place: Place
    at: str = ""
    where: str = ""

    @property
    def said(self) -> str:
        """What is wrong, in Chinese."""
        where = f"（{self.where}）" if self.where else ""
        return f"这里有{self.found.kind.value} {self.found.masked}{where}，公开后任何人都能看到。"


def outcomes(rule: Rule, subject: Subject, kind: Kind) -> Iterator[Outcome]:
    """A FAIL for each leak of `kind`, or one PASS."""
    report = subject.report
    statement = f"报告、正文和附件里没有{kind.value}"
    leaks = [leak for leak in leaks_of(report) if leak.found.kind is kind]
    if not leaks:
        yield Outcome(rule.code, Result.PASS, "报告和附件", statement)
    for leak in leaks:
        found = rule.found(leak.place, leak.said, report=report.key, fact=leak.at, actual=leak.found.masked)
        yield Outcome(rule.code, Result.FAIL, leak.at or leak.place.file, statement, diagnostic=found)


@lru_cache(maxsize=8)
def leaks_of(report: Report) -> tuple[Leak, ...]:
    """Every leak once, files first. No place shows the line with the data in it."""
    sources = _sources(report)
    leaks = [leak for source in sources for leak in _in_report(report, source)]
    known = {(leak.place.file, leak.place.line, _plain(leak.found)) for leak in leaks}
    leaks += islice(_in_passages(report, known), MOST_IN_A_FILE)
    known |= {(leak.place.file, leak.place.line, _plain(leak.found)) for leak in leaks}
    leaks += (
        leak
        for leak in islice(_in_tables(report), MOST_IN_A_FILE)
        if (leak.place.file, leak.place.line, _plain(leak.found)) not in known
    )
    for attachment in report.attachments:
        place = Place(attachment.path, 1, 1)
        leaks += [Leak(leak.found, place, attachment.path, leak.where) for leak in attachment.leaks]
    return tuple(leaks)


def leaks_in(source: SourceFile) -> Iterator[Leak]:
    """Leaks in a file of a site as it is written, comments and keys too, and as it is meant."""
    known: set[tuple[int, tuple[Kind, str]]] = set()
    for leak in (*_as_written(source), *_as_meant(source)):
        named = (leak.place.line, _plain(leak.found))
        if named not in known:
            known.add(named)
            yield leak


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
            if (place.file, place.line, _plain(found)) not in known:
                yield Leak(found, place._replace(line_text=""), passage.at)


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


def _plain(found: Found) -> tuple[Kind, str]:
    return found.kind, "".join(character for character in found.masked if character.isalnum())


def _as_written(source: SourceFile) -> Iterator[Leak]:
    found = tuple(islice(personal_data(source.text), MOST_IN_A_FILE))
    if not found:
        return
    hidden = list(source.text)
    for each in found:
        for at in range(each.start, each.end):
            hidden[at] = hidden[at] if hidden[at] in "\r\n" else "*"
    lines = SourceFile(source.path, "".join(hidden))
    starts = [0]
    for line in source.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for each in found:
        number = bisect_right(starts, each.start)
        column = each.start - starts[number - 1] + 1
        length = min(each.end - each.start, max(1, len(lines.line(number)) - column + 1))
        yield Leak(each, Span.at(lines, number, column, length).place)


def _as_meant(source: SourceFile) -> Iterator[Leak]:
    """What escapes hide: `%31` in addresses, `&#49;` in Markdown, those of quoted texts in YAML."""
    if _ESCAPE.search(source.text) is not None:
        for number, line in enumerate(source.lines, 1):
            for word in _WORD.finditer(line) if _ESCAPE.search(line) else ():
                meant = html.unescape(unquote(word[0]))
                if meant != word[0]:
                    place = Place(source.path, number, word.start() + 1, len(word[0]))
                    yield from (Leak(found, place) for found in personal_data(meant))
    if "\\" in source.text and source.path.endswith((".yaml", ".yml")):
        node, _ = parse_yaml(source)
        for scalar in _scalars(node):
            if scalar.quoted and scalar.text not in source.line(scalar.span.line):
                place = scalar.span.place._replace(line_text="")
                yield from (Leak(found, place) for found in personal_data(scalar.text))


_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|&#?[0-9A-Za-z]{1,31};")
_WORD = re.compile(r"[^\s<>()（），。；、]+")


def _scalars(node: Node | None) -> Iterator[Scalar]:
    left = [node]
    while left:
        each = left.pop()
        if isinstance(each, Scalar):
            yield each
        elif isinstance(each, Mapping):
            left += (part for entry in each.entries for part in (entry.key, entry.value))
        elif isinstance(each, Sequence):
            left += each.items


def _in_report(report: Report, source: SourceFile) -> Iterator[Leak]:
    """Leaks in one of its files. What the form says is a figure is one, however long, unless the form calls it a
    number of somebody.
    """
    own = source is report.span.source
    labels = _labels(report)
    for leak in leaks_in(source):
        at = _address(report, source, leak.place.line, leak.place.column)
        fact = report.fact(at) if own and at else None
        figure = fact is not None and fact.spec.numeric and fact.value.state is State.FIGURE
        if not figure or are_numbers_of_people(labels.get(_place_in_form(at), "")):
            yield Leak(leak.found, leak.place, at)


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
