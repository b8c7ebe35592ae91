"""What a table says of each of its cells: the head of its column, and the cell to its left.

Knows rows and cells as they come, one after the other. Must not know any format.
"""

from __future__ import annotations

import re

_IS_HEAD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_FIGURES = re.compile(r"\d{5}")
_BOX = re.compile(r"[0-9０-９]{1,4}|[Xx]")
_FEWEST_BOXES = 3
_LONGEST_HEAD = 40


def is_head(text: str) -> bool:
    """Whether `text` may say what stands below it or beside it."""
    return len(text) <= _LONGEST_HEAD and bool(_IS_HEAD.search(text)) and not _FIGURES.search(text)


class Heads:
    """The heads of a table that is read row by row."""

    def __init__(self) -> None:
        self._columns: dict[int, str] = {}
        self._row: dict[int, str] = {}
        self._cell: list[str] = []
        self._column = 0

    @property
    def head(self) -> str:
        """What is said of the cell that is being read."""
        return self.of(self._column)

    def of(self, column: int) -> str:
        """What is said of the cell in `column` of this row."""
        left = self._row.get(column - 1, "")
        said = (self._columns.get(column, ""), left if is_head(left) else "")
        return "\n".join(filter(None, said))

    def add(self, text: str) -> None:
        """A paragraph of the cell."""
        self._cell.append(text)

    def end_cell(self) -> None:
        """The cell is over."""
        self.put(self._column, " ".join(self._cell).strip())
        self._cell = []
        self._column += 1

    def put(self, column: int, text: str) -> None:
        """The cell in `column` holds `text`."""
        self._row[column] = text

    def end_row(self) -> tuple[str, str] | None:
        """The row is over: what stands in boxes, a digit or a few each, with what is said of them; None for nothing."""
        row, self._row, self._column = self._row, {}, 0
        boxes: list[str] = []
        head = before = ""
        longest: tuple[list[str], str] = ([], "")
        for column in sorted(row):
            if _BOX.fullmatch(row[column]):
                if not boxes:
                    head = before
                boxes.append(row[column])
            else:
                before, boxes = (row[column] if is_head(row[column]) else ""), []
                if before:
                    self._columns[column] = before
            if len(boxes) > len(longest[0]):
                longest = (boxes, head)
        found, said = longest
        if len(found) < _FEWEST_BOXES or sum(map(len, found)) < 11:
            return None
        return "\t".join(found), said
