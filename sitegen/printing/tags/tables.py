"""The cells of an HTML table, with the headers that apply to each.

Knows HTML's table model. Where the cells do not name their headers (tables in narratives), they are
those that their scope and place make: above them in the column, before them in the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

Scope = Literal["Column", "Row", ""]

_SCOPES: dict[str, Scope] = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. `id` names header cells in the whole document, `headers` are the ids of those that apply;
    `scope` is "" for cells with data.
    """

    element: Element
    id: str
    scope: Scope
    colspan: int
    rowspan: int
    headers: tuple[str, ...]


def table_cells(table: Element, name: str) -> tuple[Cell, ...]:
    """All cells of `table`, row by row. `name` is unique in the document; headers without an id are
    called after it.
    """
    rows = list(_rows(table))
    placed = list(_placed(rows))
    named = any(cell.get("headers") for _, _, cell in placed)
    ids = {
        cell: cell.get("id") or f"{name}-{number}"
        for number, (_, _, cell) in enumerate(placed)
        if cell.tag == "th"
    }
    return tuple(
        Cell(
            cell,
            ids.get(cell, ""),
            _SCOPES.get(cell.get("scope", ""), "Column") if cell.tag == "th" else "",
            _span(cell, "colspan"),
            _span(cell, "rowspan"),
            tuple(cell.get("headers", "").split())
            if named
            else tuple(_found(row, column, cell, placed, ids)),
        )
        for row, column, cell in placed
    )


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _placed(rows: list[Element]) -> Iterator[tuple[int, int, Element]]:
    """Each cell with the row and column of its upper left corner."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("th", "td"):
                continue
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            taken |= {(number + down, column + right) for down in range(height) for right in range(width)}


def _found(
    row: int, column: int, cell: Element, placed: list[tuple[int, int, Element]], ids: dict[Element, str]
) -> Iterator[str]:
    """Ids of the headers above `cell` and before it."""
    height, width = _span(cell, "rowspan"), _span(cell, "colspan")
    for its_row, its_column, header in placed:
        if header.tag != "th" or header is cell:
            continue
        scope = _SCOPES.get(header.get("scope", ""), "Column")
        beside = its_column < column + width and column < its_column + _span(header, "colspan")
        level = its_row < row + height and row < its_row + _span(header, "rowspan")
        if (scope == "Column" and beside and its_row < row) or (
            scope == "Row" and level and its_column < column
        ):
            yield ids[header]


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdecimal() else 1
