"""narrative.md to prose: its headings, and under each safe HTML with facts in between.

Knows which headings delimit texts and how sub-headings must follow one another. Must not know
forms or figures, nor what a page looks like.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from sitegen.diagnostics import Diagnostic, Related
from sitegen.model.narrative import Prose
from sitegen.reading.dialect import dialect
from sitegen.reading.findings import Findings
from sitegen.reading.inline import plain_text
from sitegen.reading.places import block_span, heading_places
from sitegen.reading.prose import ProseReader
from sitegen.reading.rules import (
    BAD_REFERENCE,
    DUPLICATE_HEADING,
    HEADING_NOT_UNDERSTOOD,
    OUTSIDE_HEADING,
)
from sitegen.source import SourceFile, Span

_DIALECT = dialect()


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
    source: SourceFile, assets: Collection[str], *, opening: str = ""
) -> tuple[tuple[Prose, ...], tuple[Diagnostic, ...]]:
    """The texts of `source` by their level-1 headings, and everything that is wrong with it.

    `assets` are the files of the report's folder, relative to it, in POSIX form. What stands before the first heading
    is a text called `opening`; without such a name it has no place. Of texts with the
    same heading the first is kept. What must not be published is not in the HTML: raw HTML and
    refused images are there as text, refused links as their words.
    """
    findings = Findings()
    texts: dict[str, Prose] = {}
    for part in _parts(source, findings, opening):
        reader = ProseReader(source, frozenset(assets), findings, _DIALECT)
        prose = reader.read(part.heading or "", part.span, part.tokens, level=part.level)
        if part.heading is None:
            continue
        first = texts.get(part.heading)
        if first is None:
            texts[part.heading] = prose
            continue
        message = f"标题“{part.heading}”在第 {first.span.line} 行已经写过，这里又写了一次。"
        related = (Related(part.heading, "", first.span.place),)
        findings.add(DUPLICATE_HEADING, part.span.place, message, related=related)
    return tuple(texts.values()), findings.diagnostics()


def _parts(source: SourceFile, findings: Findings, opening: str) -> Iterator[_Part]:
    tokens = _DIALECT.parse(source.text)
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
            # A first heading without its space is reported as such, by the reader.
            if not opening and not source.line(part.span.line).lstrip().startswith(("#", "＃")):
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
    elif any(child.type == "html_inline" for child in children):
        findings.add(HEADING_NOT_UNDERSTOOD, span.place, "标题里只能写名称，不能有 HTML 代码。")
    return name, span
