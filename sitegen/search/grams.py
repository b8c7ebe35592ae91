"""What a page can be found by: pairs of Chinese characters, numbers, Latin words.

Knows words. A gram is two Chinese characters that stand side by side, or a character after which none stands; or any
other word. Must not know files nor pages. `themes/gov/scripts/search-index.js` asks for the same grams.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.search.spelling import Words, phrases

TITLE = "^"
"""Stands before a gram of a title, beside the same gram of the whole page."""

_PRIME, _START, _MASK = 0x01000193, 0x811C9DC5, 0xFFFFFFFF


def grams_of(text: str) -> frozenset[str]:
    """Return every gram of `text`."""
    return frozenset(gram for words in phrases(text) for gram in _grams(words))


def page_grams(title: str, texts: Iterable[str]) -> frozenset[str]:
    """Return what a page with these texts can be found by."""
    of_title = grams_of(title)
    found = set(of_title)
    found.update(TITLE + gram for gram in of_title)
    for text in texts:
        found |= grams_of(text)
    return frozenset(found)


def _grams(words: Words) -> Iterator[str]:
    """Return the grams that a text has in whose place these words stand."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        yield word + following if is_chinese(word) and is_chinese(following) else word


def asked_grams(words: Words) -> tuple[str, ...]:
    """Return the grams that a page with these words side by side has for certain; none for a single Chinese character,
    which is the beginning of grams. What follows the last character is not known.
    """
    found = tuple(dict.fromkeys(_grams(words)))
    return found[:-1] if is_chinese(words[-1]) else found


def is_chinese(word: str) -> bool:
    """Tell whether `word` is a Chinese character as words of texts are: one of the two blocks in which characters stand
    without a blank; rarer ones are words as well, and grams by themselves.
    """
    return len(word) == 1 and ("\u3400" <= word <= "\u4dbf" or "\u4e00" <= word <= "\u9fff")


def shard_of(gram: str, shards: int) -> int:
    """Return the shard, of a power of two of them, in which `gram` lies: what begins with one Chinese character lies
    together.
    """
    plain = gram.removeprefix(TITLE)
    head = plain[0] if is_chinese(plain[0]) else plain
    found = _START
    for byte in head.encode():
        found = ((found ^ byte) * _PRIME) & _MASK
    return (found ^ found >> 15) & (shards - 1)
