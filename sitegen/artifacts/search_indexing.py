"""The indexes of the search: which of them have to be made, and when.

Knows that Pagefind needs time and memory, and no processor of ours. Must not know how an index is made, nor what is
on a page.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType

from sitegen.artifacts import search_index
from sitegen.artifacts.report_renderer import DOCUMENTS
from sitegen.artifacts.search_index import Bundle, Made
from sitegen.artifacts.store import Output, Store
from sitegen.rendering.pages.context import Context
from sitegen.search.bundle import Indexed
from sitegen.site.records import Product
from sitegen.site.report_checks import Progress

SEARCH = "search"
"""A kind of entries in the cache."""

PAGES = 500
"""So many may be read before their garbage is looked for, which takes as long whether there is little or much."""


class Indexing:
    """Adds the indexes of the finished pages to an `output`; to be used in a `with` statement. If they need not be
    `complete`, they are those of a build before, where there was one.
    """

    def __init__(
        self, output: Output, store: Store, context: Context, base_url: str, *, complete: bool
    ) -> None:
        self._output = output
        self._store = store
        self._base_url = base_url
        self._complete = complete
        self._planned = tuple(search_index.bundles(context))
        self._names: dict[Bundle, str] = {}
        self._products: dict[Bundle, Product] = {}
        self._thread = ThreadPoolExecutor(1)
        self._ahead: dict[Bundle, Future[Made]] = {}

    def __enter__(self) -> Indexing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    def begin(self) -> None:
        """Begin with the one index whose pages are there and not what they were, that of the year in which
        something was edited, while other pages are drawn. If there are more, there is much to be drawn as well, and
        no memory to spare.
        """
        files = self._output.files
        ready = [each for each in self._planned if all(path in files for path, _filters in each.pages)]
        due = self._due(ready)
        if len(due) == 1:
            self._ahead[due[0]] = self._thread.submit(search_index.indexed, due[0], self._documents(due[0]))

    def finish(self, progress: Progress, about_to: Callable[[], object]) -> None:
        """Make what is missing, after `about_to`, and add everything."""
        due = self._due(self._planned)
        if due:
            about_to()
        left_behind = 0
        for done, bundle in enumerate(due):
            progress(done, len(due), "建立搜索索引")
            ahead = self._ahead.get(bundle)
            files, wrong = ahead.result() if ahead is not None else self._made(bundle)
            if wrong:
                self._output.add(Product({}, wrong), dict)
            else:
                self._products[bundle] = self._store.keep(SEARCH, self._names[bundle], files, self._base_url)
            left_behind += len(bundle.pages)
            if left_behind >= PAGES:
                gc.collect()  # it is turned off meanwhile, and readers of pages leave much behind
                left_behind = 0
        for bundle, product in self._products.items():
            self._store.use(SEARCH, bundle.name, self._names[bundle])
            self._add(self._names[bundle], product, partial(self._files, bundle))
        name = search_index.scripts_key()
        self._add(
            name, self._store.made(SEARCH, name, search_index.scripts, self._base_url), search_index.scripts
        )
        progress(len(due), len(due), "建立搜索索引")

    def _due(self, bundles: Iterable[Bundle]) -> list[Bundle]:
        """Those that have to be made."""
        self._names |= {each: each.key(self._output.files) for each in bundles if each not in self._names}
        known = self._store.products(self._names[each] for each in bundles)
        due = []
        for bundle in bundles:
            product = known.get(self._names[bundle])
            last = None if self._complete else self._store.last(SEARCH, bundle.name)
            if product is None and last is not None:
                self._names[bundle], product = last
            if product is None:
                due.append(bundle)
            else:
                self._products[bundle] = product
        return due

    def _documents(self, bundle: Bundle) -> list[Indexed]:
        output = self._output
        return search_index.documents(bundle, output.files, output.read, self._store.cache(DOCUMENTS))

    def _made(self, bundle: Bundle) -> Made:
        return search_index.indexed(bundle, self._documents(bundle))

    def _files(self, bundle: Bundle) -> dict[str, bytes]:
        return self._made(bundle)[0]

    def _add(self, name: str, product: Product, make: Callable[[], Mapping[str, bytes]]) -> None:
        self._output.add(product, self._store.content(SEARCH, name, make))
