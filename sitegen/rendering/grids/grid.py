"""What a table on a page consists of.

Knows cells with their spans, and that every data cell names every header cell that applies to it
(WCAG technique H43). Must not know forms, nor how a grid is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from sitegen.model.reports.table_data import RowKind
from sitegen.rendering.grids.cells import CellView


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: what stands in it, and its width in print in half columns of figures."""

    kind: Literal["label", "number", "figure", "text"]
    width: int


@dataclass(frozen=True, slots=True)
class Header:
    """A header cell. `headers` are the ids of the header cells above or before it that apply to it;
    `unit` is shown after the label where it is not the table's; `indent` counts levels.
    """

    kind: ClassVar[str] = "header"

    id: str
    label: str
    scope: Literal["col", "colgroup", "row", "rowgroup"]
    colspan: int = 1
    rowspan: int = 1
    headers: tuple[str, ...] = ()
    unit: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """The 行次 of a line; it is no figure."""

    kind: ClassVar[str] = "number"

    text: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """A fact in its cell. `id` is where a link to the fact leads, `headers` the ids of all header
    cells that apply: side, column groups, column, row groups, row.
    """

    kind: ClassVar[str] = "data"

    id: str
    headers: tuple[str, ...]
    value: CellView
    numeric: bool


@dataclass(frozen=True, slots=True)
class Filler:
    """Room for `colspan` columns in which nothing can stand. `words` say why, if that is of use; they are for those
    who do not see it, unless they are `shown`.
    """

    kind: ClassVar[str] = "filler"

    colspan: int
    headers: tuple[str, ...] = ()
    words: str = ""
    shown: bool = False


Cell = Header | Number | Data | Filler


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the body. In a two-sided table all rows are lines. A `tall` one may be broken over pages."""

    kind: RowKind
    cells: tuple[Cell, ...]
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table.

    `column_groups` hold the columns under one top header each (a `colgroup` header needs a group to
    apply to), `bodies` the rows of one top row group each.
    """

    id: str
    column_groups: tuple[tuple[GridColumn, ...], ...]
    head: tuple[tuple[Header, ...], ...]
    bodies: tuple[tuple[GridRow, ...], ...]

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """All columns from left to right."""
        return tuple(column for group in self.column_groups for column in group)

    @property
    def pinned(self) -> bool:
        """Whether the first column, and no other, names the rows: it may stay in view while the
        rest is scrolled.
        """
        return [column.kind for column in self.columns].count("label") == 1

    @property
    def anchors(self) -> dict[str, str]:
        """Address of a fact → the id of its cell."""
        return {cell.value.fact: cell.id for cell in self._data()}

    def _data(self) -> Iterator[Data]:
        for body in self.bodies:
            for row in body:
                yield from (cell for cell in row.cells if isinstance(cell, Data))
