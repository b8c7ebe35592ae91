"""Looks over the finished files before they are published: the OUT family.

Knows HTML as tags and attributes. Must not know forms or reports: it sees what a citizen's browser
sees.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from sitegen.diagnostics import Diagnostic
from sitegen.inspection.rules import (
    ALTERNATIVE_MISSING,
    BROKEN_LINK,
    DUPLICATE_ID,
    HEAD_MISSING,
    HEADING_SKIP,
)
from sitegen.inspection.tags import Tag, others_than, tags
from sitegen.source import Place

_BESIDES = others_than(
    ("html", "title", "h1", "h2", "h3", "h4", "h5", "h6", "img", "table", "caption", "svg"),
    ("id", "href", "src", "headers"),
    (("th", "scope"),),
)
"""Tags that say nothing that `_read` wants to know: nine of ten."""


@dataclass(slots=True)
class _Page:
    """What a page's tags say. Things stand at offsets into its `text`."""

    path: str
    text: str = field(repr=False)
    language: str = ""
    title: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, int]] = field(default_factory=list)
    headers: list[tuple[str, int]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """Line and column of `offset`."""
        before = self.text.rfind("\n", 0, offset) + 1
        after = self.text.find("\n", offset)
        line = self.text[before : after if after >= 0 else len(self.text)]
        number = self.text.count("\n", 0, offset) + 1
        return Place(self.path, number, offset - before + 1, 1, line.strip()[:200])


def _read(path: str, text: str) -> _Page:
    """Collect ids, links, headings and tables."""
    page = _Page(path, text)
    drawings = 0
    tables: list[tuple[int, bool]] = []
    for tag in tags(text, _BESIDES):
        if tag.closing:
            if tag.name == "svg":
                drawings -= 1
            elif tag.name == "table" and tables:
                offset, captioned = tables.pop()
                if not captioned:
                    page.problems.append(
                        ALTERNATIVE_MISSING.found(page.place(offset), "表格没有标题（caption）。")
                    )
            continue
        given = tag.attributes if tag.written.strip(" /") else {}
        _note(page, tag, given)
        if tag.name == "svg":
            drawings += 1
        elif tag.name == "title" and not drawings:
            page.title += unescape(text[tag.end : text.find("<", tag.end)])
        elif tag.name == "table":
            tables.append((tag.start, False))
        elif tag.name == "caption" and tables:
            tables[-1] = (tables[-1][0], True)
    return page


def _note(page: _Page, tag: Tag, given: Mapping[str, str]) -> None:
    """What one tag says."""
    if identifier := given.get("id"):
        if identifier in page.ids:
            first = page.place(page.ids[identifier]).line
            message = f"id“{identifier}”出现了两次，第一次在第 {first} 行。"
            page.problems.append(DUPLICATE_ID.found(page.place(tag.start), message))
        page.ids.setdefault(identifier, tag.start)
    for name in ("href", "src"):
        if name in given and tag.name != "base":
            page.links.append((given[name], tag.start))
    if tag.name in ("td", "th") and given.get("headers"):
        page.headers.append((given["headers"], tag.start))
    if tag.name == "html":
        page.language = given.get("lang", "")
    elif len(tag.name) == 2 and tag.name[0] == "h" and tag.name[1].isdigit():
        page.headings.append((int(tag.name[1]), tag.start))
    elif tag.name == "img" and "alt" not in given:
        page.problems.append(ALTERNATIVE_MISSING.found(page.place(tag.start), "图片没有替代文字（alt）。"))
    elif tag.name == "th" and not given.get("scope"):
        page.problems.append(ALTERNATIVE_MISSING.found(page.place(tag.start), "表头单元格没有 scope。"))


@dataclass(frozen=True)
class Inspected:
    """What some pages say of themselves: what is `wrong` with them, the `links` that lead to other files,
    as `path` or `path#id`, each once, and every id by page.
    """

    wrong: tuple[Diagnostic, ...]
    links: tuple[str, ...]
    ids: Mapping[str, frozenset[str]]


def inspect(files: Mapping[str, bytes], base_url: str = "") -> Inspected:
    """Look over some of the output's `files` (path → content). `base_url` is where the site will lie: links
    from the root of its host lead to what lies below that.
    """
    pages = _read_all(files)
    wrong: list[Diagnostic] = []
    beyond: set[str] = set()
    for page in pages.values():
        wrong += page.problems
        wrong += _head(page)
        wrong += _headings(page)
        wrong += _headers(page)
        for link, offset, target, place in _targets(page, base_url):
            if target in pages:
                if place and place not in pages[target].ids:
                    wrong.append(_no_place(page, offset, link))
            elif target not in files:
                beyond.add(f"{target}#{place}" if place else target)
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    return Inspected(tuple(wrong), tuple(sorted(beyond)), ids)


def missing(
    links: Iterable[str], files: Container[str], ids_of: Callable[[str], Container[str]]
) -> frozenset[str]:
    """Those of `links` that lead nowhere: to a file that is not among `files`, or to an id that is not among
    those that the page has (`ids_of` its path).
    """
    found = set()
    for link in links:
        target, _, place = link.partition("#")
        if target not in files:
            found.add(target)
        elif place and target.endswith(".html") and place not in ids_of(target):
            found.add(link)
    return frozenset(found)


def complaints(files: Mapping[str, bytes], base_url: str, bad: Container[str]) -> Iterator[Diagnostic]:
    """Where the pages among `files` have one of the `bad` links."""
    for page in _read_all(files).values():
        for link, offset, target, place in _targets(page, base_url):
            if target in bad:
                yield BROKEN_LINK.found(page.place(offset), f"链接“{link}”指向的文件不存在。")
            elif f"{target}#{place}" in bad:
                yield _no_place(page, offset, link)


def ids_of(page: bytes) -> frozenset[str]:
    """Every id on a page."""
    return frozenset(_read("", page.decode()).ids)


def _read_all(files: Mapping[str, bytes]) -> dict[str, _Page]:
    return {path: _read(path, data.decode()) for path, data in files.items() if path.endswith(".html")}


def _head(page: _Page) -> Iterator[Diagnostic]:
    place = Place(page.path, 1, 1)
    if not page.title.strip():
        yield HEAD_MISSING.found(place, "页面没有标题（title）。")
    if not page.language:
        yield HEAD_MISSING.found(place, "页面没有语言（lang）。")
    if [level for level, _ in page.headings].count(1) != 1:
        yield HEAD_MISSING.found(place, "页面应当有且只有一个一级标题（h1）。")


def _headings(page: _Page) -> Iterator[Diagnostic]:
    before = 0
    for level, offset in page.headings:
        if level > before + 1:
            yield HEADING_SKIP.found(page.place(offset), f"标题从 h{before} 跳到了 h{level}。")
        before = level


def _headers(page: _Page) -> Iterator[Diagnostic]:
    for names, offset in page.headers:
        for name in names.split():
            if name not in page.ids:
                yield DUPLICATE_ID.found(page.place(offset), f"单元格的 headers 指到不存在的 id“{name}”。")


def _no_place(page: _Page, offset: int, link: str) -> Diagnostic:
    place = link.partition("#")[2]
    return BROKEN_LINK.found(page.place(offset), f"链接“{link}”指向的位置“{place}”不存在。")


def _targets(page: _Page, base_url: str) -> Iterator[tuple[str, int, str, str]]:
    """Every link to the site itself, as written, with its offset, the file and the id that it leads to."""
    below = urlsplit(base_url).path.rstrip("/") + "/"
    known: dict[str, str | None] = {}  # most links of a page lead to a few others
    for link, offset in page.links:
        written, _, place = link.partition("#")
        if written not in known:
            known[written] = _target(page.path, written, below)
        target = known[written]
        if target is not None:
            yield link, offset, target, unquote(place)


def _target(page: str, link: str, below: str) -> str | None:
    """The file that a `link` without a fragment leads to; None if it leads away from the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page
    path, origin = unquote(parts.path), posixpath.dirname(page)
    if path.startswith(below):
        path, origin = path.removeprefix(below) or "index.html", ""
    target = posixpath.normpath(posixpath.join(origin, path))
    if parts.path.endswith("/") or target in ("", "."):
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target
