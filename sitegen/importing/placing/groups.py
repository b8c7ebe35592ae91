"""The groups that rows of a list stand in: what their cells say, or what is said above them.

Knows merged cells and blank ones. A group is never guessed: a merged cell says what it stands for, and a blank one means the
same as above only where nothing else can be meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.importing.placing.words import one_line
from sitegen.importing.source import Cell

_SHARED = 0.5
"""The part of a cell that must lie below the other."""

Path = tuple[str, ...]
"""Groups, outermost first, and for a row its label."""


class Groups:
    """Reads the rows of one list from the top; `rows` are their cells for names, the label last."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self._last: list[tuple[Cell, str]] = []
        self.inherited: Path = ()
        """Groups of the row asked for last that are not said in it."""
        self._merged = {
            level
            for names in rows
            for level, cell in enumerate(names[:-1])
            if cell.text and cell.bottom - cell.top > 1
        }
        """Levels at which cells are merged: there a blank one does not mean the same as above."""
        self._divided = self._those_divided(rows)

    def _those_divided(self, rows: Sequence[Sequence[Cell]]) -> set[Path]:
        """The groups within which some row has a group of its own."""
        found: set[Path] = set()
        for *cells, _ in filter(None, rows):
            path = self.of(cells)
            said = [one_line(cell.text) for cell in cells]
            found |= {path[:level] for level in range(1, len(path)) if level < len(said) and said[level]}
        self._last, self.inherited = [], ()
        return found

    def path(self, names: Sequence[Cell]) -> Path | None:
        """The groups and the label of the row called by `names`; None if it cannot be told."""
        *cells, label = names
        if not one_line(label.text):
            return None
        if any(not one_line(cell.text) and cell.bottom - cell.top > 1 for cell in cells):
            return None
        found = self.of(cells)
        if cells and not found:
            return None
        if any(
            not one_line(cell.text) and level in self._merged
            for level, cell in enumerate(cells[: len(self.inherited)])
        ):
            return None
        if len(found) < len(cells) and found in self._divided:
            return None  # its neighbours have a deeper group, and what its own is was not written or is lost
        return (*found, one_line(label.text))

    def of(self, cells: Sequence[Cell]) -> Path:
        """What the cells for groups of the next row say, and left of the first of them that says something, what was said
        above.
        """
        now: list[tuple[Cell, str]] = []
        inherited: list[str] = []
        fresh = False
        for cell in cells:
            text = one_line(cell.text)
            if not text and not fresh:
                text = next((said for each, said in self._last if _over(each, cell)), "")
                inherited += [text] if text else []
            fresh = fresh or bool(one_line(cell.text))
            now.append((cell, text))
        self._last, self.inherited = now, tuple(inherited)
        return tuple(text for _, text in now if text)


def _over(one: Cell, other: Cell) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > _SHARED * max(one.width, other.width)
