"""The parts of wholes: facts with the names that are printed beside them.

Knows how names of a form lead to facts. Must not know charts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import LineRange, Reference
from sitegen.model.forms.table import Column, Table
from sitegen.model.formulas.binding import (
    ColumnTarget,
    FieldTarget,
    LineTarget,
    Target,
    lines_between,
    resolve,
)
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.rendering.charts.views import Quantity
from sitegen.rendering.grids.cells import cell_view

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|其中[:：])+"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A fact with the name that is printed beside it."""

    label: str
    fact: Fact

    @property
    def quantity(self) -> Quantity:
        """The fact as charts draw it."""
        cell = cell_view(self.fact)
        return Quantity(self.label, self.fact.figure, cell.words or cell.text)


@dataclass(frozen=True, slots=True)
class Finder:
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

    def parts(self, name: Reference | LineRange) -> tuple[Part, ...]:
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

    def _part(self, target: Target | None) -> Part | None:
        match target:
            case FieldTarget(field):
                return _named(field.label, self.report.fields.get(field.name))
            case LineTarget(table, line) if self.column is not None:
                cell = self.report.tables[table.name].cell(line.name, self.column.name)
                return _named(bare_label(line.label), cell)
            case ColumnTarget(table, column, row):
                data = self.report.tables[table.name]
                key = row or (self.row if table is self.table else whole_row(data))
                fixed = table.lines.get(row) if row is not None else None
                label = bare_label(fixed.label) if fixed is not None else column.label
                return _named(label, data.cell(key, column.name)) if key is not None else None
        return None


def _named(label: str, fact: Fact | None) -> Part | None:
    return Part(label, fact) if fact is not None else None


def _identifier(target: Target) -> str:
    match target:
        case FieldTarget(field):
            return field.id
        case LineTarget(table, line):
            return f"{table.id}_{line.id}"
        case ColumnTarget(table, column, row):
            fixed = table.lines.get(row) if row is not None else None
            return f"{table.id}_{column.id}" + (f"_{fixed.id}" if fixed is not None else "")


def whole_row(data: TableData) -> str | None:
    """The row that speaks of the report as a whole: the total, or the only one."""
    if data.total_row is not None:
        return data.total_row.key
    return data.value_rows[0].key if len(data.value_rows) == 1 else None


def bare_label(label: str) -> str:
    """A printed label without its number: `1.公务接待费`, `（一）支出合计`, `其中：上年结转`."""
    return _NUMBERING.sub("", label) or label
