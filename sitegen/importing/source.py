"""A document as every format gives it: paragraphs, and grids of cells with the rows and the width that each covers.

Knows places. Must not know formats or forms. Edges are twips in Word, numbers of columns in sheets and pages, points in a
PDF: they are compared by how far they overlap, so it does not matter which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

MOST_CELLS = 400_000
"""Cells of a grid, blank ones too."""


@dataclass(frozen=True, eq=False, slots=True)
class Paragraph:
    """A text outside of tables. `at` says where for people; `notes` what is odd about it (hidden, deleted words)."""

    text: str
    at: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """A cell that covers the rows from `top` up to `bottom`, and the width from `left` to `right`."""

    top: int
    bottom: int
    left: float
    right: float
    text: str
    at: str
    notes: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        """Halfway between its edges."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """Between its edges."""
        return self.right - self.left


Unit = Paragraph | Cell
"""What has one fate. Each is equal to itself alone."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as it is drawn. There is at least one cell."""

    cells: tuple[Cell, ...]
    at: str

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that each row crosses, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(max(cell.bottom for cell in self.cells))]
        for cell in sorted(self.cells, key=lambda cell: cell.left):
            for row in range(cell.top, cell.bottom):
                rows[row].append(cell)
        return tuple(map(tuple, rows))

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @cached_property
    def left(self) -> float:
        """Its left edge."""
        return min(cell.left for cell in self.cells)

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(cell.right for cell in self.cells)


Block = Paragraph | Grid


@dataclass(frozen=True, eq=False, slots=True)
class Document:
    """What a file says, in its order. `name` is that of the file."""

    name: str
    blocks: tuple[Block, ...]

    def units(self) -> list[Unit]:
        """Every paragraph, and every cell of every grid."""
        found: list[Unit] = []
        for block in self.blocks:
            found += block.cells if isinstance(block, Grid) else (block,)
        return found
