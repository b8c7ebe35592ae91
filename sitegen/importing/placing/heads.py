"""Where in a grid the header of a table stands.

Knows a header by its words, one above the other, wherever it stands: never by its number. Must not know rows below it,
but that there must be some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.importing.placing.captions import distance, has_nameless, is_named, is_of_another
from sitegen.importing.placing.head import ANYWHERE, Head, Side
from sitegen.importing.placing.sides import places
from sitegen.importing.placing.vocabulary import Heading, Vocabulary, label_headers
from sitegen.importing.placing.words import key, norm
from sitegen.importing.source import Cell, Grid, Paragraph
from sitegen.model.forms.table import FixedRows, ListRows, Rows, Table

TALLEST = 4
"""Rows of a header."""
_ENOUGH = 0.5
"""The part of a table's headers that must be there."""


@dataclass(slots=True)
class _Matching:
    """What the cells of a header have come to so far."""

    columns: dict[str, Side] = field(default_factory=dict)
    cells: set[Cell] = field(default_factory=set)
    labels: list[Cell] = field(default_factory=list)
    numbers: Cell | None = None
    unknown: list[Cell] = field(default_factory=list)


def match(words: Vocabulary, table: Table, grid: Grid, top: int, height: int, side: Side) -> Head | None:
    """The header of `table` in `height` rows of `grid` from `top` on, between the edges `side`; None if it is not there."""
    body = top + height
    wanted, heads = words.headings[table.name], label_headers(table)
    bottom = [cell for cell in grid.rows[body - 1] if side[0] <= cell.middle <= side[1] and cell.top >= top]
    names = {name for each in wanted for name in each.names}
    if any(
        cell.bottom > body and norm(cell.text) in names and norm(cell.text) not in heads for cell in bottom
    ):
        return None  # it goes on below
    found = _Matching()
    for cell in bottom:
        _assign(cell, grid, top, wanted, heads, table.rows, found)
    need = set(heads) - {""}
    have = {norm(cell.text) for cell in found.labels} & need
    if (
        not found.labels
        and isinstance(table.rows, FixedRows)
        and found.unknown
        and bottom[0] is found.unknown[0]
        and found.columns
    ):
        found.labels.append(
            found.unknown.pop(0)
        )  # 项目 for 项目（按功能分类）: the lines below must prove it
    if not found.columns or not found.labels or (isinstance(table.rows, ListRows) and have != need):
        return None
    first = min(left for left, _ in found.columns.values())
    if isinstance(table.rows, ListRows) and any(
        cell.middle < first and cell.bottom == body for cell in found.unknown
    ):
        return None  # a group that is called otherwise
    left, right = (
        min([cell.left for cell in found.labels] + [first]),
        max(right for _, right in found.columns.values()),
    )
    above = {word for each in wanted for word in each.above}
    used = {*found.cells, *found.labels, *([found.numbers] if found.numbers else [])}
    inside = dict.fromkeys(cell for row in range(top, body) for cell in grid.rows[row] if cell.top >= top)
    foreign = [
        cell
        for cell in inside
        if cell not in used
        and norm(cell.text)
        and norm(cell.text) not in above
        and cell.left < right
        and cell.right > left
    ]
    hits = len(found.columns) + len(have)
    labels = tuple(cell for cell in found.labels if cell.left < first)
    numbers = (found.numbers.left, found.numbers.right) if found.numbers else None
    score = hits / (len(wanted) + len(need))
    return Head(table, grid, top, body, found.columns, labels, hits, score, len(foreign), numbers)


def _assign(
    cell: Cell,
    grid: Grid,
    top: int,
    wanted: Sequence[Heading],
    heads: Sequence[str],
    rows: Rows,
    found: _Matching,
) -> None:
    """Find out which column stands below `cell`, the lowest of a header."""
    text = norm(cell.text)
    number_header = rows.number_header if isinstance(rows, FixedRows) else ""
    over = tuple(
        dict.fromkeys(
            norm(each.text)
            for row in range(top, cell.top)
            for each in grid.rows[row]
            if each.left <= cell.middle < each.right
        )
    )
    fits = [each for each in wanted if text in each.names and each.column.name not in found.columns]
    exact = [each for each in fits if each.above == over]
    if text and (len(exact) == 1 or len(fits) == 1):
        found.columns[(exact if len(exact) == 1 else fits)[0].column.name] = (cell.left, cell.right)
        found.cells.add(cell)
    elif text in heads:
        found.labels.append(cell)
    elif number_header and text == norm(number_header) and found.numbers is None:
        found.numbers = cell
    elif text:
        found.unknown.append(cell)
    elif not found.columns and not found.labels:
        found.labels.append(cell)  # the corner is often blank; one cell only


def heads_in(words: Vocabulary, grid: Grid, before: Sequence[Paragraph]) -> tuple[list[Head], list[Head]]:
    """The headers of tables in `grid`, from the top, and those that may as well be another table's; `before` are the
    paragraphs above it. Where several tables fit one place, the one whose caption is nearest takes it.
    """
    found = []
    for table, side, first in places(words, grid):
        tops = range(grid.height) if side == ANYWHERE else range(first, min(first + 1, grid.height))
        for top in tops:
            matches = (
                match(words, table, grid, top, height, side)
                for height in range(1, TALLEST + 1)
                if top + height <= grid.height
            )
            best = max(
                (each for each in matches if each is not None),
                key=lambda head: (head.hits - head.foreign, head.top - head.body),
                default=None,
            )
            is_alone = table.name in words.sides and side == ANYWHERE
            if is_alone and best is not None and not is_named(best, before):
                continue  # a side by itself says which it is
            if best is not None and best.score >= _ENOUGH and _has_rows(words, best):
                found.append(best)

    def rank(head: Head) -> tuple[float, int, int, int]:
        return -head.score, head.foreign, -head.hits, distance(words, head, before)

    taken: list[Head] = []
    tied: list[Head] = []
    for head in sorted(found, key=lambda head: (*rank(head), head.body - head.top)):
        if all(head.beside(other) for other in (*taken, *tied)):
            rivals = [
                each
                for each in found
                if each.table is not head.table and rank(each) == rank(head) and not each.beside(head)
            ]
            is_doubtful = rivals or is_of_another(words, head, before) or has_nameless(head)
            (tied if is_doubtful else taken).append(head)
    return sorted(taken, key=lambda head: head.top), tied


def _has_rows(words: Vocabulary, head: Head) -> bool:
    """Whether a row below is one of the table's lines: a header alone does not make a table of fixed lines."""
    lines = words.lines[head.table.name]
    return not isinstance(head.table.rows, FixedRows) or any(
        key(cell.text) in lines
        for row in range(head.body, head.grid.height)
        for cell in head.grid.rows[row]
        if cell.top == row and cell.left < head.first
    )
