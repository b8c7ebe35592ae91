"""Which cells of a row name it, and which hold its values.

Knows where the columns of a header stand. Must not know what rows mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.importing.placing.head import Head
from sitegen.importing.placing.words import FIGURE
from sitegen.importing.source import Cell

SHARED = 0.5
"""The part of a cell, or of a column, that must lie above the other."""


def parted(head: Head, row: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """The cells of `row` that name it, and those that hold its values."""

    def names(cell: Cell) -> bool:
        return any(
            label.left < cell.middle < label.right
            or (
                cell.left <= label.left
                and label.right <= cell.right <= head.first + SHARED * (label.right - label.left)
            )
            for label in head.labels
        )

    found = [cell for cell in row if names(cell)]
    return found, [cell for cell in row if cell not in found]


def is_heading(names: Sequence[Cell], values: Sequence[Cell]) -> bool:
    """Whether a row of a list is a word in its first column alone: an empty group, or the heading of what follows."""
    filled = [cell for cell in (*names, *values) if cell.text]
    return (
        len(names) > 1
        and len(filled) == 1
        and filled[0] is names[0]
        and filled[0].bottom - filled[0].top == 1
    )


def crowded(head: Head, values: Sequence[Cell]) -> list[Cell]:
    """The cells that stand two or more below one column."""
    found: list[Cell] = []
    for left, right in head.columns.values():
        below = [
            cell for cell in values if min(cell.right, right) - max(cell.left, left) > SHARED * cell.width
        ]
        found += below if len(below) > 1 else []
    return found


def numbers(head: Head, values: Sequence[Cell]) -> list[Cell]:
    """The cells of `values` that hold the number of the row."""
    if head.numbers is None:
        return []
    left, right = head.numbers
    return [cell for cell in values if left < cell.middle < right]


def is_words(head: Head, values: Sequence[Cell]) -> bool:
    """Whether words stand where figures belong."""
    figures = [cell.text.strip() for cell in values if cell.text.strip() and _in_figures(head, cell)]
    return bool(figures) and not any(map(FIGURE.fullmatch, figures))


def _in_figures(head: Head, cell: Cell) -> bool:
    return any(
        left < cell.middle < right and (column := head.table.column(name)) is not None and column.spec.numeric
        for name, (left, right) in head.columns.items()
    )
