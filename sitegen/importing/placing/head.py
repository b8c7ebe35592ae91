"""The header of a table as it was found in a grid.

Knows edges. Must not know how it was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.importing.source import Cell, Grid
from sitegen.model.forms.table import Table

Side = tuple[float, float]
ANYWHERE: Side = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Head:
    """The header of `table` in the rows from `top` up to `body`: the width of each column, and of the labels."""

    table: Table
    grid: Grid
    top: int
    body: int
    columns: dict[str, Side]
    labels: tuple[Cell, ...]
    hits: int
    score: float
    foreign: int
    """Words in it that are none of the table's."""
    numbers: Side | None = None
    """The width of the column of 行次."""

    @property
    def left(self) -> float:
        """Its left edge."""
        return min([cell.left for cell in self.labels] + [left for left, _ in self.columns.values()])

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(right for _, right in self.columns.values())

    @property
    def first(self) -> float:
        """Where the first column begins."""
        return min(left for left, _ in self.columns.values())

    def is_above(self, cell: Cell, name: str) -> bool:
        """Whether the column `name` stands above `cell`."""
        left, right = self.columns.get(name, (0.0, 0.0))
        return left < cell.middle < right and cell.left < (left + right) / 2 < cell.right

    def beside(self, other: Head) -> bool:
        """Whether they share no part of the grid."""
        return (
            self.body <= other.top
            or self.top >= other.body
            or self.right <= other.left
            or self.left >= other.right
        )
