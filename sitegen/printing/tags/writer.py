"""A tag tree as the objects of a PDF.

Knows how a PDF holds a structure tree, and the ways from pages and annotations to it (ISO 32000-1, 14.7). Must not know
HTML, nor how the tree came about.
"""

from __future__ import annotations

from typing import Any

import pydyf

from sitegen.printing.tags.tree import Annotation, Node


class TagWriter:
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
            elif isinstance(part, Annotation):
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
