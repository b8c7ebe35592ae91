"""Which charts a report gets, and what they are drawn from.

Knows identities of a form as wholes and their parts, and indicators with their marks. Must not know
which forms exist, nor how a chart looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.binding import (
    Axis,
    ColumnTarget,
    FieldTarget,
    LineTarget,
    MixedAxes,
    Target,
    axis,
    lines_between,
    resolve,
)
from sitegen.model.form import SUMMABLE, Column, FixedRows, Form, ListRows, Role, Table, TwoSided
from sitegen.model.formula import Call, Expression, Identity, LineRange, Operation, Reference, Relation
from sitegen.model.report import Fact, Report, Row, RowKind, State, TableData
from sitegen.rendering import charts
from sitegen.rendering.cells import cell_view
from sitegen.rendering.charts import ChartView, Mark, MarkGroup, Quantity, Source, Years

FEWEST, MOST = 2, 8
"""How many parts a whole may have to be drawn."""

MOST_HEIGHT = 600
"""The highest drawing, in pixels: it is not torn over two pages, and must fit on paper that lies."""

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|其中[:：])+"
)


def report_charts(report: Report) -> tuple[ChartView, ...]:
    """The charts of `report`, in the order of its tables: of what wholes consist, then how
    indicators were scored.
    """
    found = (*_compositions(report), *_attainments(report))
    return tuple(view for view in found if view.height <= MOST_HEIGHT)


def series_chart(
    label: str, years: Years, unit: str, identifier: str = "chart-years", source: Source = charts.NO_SOURCE
) -> ChartView:
    """A figure called `label` over the years."""
    return charts.series(identifier, label, {label: years}, unit, source)


@dataclass(frozen=True, slots=True)
class _Part:
    """A fact with the name that is printed beside it."""

    label: str
    fact: Fact

    @property
    def quantity(self) -> Quantity:
        cell = cell_view(self.fact)
        return Quantity(self.label, self.fact.figure, cell.words or cell.text)


@dataclass(frozen=True, slots=True)
class _Composition:
    """A whole and its parts, as facts. `table` is the one it is stated for, None for a section;
    `heading` says what a whole that is just called 合计 is about.
    """

    id: str
    table: Table | None
    heading: str
    whole: _Part
    parts: tuple[_Part, ...]

    @property
    def telling(self) -> bool:
        """Whether there is something to see: a whole, and two parts that are not zero. A part that
        is not filled may only be left out where the others leave nothing for it.
        """
        figures = [part.fact.figure for part in self.parts if part.fact.figure is not None]
        if self.whole.fact.figure is None or sum(figure != 0 for figure in figures) < 2:
            return False
        if not FEWEST <= len(self.parts) <= MOST or any(
            part.fact.value.state in (State.INVALID, State.UNAVAILABLE) for part in self.parts
        ):
            return False
        return len(figures) == len(self.parts) or self._complete

    @property
    def _complete(self) -> bool:
        intervals = [interval for part in self.parts if (interval := part.fact.interval()) is not None]
        whole = self.whole.fact.interval()
        added = intervals[0]
        for interval in intervals[1:]:
            added += interval
        return whole is not None and whole.agrees(added)


def _compositions(report: Report) -> Iterator[ChartView]:
    found: dict[str, _Composition] = {}
    for made in _all_compositions(report):
        if made.telling:
            found.setdefault(made.whole.fact.address, made)
    parts = {part.fact.address for made in found.values() for part in made.parts}
    for address, made in found.items():
        if address not in parts:
            yield charts.composition(
                made.id,
                made.whole.quantity,
                [part.quantity for part in made.parts],
                made.whole.fact.unit,
                heading=made.heading,
                source=_source(report.form, made.table),
            )


def _all_compositions(report: Report) -> Iterator[_Composition]:
    for table, identity in report.form.identities:
        if identity.relation is not Relation.EQUAL:
            continue
        sides = _sides(identity)
        try:
            along = axis(report.form, table, identity.left, identity.right)
        except MixedAxes:
            continue
        if sides is None:
            continue
        whole, parts = sides
        made = _bound(report, table, identity, along, whole, parts)
        if made is not None:
            yield made


def _sides(identity: Identity) -> tuple[Reference, tuple[Reference | LineRange, ...]] | None:
    """The whole and its parts, whichever side they stand on; None where it is no sum."""
    for one, other in ((identity.left, identity.right), (identity.right, identity.left)):
        parts = _summands(other)
        if isinstance(one, Reference) and parts and not isinstance(other, Reference):
            references = [one, *(part for part in parts if isinstance(part, Reference))]
            return None if any(each.last_year for each in references) else (one, parts)
    return None


def _summands(expression: Expression) -> tuple[Reference | LineRange, ...] | None:
    """What is added up in `expression`; None if it does anything else than add."""
    match expression:
        case Reference() | LineRange():
            return (expression,)
        case Operation("+", left, right):
            before, after = _summands(left), _summands(right)
            return None if before is None or after is None else before + after
        case Call("合计", arguments) if all(isinstance(each, LineRange) for each in arguments):
            return tuple(each for each in arguments if isinstance(each, LineRange))
    return None


def _bound(
    report: Report,
    table: Table | None,
    identity: Identity,
    along: Axis,
    whole: Reference,
    parts: tuple[Reference | LineRange, ...],
) -> _Composition | None:
    """The facts of an identity, where it speaks of the report as a whole: in the row that is the
    total or the only one, or in the column that matters most.
    """
    row: str | None = None
    column: Column | None = None
    if along is Axis.ROWS and table is not None:
        row = _whole_row(report.tables[table.name])
    elif along is Axis.COLUMNS and table is not None:
        column = _main_column(report, table, identity, whole)
    if (along is Axis.ROWS and row is None) or (along is Axis.COLUMNS and column is None):
        return None
    finder = _Finder(report, table, row, column)
    named = finder.parts(whole)
    found = [part for each in parts for part in finder.parts(each)]
    specs = [part.fact.spec for part in (*named, *found)]
    if len(named) != 1 or len(found) < len(parts) or len({spec.unit for spec in specs}) > 1:
        return None
    if any(spec.negative for spec in specs):
        return None  # 上年结转 and 当年结余 add up to 累计结余, but are no parts of it
    heading = _heading(table, column) if table is not None and column is not None else ""
    return _Composition(finder.identifier(whole), table, heading, named[0], tuple(found))


def _heading(table: Table, column: Column) -> str:
    alone = sum(each.spec.type is column.spec.type for each in table.leaves) == 1
    return table.caption if alone else f"{table.caption}（{column.label}）"


def _whole_row(data: TableData) -> str | None:
    if data.total_row is not None:
        return data.total_row.key
    return data.value_rows[0].key if len(data.value_rows) == 1 else None


def _main_column(report: Report, table: Table, identity: Identity, whole: Reference) -> Column | None:
    """What was spent; or what the form gives a meaning beyond the table; or the first."""
    columns = [
        column
        for column in table.leaves
        if (column.name in identity.columns if identity.columns else column.spec.type in SUMMABLE)
    ]
    meant = {
        target.column.name
        for reference in report.form.concepts.values()
        if isinstance(target := resolve(report.form, None, reference), ColumnTarget)
        and target.table is table
        and target.row == whole.names[-1]
    }
    spent = [column for column in columns if column.role is Role.SPENT]
    preferred = [column for column in columns if column.name in meant]
    return next(iter([*spent, *preferred, *columns]), None)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the facts of names in the row or column at hand."""

    report: Report
    table: Table | None
    row: str | None
    column: Column | None

    @property
    def _form(self) -> Form:
        return self.report.form

    def identifier(self, whole: Reference) -> str:
        target = resolve(self._form, self.table, whole)
        return f"chart-{_identifier(target)}" if target is not None else "chart"

    def parts(self, name: Reference | LineRange) -> tuple[_Part, ...]:
        if isinstance(name, Reference):
            part = self._part(resolve(self._form, self.table, name))
            return (part,) if part is not None else ()
        ends = [resolve(self._form, self.table, end) for end in (name.first, name.last)]
        first, last = ends
        if not isinstance(first, LineTarget) or not isinstance(last, LineTarget):
            return ()
        lines = lines_between(first, last) or ()
        found = (self._part(LineTarget(first.table, line)) for line in lines)
        return tuple(part for part in found if part is not None)

    def _part(self, target: Target | None) -> _Part | None:
        match target:
            case FieldTarget(field):
                return _named(field.label, self.report.fields.get(field.name))
            case LineTarget(table, line) if self.column is not None:
                cell = self.report.tables[table.name].cell(line.name, self.column.name)
                return _named(bare_label(line.label), cell)
            case ColumnTarget(table, column, row):
                data = self.report.tables[table.name]
                key = row or (self.row if table is self.table else _whole_row(data))
                fixed = table.lines.get(row) if row is not None else None
                label = bare_label(fixed.label) if fixed is not None else column.label
                return _named(label, data.cell(key, column.name)) if key is not None else None
        return None


def _named(label: str, fact: Fact | None) -> _Part | None:
    return _Part(label, fact) if fact is not None else None


def _identifier(target: Target) -> str:
    match target:
        case FieldTarget(field):
            return field.id
        case LineTarget(table, line):
            return f"{table.id}_{line.id}"
        case ColumnTarget(table, column, row):
            fixed = table.lines.get(row) if row is not None else None
            return f"{table.id}_{column.id}" + (f"_{fixed.id}" if fixed is not None else "")


def bare_label(label: str) -> str:
    """A printed label without its number: `1.公务接待费`, `（一）支出合计`, `其中：上年结转`."""
    return _NUMBERING.sub("", label) or label


def _attainments(report: Report) -> Iterator[ChartView]:
    for data in report.tables.values():
        table = data.table
        score = table.with_role(Role.SCORE)
        if not _has_indicators(table) or score is None:
            continue
        groups: dict[str, list[Mark]] = {}
        for row in data.value_rows:
            mark = _mark(data, row, score)
            if mark is not None:
                groups.setdefault(row.groups[0] if row.groups else "", []).append(mark)
        made = [MarkGroup(label, tuple(marks)) for label, marks in groups.items()]
        marks = [mark for group in made for mark in group.marks]
        if len(marks) < FEWEST or all(mark.score is None for mark in marks):
            continue
        weight = table.with_role(Role.WEIGHT)
        title = f"{table.caption}：{score.label}与{weight.label if weight is not None else '分值'}"
        unit, source = score.spec.unit or "分", _source(report.form, table)
        lacking = report.lacks_rows(data)
        view = charts.attainment(f"chart-{table.id}", title, made, unit, source, cut_off=lacking)
        if view.height > MOST_HEIGHT:
            added = charts.summed(made)
            if len(added.marks) < FEWEST:
                continue  # one bar for all indicators shows nothing
            view = charts.attainment(view.id, title, [added], unit, source, cut_off=lacking)
        yield view


def _has_indicators(table: Table) -> bool:
    """Whether rows are scored: the report's own, or the form's where they do not tell of a budget."""
    if isinstance(table.rows, ListRows):
        return table.with_role(Role.WEIGHT) is not None
    if not isinstance(table.rows, FixedRows) or table.with_role(Role.SPENT) is not None:
        return False
    fixed = any(line.marks is not None for line in table.rows.lines)
    return fixed or table.with_role(Role.WEIGHT) is not None


def _mark(data: TableData, row: Row, score: Column) -> Mark | None:
    """The marks of a row; None where it is a sum, or has none."""
    weight = data.table.with_role(Role.WEIGHT)
    got = data.cell(row.key, score.name)
    given = data.cell(row.key, weight.name) if weight is not None else None
    if row.kind not in (RowKind.ITEM, RowKind.LINE) or row.sums or got is None:
        return None
    most = given.figure if given is not None else None
    if most is None and row.line is not None:
        most = row.line.marks
        if got.figure is None and (row.line.choice or most is None):
            return None
    if most is None and got.figure is None:
        return None
    return Mark(row.label, got.figure, most)


def _source(form: Form, table: Table | None) -> Source:
    """Where the figures of `table` are printed: a side of a two-sided table lies in the whole."""
    if table is None:
        return charts.NO_SOURCE
    for section in form.sections:
        for item in section.items:
            if isinstance(item, TwoSided) and table in (item.left, item.right):
                return Source(item.caption, f"#t-{item.id}")
    return Source(table.caption, f"#t-{table.id}")
