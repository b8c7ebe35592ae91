"""Finished pages as documents of the search: read once, and kept by what they say.

Knows how documents are kept. Must not know which pages can be found, nor the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache as cache_of_function
from pathlib import Path

from sitegen import search
from sitegen.artifacts.findable_pages import Labels
from sitegen.cache.entries import Cache, key
from sitegen.search.document import GRAMS, TEXT, document_of, grams_of_file
from sitegen.search.page import SearchPage
from sitegen.search.shards import STAMP

DOCUMENTS = "documents"
"""A kind of entries in the cache."""


def document_name(url: str, sha256: str, labels: Labels, *, lists: bool = False) -> str:
    """Return the name of the document of the page at `url` whose content has this digest."""
    return key("\0".join(("document", search_code(), url, sha256, str(lists), *labels)))


def keep_document(name: str, page: SearchPage, kept: Cache) -> None:
    """Read a page, so that whoever makes the index need not."""
    if not kept.has(name):
        kept.keep(name, document_of(page).files)


@cache_of_function
def search_code() -> str:
    """Return a digest of all code that documents and indexes follow from."""
    folder = Path(search.__file__).parent
    return key(b"".join(path.read_bytes() for path in sorted(folder.rglob("*.py"))), STAMP)


class Documents:
    """The documents of some pages, by address: `names` are those under which they are `kept`, `pages` gives a page that
    was not read yet.
    """

    def __init__(self, names: Mapping[str, str], pages: Callable[[str], SearchPage], kept: Cache) -> None:
        self.names = names
        self._pages = pages
        self._kept = kept
        self._held: tuple[str, Mapping[str, bytes]] = ("", {})

    def grams(self, url: str) -> frozenset[str]:
        """Return what the page at `url` is found by."""
        return grams_of_file(self._files(url)[GRAMS])

    def text(self, url: str) -> bytes:
        """Return the file from which results show the page at `url`."""
        return self._files(url)[TEXT]

    def former_grams(self, name: str) -> frozenset[str]:
        """Return what a page was found by whose document had this `name`. Raises ValueError where that is lost."""
        found = self._kept.find(name)
        if found is None:
            raise ValueError("the document is kept no longer")
        return grams_of_file(found[GRAMS])

    def note_use(self, names: Iterable[str]) -> None:
        """Note that documents are in use, though nobody reads them."""
        self._kept.use(names)

    def _files(self, url: str) -> Mapping[str, bytes]:
        """Return the document of a page; whoever asks for one part of it mostly asks for the other."""
        if self._held[0] != url:
            self._held = url, self._kept.get(self.names[url], lambda: document_of(self._pages(url)).files)
        return self._held[1]
