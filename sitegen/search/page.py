"""A finished page as what the index takes in: title, sections with their anchors, text.

Knows HTML as tags, and the classes of what is there only for screen readers or print. Must not know reports, nor how
an index is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page to be found: `url` relative to the site's root, `html` the finished page; `labels` are said of it beside
    its title: department, year, form. Of a page that only `lists` what others say, the title alone is taken.
    """

    url: str
    html: str
    labels: tuple[str, ...] = ()
    lists: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text; `level` is 2 to 6 for a heading (a table's caption is one), with the anchor
    `id`, and 0 for anything else.
    """

    text: str
    level: int = 0
    id: str = ""


IGNORE = "data-search-ignore"
"""The attribute by which a template keeps an element out of the index."""

_CAPTION_LEVEL = 4
_SKIPPED = frozenset(("nav", "script", "style", "template", "form", "svg", "select", "button"))
_SKIPPED_CLASSES = frozenset(("visually-hidden", "mark", "downloads"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)


def read(page: SearchPage) -> tuple[str, tuple[Passage, ...]]:
    """The title of the page, and its text in order."""
    tree = lxml_html.document_fromstring(page.html)
    main = tree.find(".//main")
    reader = _Reader()
    reader.read(tree if main is None else main)
    title = reader.title or _plain(tree.findtext(".//title") or "") or page.url
    return title, tuple(reader.passages)


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Reader:
    """Collects the passages of an element, without recursion: pages may nest deeply."""

    def __init__(self) -> None:
        self.title = ""
        self.passages: list[Passage] = []
        self._text: list[str] = []
        self._tables: list[str] = []

    def read(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in ("comment", "pi"):
                self._text.append(element.tail or "")
            elif event == "start" and _skipped(element):
                walk.skip_subtree()
            elif event == "start":
                self._start(element)
            else:
                self._end(element, root)

    def _start(self, element: etree._Element) -> None:
        if element.tag not in _INLINE:
            self._flush()
        if element.tag == "table":
            self._tables.append(element.get("id") or "")
        self._text.append(element.text or "")

    def _end(self, element: etree._Element, root: etree._Element) -> None:
        tag = element.tag
        if not _skipped(element):
            if tag == "caption":
                self._flush(_CAPTION_LEVEL, self._tables[-1] if self._tables else "")
            elif tag == "h1" and not self.title:
                self.title = _plain("".join(self._text))
                self._text.clear()
            elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                self._flush(int(tag[1]), element.get("id") or "")
            elif tag == "table":
                self._flush()
                self._tables.pop()
            elif tag not in _INLINE:
                self._flush()
        if element is not root:
            self._text.append(element.tail or "")

    def _flush(self, level: int = 0, anchor: str = "") -> None:
        text = _plain("".join(self._text))
        self._text.clear()
        if text:
            self.passages.append(Passage(text, level if anchor else 0, anchor))


def _skipped(element: etree._Element) -> bool:
    given = element.attrib
    if element.tag in _SKIPPED or "hidden" in given or IGNORE in given or given.get("aria-hidden") == "true":
        return True
    return "class" in given and not _SKIPPED_CLASSES.isdisjoint(given["class"].split())
