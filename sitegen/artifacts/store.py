"""What this build has made or found made: the files of the output, with where their content is.

Knows products by name, in the database and in the cache. Must not know what any of them is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitegen.cache import prune
from sitegen.cache.database import Database
from sitegen.cache.entries import Cache, key
from sitegen.diagnostics import Diagnostic
from sitegen.files import FileDigest
from sitegen.inspection.pages import complaints, ids_of, inspect, missing
from sitegen.site.records import BadRecord, Product, read, written
from sitegen.trust.own_files import check_kept
from sitegen.trust.seal import Seal, find_seal

Content = Callable[[], Mapping[str, bytes]]
"""Gives the files of a product: path → content."""

_PRODUCT, _LAST = "product", "last"


@dataclass(frozen=True, slots=True)
class _Part:
    product: Product
    content: Content


@dataclass(frozen=True, slots=True)
class Condition:
    """How what earlier runs had kept was found: how much of it was `damaged` and has been made again, whether
    another program `held` it, so that it could not be used, and why none of it was believed, in Chinese.
    """

    damaged: int = 0
    held: bool = False
    disbelieved: str = ""


class Output:
    """All files of the output: digests, and a way to the content of each."""

    def __init__(self) -> None:
        self.files: dict[str, FileDigest] = {}
        self.pages: dict[str, int] = {}
        """Path of a document → number of its pages."""
        self._parts: list[_Part] = []
        self._owners: dict[str, int] = {}
        self._held: tuple[int, Mapping[str, bytes]] = (-1, {})

    def add(self, product: Product, content: Content) -> None:
        """Raises ValueError when two products have one path."""
        twice = product.files.keys() & self.files.keys()
        if twice:
            raise ValueError(f"two products have {sorted(twice)[0]}")
        self.files.update(product.files)
        self._owners.update(dict.fromkeys(product.files, len(self._parts)))
        if product.pages:
            self.pages.update(dict.fromkeys(product.files, product.pages))
        self._parts.append(_Part(product, content))

    def read(self, path: str) -> bytes:
        """The content of the file at `path`. Files that were made together are best read together."""
        owner = self._owners[path]
        if self._held[0] != owner:
            self._held = (owner, self._parts[owner].content())
        return self._held[1][path]

    def wrong(self, base_url: str) -> tuple[Diagnostic, ...]:
        """What is wrong with the files, links from one product to another included."""
        found = [each for part in self._parts for each in part.product.wrong]
        seen: dict[str, frozenset[str]] = {}

        def ids(path: str) -> frozenset[str]:
            if path not in seen:
                known = self._parts[self._owners[path]].product.ids
                seen[path] = known[path] if path in known else ids_of(self.read(path))
            return seen[path]

        for part in self._parts:
            bad = missing(part.product.links, self.files, ids)
            if bad:
                found += complaints(part.content(), base_url, bad)
        return tuple(found)


class Store:
    """What is kept from build to build, below `folder`, under the `seal`."""

    def __init__(self, folder: Path, database: Database, seal: Seal) -> None:
        self.folder = folder
        self.seal = seal
        self.database = database
        self._caches: dict[str, Cache] = {}

    def cache(self, kind: str) -> Cache:
        """The entries of one kind."""
        return self._caches.setdefault(kind, Cache(self.folder, kind, self.seal))

    @property
    def condition(self) -> Condition:
        """How what was kept has been found so far."""
        damaged = self.database.damaged + sum(cache.damaged for cache in self._caches.values())
        return Condition(damaged, self.database.held, self._doubt)

    @property
    def _doubt(self) -> str:
        if self.seal.doubt or not self.database.foreign:
            return self.seal.doubt
        return "缓存是用别的密钥、在别的机器上或由别的版本写的，没有采用；这次全部重新核对、重新生成。"

    def products(self, names: Iterable[str]) -> dict[str, Product]:
        """Those that there are, by name."""
        found = {}
        for name, data in self.database.find_all(_PRODUCT, names).items():
            try:
                found[name] = read(data, Product)
            except BadRecord:
                continue
        return found

    def note(self, products: Mapping[str, Product]) -> None:
        """Note `products` by their names."""
        self.database.keep(_PRODUCT, {name: written(product) for name, product in products.items()})

    def use(self, kind: str, title: str, name: str) -> None:
        """Note that `name` is the product that this build takes for what is called `title`."""
        self.database.keep(_LAST, {key(kind, title): name.encode()})

    def last(self, kind: str, title: str) -> tuple[str, Product] | None:
        """The product that a build before took for what is called `title`, with its name, if it is still there."""
        name = (self.database.find(_LAST, key(kind, title)) or b"").decode(errors="replace")
        product = self.products((name,)).get(name)
        return (name, product) if product is not None and self.cache(kind).has(name) else None

    def made(self, kind: str, name: str, make: Content, base_url: str) -> Product:
        """The product `name`, made and looked over if it is not there."""
        found = self.products((name,)).get(name)
        if found is None:
            found = self.keep(kind, name, make(), base_url)
        return found

    def keep(self, kind: str, name: str, files: Mapping[str, bytes], base_url: str) -> Product:
        """Look `files` over, and keep them as the product `name`."""
        inspected = inspect(files, base_url)
        digests = {path: FileDigest.of(data) for path, data in files.items()}
        product = Product(digests, inspected.wrong, inspected.links, ids=inspected.ids)
        self.cache(kind).keep(name, files)
        self.note({name: product})
        return product

    def content(self, kind: str, name: str, make: Content) -> Content:
        """A way to the files of a product: what is kept, or made again where that is lost."""
        return lambda: self.cache(kind).get(name, make)


@contextmanager
def opened(root: Path) -> Iterator[Store]:
    """What is kept from run to run below the site's folder; where that cannot be, for this run only. Raises NotUsed
    for what somebody else put there.
    """
    folder, seal = check_kept(root), find_seal()
    with tempfile.TemporaryDirectory(prefix="sitegen-") as passing:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError:
            folder = Path(passing)
        database = Database(folder, prune.today().toordinal(), seal)
        try:
            yield Store(folder, database, seal)
        finally:
            database.close()
        prune.prune_daily(folder, seal)
