"""The cells of a sheet as a grid, whatever kind of file the sheet is of.

Knows rows, columns and merged areas, counted from 0. Must not know formats.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.importing.source import MOST_CELLS, Block, Cell, Grid, Paragraph
from sitegen.reading.attached.texts import Unreadable

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)

Area = tuple[int, int, int, int]
"""Rows from … up to …, columns from … up to …."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cell as a sheet gives it, at a row and a column counted from 0."""

    row: int
    column: int
    text: str
    notes: tuple[str, ...] = ()


def sheet_blocks(name: str, found: list[Found], merged: list[Area]) -> list[Block]:
    """The sheet called `name`: its name, then its cells as a grid. Rows and columns in which nothing stands are left out."""
    filled = [each for each in found if each.text or each.notes]
    if not filled:
        return []
    by_place = {(each.row, each.column): each for each in filled}
    rows = sorted({each.row for each in filled})
    last = max(
        [each.column + 1 for each in filled]
        + [area[3] for area in merged if (area[0], area[2]) in by_place and area[3] - area[2] < 200]
    )
    if len(rows) * last > MOST_CELLS:
        raise Unreadable(f"工作表“{name}”太大（{len(rows)} 行 {last} 列），不像是一张报表")
    number = {row: at for at, row in enumerate(rows)}
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for top, bottom, left, right in merged:
        inside = [row for row in rows if top <= row < bottom]
        if inside:
            corner = (inside[0], left)
            if inside[0] != top and (top, left) not in by_place:
                corner = (inside[0], left)
            spans[corner] = (number[inside[-1]] + 1, min(right, last))
            covered |= dict.fromkeys(
                ((row, column) for row in inside for column in range(left, min(right, last))), corner
            )
    cells = []
    for row in rows:
        for column in range(last):
            corner = covered.get((row, column), (row, column))
            told = by_place.get((row, column))
            if corner != (row, column) and told is None:
                continue
            bottom, right = spans.get((row, column), (number[row] + 1, column + 1))
            cells.append(
                Cell(
                    number[row],
                    bottom,
                    column,
                    max(right, column + 1),
                    told.text if told else "",
                    f"工作表“{name}”{place_of(row, column)}",
                    told.notes if told else (),
                )
            )
    title: list[Block] = []
    if name and not _DEFAULT_NAME.fullmatch(name):
        title.append(Paragraph(name, f"工作表“{name}”的名称"))
    return [*title, Grid(tuple(cells), f"工作表“{name}”")]


def column_of(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def place_of(row: int, column: int) -> str:
    """The place of a cell as people write it: B4."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
