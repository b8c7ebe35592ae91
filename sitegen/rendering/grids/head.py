"""The header rows of a table.

Knows how a tree of columns and the labels of its row headers become cells with spans. Must not
know rows or figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Column, ColumnGroup, FixedRows, ListRows, Table
from sitegen.rendering.grids.grid import GridColumn, Header

_PRINTED_WITH_FIGURE = ("%", "分")
"""Units that a column's header need not state: the figure or the word 得分 does."""

_WIDE_TYPES = frozenset({ValueType.MEASURE, ValueType.LINE, ValueType.ORGANIZATION, ValueType.PERSON})


@dataclass(frozen=True, slots=True)
class ReportHead:
    """The header of a table or of one side.

    `outer` is the id of the side's header (none: no side). `labels` are the header ids of the
    levels of row headers, outermost group first; neighbours with equal labels share one. `leaves`
    are, for every column, the ids of its own header and those above it.
    """

    rows: tuple[tuple[Header, ...], ...]
    column_groups: tuple[tuple[GridColumn, ...], ...]
    outer: tuple[str, ...]
    labels: tuple[str, ...]
    number: str | None
    leaves: tuple[tuple[Column, tuple[str, ...]], ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return sum(map(len, self.column_groups))


def depth(columns: tuple[Column | ColumnGroup, ...]) -> int:
    """How many header rows `columns` need."""
    return max(1 + depth(column.columns) if isinstance(column, ColumnGroup) else 1 for column in columns)


def shown_unit(table: Table) -> str:
    """The unit that is stated for the whole table."""
    return table.stated_unit


def own_unit(unit: str, label: str, table: Table) -> str:
    """`unit` if a header called `label` has to state it, else ""."""
    if unit in ("", shown_unit(table), *_PRINTED_WITH_FIGURE):
        return ""
    return "" if f"（{unit}）" in label or f"({unit})" in label else unit


def head(table: Table, height: int, outer: tuple[str, ...] = ()) -> ReportHead:
    """The header of `table`, drawn over `height` rows, under the header cells `outer`."""
    return _Builder(table, height, outer).build()


class _Builder:
    def __init__(self, table: Table, height: int, outer: tuple[str, ...]) -> None:
        self._table = table
        self._height = height
        self._outer = outer
        self._prefix = f"t-{table.id}"
        self._rows: list[list[Header]] = [[] for _ in range(height)]
        self._leaves: list[tuple[Column, tuple[str, ...]]] = []
        self._groups = 0

    def build(self) -> ReportHead:
        column_groups: list[tuple[GridColumn, ...]] = []
        labels: list[str] = []
        texts = levels_of(self._table)
        for text, levels in groupby(texts):
            span = len(list(levels))
            name = self._corner(text, f"{self._prefix}_label{len(column_groups) + 1}", span)
            labels += [name] * span
            is_item = len(labels) == len(texts)
            column_groups.append((GridColumn("label", 4 if is_item else 3),) * span)
        number = None
        rows = self._table.rows
        if isinstance(rows, FixedRows) and any(line.number for line in rows.lines):
            number = self._corner(rows.number_header, f"{self._prefix}_number", 1)
            column_groups.append((GridColumn("number", 1),))
        for column in self._table.columns:
            before = len(self._leaves)
            self._column(column, 0, self._outer)
            column_groups.append(tuple(_drawn(leaf) for leaf, _ in self._leaves[before:]))
        return ReportHead(
            tuple(map(tuple, self._rows)),
            tuple(column_groups),
            self._outer,
            tuple(labels),
            number,
            tuple(self._leaves),
        )

    def _corner(self, label: str, name: str, span: int) -> str:
        scope: Literal["col", "colgroup"] = "col" if span == 1 else "colgroup"
        self._rows[0].append(Header(name, label, scope, span, self._height, self._outer))
        return name

    def _column(self, column: Column | ColumnGroup, level: int, above: tuple[str, ...]) -> int:
        """Place the cell of `column` and all below it; returns how many columns it covers."""
        if isinstance(column, Column):
            name = f"{self._prefix}_c_{column.id}"
            unit = own_unit(column.spec.unit, column.label, self._table)
            height = self._height - level
            self._rows[level].append(Header(name, column.label, "col", 1, height, above, unit))
            self._leaves.append((column, (*above, name)))
            return 1
        self._groups += 1
        name = f"{self._prefix}_group{self._groups}"
        at = len(self._rows[level])
        width = sum(self._column(inner, level + 1, (*above, name)) for inner in column.columns)
        self._rows[level].insert(at, Header(name, column.label, "colgroup", width, 1, above))
        return width


def levels_of(table: Table) -> tuple[str, ...]:
    """The labels of the columns of row headers: the groups', then the rows' own."""
    rows = table.rows
    return (*rows.groups, rows.header) if isinstance(rows, ListRows) else (rows.header,)


def _drawn(column: Column) -> GridColumn:
    """Widths in half columns of figures; `宽` counts whole ones."""
    width = column.width * 2 or (4 if column.spec.type in _WIDE_TYPES else 2)
    return GridColumn("figure" if column.spec.numeric else "text", width)
