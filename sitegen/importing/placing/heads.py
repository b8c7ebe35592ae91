"""Where in a grid the header of a table stands.

Knows a header by its words, one above the other, wherever it stands: never by its number. Must not know rows below it,
but that there must be some.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen import lazy_re as re
from sitegen.importing.placing.vocabulary import Heading, Vocabulary, label_headers
from sitegen.importing.placing.words import key, norm
from sitegen.importing.source import Cell, Grid, Paragraph
from sitegen.model.forms.form import FixedRows, ListRows, Rows, Table, TwoSided

TALLEST = 4
"""Rows of a header."""
_ENOUGH = 0.5
"""The part of a table's headers that must be there."""

_NEAREST = 4
"""Texts above a header among which its own caption stands."""
_TELLING = 4
"""Characters of a caption that is no everyday word."""
_WHOSE = re.compile(
    r".*(?:年|年度|年部门|局|部|委|委员会|办|办公室|院|校|中心|单位|部门|公司|会|站|所|处|馆|街道|镇|乡|政府"
    r"|表\d*|附件\d*|\d[\d.-]*|[一二三四五六七八九十）.．-])"
)
"""What may stand before a caption without making it another's: whose it is, of which year, its number."""

Side = tuple[float, float]
ANYWHERE: Side = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Head:
    """The header of `table` in the rows from `top` up to `body`: the width of each column, and of the labels."""

    table: Table
    grid: Grid
    top: int
    body: int
    columns: dict[str, Side]
    labels: tuple[Cell, ...]
    hits: int
    score: float
    foreign: int
    """Words in it that are none of the table's."""
    numbers: Side | None = None
    """The width of the column of 行次."""

    @property
    def left(self) -> float:
        """Its left edge."""
        return min([cell.left for cell in self.labels] + [left for left, _ in self.columns.values()])

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(right for _, right in self.columns.values())

    @property
    def first(self) -> float:
        """Where the first column begins."""
        return min(left for left, _ in self.columns.values())

    def is_above(self, cell: Cell, name: str) -> bool:
        """Whether the column `name` stands above `cell`."""
        left, right = self.columns.get(name, (0.0, 0.0))
        return left < cell.middle < right and cell.left < (left + right) / 2 < cell.right

    def beside(self, other: Head) -> bool:
        """Whether they share no part of the grid."""
        return (
            self.body <= other.top
            or self.top >= other.body
            or self.right <= other.left
            or self.left >= other.right
        )


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
    for table, side, first in _places(words, grid):
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
            if is_alone and best is not None and not _is_named(best, before):
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


def _places(words: Vocabulary, grid: Grid) -> Iterator[tuple[Table, Side, int]]:
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


def _above(head: Head, before: Sequence[Paragraph]) -> list[str]:
    """The texts above a header, the nearest first."""
    texts = [each.text for each in before][-6:]
    texts += [cell.text for row in range(head.top) for cell in head.grid.rows[row]][-6:]
    return [norm(text) for text in reversed(texts)]


def distance(words: Vocabulary, head: Head, before: Sequence[Paragraph]) -> int:
    """How near above the header the table's caption stands."""
    wanted = words.captions[head.table.name]
    above = _above(head, before)
    return next((at for at, text in enumerate(above) if any(word in text for word in wanted)), 99)


def _is_named(head: Head, before: Sequence[Paragraph]) -> bool:
    own = {norm(head.table.caption), norm(head.table.name)}
    return any(text in own for text in _above(head, before)[:_NEAREST])


def is_of_another(words: Vocabulary, head: Head, before: Sequence[Paragraph]) -> bool:
    """Whether the caption above is one that only ends like the table's: 财政拨款收入支出决算总表 is no 收入支出决算总表."""
    wanted = sorted(words.captions[head.table.name], key=len, reverse=True)
    for text in _above(head, before):
        word = next((word for word in wanted if text.endswith(word)), "")
        if text == word or len(word) >= _TELLING:
            return not (text == word or _WHOSE.fullmatch(text.removesuffix(word)))
    return False


def has_nameless(head: Head) -> bool:
    """Whether anything stands below a header that is blank: the headers may have slipped aside."""
    grid = head.grid
    for blank in grid.rows[head.body - 1]:
        if (
            blank.text
            or blank.top < head.top
            or blank in head.labels
            or not head.left < blank.middle < head.right
        ):
            continue
        below = [
            cell.text.strip()
            for row in range(head.body, grid.height)
            for cell in grid.rows[row]
            if cell.top == row and cell.text and blank.left <= cell.middle < blank.right
        ]
        if below and below != [str(number) for number in range(1, len(below) + 1)]:
            return True
    return False
