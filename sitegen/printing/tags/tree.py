"""The structure elements of a document, as its HTML elements have them.

An element is one in the tree however many pages it runs over. Cells name their headers as the HTML does. Knows HTML
elements and the structure types of PDF 1.7 (ISO 32000-1, 14.8.4) as PDF/UA-1 (ISO 14289-1) wants them. Must not know
pages, what was drawn on them, nor how a PDF holds a tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from sitegen.printing.tags.tables import Cell, table_cells

SVG = "{http://www.w3.org/2000/svg}"

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
    f"{SVG}svg": "Figure",
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
class Annotation:
    """A link's area on a page."""

    page: int
    object: Any


class TagTree:
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
