"""The tokens under one heading: checked, made safe, rendered.

Knows the blocks a report's text may consist of: sub-headings, lists, quotes, tables. Must not know
forms or figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.diagnostics import Severity
from sitegen.model.reports.narrative import Note, Piece, Prose
from sitegen.model.reports.passage import Cell, Passage
from sitegen.publishable import Unfit
from sitegen.reading.findings import Findings
from sitegen.reading.lines.places import (
    TextPlaces,
    block_span,
    cell_starts,
    first_line,
    heading_places,
    marker_span,
)
from sitegen.reading.markdown.dialect import INSERTION_MARK
from sitegen.reading.markdown.footnotes import REFERENCE
from sitegen.reading.markdown.inline import InlineReader
from sitegen.reading.markdown.passages import read_passage
from sitegen.reading.markdown.words import plain_text
from sitegen.reading.rules.lines import FOOTNOTE, HEADING_NOT_UNDERSTOOD, TABLE_HEADER_EMPTY, TABLE_ROW_UNEVEN
from sitegen.reading.rules.markdown import HEADING_SKIP, TEXT_TOO_DEEP
from sitegen.source import SourceFile, Span

MAX_DEPTH = 8
"""Lists and quotes inside one another."""

HEADING_OFFSET = 2
"""`##` becomes h4: on a page h1 is the title, h2 the section, h3 the heading of the text."""


class ProseReader:
    """Reads the tokens of one text. What is wrong goes to `findings`."""

    def __init__(
        self,
        source: SourceFile,
        assets: Collection[str],
        unfit: Mapping[str, Unfit],
        notes: Mapping[str, Token],
        rewritten: Collection[int],
        findings: Findings,
        dialect: MarkdownIt,
    ) -> None:
        self._source = source
        self._notes = notes
        self._rewritten = rewritten
        self._findings = findings
        self._dialect = dialect
        self._words = InlineReader(source, assets, unfit, notes, findings)
        self._plain: list[str] = []
        self._passages: list[Passage] = []
        self._heading_text = ""
        self._depth = 0
        self._level = 1
        self._tables = 0
        self._columns = 0
        self._cells: list[int] = []
        self._cell = 0
        self._row_number = 0
        self._numbers: list[int] = []

    def read(self, heading: str, span: Span, tokens: list[Token], *, level: int = 1) -> Prose:
        """The text under `heading`, which is of `level` (0: nothing but a name) and whose place is `span`. Changes
        `tokens`.
        """
        self._heading_text, self._level = heading, level
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._inline(token, tokens[index - 1], tokens[index + 1])
            else:
                self._block(token, heading)
        pieces = self._pieces(tokens)
        uses = dict(self._words.uses)
        notes = tuple(self._note(self._notes[name], count) for name, count in uses.items())
        plain = "\n".join(self._plain)
        assets, passages = tuple(self._words.assets), tuple(self._passages)
        return Prose(heading, pieces, plain, span, assets, passages, notes)

    @property
    def used(self) -> Collection[str]:
        """The names of the footnotes that were referred to."""
        return self._words.uses.keys()

    def _pieces(self, tokens: Sequence[Token]) -> tuple[Piece, ...]:
        html = self._dialect.renderer.render(tokens, self._dialect.options, {})
        first, *rest = html.split(INSERTION_MARK)
        pieces: list[Piece] = [first]
        for insertion, text in zip(self._words.insertions, rest, strict=True):
            pieces += [insertion, text]
        self._words.insertions.clear()
        return tuple(piece for piece in pieces if piece != "")

    def _note(self, inline: Token, uses: int) -> Note:
        """A footnote; `inline` are its words, which other texts may use too."""
        words = deepcopy(inline)
        for child in words.children or []:
            if child.type == REFERENCE:
                name = child.meta["name"]
                message = f"脚注的内容里又有脚注“[^{name}]”，会原样印出来。"
                place = block_span(self._source, words).place
                self._findings.add(FOOTNOTE, place, message, remedy="把内容写在一个脚注里。")
                child.type, child.content = "text", f"[^{name}]"
        places = TextPlaces(self._source, words.content, first_line(words))
        self._read_words(words, places)
        return Note(self._pieces([words]), uses)

    def _block(self, token: Token, heading: str) -> None:
        match token.type:
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)) - 1)
                self._nest(token)
            case "blockquote_open" | "bullet_list_open":
                self._nest(token)
            case "list_item_open" if token.info:
                self._item(token)
            case "ordered_list_close":
                self._numbers.pop()
                self._depth -= 1
            case "blockquote_close" | "bullet_list_close":
                self._depth -= 1
            case "heading_open":
                self._heading(token)
            case "heading_close":
                token.tag = _deeper(token.tag)
            case "html_block":
                self._words.raw_html(token.content, block_span(self._source, token))
            case "table_open":
                self._tables += 1
                self._columns = 0
                self._row_number = -1
                token.meta["caption"] = f"{heading}，表 {self._tables}"
            case "tr_open":
                self._row(token)
            case "th_open" | "td_open":
                self._format_cell(token)

    def _nest(self, token: Token) -> None:
        self._depth += 1
        if self._depth == MAX_DEPTH + 1:
            place = marker_span(self._source, token, self._depth).place
            message = f"列表或引用套到了第 {self._depth} 层，最多 {MAX_DEPTH} 层。"
            self._findings.add(TEXT_TOO_DEEP, place, message)

    def _item(self, token: Token) -> None:
        """Items keep the numbers they are written with: findings name them, and so may the text."""
        number = int(token.info)
        if number != self._numbers[-1] + 1:
            token.attrSet("value", str(number))
        self._numbers[-1] = number

    def _heading(self, token: Token) -> None:
        level = int(token.tag[1])
        place = block_span(self._source, token).place
        if token.level > 0:
            self._findings.add(HEADING_NOT_UNDERSTOOD, place, "标题要顶格写，不能放在列表或引用里。")
        elif level > self._level + 1:
            due = "#" * (self._level + 1)
            message = f"小标题从 {'#' * self._level} 跳到了 {'#' * level}，应当用 {due}。"
            if self._level == 0:
                message = f"第一个标题用了 {'#' * level}，应当用 {due}。"
            self._findings.add(HEADING_SKIP, place, message)
        self._level = level
        token.tag = _deeper(token.tag)

    def _row(self, token: Token) -> None:
        """Cells beyond the header's are dropped by the parser, so they are sought in the source."""
        self._cell = 0
        self._row_number += 1
        line = first_line(token)
        rewritten = line - 1 in self._rewritten
        self._cells = cell_starts(self._source.line(line), any_bar=rewritten)
        found = len(self._cells)
        if not self._columns or rewritten or found == self._columns:
            return
        if found > self._columns:
            place = Span.at(self._source, line, self._cells[self._columns] + 1).place
            message = f"这一行有 {found} 格，表头只有 {self._columns} 格，多出的不会显示。"
            self._findings.add(TABLE_ROW_UNEVEN, place, message)
        else:
            message = f"这一行只有 {found} 格，表头有 {self._columns} 格，后面的格子会空着。"
            place = block_span(self._source, token).place
            self._findings.add(TABLE_ROW_UNEVEN, place, message, severity=Severity.WARNING)

    def _format_cell(self, token: Token) -> None:
        """Header cells get their scope; alignment is a class, because the page allows no styles."""
        self._cell += 1
        if str(token.attrs.pop("style", "")).endswith("right"):
            token.attrSet("class", "figure")
        if token.type == "th_open":
            self._columns += 1
            token.attrSet("scope", "col")

    def _empty_header(self, opener: Token, closer: Token, places: TextPlaces) -> None:
        """A header without words heads nothing: to a screen reader it is an empty cell."""
        message = f"表头第 {self._cell} 格是空的，不知道这一列是什么。"
        self._findings.add(TABLE_HEADER_EMPTY, places.at(0).place, message)
        opener.tag = closer.tag = "td"
        del opener.attrs["scope"]

    def _inline(self, block: Token, opener: Token, closer: Token) -> None:
        if opener.type == "heading_open":
            places = heading_places(self._source, block)
            if not block.content:
                place = block_span(self._source, block).place
                self._findings.add(HEADING_NOT_UNDERSTOOD, place, "“#”后面没有写标题。")
        elif opener.type in ("th_open", "td_open"):
            start = self._cells[self._cell - 1] if self._cell <= len(self._cells) else 0
            places = TextPlaces(self._source, block.content, first_line(block), start)
            if opener.type == "th_open" and not block.content:
                self._empty_header(opener, closer, places)
        else:
            places = TextPlaces(self._source, block.content, first_line(block))
        in_table = opener.type in ("th_open", "td_open")
        cell = Cell(self._tables, self._row_number, self._cell) if in_table else None
        self._read_words(block, places, cell)

    def _read_words(self, block: Token, places: TextPlaces, cell: Cell | None = None) -> None:
        children = block.children or []
        self._words.read(children, places)
        text = plain_text(children)
        self._plain.append(text)
        self._passages.append(read_passage(self._heading_text, text, children, places, cell))


def _deeper(tag: str) -> str:
    return f"h{min(6, int(tag[1]) + HEADING_OFFSET)}"
