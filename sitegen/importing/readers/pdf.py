"""A PDF with text: its ruled tables, also those that go on over pages, and the lines around them.

Knows pages. Must not know any form.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from sitegen import lazy_re as re
from sitegen.importing.readers.package import PASSWORD
from sitegen.importing.readers.pdf_boxes import Box, tables
from sitegen.importing.readers.pdf_marks import Mark
from sitegen.importing.readers.pdf_page import PageReader
from sitegen.importing.source import Block, Cell, Grid, Paragraph
from sitegen.reading.attached.texts import Allowance, Unreadable

MAX_PAGES = 200
_SCANNED = "是扫描件，只有图像，没有文字，读不出来；请导入 Word、Excel 原件，或者照着填写"
_UNNAMED = "文字没有写明是哪些字（字体不带编码），读不出来；请导入 Word、Excel 原件"
_PAGE_NUMBER = re.compile(r"[\s\-—–·第页共/\d]*")
_SAME_ROW = 3.0
"""Points by which edges of one row differ."""
_SAME_EDGE = 4.0
_ENDS = frozenset("。；;！？!?：:，,")
_SHORT = 0.4
"""The part of a box that is free behind the last line of a paragraph."""
_ITEM = re.compile(
    r"(?:\d{1,2}[.、．]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、]|(?:目标|任务|指标)\d+[:：])"
)


@dataclass(frozen=True, slots=True)
class _PageGrid:
    grid: Grid
    page: int
    is_first: bool
    """Whether it stands at the top of the page."""
    is_last: bool


def read_pdf(data: bytes) -> tuple[Block, ...]:
    """The blocks of a PDF; raises Unreadable."""
    import pypdf  # noqa: PLC0415 — only where there is such a file

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    document = pypdf.PdfReader(BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        raise Unreadable(PASSWORD)
    if len(document.pages) > MAX_PAGES:
        raise Unreadable(f"有 {len(document.pages)} 页，超过 {MAX_PAGES} 页；请拆出有表的几页再导入")
    found: list[_PageGrid | Paragraph] = []
    reader = PageReader(document, Allowance())
    words = unreadable = 0
    for number, page in enumerate(document.pages, 1):
        drawn, _, height = reader.drawn(page)
        words, unreadable = words + len(drawn.characters), unreadable + drawn.unreadable
        found += _page(drawn.characters, drawn.lines, number, height)
    if not words:
        raise Unreadable(_UNNAMED if unreadable else _SCANNED)
    if unreadable > words / 20:
        raise Unreadable(_UNNAMED)
    return tuple(each.grid if isinstance(each, _PageGrid) else each for each in _joined(found))


def _page(
    characters: Sequence[Mark], lines: Sequence[Mark], number: int, height: float
) -> list[_PageGrid | Paragraph]:
    left = list(characters)
    placed: list[tuple[float, _PageGrid | Paragraph]] = []
    for at, boxes in enumerate(tables(lines), 1):
        inside: dict[Box, list[Mark]] = {box: [] for box in boxes}
        outside: list[Mark] = []
        for mark in left:
            box = next((each for each in boxes if _holds(each, mark)), None)
            (outside if box is None else inside[box]).append(mark)
        if any(inside.values()):
            left = outside
            top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
            grid = _PageGrid(
                _grid(inside, f"第 {number} 页第 {at} 张表"),
                number,
                top < height * 0.25,
                bottom > height * 0.75,
            )
            placed.append((top, grid))
    for line in _lines(left):
        text = _words(line)
        if text:
            placed.append((min(mark.top for mark in line), Paragraph(text, f"第 {number} 页")))
    return [each for _, each in sorted(placed, key=lambda pair: pair[0])]


def _holds(box: Box, mark: Mark) -> bool:
    x, y = mark.middle
    return box.left <= x < box.right and box.top <= y < box.bottom


def _grid(inside: dict[Box, list[Mark]], where: str) -> Grid:
    edges: list[float] = []
    for edge in sorted(edge for box in inside for edge in (box.top, box.bottom)):
        if not edges or edge - edges[-1] > _SAME_ROW:
            edges.append(edge)

    def row(edge: float) -> int:
        return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))

    order = sorted(inside, key=lambda box: (row(box.top), box.left))
    counts: dict[int, int] = {}
    cells = []
    for box in order:
        top = row(box.top)
        counts[top] = counts.get(top, 0) + 1
        at = f"{where}第 {top + 1} 行第 {counts[top]} 格"
        bottom = max(row(box.bottom), top + 1)
        cells.append(Cell(top, bottom, box.left, box.right, _text(inside[box], box), at))
    return Grid(tuple(cells), where)


def _lines(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Characters by the line on which they stand, each from left to right."""
    found: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: (mark.middle[1], mark.left)):
        line = found[-1] if found else None
        if line is not None and mark.middle[1] - line[0].middle[1] < 0.6 * max(mark.size, line[0].size):
            line.append(mark)
        else:
            found.append([mark])
    return [sorted(line, key=lambda mark: mark.left) for line in found]


def _words(line: Sequence[Mark]) -> str:
    """The words of a line, with a blank where a wide gap is."""
    pieces = []
    last: Mark | None = None
    for mark in line:
        if last is not None and last.text == mark.text and abs(mark.left - last.left) < 0.2 * mark.size:
            continue  # bold, by being drawn twice
        if (last is not None and mark.left - last.right > 0.45 * max(mark.size, 1)) or (
            last is not None
            and _is_latin(last.text)
            and _is_latin(mark.text)
            and mark.left - last.right > 0.2 * mark.size
        ):
            pieces.append(" ")
        pieces.append(mark.text)
        last = mark
    return "".join(pieces).strip()


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _text(marks: Sequence[Mark], box: Box) -> str:
    """The words of a box: a line that begins with an ordinal, or follows a short one that ends a sentence, begins a
    paragraph.
    """
    lines = _lines(marks)
    furthest = max((mark.right for line in lines for mark in line), default=0.0)
    pieces: list[str] = []
    ends = False
    for line in lines:
        words = _words(line)
        if pieces:
            pieces.append("\n" if ends or _ITEM.match(words) else "")
        pieces.append(words)
        gap = furthest - max(mark.right for mark in line)
        ends = gap > _SHORT * (box.right - box.left) or (gap > 2.2 * line[-1].size and words[-1:] in _ENDS)
    return "".join(pieces).strip()


def _joined(found: Sequence[_PageGrid | Paragraph]) -> list[_PageGrid | Paragraph]:
    """Tables that go on over pages as one."""
    joined: list[_PageGrid | Paragraph] = []
    for each in found:
        if isinstance(each, _PageGrid) and each.is_first:
            at = next(
                (
                    at
                    for at in range(len(joined) - 1, -1, -1)
                    if isinstance(other := joined[at], _PageGrid) or not _PAGE_NUMBER.fullmatch(other.text)
                ),
                None,
            )
            before = joined[at] if at is not None else None
            if at is not None and isinstance(before, _PageGrid) and _goes_on(before, each):
                joined[at] = _PageGrid(
                    _together(before.grid, each.grid), each.page, before.is_first, each.is_last
                )
                continue
        joined.append(each)
    return joined


def _goes_on(before: _PageGrid, after: _PageGrid) -> bool:
    one, other = before.grid, after.grid
    return (
        before.is_last
        and after.page == before.page + 1
        and abs(one.left - other.left) < _SAME_EDGE
        and abs(one.right - other.right) < _SAME_EDGE
    )


def _together(one: Grid, other: Grid) -> Grid:
    """Both as one: a first row without a label goes on with the row before, and so do cells that are merged over
    the end of the page.
    """
    last, first = one.rows[-1], other.rows[0]
    pairs = [
        next(
            (
                cell
                for cell in last
                if abs(cell.left - each.left) < _SAME_EDGE and abs(cell.right - each.right) < _SAME_EDGE
            ),
            None,
        )
        for each in first
    ]
    fits = not first[0].text and None not in pairs and any(cell.text for cell in first)
    skipped = 1 if fits else 0
    shift = one.height - skipped
    changed: dict[Cell, Cell] = {}
    gone: set[Cell] = set()
    for each, cell in zip(first, pairs, strict=True):
        if cell is None:
            continue
        goes_on = each.bottom > 1 and (skipped or not each.text)
        text = "\n".join(filter(None, (cell.text, each.text))) if skipped else cell.text
        notes = (*cell.notes, "跨页的一格") if skipped and each.text else cell.notes
        bottom = max(cell.bottom, each.bottom + shift) if goes_on else cell.bottom
        changed[cell] = Cell(cell.top, bottom, cell.left, cell.right, text, cell.at, notes)
        if goes_on:
            gone.add(each)
    cells = [changed.get(cell, cell) for cell in one.cells]
    cells += [
        Cell(cell.top + shift, cell.bottom + shift, cell.left, cell.right, cell.text, cell.at, cell.notes)
        for cell in other.cells
        if cell not in gone and cell.top >= skipped
    ]
    return Grid(tuple(cells), one.at)
