"""The tokens under one heading: checked, made safe, rendered.

Knows the blocks a report's text may consist of: sub-headings, lists, quotes, tables. Must not know
forms or figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.model.narrative import FactReference, Prose
from sitegen.model.passage import Passage
from sitegen.reading.dialect import FACT_MARK
from sitegen.reading.findings import Findings
from sitegen.reading.inline import InlineReader, plain_text
from sitegen.reading.passages import read_passage
from sitegen.reading.places import (
    TextPlaces,
    block_span,
    cell_starts,
    first_line,
    heading_places,
    marker_span,
)
from sitegen.reading.rules import HEADING_NOT_UNDERSTOOD, HEADING_SKIP, TABLE_ROW_TOO_LONG, TEXT_TOO_DEEP
from sitegen.source import SourceFile, Span

MAX_DEPTH = 8
"""Lists and quotes inside one another."""

HEADING_OFFSET = 2
"""`##` becomes h4: on a page h1 is the title, h2 the section, h3 the heading of the text."""

_ALMOST_HEADING = re.compile(r"[ \t]*(?:#{1,6}[^\s#]|＃)")


class ProseReader:
    """Reads the tokens of one text. What is wrong goes to `findings`."""

    def __init__(
        self, source: SourceFile, assets: Collection[str], findings: Findings, dialect: MarkdownIt
    ) -> None:
        self._source = source
        self._findings = findings
        self._dialect = dialect
        self._words = InlineReader(source, assets, findings)
        self._plain: list[str] = []
        self._passages: list[Passage] = []
        self._heading_text = ""
        self._depth = 0
        self._level = 1
        self._tables = 0
        self._columns = 0
        self._cells: list[int] = []
        self._cell = 0
        self._numbers: list[int] = []

    def read(self, heading: str, span: Span, tokens: list[Token], *, level: int = 1) -> Prose:
        """The text under `heading`, which is of `level` (0: nothing but a name) and whose place is `span`. Changes
        `tokens`.
        """
        self._heading_text, self._level = heading, level
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._inline(token, tokens[index - 1])
            else:
                self._block(token, heading)
        html = self._dialect.renderer.render(tokens, self._dialect.options, {})
        plain = "\n".join(self._plain)
        return Prose(
            heading, self._pieces(html), plain, span, tuple(self._words.assets), tuple(self._passages)
        )

    def _pieces(self, html: str) -> tuple[str | FactReference, ...]:
        first, *rest = html.split(FACT_MARK)
        pieces: list[str | FactReference] = [first]
        for fact, text in zip(self._words.facts, rest, strict=True):
            pieces += [fact, text]
        return tuple(piece for piece in pieces if piece != "")

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
        line = first_line(token)
        self._cells = cell_starts(self._source.line(line))
        if self._columns and len(self._cells) > self._columns:
            place = Span.at(self._source, line, self._cells[self._columns] + 1).place
            message = f"这一行有 {len(self._cells)} 格，表头只有 {self._columns} 格，多出的不会显示。"
            self._findings.add(TABLE_ROW_TOO_LONG, place, message)

    def _format_cell(self, token: Token) -> None:
        """Header cells get their scope; alignment is a class, because the page allows no styles."""
        self._cell += 1
        if str(token.attrs.pop("style", "")).endswith("right"):
            token.attrSet("class", "figure")
        if token.type == "th_open":
            self._columns += 1
            token.attrSet("scope", "col")

    def _inline(self, block: Token, opener: Token) -> None:
        if opener.type == "heading_open":
            places = heading_places(self._source, block)
            if not block.content:
                place = block_span(self._source, block).place
                self._findings.add(HEADING_NOT_UNDERSTOOD, place, "“#”后面没有写标题。")
        elif opener.type in ("th_open", "td_open"):
            start = self._cells[self._cell - 1] if self._cell <= len(self._cells) else 0
            places = TextPlaces(self._source, block.content, first_line(block), start)
        else:
            places = TextPlaces(self._source, block.content, first_line(block))
            if opener.level == 0:
                self._almost_headings(places)
        children = block.children or []
        self._words.read(children, places)
        text = plain_text(children)
        self._plain.append(text)
        self._passages.append(read_passage(self._heading_text, text, children, places))

    def _almost_headings(self, places: TextPlaces) -> None:
        offset = 0
        for line in places.text.split("\n"):
            if match := _ALMOST_HEADING.match(line):
                mark = "井号要用半角“#”" if "＃" in match[0] else "“#”和名称之间要空一格"
                place = places.at(offset, len(line)).place
                self._findings.add(HEADING_NOT_UNDERSTOOD, place, f"标题没有写对：{mark}。")
            offset += len(line) + 1


def _deeper(tag: str) -> str:
    return f"h{min(6, int(tag[1]) + HEADING_OFFSET)}"
