"""The index of the search: made, or changed where pages were, and tried before anything is published.

Knows the files of an index and how they are kept. An index that was changed is the one that would be made anew. Must
not know which pages can be found, nor what is on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sitegen.artifacts.search_documents import Documents, search_code
from sitegen.cache.entries import Cache, key
from sitegen.files import FileDigest
from sitegen.search.directory import (
    DIRECTORY,
    TEXTS,
    SitePages,
    directory,
    numbers_of,
    shard_path,
    shards_for,
    text_path,
)
from sitegen.search.index import Change, changed, made
from sitegen.search.lookup import Index, Probe
from sitegen.search.rules import Missing

MANY = 8
"""Where more than one of so many pages changed, an index is made anew."""

_FILE = "file"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page in an index: its number, and the name of its document."""

    number: int
    document: str


@dataclass(frozen=True, slots=True)
class IndexState:
    """An index as it was made: of which `pages`, by address, in how many `shards`; `files` are all of it, by path.
    `inputs` is a digest of all that it follows from, `day` when all of it was last noted as used.
    """

    inputs: str
    shards: int
    pages: Mapping[str, Numbered]
    files: Mapping[str, FileDigest]
    day: int


class SearchIndex:
    """The index of `pages`, whose `documents` are given; `kept` has files that earlier builds made."""

    def __init__(self, pages: SitePages, documents: Documents, kept: Cache) -> None:
        numbers = numbers_of(pages.groups)
        self._listed = pages
        self._documents = documents
        self._kept = kept
        self._pages = {url: Numbered(number, documents.names[url]) for url, number in numbers.items()}
        self._urls = {number: url for url, number in numbers.items()}
        self._texts = {text_path(number): url for url, number in numbers.items()}
        self._shards = shards_for(len(numbers))
        self._fresh: dict[str, bytes] = {}
        names = (f"{each.number} {each.document}" for each in self._pages.values())
        self.inputs = key("index", search_code(), repr(pages), *names)

    def state(self, last: IndexState | None, day: int) -> IndexState:
        """Make what is not as it was in the `last` index, and return the state of this one."""
        files = self._changed(last) if last is not None else None
        if files is None:
            files = self._anew()
        digests = (files[path].sha256 for path in sorted(files))
        files[DIRECTORY] = self._keep(DIRECTORY, directory(self._listed, self._shards, digests))
        return IndexState(
            self.inputs, self._shards, self._pages, files, last.day if last is not None else day
        )

    def missing(
        self, state: IndexState, last: IndexState | None, probes: Iterable[Probe]
    ) -> tuple[Missing, ...]:
        """Return which of the `probes` do not find their page; of an index that was made from the `last` one, pages
        that changed are tried. Raises ValueError when the index cannot be read.
        """
        old = last.pages if last is not None and last.shards == state.shards else {}
        index = Index(
            state.shards,
            lambda number: self.content(state, shard_path(number)),
            lambda number: self._documents.text(self._urls[number]),
            {url: each.number for url, each in state.pages.items()},
        )
        return index.missing(each for each in probes if state.pages.get(each.url) != old.get(each.url, ()))

    def content(self, state: IndexState, path: str) -> bytes:
        """Return the file of the index at `path`; what is kept no longer is made again."""
        if path.startswith(f"{TEXTS}/"):
            return self._documents.text(self._texts[path])
        if path not in self._fresh:
            found = self._kept.find(_kept_name(state.files[path]))
            if found is not None:
                return found[_FILE]
            self.state(None, state.day)
        return self._fresh[path]

    def _former_shard(self, last: IndexState, number: int) -> bytes:
        """Return a shard as it was. Raises ValueError where it is lost."""
        found = self._kept.find(_kept_name(last.files[shard_path(number)]))
        if found is None:
            raise ValueError("the shard is kept no longer")
        return found[_FILE]

    def note_use(self, state: IndexState) -> None:
        """Note that everything is in use: an edit reads little of it."""
        self._kept.use(
            _kept_name(each) for path, each in state.files.items() if not path.startswith(f"{TEXTS}/")
        )
        self._documents.note_use(each.document for each in state.pages.values())

    def _anew(self) -> dict[str, FileDigest]:
        """Make every file but the directory."""
        files: dict[str, FileDigest] = {}

        def pages() -> Iterator[tuple[int, frozenset[str]]]:
            for url, page in self._pages.items():
                files[text_path(page.number)] = FileDigest.of(self._documents.text(url))
                yield page.number, self._documents.grams(url)

        for number, data in made(pages(), self._shards):
            path = shard_path(number)
            files[path] = self._keep(path, data)
        return files

    def _changed(self, last: IndexState) -> dict[str, FileDigest] | None:
        """Make what pages changed that are not as in the `last` index; None where too many are, or what they were is
        lost.
        """
        urls = [
            url
            for url in self._pages.keys() | last.pages.keys()
            if self._pages.get(url) != last.pages.get(url)
        ]
        if last.shards != self._shards or len(urls) > len(self._pages) // MANY:
            return None
        files = {path: each for path, each in last.files.items() if path != DIRECTORY}
        try:
            changes = [self._change(url, last) for url in urls]
            shards = changed(changes, self._shards, partial(self._former_shard, last))
        except ValueError:
            return None
        for change in changes:
            if change.before is not None:
                files.pop(text_path(change.before), None)
        for url in urls:
            if url in self._pages:
                files[text_path(self._pages[url].number)] = FileDigest.of(self._documents.text(url))
        for number, data in shards.items():
            files[shard_path(number)] = self._keep(shard_path(number), data)
        return files

    def _change(self, url: str, last: IndexState) -> Change:
        before, after = last.pages.get(url), self._pages.get(url)
        return Change(
            None if before is None else before.number,
            frozenset() if before is None else self._documents.former_grams(before.document),
            None if after is None else after.number,
            frozenset() if after is None else self._documents.grams(url),
        )

    def _keep(self, path: str, data: bytes) -> FileDigest:
        known = FileDigest.of(data)
        name = _kept_name(known)
        if not self._kept.has(name):
            self._kept.keep(name, {_FILE: data})
        self._fresh[path] = data
        return known


def _kept_name(file: FileDigest) -> str:
    return key("index file", file.sha256)
