"""Where in a grid a table may stand: anywhere, on one side of two, in one of several blocks of columns.

Knows headers that say so. Must not know columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.importing.placing.head import ANYWHERE, Side
from sitegen.importing.placing.vocabulary import Vocabulary, label_headers
from sitegen.importing.placing.words import norm
from sitegen.importing.source import Grid
from sitegen.model.forms.table import FixedRows, Table, TwoSided


def places(words: Vocabulary, grid: Grid) -> Iterator[tuple[Table, Side, int]]:
    """Where a table may be: anywhere, or on its side of a two-sided one, below the header of that side (收入 | 支出)."""
    both = {
        table.name: (item.left, item.right)
        for item in words.items
        if isinstance(item, TwoSided)
        for table in (item.left, item.right)
    }
    for table in words.form.tables.values():
        if table.name not in both:
            yield table, ANYWHERE, 0
            yield from _blocks(table, grid)
            continue
        sides = list(_sides(*both[table.name], grid))
        yield from (each for each in sides if each[0] is table)
        if not sides:
            yield table, ANYWHERE, 0


def _sides(left: Table, right: Table, grid: Grid) -> Iterator[tuple[Table, Side, int]]:
    """Where two sides stand beside each other, below the headers that say which they are."""
    names = [{norm(each.caption), norm(each.name)} for each in (left, right)]
    for number, row in enumerate(grid.rows[:-1]):
        said = [cell for cell in row if cell.text and cell.top == number]
        if len(said) == 2 and all(norm(cell.text) in own for cell, own in zip(said, names, strict=True)):
            yield left, (said[0].left, said[1].left), said[0].bottom
            yield right, (said[1].left, grid.right), said[1].bottom


def _blocks(table: Table, grid: Grid) -> Iterator[tuple[Table, Side, int]]:
    """The blocks of columns of a long table that is wrapped: its headers stand side by side several times."""
    heads = [each for each in label_headers(table) if each]
    if not isinstance(table.rows, FixedRows) or not heads:
        return
    for number, row in enumerate(grid.rows):
        starts = [cell for cell in row if cell.top == number and norm(cell.text) == heads[0]]
        if len(starts) > 1:
            for start, after in zip(starts, [*starts[1:], None], strict=True):
                yield table, (start.left, after.left if after else grid.right), number
