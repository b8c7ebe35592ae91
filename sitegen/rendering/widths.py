"""How wide the columns of a table are on paper.

A form says how wide its columns are to each other; a figure must stand on one line all the same. Widths
are in points, for the type of tables in print (9.5 pt, cells padded by 1.4 mm). Must not know templates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sitegen.rendering.grid import Cell, Data, Grid, Header

UPRIGHT, LYING = 442.0, 700.0
"""Width of the text on an upright page (156 mm) and on one that lies (247 mm)."""

LEGIBLE = 30
"""The widest grid, in half columns of figures, that is legible on an upright page."""

_EM = 9.5
_PADDING = 9.0
_MARK = 1.9 * _EM
_FEWEST = {"label": 5.0, "text": 4.0, "figure": 3.0, "number": 2.2}
"""Characters that every column has room for, by what stands in it."""


def lies(grid: Grid) -> bool:
    """Whether `grid` needs a page in landscape."""
    return sum(column.width for column in grid.columns) > LEGIBLE or sum(_needs(grid)) > UPRIGHT


def column_widths(grid: Grid) -> tuple[float, ...]:
    """The width of each column in points; together as wide as the page's text."""
    whole = LYING if lies(grid) else UPRIGHT
    shares = [column.width for column in grid.columns]
    given = [whole * share / sum(shares) for share in shares]
    needs = _needs(grid)
    lacking = sum(max(0.0, need - width) for need, width in zip(needs, given, strict=True))
    spare = [max(0.0, width - need) for need, width in zip(needs, given, strict=True)]
    if not lacking or not sum(spare):
        return tuple(given)
    cut = min(1.0, lacking / sum(spare))
    return tuple(max(need, width) - cut * more for need, width, more in zip(needs, given, spare, strict=True))


def _needs(grid: Grid) -> list[float]:
    """What each column needs: its figures unbroken, a few characters of anything else."""
    needs = [_FEWEST[column.kind] * _EM + _PADDING for column in grid.columns]
    for at, cell in _placed(grid):
        if isinstance(cell, Data) and cell.numeric:
            text = cell.value.text + cell.value.unit
            needs[at] = max(needs[at], _length(text) + _MARK * len(cell.value.marks) + _PADDING)
    return needs


def _length(text: str) -> float:
    return sum(_EM if unicodedata.east_asian_width(each) in "WF" else _EM * 0.57 for each in text)


def _placed(grid: Grid) -> Iterator[tuple[int, Cell]]:
    """The cells of the body, each with the number of its first column."""
    taken: dict[int, int] = {}
    for body in grid.bodies:
        for row in body:
            at = 0
            for cell in row.cells:
                while taken.get(at, 0):
                    taken[at] -= 1
                    at += 1
                yield at, cell
                width = getattr(cell, "colspan", 1)
                if isinstance(cell, Header) and cell.rowspan > 1:
                    taken |= {at + right: cell.rowspan - 1 for right in range(width)}
                at += width
            for rest in range(at, len(grid.columns)):
                if taken.get(rest, 0):
                    taken[rest] -= 1
