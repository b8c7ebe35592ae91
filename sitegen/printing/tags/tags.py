"""The tag tree of a document: what a screen reader reads instead of the look of the pages.

Made from the elements of the HTML, not from the boxes they were laid out in: a table that goes on over the page is one
table, its repeated header row is decoration, a row torn in two is one row.

Knows drawn boxes, and which element each of them belongs to. Must not know what the document is about. WeasyPrint marks
what it draws; its own tree, which knows boxes only, is not used (decision 0013).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from sitegen import lazy_re as re
from sitegen.printing.job import TaggingError
from sitegen.printing.tags.tree import SVG, Annotation, TagTree
from sitegen.printing.tags.writer import TagWriter

PX = 0.75
"""Points in a CSS pixel."""

_SPACE = re.compile(r"\s+")


def add_tags(html: Element, pdf: Any, document: Document, streams: Sequence[Any]) -> None:
    """Write the tag tree of `document`, which was laid out from `html`, into `pdf`.

    `streams` are the drawn pages. Raises TaggingError.
    """
    tree = TagTree(html)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        marks = {box: tag["mcid"] for box, tag in stream._tags.items()}
        stream._tags.clear()
        page_box = page._page_box
        reader = _Page(tree, number, page_box.margin_height(), marks)
        for child in page_box.children:
            reader.read(child, decoration=isinstance(child, boxes.MarginBox))
        if reader.marks:
            raise TaggingError(f"第 {number + 1} 页有 {len(reader.marks)} 处内容找不到出处")
        _make_artifacts(stream, reader.decoration)
    tree.finish()
    TagWriter(pdf).write(tree.root)


class _Page:
    """Finds what was drawn on one page. `marks` are those not yet found, `decoration` those that are not
    to be read.
    """

    def __init__(self, tree: TagTree, number: int, height: float, marks: dict[Any, int]) -> None:
        self._tree = tree
        self._number = number
        self._height = height
        self.marks = marks
        self.decoration: set[int] = set()

    def read(self, box: Any, *, decoration: bool) -> None:
        """Put `box` and what is in it into the tree."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        element = box.element
        if element is not None and box.element_tag == "thead":
            first = self._tree.repeated.setdefault(element, self._number)
            decoration = decoration or first != self._number
        decoration = decoration or getattr(box, "repeated", False)
        if not decoration and element is not None:
            self._notice(box, element)
        decoration = decoration or box.is_leader or box.style["visibility"] == "hidden"
        mark = self.marks.pop(box, None)
        if mark is not None:
            if decoration or element is None:
                self.decoration.add(mark)
            else:
                self._place(box, element, mark)
        for child in _children(box):
            self.read(child, decoration=decoration)

    def _notice(self, box: Any, element: Element) -> None:
        """What a box tells that no text does: an empty cell, a list's style, a link's area."""
        if box.element_tag == "li" and isinstance(box, boxes.BlockBox):
            parent = self._tree.parents[element]
            self._tree.numberings.setdefault(parent, str(box.style["list_style_type"]))
        if element.tag == "table":
            self._tree.node(element)
        annotation = getattr(box, "link_annotation", None)
        if annotation:
            while element.tag != "a":
                element = self._tree.parents[element]
            link = self._tree.node(element)
            link.content.append(Annotation(self._number, annotation))
            words = _words(element)
            address = element.get("href", "")
            contents = words if address.startswith("#") else f"{words}（{address}）"
            annotation["Contents"] = pydyf.String(contents)

    def _place(self, box: Any, element: Element, mark: int) -> None:
        if isinstance(box, boxes.ReplacedBox):
            self._figure(box, element, mark)
            return
        label = box.element_tag.endswith("::marker")
        self._tree.place(element, label=label).content.append((self._number, mark))

    def _figure(self, box: Any, element: Element, mark: int) -> None:
        alternative = _alternative(element)
        if not alternative:
            self.decoration.add(mark)
            return
        node = self._tree.node(element)
        left, top = box.content_box_x() * PX, (self._height - box.content_box_y()) * PX
        area = [left, top - box.height * PX, left + box.width * PX, top]
        node.attributes.append({"O": "/Layout", "BBox": pydyf.Array(round(each, 3) for each in area)})
        node.alternative = alternative
        node.content.append((self._number, mark))


def _children(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.ParentBox):
        yield from box.children


def _alternative(element: Element) -> str:
    """What a picture says in words."""
    if element.tag == f"{SVG}svg":
        return _words(element.find(f"{SVG}title"))
    return element.get("alt", "")


def _words(element: Element | None) -> str:
    return "" if element is None else _SPACE.sub(" ", "".join(element.itertext())).strip()


def _make_artifacts(stream: Any, marks: set[int]) -> None:
    """Turn marked content of a drawn page into decoration (ISO 32000-1, 14.8.2.2)."""
    if not marks:
        return
    items = stream.stream
    for at, item in enumerate(items):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in marks and items[at + 1] == b"BDC":
            items[at - 1] = "/Artifact"
            items[at] = pydyf.Dictionary({"Type": "/Pagination"})
