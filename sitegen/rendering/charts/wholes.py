"""Charts of what wholes consist of, by the identities of a form.

Knows identities as wholes and their parts. Must not know which forms exist, nor how a chart looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.forms.formula import Call, Expression, Identity, LineRange, Operation, Reference, Relation
from sitegen.model.forms.spec import SUMMABLE
from sitegen.model.forms.table import Column, Role, Table
from sitegen.model.formulas.binding import Axis, ColumnTarget, MixedAxes, axis, resolve
from sitegen.model.reports.fact import State
from sitegen.model.reports.report import Report
from sitegen.rendering.charts.kinds import composition
from sitegen.rendering.charts.parts import Finder, Part, whole_row
from sitegen.rendering.charts.sources import source_of
from sitegen.rendering.charts.views import ChartView

FEWEST, MOST = 2, 8
"""How many parts a whole may have to be drawn."""


@dataclass(frozen=True, slots=True)
class _Composition:
    """A whole and its parts, as facts. `table` is the one it is stated for, None for a section;
    `heading` says what a whole that is just called 合计 is about.
    """

    id: str
    table: Table | None
    heading: str
    whole: Part
    parts: tuple[Part, ...]

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


def compositions(report: Report) -> Iterator[ChartView]:
    """The charts of wholes that `report` states with their parts, but for parts of others."""
    found: dict[str, _Composition] = {}
    for made in _all_compositions(report):
        if made.telling:
            found.setdefault(made.whole.fact.address, made)
    parts = {part.fact.address for made in found.values() for part in made.parts}
    for address, made in found.items():
        if address not in parts:
            yield composition(
                made.id,
                made.whole.quantity,
                [part.quantity for part in made.parts],
                made.whole.fact.unit,
                heading=made.heading,
                source=source_of(report.form, made.table),
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
        row = whole_row(report.tables[table.name])
    elif along is Axis.COLUMNS and table is not None:
        column = _main_column(report, table, identity, whole)
    if (along is Axis.ROWS and row is None) or (along is Axis.COLUMNS and column is None):
        return None
    finder = Finder(report, table, row, column)
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
