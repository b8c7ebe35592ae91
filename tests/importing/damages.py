"""Documents with one thing wrong, as people make things wrong: a header lost, a row shifted, a column more.

Knows documents as grids of cells. Must not know how they are placed, but for which texts are whose.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from sitegen.importing.source import Cell, Document, Grid, Paragraph, Unit

FIGURE = re.compile(r"[-—\d][\d.,]*%?")

Changed = dict[Unit, Unit]
"""The unit that stands for another now; one that is not among them is as it was."""


def with_changes(document: Document, changed: Changed, added: dict[Grid, list[Cell]]) -> Document:
    blocks = []
    for block in document.blocks:
        if isinstance(block, Grid):
            cells = [changed.get(cell, cell) for cell in block.cells]
            blocks.append(Grid((*cells, *added.get(block, [])), block.at))
        else:
            blocks.append(changed.get(block, block))
    return Document(document.name, tuple(blocks))


def cells_of(document: Document) -> list[tuple[Grid, Cell]]:
    return [(block, cell) for block in document.blocks if isinstance(block, Grid) for cell in block.cells]


def retold(cell: Unit, text: str) -> Unit:
    return replace(cell, text=text)


class Damages:
    """The ways in which `document` may be damaged; `structure` are the places of its headers and labels."""

    def __init__(self, document: Document, structure: set[str]) -> None:
        self._document = document
        self._headers = [cell for _, cell in cells_of(document) if cell.at in structure and cell.text]
        self._grids = [block for block in document.blocks if isinstance(block, Grid)]
        self.kinds: dict[str, Callable[[random.Random], Document | None]] = {
            "header blanked": lambda chance: self._header(chance, ""),
            "header renamed": lambda chance: self._header(chance, "甲乙丙"),
            "captions lost": self._captions,
            "column more": self._column,
            "row label lost": lambda chance: self._label(chance, ""),
            "row label renamed": lambda chance: self._label(chance, "某某项"),
            "row shifted": self._shifted,
            "row doubled": self._doubled,
            "row more": self._row,
        }

    def _changed(self, changed: Changed, added: dict[Grid, list[Cell]] | None = None) -> Document:
        return with_changes(self._document, changed, added or {})

    def _header(self, chance: random.Random, text: str) -> Document | None:
        if not self._headers:
            return None
        cell = chance.choice(self._headers)
        return self._changed({cell: retold(cell, text)})

    def _captions(self, _: random.Random) -> Document:
        paragraphs = [block for block in self._document.blocks if isinstance(block, Paragraph)]
        return self._changed({each: retold(each, "表") for each in paragraphs})

    def _row_of(self, chance: random.Random) -> tuple[Grid, list[Cell]] | None:
        grid = chance.choice(self._grids)
        number = chance.randrange(grid.height)
        row = [cell for cell in grid.rows[number] if cell.top == number and cell.bottom == number + 1]
        return (grid, row) if len(row) > 1 else None

    def _column(self, chance: random.Random) -> Document | None:
        found = self._row_of(chance)
        if found is None:
            return None
        grid, row = found
        last = row[-1]
        narrow = replace(last, right=last.middle)
        return self._changed(
            {last: narrow}, {grid: [replace(last, left=last.middle, text="777.77", at="新")]}
        )

    def _label(self, chance: random.Random, text: str) -> Document | None:
        found = self._row_of(chance)
        if found is None or not found[1][0].text:
            return None
        return self._changed({found[1][0]: retold(found[1][0], text)})

    def _shifted(self, chance: random.Random) -> Document | None:
        """Values one cell to the right of where they belong: what stood last is gone."""
        found = self._row_of(chance)
        if found is None:
            return None
        row = found[1]
        first = next((at for at, cell in enumerate(row) if FIGURE.fullmatch(cell.text)), len(row))
        values = row[first:]
        texts = ["", *(cell.text for cell in values[:-1])]
        return (
            self._changed({cell: retold(cell, text) for cell, text in zip(values, texts, strict=True)})
            if values
            else None
        )

    def _doubled(self, chance: random.Random) -> Document | None:
        found = self._row_of(chance)
        if found is None:
            return None
        grid, row = found
        number = grid.height
        return self._changed(
            {}, {grid: [replace(cell, top=number, bottom=number + 1, at=f"新{cell.at}") for cell in row]}
        )

    def _row(self, chance: random.Random) -> Document | None:
        found = self._row_of(chance)
        if found is None:
            return None
        grid, row = found
        number = grid.height
        new = [
            replace(
                cell,
                top=number,
                bottom=number + 1,
                at=f"新{cell.at}",
                text="888.88" if at else "附表以外的事",
            )
            for at, cell in enumerate(row)
        ]
        return self._changed({}, {grid: new})
