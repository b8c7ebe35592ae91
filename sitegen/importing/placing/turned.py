"""A table of fixed lines that lies on its side: its lines are headers, and its values stand in one row below them.

Knows lines and columns by their words. Must not know tables that stand upright.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitegen.importing.placing.ledger import Ledger
from sitegen.importing.placing.rows import Rows, other_unit_said
from sitegen.importing.placing.vocabulary import Vocabulary
from sitegen.importing.placing.words import FIGURE, key, norm
from sitegen.importing.source import Cell, Grid
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Column, FixedRows, Line, Table

_LOWEST = 8
"""Rows among which the last of such headers stands."""
_ENOUGH = 0.6
"""The part of a row that must be headers of the table."""
_WHOLE = frozenset({"小计"})
"""What stands for the whole of the header above it."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A cell above values: the column and the line that it and the cells `over` it say."""

    cell: Cell
    column: Column
    line: Line
    over: tuple[Cell, ...]


class TurnedFiller:
    """Fills such tables of one report."""

    def __init__(self, words: Vocabulary, ledger: Ledger, tables: dict[str, Rows]) -> None:
        self._words, self._ledger, self._tables = words, ledger, tables

    def fill(self, table: Table, grid: Grid, other_unit: Callable[[int], str]) -> None:
        """Place the values of `table`, if it lies in `grid`; `other_unit` gives the unit that is stated above a row, if
        it is not the form's.
        """
        if not isinstance(table.rows, FixedRows):
            return
        for row in range(1, min(grid.height - 1, _LOWEST)):
            headers = self._headers(table, grid, row)
            if not headers:
                continue
            filled = [
                below for below in range(row + 1, grid.height) if any(cell.text for cell in grid.rows[below])
            ]
            for header in headers:
                self._ledger.structure(header.cell)
                for cell in header.over:
                    if (
                        key(cell.text) in self._words.lines[table.name]
                        or self._words.is_title(cell.text)
                        or norm(cell.text) in _WHOLE
                    ):
                        self._ledger.structure(cell)
            values = self._values(grid, filled)
            for header in headers:
                self._value(table, header, values, other_unit(row))
            return

    def _headers(self, table: Table, grid: Grid, row: int) -> list[_Header]:
        lines = {name: line for name, line in self._words.lines[table.name].items() if not line.heading}
        columns = {name: each.column for each in self._words.headings[table.name] for name in each.names}
        found = []
        for cell in grid.rows[row]:
            over = tuple(
                dict.fromkeys(
                    each
                    for above in range(row)
                    for each in grid.rows[above]
                    if each.bottom <= row and each.left <= cell.middle < each.right
                )
            )
            said = [each for each in reversed(over) if norm(each.text) and norm(each.text) not in _WHOLE]
            line = lines.get(key(said[0].text)) if said else None
            column = columns.get(norm(cell.text))
            if cell.top == row and column is not None and line is not None:
                found.append(_Header(cell, column, line, over))
        places = {(each.column.name, each.line.name) for each in found}
        is_all = len(found) >= _ENOUGH * len(grid.rows[row]) and len(places) == len(found) > 1
        return found if is_all else []

    @staticmethod
    def _values(grid: Grid, filled: Sequence[int]) -> Sequence[Cell]:
        """The row of values: the only one that says anything, or the only one of figures."""
        figures = [
            row
            for row in filled
            if all(FIGURE.fullmatch(cell.text.strip()) for cell in grid.rows[row] if cell.text)
        ]
        return grid.rows[figures[0]] if len(figures) == 1 else ()

    def _value(self, table: Table, header: _Header, values: Sequence[Cell], other_unit: str) -> None:
        line, column = header.line, header.column
        address = f"{table.name}.{column.name}[{line.name}]"
        for cell in values:
            if not (
                cell.text and cell.left <= header.cell.middle < cell.right and self._ledger.is_free(cell)
            ):
                continue
            if cell.width > 1.5 * header.cell.width or self._ledger.is_taken(address):
                self._ledger.doubt(cell, f"对不上“{table.name}”的一列")
            elif other_unit and table.spec(column, line).type is ValueType.MONEY:
                self._ledger.doubt(cell, other_unit_said(other_unit, table.stated_unit))
            else:
                rows = self._tables.setdefault(table.name, Rows())
                rows.cells.setdefault((line.name,), {})[column.name] = cell.text
                self._ledger.place(cell, address)
