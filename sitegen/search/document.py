"""A page as it is found and shown: what it can be found by, and the text of which results show excerpts.

Knows the layout of a text: JSON, packed. `themes/gov/scripts/search-results.js` reads the same. Must not know numbers
of pages nor other pages.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from sitegen.search.grams import is_chinese, page_grams
from sitegen.search.page import Passage, SearchPage, read
from sitegen.search.shards import pack, unpack
from sitegen.search.spelling import Words, composed, even, phrases

GRAMS, TEXT = "grams", "text"
"""The files of a document as it is kept."""


class Document(NamedTuple):
    """A page as it is found and shown; `text` is the file that results are shown from."""

    grams: frozenset[str]
    text: bytes

    @property
    def files(self) -> dict[str, bytes]:
        """The document as files."""
        return {GRAMS: "\n".join(sorted(self.grams)).encode(), TEXT: self.text}


def document_of(page: SearchPage) -> Document:
    """Return the document of a finished page."""
    title, passages = read(page)
    shown = () if page.lists else passages
    grams = page_grams(title, (*page.labels, *(each.text for each in shown)))
    text = {
        "url": page.url,
        "title": composed(title),
        "labels": [*map(composed, page.labels)],
        "text": [*map(_written, shown)],
    }
    return Document(grams, pack(json.dumps(text, ensure_ascii=False, separators=(",", ":")).encode()))


def grams_of_file(data: bytes) -> frozenset[str]:
    """Return the grams of the kept file GRAMS."""
    return frozenset(data.decode().split("\n")) - {""}


class ShownText:
    """What a page says as it is shown, from its file `text`. Raises ValueError when that is damaged."""

    def __init__(self, text: bytes) -> None:
        content = json.loads(unpack(text))
        passages = (each if isinstance(each, str) else each[2] for each in content["text"])
        self._passages = (content["title"], *content["labels"], *passages)
        self._bare = tuple(_bare(each) for each in self._passages)

    def says(self, words: Words) -> bool:
        """Tell whether these words stand side by side, as the browser does before it shows the page."""
        likely = (
            passage
            for passage, bare in zip(self._passages, self._bare, strict=True)
            if all(word in bare for word in words if is_chinese(word) or word[0].isdecimal())
        )
        return any(
            words == row[at : at + len(words)]
            for passage in likely
            for row in phrases(passage)
            for at in range(len(row) - len(words) + 1)
        )


def _bare(passage: str) -> str:
    """Return a passage in which numbers begin as their words do: most need not be cut for what they cannot say."""
    return even(passage).replace(",", "")


def _written(passage: Passage) -> str | list[object]:
    """Return a text, or for what has an anchor its level, the anchor and the text."""
    text = composed(passage.text)
    return [passage.level, passage.id, text] if passage.id and passage.level else text
