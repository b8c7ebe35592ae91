"""narrative.md to prose: its headings, and under each safe HTML with facts in between.

Knows which headings delimit texts and how sub-headings must follow one another. Must not know
forms or figures, nor what a page looks like.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from markdown_it.token import Token

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Related
from sitegen.model.reports.narrative import Prose
from sitegen.publishable import Unfit
from sitegen.reading.findings import Findings
from sitegen.reading.lines.draft import Mended
from sitegen.reading.lines.normalising import mend
from sitegen.reading.lines.places import block_span, first_line, heading_places
from sitegen.reading.markdown.dialect import dialect
from sitegen.reading.markdown.footnotes import OPEN, REFERENCE
from sitegen.reading.markdown.links import NONE
from sitegen.reading.markdown.prose import ProseReader
from sitegen.reading.markdown.words import plain_text
from sitegen.reading.rules.files import FILE_TOO_LARGE
from sitegen.reading.rules.lines import FOOTNOTE, HEADING_NOT_UNDERSTOOD
from sitegen.reading.rules.markdown import BAD_REFERENCE, DUPLICATE_HEADING, OUTSIDE_HEADING
from sitegen.source import Place, SourceFile, Span

_DIALECT = dialect()
_HEADING_MARKS = re.compile(r"\s*[#＃]")

MOST_MARKS = 50_000
"""Ends of lines, and signs that may mean something: each is work, and means another token that is kept. The longest
report that was ever seen has some thousands.
"""
_MARKS = re.compile(r"[\n|*_`\[\]!<&{\\]")


@dataclass(slots=True)
class _Part:
    """The tokens under one heading of a `level`, 0 for those before the first one; these have no `heading` but the
    one that is given to them.
    """

    heading: str | None
    span: Span
    level: int = 1
    tokens: list[Token] = field(default_factory=list)


def parse_narrative(
    source: SourceFile, assets: Collection[str], unfit: Mapping[str, Unfit] = NONE, *, opening: str = ""
) -> tuple[tuple[Prose, ...], tuple[Diagnostic, ...]]:
    """The texts of `source` by their level-1 headings, and everything that is wrong with it.

    `assets` are the files of the report's folder, relative to it, in POSIX form; `unfit` those that may not be
    published. What stands before the first heading
    is a text called `opening`; without such a name it has no place. Of texts with the
    same heading the first is kept. What must not be published is not in the HTML: raw HTML and
    refused images are there as text, refused links as their words.
    """
    if excess := _too_many_marks(source):
        return (), (excess,)
    findings = Findings()
    mended = mend(source)
    tokens = _tokens(mended)
    notes = _take_notes(source, tokens, findings)
    texts: dict[str, Prose] = {}
    used: set[str] = set()
    told = {each.place.line for each in mended.told}
    for part in _parts(source, tokens, told, findings, opening):
        reader = ProseReader(source, assets, unfit, notes, mended.rewritten, findings, _DIALECT)
        prose = reader.read(part.heading or "", part.span, part.tokens, level=part.level)
        used |= set(reader.used)
        if part.heading is None:
            continue
        first = texts.get(part.heading)
        if first is None:
            texts[part.heading] = prose
            continue
        message = f"标题“{part.heading}”在第 {first.span.line} 行已经写过，这里又写了一次。"
        related = (Related(part.heading, "", first.span.place),)
        findings.add(DUPLICATE_HEADING, part.span.place, message, related=related)
    for name in notes.keys() - used:
        message = f"正文里没有用到脚注“[^{name}]”，它的内容不会公开。"
        findings.add(FOOTNOTE, block_span(source, notes[name]).place, message)
    found = (*mended.told, *findings.diagnostics())
    return tuple(texts.values()), tuple(sorted(found, key=lambda each: (each.place.line, each.place.column)))


def _too_many_marks(source: SourceFile) -> Diagnostic | None:
    """The finding where there are more marks than can be read in a bounded time."""
    beyond = next(islice(_MARKS.finditer(source.text), MOST_MARKS, None), None)
    if beyond is None:
        return None
    place = Place(source.path, source.text.count("\n", 0, beyond.start()) + 1, 1)
    message = f"到这一行，换行和标记（| * [ 一类）已超过 {MOST_MARKS // 10_000} 万个，整个文件都没有读。"
    return FILE_TOO_LARGE.found(place, message)


def _tokens(mended: Mended) -> list[Token]:
    """The tokens of the text as it is to be read, with lines of the text as it is written."""
    tokens = _DIALECT.parse(mended.text)
    for token in tokens:
        if token.map:
            first, end = token.map
            token.map = [mended.origin[first], mended.origin[max(first, end - 1)] + 1]
    return tokens


def _take_notes(source: SourceFile, tokens: list[Token], findings: Findings) -> dict[str, Token]:
    """Take the footnotes out of `tokens`: their words, by their names. They stand where people put
    them, mostly at the end, whichever text refers to them. Of two with one name the first is kept,
    and the other a paragraph.
    """
    notes: dict[str, Token] = {}
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.type != OPEN:
            kept.append(token)
            continue
        words, name = tokens[index], str(token.meta["name"])
        words.map = token.map
        index += 2
        if name not in notes:
            notes[name] = words
            continue
        place = block_span(source, words).place
        message = f"脚注“[^{name}]”在第 {first_line(notes[name])} 行已经写过，这一处会印成一段文字。"
        findings.add(FOOTNOTE, place, message, remedy="留下一处，或换一个编号。")
        kept += [_paragraph("paragraph_open", 1, token), words, _paragraph("paragraph_close", -1, token)]
    tokens[:] = kept
    return notes


def _paragraph(kind: str, nesting: Literal[-1, 1], place: Token) -> Token:
    return Token(kind, "p", nesting, map=place.map, block=True)


def _parts(
    source: SourceFile, tokens: list[Token], told: Collection[int], findings: Findings, opening: str
) -> Iterator[_Part]:
    """The texts that `tokens` are; what is wrong with lines `told` has been said."""
    part: _Part | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            if part is not None:
                yield part
            part = _Part(*_heading(source, tokens[index + 1], findings))
            index += 3
            continue
        if part is None:
            part = _Part(opening or None, block_span(source, token), level=0)
            # A first heading without its space has been reported as such.
            bare = part.span.line in told and _HEADING_MARKS.match(source.line(part.span.line))
            if not opening and not bare:
                message = "这里的文字在第一个“# 标题”之前，不知道属于哪一项，不会公开。"
                findings.add(OUTSIDE_HEADING, part.span.place, message)
        part.tokens.append(token)
        index += 1
    if part is not None:
        yield part


def _heading(source: SourceFile, inline: Token, findings: Findings) -> tuple[str, Span]:
    children = inline.children or []
    name = plain_text(children).strip()
    places = heading_places(source, inline)
    span = places.at(0, len(inline.content))
    if not name:
        findings.add(HEADING_NOT_UNDERSTOOD, block_span(source, inline).place, "“#”后面没有写名称。")
    elif "{{" in inline.content:
        findings.add(BAD_REFERENCE, span.place, "标题里不能引用数据。")
    elif any(child.type == REFERENCE for child in children):
        message = "这里的标题不能有脚注，脚注不会公开。"
        findings.add(FOOTNOTE, span.place, message, remedy="把脚注移到正文里。")
    elif any(child.type == "html_inline" for child in children):
        findings.add(HEADING_NOT_UNDERSTOOD, span.place, "标题里只能写名称，不能有 HTML 代码。")
    return name, span
