"""A block's inline tokens to a passage: its words, and where each of them stands.

Knows that a token's words stand in the source as they are, unless they were escaped. Must not know
blocks or headings.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.model.reports.passage import Cell, Passage, Run
from sitegen.reading.lines.places import TextPlaces
from sitegen.reading.markdown.dialect import OFFSET
from sitegen.reading.markdown.words import words_of


def read_passage(
    at: str, text: str, tokens: Sequence[Token], places: TextPlaces, cell: Cell | None = None
) -> Passage:
    """The passage under the heading `at` whose words are `text`, as `plain_text(tokens)` gives them; of a table, that in
    `cell`.
    """
    runs: list[Run] = []
    written, cursor = 0, 0
    ends = _ends(tokens, len(places.text))
    for index, token in enumerate(tokens):
        if token.type != "text":  # of text, which the parser joins from pieces, it is not reliable
            cursor = max(cursor, int(token.meta.get(OFFSET, 0)))
        words = words_of(tokens, index)
        if token.type in ("softbreak", "hardbreak"):
            cursor = places.text.find("\n", cursor) + 1 or cursor
        elif token.type == "link_close" and token.info != "auto":
            cursor = max(cursor, places.text.find(")", cursor) + 1)
        elif words:
            found = cursor if token.type == "text_special" else places.text.find(words, cursor, ends[index])
            if found >= 0:
                span = places.at(found)
                runs.append(Run(written, span.line, span.column))
                cursor = found + len(token.markup if token.type == "text_special" else words)
        written += len(words)
    span = places.at(0, len(places.text.split("\n", 1)[0]))
    return Passage(at, text, span, tuple(runs), narrative=True, cell=cell)


def _ends(tokens: Sequence[Token], length: int) -> list[int]:
    """How far the words of each token reach at most: up to the next token whose place is certain.

    Words that the file writes otherwise (code over two lines) would else be sought in all the rest.
    """
    ends, end = [length] * len(tokens), length
    for index in range(len(tokens) - 1, -1, -1):
        ends[index] = end
        token = tokens[index]
        # Marks of emphasis all have the place of the first in their row; a refused image is text by now.
        uncertain = token.type in ("text", "link_close") or token.type.startswith(("em_", "strong_"))
        if not uncertain or token.tag == "img":
            end = int(token.meta.get(OFFSET, end))
    return ends
