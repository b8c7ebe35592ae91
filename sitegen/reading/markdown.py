"""narrative.md to prose: safe HTML in pieces, with fact references between them.

Knows CommonMark with tables (markdown-it-py) and what we refuse of it: raw HTML, unsafe links,
deep nesting, text outside headings. Must not know forms or figures. One parse makes the HTML; the
figures are put in when a page is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.diagnostics import Diagnostic, Related
from sitegen.model.narrative import FactReference, Prose
from sitegen.reading.findings import Findings
from sitegen.reading.formula import FormulaError, parse_reference
from sitegen.reading.links import refusal
from sitegen.reading.rules import (
    BAD_REFERENCE,
    DUPLICATE_HEADING,
    HEADING_SKIP,
    IMAGE_WITHOUT_TEXT,
    MISSING_FILE,
    OUTSIDE_HEADING,
    RAW_HTML,
    TEXT_TOO_DEEP,
    UNSAFE_LINK,
)
from sitegen.source import SourceFile, Span

MAX_LEVEL = 16
"""Nesting of blocks (a list or a quote counts once or twice); markdown-it drops what is deeper
than its own limit without a word, so ours lies below it."""

HEADING_OFFSET = 2
"""`##` becomes h4: on a page the title is h1, the part h2, the field h3."""

_MARK = "\ue000{}\ue001"
"""Where a fact reference stands in rendered HTML; private-use characters, which text may not have."""
_MARKED = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")


def _fact(state: StateInline, silent: bool) -> bool:
    """Inline rule: `{{ 地址 }}`."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos + 2)
    if end < 0 or "\n" in state.src[state.pos : end]:
        return False
    if not silent:
        token = state.push("fact", "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.meta = {"offset": state.pos}
    state.pos = end + 2
    return True


class _Renderer(RendererHTML):
    """Escapes what is raw HTML, and leaves marks where facts stand."""

    def html_block(self, tokens: list[Token], idx: int, options: object, env: object) -> str:  # type: ignore[override]
        return ""

    html_inline = html_block  # type: ignore[assignment]

    def table_open(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return f"<table>\n<caption>{escapeHtml(tokens[idx].meta['caption'])}</caption>\n"

    def fact(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return _MARK.format(tokens[idx].meta["number"])


def _parser() -> MarkdownIt:
    # html=True finds raw HTML so that it can be reported; the renderer never lets it through.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}, renderer_cls=_Renderer).enable(
        "table"
    )
    parser.inline.ruler.before("escape", "fact", _fact)
    parser.validateLink = _any_link  # type: ignore[method-assign]  # refused links are reported below
    return parser


def _any_link(url: str) -> bool:
    return True


_PARSER = _parser()


@dataclass(slots=True)
class _Part:
    """The tokens under one heading."""

    heading: str
    span: Span
    tokens: list[Token] = field(default_factory=list)


def parse_narrative(
    source: SourceFile, assets: Collection[str]
) -> tuple[tuple[Prose, ...], tuple[Diagnostic, ...]]:
    """The texts of `source` by their headings, and everything that is wrong with it.

    `assets` are the files of the report's folder, relative to it.
    """
    findings = Findings()
    if _PRIVATE.search(source.text):
        source = SourceFile(source.path, _PRIVATE.sub("\ufffd", source.text))
    tokens = _PARSER.parse(source.text)
    seen: dict[str, Span] = {}
    texts: list[Prose] = []
    for part in _parts(tokens, source, findings):
        first = seen.get(part.heading)
        if first is not None:
            message = f"标题“{part.heading}”在第 {first.line} 行已经有了。"
            related = (Related(part.heading, "", first.place),)
            findings.add(DUPLICATE_HEADING, part.span.place, message, related=related)
        seen.setdefault(part.heading, part.span)
        texts.append(_Reader(source, assets, findings).prose(part))
    return tuple(texts), findings.diagnostics()


def _parts(tokens: list[Token], source: SourceFile, findings: Findings) -> Iterator[_Part]:
    part: _Part | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            if part is not None:
                yield part
            line = _line_of(token)
            column = len(source.line(line)) - len(source.line(line).lstrip("# \t")) + 1
            title = tokens[index + 1].content.strip()
            part = _Part(title, Span.at(source, line, column, max(1, len(title))))
            index += 3
            continue
        if part is None:
            if token.level == 0 and token.nesting >= 0:
                findings.add(
                    OUTSIDE_HEADING,
                    Span.at(source, _line_of(token), 1).place,
                    "这段文字在第一个标题之前，没有归属。",
                )
        else:
            part.tokens.append(token)
        index += 1
    if part is not None:
        yield part


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


class _Reader:
    """Checks the tokens under one heading and renders them."""

    def __init__(self, source: SourceFile, assets: Collection[str], findings: Findings) -> None:
        self._source = source
        self._known = assets
        self._findings = findings
        self._facts: list[FactReference | None] = []
        self._assets: list[str] = []
        self._plain: list[str] = []

    def prose(self, part: _Part) -> Prose:
        before = 1
        tables = 0
        too_deep: int | None = None
        for token in part.tokens:
            if token.level > MAX_LEVEL and token.map and too_deep is None:
                too_deep = _line_of(token)
                place = Span.at(self._source, too_deep, 1).place
                self._findings.add(TEXT_TOO_DEEP, place, "从这一行起，引用或列表套得太深。")
            if token.type == "heading_open":
                before = self._heading(token, before)
            elif token.type == "html_block":
                self._raw_html(token.content.strip(), _line_of(token), 0)
            elif token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._plain.append(token.content)
            elif token.type == "table_open":
                tables += 1
                token.meta = {"caption": f"{part.heading}，表 {tables}"}
            elif token.type in ("th_open", "td_open"):
                _cell(token)
        html = _PARSER.renderer.render(part.tokens, _PARSER.options, {})
        return Prose(
            part.heading,
            tuple(self._pieces(html)),
            "\n".join(self._plain),
            part.span,
            tuple(dict.fromkeys(self._assets)),
        )

    def _heading(self, token: Token, before: int) -> int:
        level = int(token.tag[1])
        if level > before + 1:
            place = Span.at(self._source, _line_of(token), 1, level).place
            message = f"小标题从 {'#' * before} 跳到了 {'#' * level}，中间少了 {'#' * (before + 1)}。"
            self._findings.add(HEADING_SKIP, place, message)
        return level

    def _inline(self, block: Token) -> None:
        first = _line_of(block)
        places = _Places(self._source, block.content, first)
        children = block.children or []
        text: list[str] = []
        _join_chinese_lines(children)
        for child in children:
            if child.type == "html_inline":
                self._raw_html(child.content, *places.find(child.content))
            elif child.type == "link_open":
                self._link(child, places)
            elif child.type == "image":
                self._image(child, places)
                text.append(child.content)
            elif child.type == "fact":
                self._fact(child, places)
                text.append("{{" + child.content + "}}")
            elif child.type in ("softbreak", "hardbreak"):
                text.append("\n")
            else:
                text.append(child.content)
        self._plain.append("".join(text))

    def _raw_html(self, html: str, line: int, column: int) -> None:
        shown = html.split("\n", maxsplit=1)[0][:30]
        place = Span.at(self._source, line, column or 1, max(1, len(shown))).place
        self._findings.add(RAW_HTML, place, f"正文里不能用 HTML：“{shown}”。")

    def _link(self, token: Token, places: _Places) -> None:
        target = str(token.attrGet("href") or "")
        if self._refused(target, places.link(target), "链接"):
            token.attrs.pop("href", None)
        elif target.startswith(("http://", "https://")):
            token.attrSet("rel", "noopener noreferrer")

    def _image(self, token: Token, places: _Places) -> None:
        target = str(token.attrGet("src") or "")
        span = places.link(target)
        if self._refused(target, span, "图片"):
            token.attrSet("src", "")
        if not token.content.strip():
            self._findings.add(IMAGE_WITHOUT_TEXT, span.place, f"图片“{target}”没有文字说明。")

    def _refused(self, target: str, span: Span, what: str) -> bool:
        reason = refusal(target, self._known, image=what == "图片")
        if reason is None:
            if not re.match(r"[a-z]+:|#", target):
                self._assets.append(target.split("#", maxsplit=1)[0])
            return False
        rule = MISSING_FILE if reason.missing else UNSAFE_LINK
        self._findings.add(rule, span.place, f"{what}地址“{target[:60]}”不能用：{reason.words}。")
        return True

    def _fact(self, token: Token, places: _Places) -> None:
        line, column = places.at(token.meta["offset"])
        text = token.content.strip()
        start = column + 2 + (len(token.content) - len(token.content.lstrip()))
        token.meta["number"] = len(self._facts)
        try:
            reference = parse_reference(text, self._source, line, start)
        except FormulaError as error:
            place = Span.at(self._source, line, start + error.offset).place
            self._findings.add(
                BAD_REFERENCE, place, f"引用“{{{{{token.content}}}}}”读不懂：{error.message}。"
            )
            self._facts.append(None)
            return
        span = Span.at(self._source, line, column, len(token.content) + 4)
        self._facts.append(FactReference(reference, text, span))

    def _pieces(self, html: str) -> Iterator[str | FactReference]:
        deeper = re.sub(r"<(/?)h([2-6])>", lambda found: _deeper(found[1], int(found[2])), html)
        # Odd parts are the numbers of references: re.split() keeps what its group has matched.
        for index, part in enumerate(_MARKED.split(deeper)):
            if index % 2 == 0:
                if part:
                    yield part
            elif (fact := self._facts[int(part)]) is not None:
                yield fact


def _join_chinese_lines(tokens: list[Token]) -> None:
    """A line break inside Chinese text is no space: browsers would show one."""
    for index, token in enumerate(tokens[1:-1], 1):
        if token.type == "softbreak":
            before, after = tokens[index - 1].content[-1:], tokens[index + 1].content[:1]
            if before and after and all(east_asian_width(character) in "WF" for character in before + after):
                token.type, token.content = "text", ""


def _cell(token: Token) -> None:
    """Header cells get their scope; alignment becomes a class, because the CSP forbids styles."""
    style = str(token.attrs.pop("style", ""))
    if style.endswith("right"):
        token.attrSet("class", "figure")
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _deeper(slash: str, level: int) -> str:
    return f"<{slash}h{min(6, level + HEADING_OFFSET)}>"


class _Places:
    """Finds the line and column of things in the text of one block, whose inline tokens have none.

    The text of a block is that of its lines without indentation and markers, so a thing is looked
    for in its line, as often as it occurs before in the block's text.
    """

    def __init__(self, source: SourceFile, text: str, first_line: int) -> None:
        self._source = source
        self._text = text
        self._first = first_line
        self._next: dict[str, int] = {}

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` of the block's text."""
        before = self._text[:offset]
        line = self._first + before.count("\n")
        in_line = before.rsplit("\n", 1)[-1]
        column = self._source.line(line).find(self._line_text(offset))
        return line, (column if column >= 0 else 0) + len(in_line) + 1

    def _line_text(self, offset: int) -> str:
        begin = self._text.rfind("\n", 0, offset) + 1
        end = self._text.find("\n", offset)
        return self._text[begin : end if end >= 0 else len(self._text)]

    def find(self, text: str) -> tuple[int, int]:
        """Line and column of the next occurrence of `text` in the block; its first line if none."""
        needle = text.split("\n", maxsplit=1)[0]
        offset = self._text.find(needle, self._next.get(needle, 0))
        if offset < 0:
            return self._first, 1
        self._next[needle] = offset + 1
        return self.at(offset)

    def link(self, target: str) -> Span:
        """The target of the next link or image; where it is written in another form (entities,
        an autolink), the bracket before it.
        """
        bracket = self._text.find("](", self._next.get("](", 0))
        offset = self._text.find(target, max(bracket, 0))
        if bracket >= 0:
            self._next["]("] = bracket + 1
        found = (
            offset if offset >= 0 and "\n" not in self._text[max(bracket, 0) : offset] else max(bracket, 0)
        )
        line, column = self.at(found)
        return Span.at(self._source, line, column, max(1, len(target)) if found == offset else 2)
