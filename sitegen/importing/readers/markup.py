"""A page, or what a browser or Excel puts on the clipboard: its tables and paragraphs.

Knows HTML as far as tables and blocks of text go. Must not know any form. Nothing is run or fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from sitegen import lazy_re as re
from sitegen.importing.readers.word_numbers import whole
from sitegen.importing.source import MOST_CELLS, Block, Cell, Grid, Paragraph
from sitegen.reading.attached.encodings import decoded
from sitegen.reading.attached.texts import Allowance, Unreadable

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "section", "article", "header", "footer",
     "caption", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center"}
)  # fmt: skip
_MOST_SPANNED = 1000
_DEEPEST = 20
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(gb2312|gbk|gb18030)", re.IGNORECASE)


@dataclass(slots=True)
class _Table:
    at: str
    cells: list[Cell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = 0
    words: list[str] | None = None
    """Of the cell that is open."""
    spans: tuple[int, int] = (1, 1)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._tables: list[_Table] = []
        self._words: list[str] = []
        self._unseen = 0
        self._numbers = {"段": 0, "表": 0}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._end_paragraph()
            if len(self._tables) >= _DEEPEST:
                raise Unreadable("表里套表太深")
            self._numbers["表"] += 1
            self._tables.append(_Table(f"第 {self._numbers['表']} 张表"))
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
            table = self._tables[-1]
            table.row = max(table.row, 0)
            table.words = []
            table.spans = (_span(told.get("rowspan", "1")), _span(told.get("colspan", "1")))
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "table" and self._tables:
            self._end_cell()
            self._end_table()
        elif tag in ("td", "th", "tr") and self._tables:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        words = self._tables[-1].words if self._tables else self._words
        if words is not None:
            words.append(re.sub(r"\s+", " ", data))
        elif data.strip():
            self._words.append(data)

    def close(self) -> None:
        super().close()
        while self._tables:
            self._end_cell()
            self._end_table()
        self._end_paragraph()

    def _break(self) -> None:
        if self._tables and self._tables[-1].words is not None:
            self._tables[-1].words.append("\n")
        elif not self._tables:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        text = "".join(self._words).strip()
        self._words = []
        if text:
            self._numbers["段"] += 1
            self.blocks.append(Paragraph(text, f"第 {self._numbers['段']} 段"))

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.words is None:
            return
        text = "\n".join(
            line.strip() for line in "".join(table.words).replace("\xa0", " ").split("\n") if line.strip()
        )
        table.words = None
        while (table.row, table.column) in table.taken:
            table.column += 1
        down, across = table.spans
        left = table.column
        table.taken |= {(table.row + i, left + j) for i in range(down) for j in range(across)}
        if len(table.taken) > MOST_CELLS:
            raise Unreadable("表太大，不像是一张报表")
        where = f"{table.at}第 {table.row + 1} 行第 {left + 1} 列"
        table.cells.append(Cell(table.row, table.row + down, left, left + across, text, where))
        table.column = left + across

    def _end_table(self) -> None:
        table = self._tables.pop()
        bottom = table.row + 1
        cells = tuple(
            Cell(each.top, min(each.bottom, bottom), each.left, each.right, each.text, each.at)
            for each in table.cells
        )
        if cells:
            self.blocks.append(Grid(cells, table.at))


def _span(told: str) -> int:
    return min(max(whole(told), 1), _MOST_SPANNED)


def read_page(data: bytes) -> tuple[Block, ...]:
    """The blocks of a page; raises Unreadable."""
    text = data.decode("gb18030", errors="replace") if _CHARSET.search(data[:4096]) else decoded(data)
    Allowance().take(len(text))
    page = _Page()
    page.feed(text)
    page.close()
    return tuple(page.blocks)


def read_lines(data: bytes) -> tuple[Block, ...]:
    """The blocks of a text: lines with tabs, as they are copied from a sheet or a table, are the rows of a table."""
    text = decoded(data)
    Allowance().take(len(text))
    blocks: list[Block] = []
    rows: list[tuple[int, list[str]]] = []

    def end_table() -> None:
        cells = tuple(
            Cell(at, at + 1, column, column + 1, words.strip(), f"第 {number} 行第 {column + 1} 格")
            for at, (number, row) in enumerate(rows)
            for column, words in enumerate(row)
        )
        if cells:
            blocks.append(Grid(cells, f"第 {rows[0][0]} 行起的表"))
        rows.clear()

    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            rows.append((number, line.split("\t")))
            continue
        end_table()
        if line.strip():
            blocks.append(Paragraph(line.strip(), f"第 {number} 行"))
    end_table()
    return tuple(blocks)
