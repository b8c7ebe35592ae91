"""The body of a table: a grid from a form's table and a report's rows.

Knows the kinds of rows, merged groups, indented and heading lines, and how two sides are drawn in
one table. Must not know HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen.model.forms.table import TwoSided
from sitegen.model.reports.fact import State
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.rendering.grids.cells import WORDS, cell_view
from sitegen.rendering.grids.grid import Cell, Data, Filler, Grid, GridRow, Header, Number
from sitegen.rendering.grids.head import ReportHead, depth, head, own_unit

Marks = Mapping[str, tuple[int, ...]]
"""Fact address → numbers of the 数据说明 about it."""


NOTHING = "本表没有内容"
"""What a table without rows says in its only one."""

Attainments = Mapping[str, bool]
"""Address of an actual value → whether it meets its target."""


def table_grid(data: TableData, marks: Marks, attainments: Attainments | None = None) -> Grid:
    """The grid of a table."""
    table = data.table
    top = head(table, depth(table.columns))
    rows = _Rows(data, top, marks, attainments or {})
    bodies: list[list[GridRow]] = []
    for index, row in enumerate(data.rows):
        starts = not row.groups or index == 0 or row.groups[:1] != data.rows[index - 1].groups[:1]
        # Rows without groups share a body; each top group has its own, which its header applies to.
        if not bodies or (starts and (row.groups or data.rows[index - 1].groups)):
            bodies.append([])
        bodies[-1].append(GridRow(row.kind, tuple(rows.cells(index))))
    if not bodies:
        nothing = Filler(top.width, _all_headers(top), NOTHING, shown=True)
        bodies = [[GridRow(RowKind.EMPTY, (nothing,))]]
    return Grid(f"t-{table.id}", top.column_groups, top.rows, tuple(map(tuple, bodies)))


def _all_headers(top: ReportHead) -> tuple[str, ...]:
    """The ids of all header cells of a table, each once: what spans all columns has them all."""
    number = () if top.number is None else (top.number,)
    columns = (name for _, above in top.leaves for name in above)
    return tuple(dict.fromkeys((*top.outer, *top.labels, *number, *columns)))


def two_sided_grid(item: TwoSided, left: TableData, right: TableData, marks: Marks) -> Grid:
    """One grid for both sides; cells of a side name header cells of that side only."""
    height = max(depth(item.left.columns), depth(item.right.columns))
    sides = [_side(item, data, height, marks) for data in (left, right)]
    titles = tuple(title for title, _, _ in sides)
    tops = [top for _, top, _ in sides]
    length = max(len(left.rows), len(right.rows))
    padded = [_padded(data, length) for data in (left, right)]
    body: list[GridRow] = []
    for indices in zip(*padded, strict=True):
        cells: list[Cell] = []
        for index, (_, top, rows) in zip(indices, sides, strict=True):
            cells += [Filler(top.width)] if index is None else rows.cells(index)
        body.append(GridRow(RowKind.LINE, tuple(cells)))
    rows_of_head = tuple(first + second for first, second in zip(tops[0].rows, tops[1].rows, strict=True))
    columns = tuple(tuple(column for group in top.column_groups for column in group) for top in tops)
    return Grid(f"t-{item.id}", columns, (titles, *rows_of_head), (tuple(body),))


def _side(item: TwoSided, data: TableData, height: int, marks: Marks) -> tuple[Header, ReportHead, _Rows]:
    name = f"t-{item.id}_{data.table.id}"
    top = head(data.table, height, (name,))
    return Header(name, data.table.caption, "colgroup", top.width), top, _Rows(data, top, marks, {})


def _padded(data: TableData, length: int) -> list[int | None]:
    """Indices of the rows, with None where the shorter side leaves lines empty: at the gap its
    行次 leave, so that totals meet totals; at the end if there is none.
    """
    indices: list[int | None] = list(range(len(data.rows)))
    missing = length - len(indices)
    numbers = [row.line.number if row.line else None for row in data.rows]
    gaps = [
        index + 1
        for index, (one, other) in enumerate(pairwise(numbers))
        if one and other and one.isdecimal() and other.isdecimal() and int(other) - int(one) == missing + 1
    ]
    at = gaps[0] if gaps else len(indices)
    return indices[:at] + [None] * missing + indices[at:]


class _Rows:
    """Makes the cells of one table's rows."""

    def __init__(self, data: TableData, top: ReportHead, marks: Marks, attainments: Attainments) -> None:
        self._data = data
        self._top = top
        self._marks = marks
        self._attainments = attainments
        self._levels = len(top.labels)
        self._open: list[str] = []
        """Ids of the group headers that the row at hand stands in."""

    def cells(self, index: int) -> Iterator[Cell]:
        """The cells of row `index`; rows are asked for in order, because groups span them."""
        row = self._data.rows[index]
        yield from self._group_cells(index)
        groups = tuple(self._open)
        if row.kind is RowKind.EMPTY:
            yield Filler(self._top.width - len(row.groups), (*self._top.outer, *groups), WORDS[State.BLANK])
            return
        name = self._name("row", index)
        yield self._label(row, name, groups)
        before = (*groups, name)
        if self._top.number is not None:
            text = row.line.number if row.line is not None and row.line.number else ""
            yield Number(text, (*self._top.outer, self._top.number, *before))
        if row.kind is RowKind.HEADING:
            yield Filler(len(self._top.leaves))
            return
        for column, above in self._top.leaves:
            fact = self._data.cells[row.key, column.name]
            value = cell_view(fact, self._marks.get(fact.address, ()))
            if (met := self._attainments.get(fact.address)) is not None:
                value = replace(value, met=met)
            yield Data(
                id=f"f-{self._data.table.id}_{self._key(index)}_{column.id}",
                headers=(*above, *before),
                value=value,
                numeric=column.spec.numeric,
            )

    def _group_cells(self, index: int) -> Iterator[Header]:
        rows = self._data.rows
        groups = rows[index].groups
        before = rows[index - 1].groups if index else ()
        shared = 0
        while shared < min(len(groups), len(before)) and groups[shared] == before[shared]:
            shared += 1
        del self._open[shared:]
        for level in range(shared, len(groups)):
            prefix = groups[: level + 1]
            span = _run(rows, index, prefix)
            name = self._name(f"group{level + 1}", index)
            headers = (*self._top.outer, self._top.labels[level], *self._open)
            yield Header(name, groups[level], "rowgroup", 1, span, headers)
            self._open.append(name)

    def _label(self, row: Row, name: str, groups: tuple[str, ...]) -> Header:
        first = len(row.groups)
        covered = dict.fromkeys(self._top.labels[first:])
        unit = own_unit(self._data.table.line_unit(row.line), row.label, self._data.table)
        indent = row.line.indent if row.line is not None else 0
        headers = (*self._top.outer, *covered, *groups)
        return Header(name, row.label, "row", self._levels - first, 1, headers, unit, indent)

    def _name(self, what: str, index: int) -> str:
        return f"t-{self._data.table.id}_{what}_{self._key(index)}"

    def _key(self, index: int) -> str:
        """What tells a row apart in ids: the line's own id, else its position."""
        line = self._data.rows[index].line
        return line.id if line is not None else f"r{index + 1}"


def _run(rows: Sequence[Row], start: int, prefix: tuple[str, ...]) -> int:
    """How many rows from `start` on stand in the group `prefix`."""
    end = start
    while end < len(rows) and rows[end].groups[: len(prefix)] == prefix:
        end += 1
    return end - start
