"""How a text is cut into words for the index, and a query in the same way.

Knows characters. One Chinese character is one word, a number is one word whatever its thousands separators, final zeros
and width, a query is a row of words that must stand side by side. So what is found depends neither on a dictionary nor
on a browser's own idea of Chinese words. Must not know pages. `themes/gov/scripts/search-words.js` cuts by the same
rules; the tests hold both to the same examples.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sitegen import lazy_re as re

Words = tuple[str, ...]
"""Words that stand side by side."""

_QUOTES = frozenset("“”‘’\"'《》〈〉「」『』")
_HALF_WIDTH = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
}
_WIDE_MARK = re.compile("(?<=[0-9])([．，])(?=[0-9])")
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?"
_PIECE = re.compile(
    rf"(?P<chinese>[\u3400-\u4DBF\u4E00-\u9FFF]+)|(?P<number>{_NUMBER})|(?P<latin>[A-Za-z0-9\u00C0-\u024F]+)|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)


def even(text: str) -> str:
    """Return `text` with digits, letters and decimal points of one width, one character for each."""
    narrow = text.translate(_HALF_WIDTH)
    return _WIDE_MARK.sub(lambda mark: "." if mark[0] == "．" else ",", narrow)


def composed(text: str) -> str:
    """Return `text` as it is kept and cut: the same letters are the same characters."""
    return unicodedata.normalize("NFC", text)


def phrases(text: str) -> tuple[Words, ...]:
    """Return the phrases of a text or query, each once and in order. Quotation marks part no phrase, so that one may
    span “三公”经费; other punctuation does, and so do blanks.
    """
    return tuple(dict.fromkeys(_rows(text)))


def _rows(text: str) -> Iterator[Words]:
    words: list[str] = []
    for match in _PIECE.finditer(even(composed(text))):
        kind, piece = match.lastgroup or "", match.group()
        if kind == "chinese":
            words.extend(piece)
            continue
        word = number_word(piece) if kind == "number" else _word(piece)
        if word:
            words.append(word)
        elif words and (kind == "space" or not _hangs(piece)):
            yield tuple(words)
            words = []
    if words:
        yield tuple(words)


def _hangs(mark: str) -> bool:
    """Tell whether a mark parts nothing: quotes, accents, what cannot be seen."""
    category = unicodedata.category(mark)
    return mark in _QUOTES or category in ("Cf", "Cc") or category[0] == "M"


def _word(piece: str) -> str:
    """Return letters and digits alone, small, without accents."""
    if piece.isascii():
        return piece.lower() if piece.isalnum() else ""
    kept = "".join(character for character in piece if character.isalnum()).lower()
    plain = unicodedata.normalize("NFD", kept)
    return "".join(character for character in plain if unicodedata.category(character)[0] != "M")


def number_word(number: str) -> str:
    """Return 1,075.30 as 1075.3, the word of every way to write it."""
    whole, _, decimals = number.replace(",", "").partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
