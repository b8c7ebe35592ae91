"""The search as part of the output: from finished pages to the files of an index, and what is wrong with it.

Knows which index was made last. Must not know how one is made, nor what is on a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.artifacts.findable_pages import Searchable, searchable
from sitegen.artifacts.search_documents import DOCUMENTS, Documents, document_name
from sitegen.artifacts.search_index import IndexState, SearchIndex
from sitegen.artifacts.store import Output, Store
from sitegen.cache.entries import key
from sitegen.diagnostics import Diagnostic
from sitegen.rendering.pages.context import Context
from sitegen.search.page import SearchPage
from sitegen.search.rules import failed, not_found
from sitegen.site.records import BadRecord, Product, read, written
from sitegen.site.report_checks import Progress

FOLDER = "search"
SEARCH = "search"
"""A kind of entries in the cache, and of records."""

_SAID = "建立站内搜索"


class IndexFiles(Mapping[str, bytes]):
    """The files of an index by their path in the output, each read when it is asked for."""

    def __init__(self, index: SearchIndex, state: IndexState) -> None:
        self._index = index
        self._state = state

    def __getitem__(self, path: str) -> bytes:
        return self._index.content(self._state, path.removeprefix(f"{FOLDER}/"))

    def __iter__(self) -> Iterator[str]:
        return (f"{FOLDER}/{path}" for path in self._state.files)

    def __len__(self) -> int:
        return len(self._state.files)


def add_search(output: Output, store: Store, context: Context, day: int, progress: Progress) -> None:
    """Add the index of the finished pages in the `output` to it. What earlier builds made is in the `store`; `day` is a
    number of the day.
    """
    progress(0, 1, _SAID)
    found = searchable(context)
    files = output.files
    names = {
        url: document_name(url, files[url].sha256, labels, lists=url in found.lists)
        for url, labels in found.labels.items()
    }

    def page(url: str) -> SearchPage:
        return SearchPage(url, output.read(url).decode(), found.labels[url], url in found.lists)

    documents = Documents(names, page, store.cache(DOCUMENTS))
    index = SearchIndex(found.pages, documents, store.cache(SEARCH))
    # Pages name their PDFs: with and without, there are two sites, of which a preview and a build take turns.
    title = key(SEARCH, "with PDFs" if output.pages else "without")
    last = _last(store, title)
    if last is not None and last.inputs == index.inputs and last.day == day:
        state = last
    else:
        state = index.state(last, day) if last is None or last.inputs != index.inputs else last
        wrong = _wrong(index, state, last, found)
        if wrong:
            output.add(Product({}, wrong), dict)
            return
        if state.day != day:
            index.note_use(state)
            state = IndexState(state.inputs, state.shards, state.pages, state.files, day)
        store.database.keep(SEARCH, {title: written(state)})
    product = Product({f"{FOLDER}/{path}": each for path, each in state.files.items()})
    output.add(product, lambda: IndexFiles(index, state))
    progress(1, 1, _SAID)


def _last(store: Store, title: str) -> IndexState | None:
    data = store.database.find(SEARCH, title)
    try:
        return None if data is None else read(data, IndexState)
    except BadRecord:
        return None


def _wrong(
    index: SearchIndex, state: IndexState, last: IndexState | None, found: Searchable
) -> tuple[Diagnostic, ...]:
    try:
        return tuple(map(not_found, index.missing(state, last, found.probes)))
    except ValueError as error:
        return (failed(str(error)),)
