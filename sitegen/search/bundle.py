"""Pages to the files by which the browser searches them.

Knows which of Pagefind's files are needed, and what in them is left to chance. Must not know what
stands on a page, nor where the site puts the bundle. A bundle is a function of its pages: the same
pages in any order give the same bytes, so that a year in which nothing changed need not be indexed
again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from sitegen.search.cbor import read_cbor, write_cbor
from sitegen.search.files import ENTRY, pack, unpack
from sitegen.search.page import SearchPage, document
from sitegen.search.service import SearchFailed, index_files
from sitegen.search.spelling import POINT

__all__ = ["RUNTIME_BUNDLE", "SearchFailed", "SearchPage", "make_bundle", "runtime"]

RUNTIME_BUNDLE = "site"
"""The bundle that the browser opens first, beside which the WebAssembly lies."""

_LANGUAGE = "und"
"""No language: the words are cut already (`spelling`), and Pagefind must not cut them again."""

_PROGRAM = "pagefind.js"
_WASM = "wasm.unknown.pagefind"


class Indexed(NamedTuple):
    """A page as it is indexed: its address, and the document that Pagefind is given for it."""

    url: str
    document: str


def as_indexed(page: SearchPage) -> Indexed:
    """`page` as it is indexed."""
    return Indexed(page.url, document(page))


def make_bundle(pages: Sequence[Indexed]) -> dict[str, bytes]:
    """The index of `pages`: path in the bundle → content; nothing for no pages. Raises SearchFailed."""
    if not pages:
        return {}
    ordered = sorted(pages, key=lambda page: page.url)
    if len({page.url for page in ordered}) != len(ordered):
        raise ValueError("two pages have the same address")
    return _settled(_made(ordered))


@cache
def runtime() -> Mapping[str, bytes]:
    """What all bundles share, by path relative to the folder of bundles: Pagefind's program, and its
    WebAssembly beside the bundle that the browser opens first. Raises SearchFailed.
    """
    made = _made([as_indexed(SearchPage("index.html", "<main><h1>x</h1></main>"))])
    return {_PROGRAM: made[_PROGRAM], f"{RUNTIME_BUNDLE}/{_WASM}": made[_WASM]}


def _made(pages: Sequence[Indexed]) -> dict[str, bytes]:
    return index_files(
        ((page.url, page.document) for page in pages), language=_LANGUAGE, include_characters=POINT
    )


def _settled(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a bundle needs of the files `made`, without their one accident: filters and their values come
    in the order of a hash table. The files that name others by their digest are named anew.
    """
    entry = json.loads(made[ENTRY])
    language = entry["languages"][_LANGUAGE]
    meta = read_cbor(unpack(made, f"pagefind.{language['hash']}.pf_meta"))
    bundle = {path: data for path, data in made.items() if path.startswith(("fragment/", "index/"))}
    for named in meta[3]:
        name, values = read_cbor(unpack(made, f"filter/{named[1]}.pf_filter"))
        content = write_cbor([name, sorted(values)])
        named[1] = _name(content)
        bundle[f"filter/{named[1]}.pf_filter"] = pack(content)
    meta[3].sort()
    content = write_cbor(meta)
    language["hash"] = _name(content)
    bundle[f"pagefind.{language['hash']}.pf_meta"] = pack(content)
    bundle[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return dict(sorted(bundle.items()))


def _name(content: bytes) -> str:
    return f"{_LANGUAGE}_{sha256(content).hexdigest()[:12]}"
