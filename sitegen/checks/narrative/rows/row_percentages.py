"""Percentages that a text tells right behind an amount of a row: 本年收入 3550 万元，下降 1.39%; 过程类得分 18.77 分，得分率 93.85%.

Knows which row an amount is of, by its value and its name. Must not know rules. What a table does not say itself may be
reckoned otherwise, so a percentage is wrong for sure only where it is a slip for what the row tells, or where the
text's other percentages of that table follow in the same way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.naming.percentages import Percentage
from sitegen.checks.narrative.naming.rate_columns import Way, ways
from sitegen.checks.narrative.naming.rows import plain_name
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.numbers.figures import unit_kind
from sitegen.prose.text.document import Document
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import Role, Term

_SPEAKS = re.compile(r"率|增长|下降|增加|减少|上升|提高|降低|增幅|降幅|占|比重|进度|完成")
_TOTAL = re.compile(r"(?:合计|总计|小计|总额|总数|类|项)+$")
_OTHER_BASE = re.compile(
    r"年初|期初|可比|同口径|前年|计划|目标|历史|平均|序时|累计|预算|(?:全[国省市县区]|同类)"
)
"""Words between the amount and its percentage that may want another base than the year before."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_SHORTEST = 2
_CONFIRMED = 2
"""How many other percentages must follow in one way, that one which does not is wrong."""


class _Cell(NamedTuple):
    """A figure of a row, and what else the row is called."""

    data: TableData
    row: str
    column: str
    name: str


class _Reading(NamedTuple):
    """A percentage by one way: of the table and column that it is anchored in."""

    key: tuple[str, Way]
    told: Percentage


def row_percentages(report: Report, texts: Iterable[Document]) -> Iterator[Percentage]:
    """Every percentage of the texts that a row tells as well: those that agree, and those that are wrong for sure."""
    cells = _Cells(report)
    if not cells.tells:
        return
    read = [
        readings
        for text in texts
        for paragraph in text.paragraphs
        for sentence, terms in paragraph.sentences
        if _SPEAKS.search(sentence.text) is not None
        for readings in _in_sentence(sentence, terms, cells, report.year)
    ]
    holding = Counter(key for readings in read for key in {key for key, told in readings if told.agrees})
    failing = Counter(
        key
        for readings in read
        if not any(told.agrees for _, told in readings)
        for key in {key for key, _ in readings}
    )
    for readings in read:
        yield from _judged(readings, holding, failing)


def _judged(
    readings: Sequence[_Reading],
    holding: Counter[tuple[str, Way]],
    failing: Counter[tuple[str, Way]],
) -> Iterator[Percentage]:
    agreeing = [told for _, told in readings if told.agrees]
    if agreeing:
        yield agreeing[0]
        return
    slips = [told for _, told in readings if _is_slip(told)]
    usual = [told for key, told in readings if holding[key] >= _CONFIRMED and failing[key] == 1]
    stated = [told for (_, way), told in readings if way.role is Role.UNCLEAR]
    yield from (slips or usual or stated)[:1]


def _is_slip(told: Percentage) -> bool:
    return is_slip(told.term.quantity, told.due.nominal, told.term.sign)


def _in_sentence(
    sentence: Sentence, found: Sequence[Term], cells: _Cells, year: int
) -> Iterator[list[_Reading]]:
    for at, term in enumerate(found):
        if term.kind != "proportion" or term.quantity.rough:
            continue
        anchor = next((each for each in reversed(found[:at]) if _may_be_anchor(each)), None)
        if anchor is None:
            continue
        between = sentence.text[anchor.quantity.end : term.quantity.start]
        if ";" in between or set(map(int, _YEAR.findall(between))) - {year - 1, year}:
            continue
        readings = [
            reading for cell in cells.of(anchor) for reading in _readings(cell, term, anchor, between, cells)
        ]
        if readings:
            yield readings


def _may_be_anchor(term: Term) -> bool:
    return term.kind != "proportion" and term.role in (Role.LEVEL, Role.UNCLEAR) and not term.beside


def _readings(cell: _Cell, term: Term, anchor: Term, between: str, cells: _Cells) -> Iterator[_Reading]:
    """What the row of `cell` tells of a percentage told behind it."""
    if term.subject and term.subject not in cell.name and cell.name not in term.subject:
        return  # 本年收入 3550 万元，利润收入增长 11 %
    words = term.sentence.text[: term.quantity.start].rstrip("为是达到:约")
    for way in cells.ways_of(cell.data):
        called = way.named and words.endswith(way.named)
        if not called and (way.role is not term.role or way.role is Role.UNCLEAR):
            continue
        if len(way.columns) > 1 and way.columns[0] != cell.column:
            continue
        if way.role is Role.RATE and _OTHER_BASE.search(between):
            continue
        reckoned = way.due(cell.data, cell.row)
        if reckoned is not None:
            facts, due = reckoned
            agrees = due.agrees(term.amount)
            yield _Reading((cell.data.table.name, way), Percentage(term, anchor, facts, due, agrees))


class _Cells:
    """The figures of a report's tables that have percentages beside them, sought by value."""

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def _tables(self) -> list[TableData]:
        return [data for data in self._report.tables.values() if self.ways_of(data)]

    @property
    def tells(self) -> bool:
        """Whether any table tells percentages."""
        return bool(self._tables)

    def ways_of(self, data: TableData) -> tuple[Way, ...]:
        """By which ways the rows of a table tell percentages."""
        return ways(data.table, self._report.year, self._report.form.title)

    @cached_property
    def _by_digits(self) -> dict[str, list[_Cell]]:
        found: dict[str, list[_Cell]] = defaultdict(list)
        for data in self._tables:
            names = {row.key: _called(row) for row in data.rows}  # headings have marks, too
            for (row, column), fact in data.cells.items():
                if fact.figure is not None and row in names and unit_kind(fact.unit) != "proportion":
                    digits = f"{abs(fact.figure):f}".replace(".", "").strip("0")
                    found[digits].append(_Cell(data, row, column, names[row]))
        return found

    def of(self, anchor: Term) -> list[_Cell]:
        """The cells that an amount is, of rows that its words name."""
        found = []
        for cell in self._by_digits.get(anchor.quantity.digits, ()):
            fact = cell.data.cells[cell.row, cell.column]
            amount = amount_of(fact)
            alike = unit_kind(fact.unit) in (anchor.kind, "") and amount is not None
            if alike and amount is not None and amount.agrees(anchor.amount) and _names(anchor, cell.name):
                found.append(cell)
        return found


def _called(row: Row) -> str:
    """The name of a row; of the subtotal of a group that of the group."""
    return _TOTAL.sub("", plain_name(row.label)) or plain_name(row.key)


def _names(anchor: Term, name: str) -> bool:
    """Whether the words of an amount name a row."""
    subject = _TOTAL.sub("", anchor.subject)
    return len(name) >= _SHORTEST and (name in anchor.words or (len(subject) > _SHORTEST and subject in name))
