"""Looks words up in a finished bundle as the browser will, without one.

Knows the files of a bundle and how Pagefind answers an exact query: the part of the index whose range
holds the word, and words side by side. Must not know how a bundle is made, nor what a page shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sitegen.search.cbor import read_cbor
from sitegen.search.files import ENTRY, unpack
from sitegen.search.rules import Missing
from sitegen.search.spelling import phrases

Places = Mapping[int, frozenset[int]]
"""Number of a page → where on it a word stands."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What must be found: the page at `url`, by each of the `queries`."""

    url: str
    queries: tuple[str, ...]


def missing(bundle: Mapping[str, bytes], probes: Iterable[Probe]) -> tuple[Missing, ...]:
    """Which queries do not find the page that they must find. Raises ValueError when the bundle is not
    one that this module can read.
    """
    index = Index(bundle)
    found: dict[str, frozenset[str]] = {}
    gone = []
    for probe in probes:
        for query in probe.queries:
            if query not in found:
                found[query] = index.find(query)
            if probe.url not in found[query]:
                gone.append(Missing(probe.url, query))
    return tuple(gone)


class Index:
    """A bundle, read in parts as they are needed."""

    def __init__(self, bundle: Mapping[str, bytes]) -> None:
        self._bundle = bundle
        self._chunks: dict[str, dict[str, list[Any]]] = {}
        self._known: dict[str, Places] = {}

    def find(self, query: str) -> frozenset[str]:
        """The addresses of the pages with every phrase of `query`, as search.js asks for them."""
        asked = phrases(query)
        pages = [self._with_phrase(phrase) for phrase in asked]
        return (
            frozenset(self.pages[number] for number in frozenset.intersection(*pages))
            if pages
            else frozenset()
        )

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The addresses of all pages, relative to the site's root, in the order of their numbers."""
        found = []
        for name, _words in self._meta[1]:
            fragment = json.loads(unpack(self._bundle, f"fragment/{name}.pf_fragment"))
            found.append(str(fragment["url"]).removeprefix("/"))
        return tuple(found)

    def _with_phrase(self, phrase: tuple[str, ...]) -> frozenset[int]:
        places = [self._places(word) for word in phrase]
        pages = frozenset.intersection(*(frozenset(each) for each in places))
        return frozenset(
            page
            for page in pages
            if any(all(at + step in each[page] for step, each in enumerate(places)) for at in places[0][page])
        )

    def _places(self, word: str) -> Places:
        """Most words of a bundle are never asked for, and some are by every report."""
        if word not in self._known:
            self._known[word] = self._read(word)
        return self._known[word]

    def _read(self, word: str) -> Places:
        for name in self._parts(word):
            if name not in self._chunks:
                words = read_cbor(unpack(self._bundle, f"index/{name}.pf_index"))[0]
                self._chunks[name] = {each[0]: each for each in words}
            if word in self._chunks[name]:
                return _word_places(self._chunks[name][word])
        return {}

    def _parts(self, word: str) -> list[str]:
        """The parts of the index that the browser loads for `word`. The ends of their ranges are cut
        short, so when none holds the word, as much of the ends as the word is long decides.
        """
        ranges = self._meta[2]
        strict = [name for first, last, name in ranges if first <= word <= last]
        return strict or [
            name
            for first, last, name in ranges
            if word[: len(first)] >= first[: len(word)] and word[: len(last)] <= last[: len(word)]
        ]

    @cached_property
    def _meta(self) -> list[Any]:
        """Version, pages, parts of the index, filters, orders, fields."""
        try:
            (language,) = json.loads(self._bundle[ENTRY])["languages"].values()
            name = f"pagefind.{language['hash']}.pf_meta"
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("the bundle has no entry for one language") from error
        meta: list[Any] = read_cbor(unpack(self._bundle, name))
        return meta


def _word_places(entry: list[Any]) -> Places:
    """Of a word and its other forms."""
    _word, pages, *variants = entry
    places = dict(_page_places(pages))
    for _form, more in variants[0] if variants else ():
        for page, where in _page_places(more):
            places[page] = places.get(page, frozenset()) | where
    return places


def _page_places(pages: list[Any]) -> Iterable[tuple[int, frozenset[int]]]:
    """Numbers of pages and places are differences from the one before; a negative number changes the
    weight, and the place after it is counted from the start.
    """
    number = 0
    for step, numbers, *_fields in pages:
        number += step
        places, last = set(), 0
        for value in numbers:
            last = 0 if value < 0 else last + value
            if value >= 0:
                places.add(last)
        yield number, frozenset(places)
