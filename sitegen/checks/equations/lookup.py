"""The facts that the names of a formula stand for, in the row or column at hand.

Knows rows, columns, ranges of lines and last year's report. Must not know what is computed of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sitegen.checks.equations.arithmetic import NotApplicable, NotCheckable, multiplies, unit_of
from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import LineRange, Reference, references
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Table
from sitegen.model.formulas.binding import (
    ColumnTarget,
    FieldTarget,
    LineTarget,
    Target,
    has_whole,
    lines_between,
    resolve,
)
from sitegen.model.formulas.units import Fitted
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TOTAL, Row, RowKind, TableData


@lru_cache(maxsize=4096)
def _resolved(form: Form, table: Table | None, reference: Reference) -> Target | None:
    return resolve(form, table, reference)


@dataclass(frozen=True, slots=True)
class Binding:
    """Finds the facts of names, in a row or column at hand."""

    report: Report
    last_year: Report | None
    data: TableData | None
    row: Row | None = None
    column: str | None = None

    def facts(self, name: Reference | LineRange, added: bool) -> tuple[Fact, ...]:
        if isinstance(name, LineRange):
            return self._range(name)
        report = self.report
        if name.last_year:
            if self.last_year is None:
                raise NotApplicable("没有上一年度的同类报告")
            report = self.last_year
        target = _resolved(self.report.form, self.data.table if self.data is not None else None, name)
        fact: Fact | None = None
        match target:
            case FieldTarget(field):
                fact = report.fields.get(field.name)
            case LineTarget(table, line):
                fact = report.tables[table.name].cell(line.name, self._column_of(table))
            case ColumnTarget(table, column, None) if added:
                data = report.tables[table.name]
                return tuple(
                    found
                    for row in data.counted_rows
                    if (found := data.cell(row.key, column.name)) is not None
                )
            case ColumnTarget(table, column, None) if self.row is None or self._is_whole(table):
                fact = report.find(name)
            case ColumnTarget(table, column, row):
                data = report.tables[table.name]
                key = data.named(row) if row is not None else self._key_in(data)
                fact = data.cell(key, column.name)
        if fact is None:
            row_name = name.row or (self.row.label if self.row is not None else "")
            raise NotCheckable(f"“{name}”在“{row_name}”没有对应的一行" if row_name else f"“{name}”没有填报")
        return (fact,)

    def _is_whole(self, table: Table) -> bool:
        """Whether, in a formula of a section, a column of `table` is its total."""
        return self.data is None and has_whole(table)

    def _key_in(self, data: TableData) -> str:
        """The key, in another table, of the row at hand; totals are called by many names."""
        if self.row is None:
            return ""
        total = data.total_row
        if self.row.kind is RowKind.TOTAL and total is not None:
            return total.key
        if self.row.kind is RowKind.ITEM and data.row(self.row.key) is None and not self.row.groups:
            return data.named(TOTAL) if self.row.sums else self.row.key
        return self.row.key

    def _range(self, name: LineRange) -> tuple[Fact, ...]:
        table = self.data.table if self.data is not None else None
        first, last = (_resolved(self.report.form, table, end) for end in (name.first, name.last))
        assert isinstance(first, LineTarget) and isinstance(last, LineTarget), "verified with the form"
        data = self.report.tables[first.table.name]
        column = self._column_of(first.table)
        cells = (data.cell(line.name, column) for line in lines_between(first, last) or ())
        return tuple(cell for cell in cells if cell is not None)

    def _column_of(self, table: Table) -> str:
        """The column at hand, or in another table its column of the same name or its first of amounts, or of
        other figures.
        """
        if self.column is not None and table.column(self.column) is not None:
            return self.column
        numeric = [column for column in table.leaves if column.spec.numeric]
        money = (column for column in numeric if column.spec.type is ValueType.MONEY)
        first = next(money, numeric[0] if numeric else None)
        return first.name if first is not None else ""


def common_unit(binding: Binding, formula: Fitted) -> str | None:
    """The unit that all figures of a formula with targets or results must fit: the form's, or else that of
    the first that has one. "" where there is none, or where units are multiplied; None where no targets or
    results take part.
    """
    identity = formula.identity
    if not formula.measured:
        return None
    if multiplies(identity.left) or multiplies(identity.right):
        return ""
    if formula.unit:
        return formula.unit
    facts: list[Fact] = []
    for reference in references(identity.left) + references(identity.right):
        try:
            facts += binding.facts(reference, False)
        except (NotCheckable, NotApplicable):
            continue
    return next((unit for fact in facts if (unit := unit_of(fact))), "")
