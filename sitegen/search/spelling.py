"""How a text is cut into words for the index, and a query in the same way.

Knows characters. One Chinese character is one word, a number is one word whatever its thousands
separators and final zeros, a query is a row of words that must stand side by side. So what is found
depends neither on a dictionary when indexing nor on the browser's own idea of Chinese words. Must not
know pages, nor Pagefind's files. `themes/gov/assets/search.js` cuts queries by the same rules; the
tests hold both to the same examples.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sitegen import lazy_re as re

BOUNDARY = "｜"
"""Stands between texts that no phrase may span: cells, paragraphs, headings."""

POINT = "．"
"""The decimal point inside a number of the index: a full stop would cut the number in two."""

_ZERO = "~"
_DROPPED_POINT = "^"
_QUOTES = frozenset("“”‘’\"'《》〈〉「」『』")
_HALF_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?"
_PIECE = re.compile(
    rf"(?P<chinese>[\u3400-\u4DBF\u4E00-\u9FFF]+)|(?P<number>{_NUMBER})|(?P<latin>[A-Za-z0-9\u00C0-\u024F]+)|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)


def spell(text: str) -> str:
    """`text` as words with blanks between them, from which the text can be had back (`search.js`
    does): quotation marks hang on the word before them, other punctuation is a word of its own, so
    that a phrase may span “三公”经费 but not two clauses.
    """
    return " ".join(_spelled(text))


def phrases(query: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of `query`, each a row of the index's words; all of them must be on the page."""
    found: list[tuple[str, ...]] = []
    words: list[str] = []
    for kind, piece in _pieces(query):
        if kind == "chinese":
            words.extend(piece)
            continue
        word = _number_word(piece) if kind == "number" else _word(piece)
        if word:
            words.append(word)
        elif kind != "hanging" and words:
            found.append(tuple(words))
            words = []
    return tuple(dict.fromkeys((*found, tuple(words)) if words else found))


def _spelled(text: str) -> list[str]:
    words: list[str] = []
    pending = ""
    for kind, piece in _pieces(text):
        if kind == "space":
            continue
        if kind == "chinese":
            words.append(pending + piece[0])
            words.extend(piece[1:])
            pending = ""
        elif kind == "hanging" and not words:
            pending += piece
        elif kind == "hanging":
            words[-1] += piece
        else:
            words.append(pending + (_spelled_number(piece) if kind == "number" else piece))
            pending = ""
    return [*words, pending] if pending else words


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """(kind, piece) of the text: chinese (many words), number, latin, space, hanging (on the word before)
    or other.
    """
    even = unicodedata.normalize("NFC", text).translate(_HALF_WIDTH)
    for match in _PIECE.finditer(even):
        kind, piece = match.lastgroup or "", match.group()
        if kind == "other":
            category = unicodedata.category(piece)
            if category in {"Cf", "Cc"}:
                continue
            if piece in _QUOTES or category[0] == "M":
                kind = "hanging"
        yield kind, piece


def _word(piece: str) -> str:
    """What Pagefind makes of a word that is no number: letters and digits, small, without accents."""
    kept = "".join(character for character in piece if character.isalnum()).lower()
    plain = unicodedata.normalize("NFD", kept)
    return "".join(character for character in plain if unicodedata.category(character)[0] != "M")


def _number_word(number: str) -> str:
    whole, _, decimals = number.replace(",", "").partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}{POINT}{decimals}" if decimals else whole


def _spelled_number(number: str) -> str:
    """1,075.30 as `1,075．3~`: what Pagefind drops of it leaves 1075．3, the word of every way to
    write the number.
    """
    whole, point, decimals = number.partition(".")
    kept = decimals.rstrip("0")
    zeros = _ZERO * (len(decimals) - len(kept))
    if not point:
        return whole
    return f"{whole}{POINT}{kept}{zeros}" if kept else f"{whole}{_DROPPED_POINT}{zeros}"
