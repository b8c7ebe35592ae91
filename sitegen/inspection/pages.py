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

from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.inspection.tags import Tag, others_than, tags
from sitegen.source import Place

BROKEN_LINK = Rule(
    "OUT101",
    "broken-link",
    Severity.ERROR,
    "链接指向不存在的页面或位置",
    checks="站内每个链接、图片、样式和锚点都有对应的文件和位置。",
    why="失效链接在政府网站检查中要扣分，读者也打不开。",
    example='<a href="../2019/">上一年</a>    （没有这个页面）',
    remedy="若改过主题模板，改正其中的链接；否则请把这条信息报告给 sitegen 的维护者。",
    source="《政府网站与政务新媒体检查指标》：附件无法下载、链接无法打开。",
)
DUPLICATE_ID = Rule(
    "OUT102",
    "duplicate-id",
    Severity.ERROR,
    "页面里有两个相同的 id",
    checks="一个页面里 id 不重复，表格单元格 headers 里的 id 都存在。",
    why="读屏软件靠 id 找到表头；重复或缺失就会念错列名。",
    example='<th id="a">…</th><th id="a">…</th>',
    remedy="检查表单里的“标识”是否重复，或改正主题模板。",
    source="WCAG 2.2 技术 H43；HTML 标准。",
)
HEAD_MISSING = Rule(
    "OUT103",
    "title-or-language-missing",
    Severity.ERROR,
    "页面没有标题或语言",
    checks="每个页面有非空的 title、lang 属性和唯一的一级标题。",
    why="读屏软件先读标题，按语言选择发音。",
    example="<html><head></head>…",
    remedy="改正主题模板。",
    source="WCAG 2.2 2.4.2、3.1.1。",
)
HEADING_SKIP = Rule(
    "OUT104",
    "heading-skips-a-level",
    Severity.ERROR,
    "标题跳级",
    checks="标题一级一级往下，不从 h2 直接到 h4。",
    why="读屏用户用标题级别了解页面结构。",
    example="<h2>收支情况</h2><h4>收入</h4>",
    remedy="改正主题模板，或正文里的标题级别。",
    source="WCAG 2.2 1.3.1。",
)
ALTERNATIVE_MISSING = Rule(
    "OUT105",
    "caption-or-alternative-missing",
    Severity.ERROR,
    "表格没有标题，或图片没有替代文字",
    checks="每张表有 caption，每幅图有 alt，每个表头单元格有 scope。",
    why="看不见画面的读者只能靠这些文字。",
    example="<table><tr><th>收入合计</th>…",
    remedy="改正主题模板；正文里的图片在方括号里写说明。",
    source="WCAG 2.2 1.1.1、1.3.1。",
)
RULES = (BROKEN_LINK, DUPLICATE_ID, HEAD_MISSING, HEADING_SKIP, ALTERNATIVE_MISSING)

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
