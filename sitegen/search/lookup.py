"""Looks up in a finished index as the browser will, without one.

Knows the files of an index and how a query is answered from them: pages that have every gram, then those whose text says
the words. Must not know how an index is made, nor what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sitegen.search.document import ShownText
from sitegen.search.grams import asked_grams, shard_of
from sitegen.search.postings import unpacked
from sitegen.search.rules import Missing
from sitegen.search.shards import unpack_shard
from sitegen.search.spelling import Words, phrases


@dataclass(frozen=True, slots=True)
class Probe:
    """What must be found: the page at `url`, by each of the `queries` that has words."""

    url: str
    queries: tuple[str, ...]


class Index:
    """An index, read in parts as they are needed: `shard` gives one by its number, `text` that of a page by the
    page's. `numbers` are those of the pages by their addresses.
    """

    def __init__(
        self,
        shards: int,
        shard: Callable[[int], bytes],
        text: Callable[[int], bytes],
        numbers: Mapping[str, int],
    ) -> None:
        self._count = shards
        self._shard = shard
        self._text = text
        self._numbers = numbers
        self._shards: dict[int, dict[str, bytes]] = {}
        self._known: dict[str, frozenset[int]] = {}
        self._read: dict[int, ShownText] = {}

    def find(self, query: str) -> frozenset[str]:
        """Return the addresses of the pages with every phrase of `query`. Raises ValueError when the index cannot be
        read.
        """
        asked = phrases(query)
        return frozenset(url for url, number in self._numbers.items() if asked and self._has(number, asked))

    def missing(self, probes: Iterable[Probe]) -> tuple[Missing, ...]:
        """Return which queries do not find the page that they must find. Raises ValueError when the index cannot be
        read.
        """
        return tuple(
            Missing(probe.url, query)
            for probe in probes
            for query in probe.queries
            if not self._finds(probe.url, query)
        )

    def _finds(self, url: str, query: str) -> bool:
        asked = phrases(query)
        return not asked or (url in self._numbers and self._has(self._numbers[url], asked))

    def _has(self, number: int, asked: Iterable[Words]) -> bool:
        every = tuple(asked)
        return all(number in self._candidates(words) for words in every) and all(
            map(self._shown(number).says, every)
        )

    def _shown(self, number: int) -> ShownText:
        """Return what a page says; of one page several queries are tried one after the other."""
        if number not in self._read:
            self._read = {number: ShownText(self._text(number))}
        return self._read[number]

    def _candidates(self, words: Words) -> frozenset[int]:
        """Return the pages that may have these words side by side."""
        grams = asked_grams(words)
        if grams:
            return frozenset.intersection(*map(self._pages, grams))
        part = self._part(words[0])
        return frozenset(
            number
            for gram, postings in part.items()
            if gram.startswith(words[0])
            for number in unpacked(postings)
        )

    def _pages(self, gram: str) -> frozenset[int]:
        """Return the pages with `gram`; most are never asked for, and some for every report."""
        if gram not in self._known:
            self._known[gram] = frozenset(unpacked(self._part(gram).get(gram, b"")))
        return self._known[gram]

    def _part(self, gram: str) -> dict[str, bytes]:
        number = shard_of(gram, self._count)
        if number not in self._shards:
            self._shards[number] = unpack_shard(self._shard(number))
        return self._shards[number]
