"""A table as a report fills it: rows, the facts in its cells, and what of them is added up.

Knows how rows are called, and which of them is the total. Must not know the rest of a report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sitegen import lazy_re as re
from sitegen.model.forms.spec import SUMMABLE
from sitegen.model.forms.table import Column, InstitutionRows, Line, Role, Table
from sitegen.model.reports.fact import Fact
from sitegen.source import Span


class RowKind(StrEnum):
    """What a row of a table is."""

    TOTAL = "total"
    INSTITUTION = "institution"
    LINE = "line"
    HEADING = "heading"
    ITEM = "item"
    EMPTY = "empty"
    """A group printed without any item."""


_TOTALS = re.compile(
    r"(?:合计|总计|小计|总分|总得分|得分合计|分值合计|自评总分|自评得分合计|评价总分)(?:[（(].{0,12}[)）])?"
)

TOTAL = "合计"
"""What formulas may call the total row of any table."""

_NEVER_ADDED = re.compile(r"单价|均价|人均|户均|平均|标准|序号|编号|年份|占比|比例|比重|[率价]$")
"""Columns of figures whose sum means nothing."""
_ROLES_ADDED = frozenset({None, Role.BUDGET, Role.SPENT})
"""Marks have rules of their own; targets, results and rates are not added up."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `key` names it in addresses, `label` is what is printed, `groups` the
    labels of the groups it stands in, outermost first.
    """

    key: str
    label: str
    kind: RowKind
    span: Span
    groups: tuple[str, ...] = ()
    line: Line | None = None

    @property
    def sums(self) -> bool:
        """Whether its marks are the sum of others, so that they are not counted again: the form says so, or
        its name does (合计, 小计, 总分).
        """
        if self.line is not None and self.line.sums:
            return True
        named = self.kind in (RowKind.ITEM, RowKind.LINE)
        return named and _TOTALS.fullmatch("".join(self.label.split())) is not None


@dataclass(frozen=True, eq=False)
class TableData:
    """The rows of a table and their facts; a cell the report does not fill is a blank fact."""

    table: Table
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], Fact]
    """By (row key, column name). Headings and empty groups have none."""

    @cached_property
    def _rows_by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows if row.kind not in (RowKind.HEADING, RowKind.EMPTY)}

    def row(self, key: str) -> Row | None:
        """The row called `key`."""
        return self._rows_by_key.get(key)

    @cached_property
    def value_rows(self) -> tuple[Row, ...]:
        """The rows that hold values."""
        return tuple(self._rows_by_key.values())

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What findings call each row, by key: its label, or where several have the same, its key."""
        shared = Counter(row.label for row in self.value_rows)
        return {row.key: row.label if shared[row.label] == 1 else row.key for row in self.value_rows}

    @cached_property
    def total_row(self) -> Row | None:
        """The row that is the total of the others, if the form has one."""
        return next((row for row in self.rows if row.kind is RowKind.TOTAL), None)

    @cached_property
    def counted_rows(self) -> tuple[Row, ...]:
        """The rows that are added up: all but the total and those that are printed as sums of others. A single
        row is counted whatever it is called.
        """
        rows = self.value_rows
        if len(rows) == 1:
            return rows
        return tuple(row for row in rows if row is not self.total_row and not row.sums)

    def named(self, row: str) -> str:
        """The key of the row that a formula calls `row`: 合计 is the total, whatever the report calls it."""
        if row != TOTAL or row in self._rows_by_key:
            return row
        return self._total_key or row

    @cached_property
    def _total_key(self) -> str:
        if isinstance(self.table.rows, InstitutionRows):
            only = self.value_rows[0] if self.table.rows.total and len(self.value_rows) == 1 else None
            found = self.total_row or only
        else:
            totals = [
                row for row in self.value_rows if row.kind is RowKind.ITEM and row.sums and not row.groups
            ]
            found = totals[0] if len(totals) == 1 else None
        return found.key if found is not None else ""

    def cell(self, row: str, column: str) -> Fact | None:
        """The fact where `row` and `column` meet."""
        return self.cells.get((row, column))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.cells.values())


def adds_up(column: Column) -> bool:
    """Whether the total of a list gives the sum of what stands in `column`."""
    return (
        column.spec.type in SUMMABLE
        and column.role in _ROLES_ADDED
        and _NEVER_ADDED.search(column.name) is None
    )


def only_figures(table: Table) -> Column | None:
    """The only column of figures in `table`; None when there are several or none."""
    numeric = [column for column in table.leaves if column.spec.numeric]
    return numeric[0] if len(numeric) == 1 else None
