"""The tag tree of a document: what a screen reader reads instead of the look of the pages.

Made from the elements of the HTML, not from the boxes they were laid out in. So an element is one in
the tree however many pages it runs over: a table that goes on over the page is one table, its repeated
header row is decoration, a row torn in two is one row. Cells name their headers as the HTML does.

Knows HTML elements, drawn boxes and the structure types of PDF 1.7 (ISO 32000-1, 14.7–14.8) as PDF/UA-1
(ISO 14289-1) wants them. Must not know what the document is about. WeasyPrint marks what it draws; its
own tree, which knows boxes only, is not used (decision 0013).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from sitegen.printing.job import TaggingError
from sitegen.printing.tables import Cell, table_cells

PX = 0.75
"""Points in a CSS pixel."""

_SVG = "{http://www.w3.org/2000/svg}"

TYPES = {
    "header": "Sect",
    "nav": "Sect",
    "section": "Sect",
    "main": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "summary": "P",
    "figcaption": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
    f"{_SVG}svg": "Figure",
}
"""Element → structure type. All others are seen through: what is in them belongs to what they are in."""

_GROUPING = frozenset({"Document", "Sect", "Art", "BlockQuote", "Div"})
"""Types that hold blocks; a line of text right inside them becomes a paragraph."""

_INLINE = frozenset(
    {"a", "b", "br", "code", "data", "del", "em", "i", "ins", "span", "strong", "sub", "sup", "time"}
)
"""Elements that are part of a line."""

_NUMBERINGS = {
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
}
_SPACE = re.compile(r"\s+")


@dataclass(slots=True, eq=False)
class Node:
    """A structure element while the tree grows. `content` holds nodes, marks on pages as (page, mark),
    and annotations.
    """

    type: str
    content: list[Any] = field(default_factory=list)
    attributes: list[dict[str, Any]] = field(default_factory=list)
    alternative: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A link's area on a page."""

    page: int
    object: Any


def add_tags(html: Element, pdf: Any, document: Document, streams: Sequence[Any]) -> None:
    """Write the tag tree of `document`, which was laid out from `html`, into `pdf`.

    `streams` are the drawn pages. Raises TaggingError.
    """
    tree = _Tree(html)
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
    _Writer(pdf).write(tree.root)


class _Tree:
    """Nodes by the elements they stand for."""

    def __init__(self, html: Element) -> None:
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.root = Node("Document")
        self._nodes: dict[Element, Node] = {}
        self._paragraphs: dict[Element, Node] = {}
        self._tables = 0
        self.repeated: dict[Element, int] = {}
        """Page on which the head of a table was first seen."""
        self.numberings: dict[Element, str] = {}
        """The list-style-type of lists."""

    def node(self, element: Element) -> Node:
        """The node of `element`, or of the nearest element around it that has one."""
        known = self._nodes.get(element)
        if known is not None:
            return known
        parent = self.parents.get(element)
        if parent is None:
            return self.root
        type_ = "LI" if element.tag == "div" and parent.tag == "dl" else TYPES.get(element.tag)
        if type_ is None:
            return self.node(parent)
        around = self.node(parent)
        if around.type == "LI" and type_ not in ("Lbl", "LBody"):
            around = self._part(around, "LBody")
        elif around.type in _GROUPING and type_ == "Link":
            around = self._paragraph(parent, around)
        found = self._nodes[element] = Node(type_)
        around.content.append(found)
        if type_ == "Table":
            self._fill(element)
        return found

    def place(self, element: Element, *, label: bool) -> Node:
        """Where a line of text of `element` goes: into a block, never right into a group of blocks."""
        node = self.node(element)
        if node.type == "LI":
            return self._part(node, "Lbl" if label else "LBody")
        return self._paragraph(element, node) if node.type in _GROUPING else node

    def _paragraph(self, element: Element, around: Node) -> Node:
        """A paragraph for text that has none of its own: one for each element that stands alone."""
        while element.tag in _INLINE:
            element = self.parents[element]
        known = self._paragraphs.get(element)
        if known is not None and around.content[-1] is known:
            return known
        paragraph = self._paragraphs[element] = Node("P")
        around.content.append(paragraph)
        return paragraph

    @staticmethod
    def _part(item: Node, type_: str) -> Node:
        """The label or body of a list's item."""
        for part in item.content:
            if isinstance(part, Node) and part.type == type_:
                return part
        part = Node(type_)
        item.content.append(part)
        return part

    def _fill(self, table: Element) -> None:
        """All cells of a table at once, with those that hold nothing: a grid has no holes."""
        self._tables += 1
        for caption in table.iterfind("caption"):
            self.node(caption)
        for cell in table_cells(table, table.get("id") or f"table{self._tables}"):
            node = self.node(cell.element)
            node.attributes.append(_cell_attributes(cell))
            if cell.id:
                node.name = cell.id

    def finish(self) -> None:
        """Say of lists how they are numbered."""
        for element, node in self._nodes.items():
            if node.type == "L":
                numbering = _NUMBERINGS.get(self.numberings.get(element, ""), "/None")
                node.attributes.append({"O": "/List", "ListNumbering": numbering})


def _cell_attributes(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {"O": "/Table"}
    if cell.scope:
        found["Scope"] = f"/{cell.scope}"
    if cell.colspan > 1:
        found["ColSpan"] = cell.colspan
    if cell.rowspan > 1:
        found["RowSpan"] = cell.rowspan
    if cell.headers:
        found["Headers"] = pydyf.Array(pydyf.String(name) for name in cell.headers)
    return found


class _Page:
    """Finds what was drawn on one page. `marks` are those not yet found, `decoration` those that are not
    to be read.
    """

    def __init__(self, tree: _Tree, number: int, height: float, marks: dict[Any, int]) -> None:
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
            link.content.append(_Annotation(self._number, annotation))
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
    if element.tag == f"{_SVG}svg":
        return _words(element.find(f"{_SVG}title"))
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


class _Writer:
    """Nodes to objects of a PDF."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._by_mark: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._by_annotation: list[tuple[Any, bytes]] = []
        self._named: list[tuple[str, bytes]] = []

    def write(self, root: Node) -> None:
        """The tree below `root`, the catalog's and the annotations' ways to it."""
        pdf = self._pdf
        parents = pydyf.Dictionary({"Nums": pydyf.Array()})
        names = pydyf.Dictionary()
        tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        for each in (parents, names, tree):
            pdf.add_object(each)
        tree["ParentTree"] = parents.reference
        tree["K"] = pydyf.Array([self._element(root, tree.reference)])
        for number, by_mark in enumerate(self._by_mark):
            count = max(by_mark, default=-1) + 1
            owners = pydyf.Array(by_mark.get(mark, b"null") for mark in range(count))
            parents["Nums"] += [number, owners]
        for number, (annotation, owner) in enumerate(self._by_annotation, len(self._by_mark)):
            annotation["StructParent"] = number
            parents["Nums"] += [number, owner]
        tree["ParentTreeNextKey"] = len(self._by_mark) + len(self._by_annotation)
        if self._named:
            self._named.sort()
            pairs = pydyf.Array()
            for name, owner in self._named:
                pairs += [pydyf.String(name), owner]
            limits = pydyf.Array([pydyf.String(self._named[0][0]), pydyf.String(self._named[-1][0])])
            leaf = pydyf.Dictionary({"Limits": limits, "Names": pairs})
            pdf.add_object(leaf)
            names["Kids"] = pydyf.Array([leaf.reference])
            tree["IDTree"] = names.reference
        pdf.catalog["StructTreeRoot"] = tree.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.type}", "P": parent})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        page = next((part[0] for part in node.content if isinstance(part, tuple)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = pydyf.Array()
        for part in node.content:
            if isinstance(part, Node):
                kids.append(self._element(part, reference))
            elif isinstance(part, _Annotation):
                kids.append(
                    pydyf.Dictionary(
                        {"Type": "/OBJR", "Obj": part.object.reference, "Pg": self._pages[part.page]}
                    )
                )
                self._by_annotation.append((part.object, reference))
            else:
                number, mark = part
                self._by_mark[number][mark] = reference
                kids.append(mark if number == page else self._mark(number, mark))
        if kids:
            element["K"] = kids
        if len(node.attributes) == 1:
            element["A"] = pydyf.Dictionary(node.attributes[0])
        elif node.attributes:
            element["A"] = pydyf.Array(pydyf.Dictionary(each) for each in node.attributes)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.name:
            element["ID"] = pydyf.String(node.name)
            self._named.append((node.name, reference))
        return reference

    def _mark(self, page: int, mark: int) -> Any:
        """A mark on another page than the element's."""
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": mark})
