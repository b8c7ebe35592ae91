"""A document of Word: paragraphs and tables as they are printed.

Knows WordprocessingML, with what libraries leave out and clerks' files have: insertions that are not accepted, content
controls round cells, numbers that Word counts itself, text boxes, tables within tables. Must not know any form.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.importing.readers.package import MACROS, TIES, Element, opened
from sitegen.importing.readers.word_numbers import Numbers, whole
from sitegen.importing.source import Block, Cell, Grid, Paragraph
from sitegen.reading.attached.texts import Unreadable

_SIDE = (
    ("header", "页眉"),
    ("footer", "页脚"),
    ("footnotes", "脚注"),
    ("endnotes", "尾注"),
    ("comments", "批注"),
)
_OPENED = frozenset({"ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"})
_GONE = frozenset({"del", "moveFrom"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_SPANNED = 1000


def read_word(data: bytes) -> tuple[Block, ...]:
    """The blocks of a .docx; raises Unreadable."""
    with opened(data) as package:
        document = package.tree("word/document.xml")
        body = document.first("document", "body")
        if body is None:
            raise Unreadable("不是 Word 文档")
        if any("DDE" in each.words() for each in document.all("instrText")):
            raise Unreadable(TIES)
        if "word/vbaProject.bin" in package.names:
            raise Unreadable(MACROS)
        reader = _Reader(Numbers(package.tree("word/numbering.xml")))
        reader.walk(body, "正文")
        for name in sorted(package.names):
            where = next((said for part, said in _SIDE if name.startswith(f"word/{part}")), "")
            if where and name.endswith(".xml"):
                for root in package.tree(name):
                    for part in [root, *root] if where in ("页眉", "页脚") else root:
                        reader.walk(part, where)
        return tuple(reader.blocks)


def _children(node: Element) -> Iterator[Element]:
    """What is within `node`, with what only wraps it opened, and without what was deleted."""
    for child in node:
        if child.name == "sdt":
            content = child.first("sdtContent")
            if content is not None:
                yield from _children(content)
        elif child.name in _OPENED:
            yield from _children(child)
        elif child.name == "AlternateContent":
            choice = child.first("Choice") or child.first("Fallback")
            if choice is not None:
                yield from _children(choice)
        elif child.name not in _GONE:
            yield child


class _Text:
    """The words of one paragraph, what is odd about them, and the boxes that hang on it."""

    def __init__(self, paragraph: Element, number: str) -> None:
        self.pieces = [number]
        self.notes: dict[str, None] = {}
        self.boxes: list[Element] = []
        self._within(paragraph)
        if next(paragraph.all("del"), None) or next(paragraph.all("moveFrom"), None):
            self.notes["有修订没有接受：删去的字没有读入"] = None
        if next(paragraph.all("ins"), None):
            self.notes["有修订没有接受：插入的字读入了"] = None

    @property
    def words(self) -> str:
        return "".join(self.pieces)

    def _within(self, node: Element) -> None:
        for child in _children(node):
            if child.name == "r":
                properties = child.first("rPr")
                hidden = properties is not None and properties.first("vanish") is not None
                for piece in _children(child):
                    self._piece(piece, hidden=hidden)

    def _piece(self, piece: Element, *, hidden: bool) -> None:
        if piece.name == "t" and hidden:
            self.notes[f"有隐藏的文字“{piece.text[:40]}”，没有读入"] = None
        elif piece.name == "t":
            self.pieces.append(piece.text)
        elif piece.name in _BREAKS:
            self.pieces.append(_BREAKS[piece.name])
        elif piece.name == "sym":
            self.notes["有符号字体的字，没有读入"] = None
        elif piece.name in _DRAWN:
            boxes = list(piece.all("txbxContent"))
            self.boxes += boxes
            if not boxes:
                self.notes["有图片，没有读入"] = None


class _Reader:
    def __init__(self, numbers: Numbers) -> None:
        self.blocks: list[Block] = []
        self._numbers = numbers
        self._counts: dict[tuple[str, str], int] = {}

    def walk(self, node: Element, at: str) -> None:
        """Every paragraph and table directly within `node`, which people call `at`."""
        for child in _children(node):
            if child.name == "p":
                where = f"{at}第 {self._next(at, 'p')} 段"
                text = _Text(child, self._numbers.before(child))
                if text.words.strip() or text.notes:
                    self.blocks.append(Paragraph(text.words.strip(), where, tuple(text.notes)))
                for box in text.boxes:
                    self.walk(box, f"{where}的文本框")
            elif child.name == "tbl":
                self._table(child, f"{at}第 {self._next(at, 'tbl')} 张表")

    def _next(self, at: str, kind: str) -> int:
        self._counts[at, kind] = self._counts.get((at, kind), 0) + 1
        return self._counts[at, kind]

    def _table(self, table: Element, at: str) -> None:
        grid = table.first("tblGrid")
        edges = [0.0]
        for column in grid or ():
            edges.append(edges[-1] + max(whole(column.attributes.get("w", "0")), 1))

        def edge(index: int) -> float:
            return edges[index] if index < len(edges) else edges[-1] + index - len(edges) + 1

        cells: list[Cell] = []
        later: list[tuple[Element, str]] = []
        row = 0
        for line in _children(table):
            if line.name != "tr" or line.first("trPr", "del") is not None:
                continue
            before = line.first("trPr", "gridBefore")
            index = _spanned(before, 0)
            for number, box in enumerate((each for each in _children(line) if each.name == "tc"), 1):
                span = max(_spanned(box.first("tcPr", "gridSpan"), 1), 1)
                left, right = edge(index), edge(index + span)
                index += span
                where = f"{at}第 {row + 1} 行第 {number} 格"
                merged = box.first("tcPr", "vMerge")
                if merged is not None and merged.attributes.get("val") != "restart":
                    above = next(
                        (each for each in cells if each.bottom == row and _same(each, left, right)), None
                    )
                    if above is not None:
                        cells[cells.index(above)] = _longer(above, row + 1)
                        continue
                words, notes = self._cell(box, where, later)
                cells.append(Cell(row, row + 1, left, right, words, where, notes))
            row += 1
        if cells:
            self.blocks.append(Grid(tuple(cells), at))
        for inner, where in later:
            if inner.name == "tbl":
                self._table(inner, where)
            else:
                self.walk(inner, where)

    def _cell(
        self, box: Element, where: str, later: list[tuple[Element, str]]
    ) -> tuple[str, tuple[str, ...]]:
        lines: list[str] = []
        notes: dict[str, None] = {}
        for child in _children(box):
            if child.name == "p":
                text = _Text(child, self._numbers.before(child))
                lines.append(text.words)
                notes |= text.notes
                later += ((each, f"{where}的文本框") for each in text.boxes)
            elif child.name == "tbl":
                later.append((child, f"{where}里的表"))
        return "\n".join(lines).strip(), tuple(notes)


def _spanned(told: Element | None, usual: int) -> int:
    return min(whole(told.attributes.get("val", "0")), _MOST_SPANNED) if told is not None else usual


def _same(cell: Cell, left: float, right: float) -> bool:
    return min(cell.right, right) - max(cell.left, left) > 0.5 * (right - left)


def _longer(cell: Cell, bottom: int) -> Cell:
    return Cell(cell.top, bottom, cell.left, cell.right, cell.text, cell.at, cell.notes)
