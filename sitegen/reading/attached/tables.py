"""What a table says of each of its cells: the head of its column, and the cell to its left.

Knows rows and cells as they come, one after the other. Must not know any format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.privacy.detect import names_numbers
from sitegen.reading.attached.pieces import Pieces

_IS_HEAD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_FIGURES = re.compile(r"\d{5}")
_BOX = re.compile(r"[0-9０-９]{1,4}|[Xx]")
_FEWEST_BOXES = 3
_BOXES = 18
"""Digits of an identity, which fit together; those of a telephone may be counts."""
_LONGEST_HEAD = 40


def is_head(text: str) -> bool:
    """Whether `text` may say what stands below it or beside it."""
    return len(text) <= _LONGEST_HEAD and bool(_IS_HEAD.search(text)) and not _FIGURES.search(text)


def _may_be_counts(pieces: str) -> bool:
    """Whether `pieces` below heads are digits one by one, of which somebody has counted each."""
    each = pieces.split("\n")
    return len(each) != _BOXES and all(len(piece) == 1 for piece in each)


class Heads:
    """The heads of a table that is read row by row."""

    def __init__(self) -> None:
        self._columns: dict[int, str] = {}
        self._row: dict[int, str] = {}
        self._cell: list[str] = []
        self._column = 0
        self._down: defaultdict[int, Pieces] = defaultdict(Pieces)
        """What goes on in each column from row to row."""

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

    def end_cell(self) -> Iterator[tuple[str, str]]:
        """The cell is over: every number in pieces that its paragraphs have, and what is said of it."""
        if len(self._cell) > 1:
            down = Pieces()
            wholes = [*map(down.add, self._cell), down.end()]
            yield from ((whole, self.head) for whole in wholes if whole)
        self.put(self._column, " ".join(self._cell).strip())
        self._cell = []
        self._column += 1

    def put(self, column: int, text: str) -> None:
        """The cell in `column` holds `text`."""
        self._row[column] = text

    def end_row(self) -> Iterator[tuple[str, str]]:
        """The row is over: every number in pieces that ends with it, and what is said of it."""
        row, self._row, self._column = self._row, {}, 0
        for column, text in row.items():
            yield from self._ended(self._down[column].add(text), column)
        yield from self._along(row)
        yield from self._boxes(row)

    def end(self) -> Iterator[tuple[str, str]]:
        """The same, at the end of the table."""
        for column, pieces in self._down.items():
            yield from self._ended(pieces.end(), column)

    def _ended(self, whole: str, column: int) -> Iterator[tuple[str, str]]:
        """The number that went down a `column`. Below a head are figures, unless it names numbers: then only the digits
        may tell what they are.
        """
        head = self._columns.get(column, "")
        if whole and (names_numbers(head) or not (head and _may_be_counts(whole))):
            yield whole, head if names_numbers(head) else ""

    def _along(self, row: dict[int, str]) -> Iterator[tuple[str, str]]:
        """The numbers that go on from cell to cell of a row: what is said of the first is said of those behind it
        that have no head of their own.
        """
        along, head, counted = Pieces(), "", False
        for column in [*sorted(row), None]:
            whole = along.end() if column is None else along.add(row[column])
            if whole and not (counted and _may_be_counts(whole)):
                yield whole, head
            if column is not None and along.begins:
                above, counted = self._columns.get(column, ""), column + 1 in self._columns
                head = above if names_numbers(above) and not counted else ""

    def _boxes(self, row: dict[int, str]) -> Iterator[tuple[str, str]]:
        """What stands in boxes, a digit or a few each, with what is said to the left of them."""
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
        if len(found) >= _FEWEST_BOXES and sum(map(len, found)) >= 11:
            yield "\t".join(found), said
