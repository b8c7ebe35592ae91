"""Reads the tag tree of a PDF as a screen reader would: elements, what they say, what they are told of.

Independent of the code under test: pikepdf, the content streams and the fonts' own ToUnicode maps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf


@dataclass(eq=False)
class Tag:
    """An element. `texts` and `kids` are in the order of `content`, which holds both."""

    type: str
    attributes: dict[str, object]
    id: str
    alt: str
    page: int | None
    content: list[str | Tag] = field(default_factory=list)

    @property
    def kids(self) -> list[Tag]:
        return [each for each in self.content if isinstance(each, Tag)]

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def all(self, *types: str) -> Iterator[Tag]:
        """Elements of these types in it, in reading order."""
        if self.type in types:
            yield self
        for kid in self.kids:
            yield from kid.all(*types)


@dataclass
class Tagged:
    """A document: its tree, the ids it can look up, and what is decoration: (kind, text) by page."""

    root: Tag
    ids: dict[str, str]
    artifacts: list[list[str]]
    untagged: list[str]


def read(data: bytes) -> Tagged:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        content = [_content(page) for page in pdf.pages]
        tree = pdf.Root.StructTreeRoot
        root = _element(tree.K[0], pages, content, None)
        ids = {}
        for leaf in tree.get("/IDTree", pikepdf.Dictionary(Kids=[])).Kids:
            names = list(leaf.Names)
            assert [str(name) for name in names[::2]] == sorted(str(name) for name in names[::2])
            ids |= {
                str(name): str(element.S)[1:] for name, element in zip(names[::2], names[1::2], strict=True)
            }
        _check_parents(pdf, tree)
        return Tagged(
            root, ids, [each[1] for each in content], [text for each in content for text in each[2]]
        )


def _check_parents(pdf: pikepdf.Pdf, tree: pikepdf.Object) -> None:
    """Every annotation leads to a Link element that holds it."""
    numbers = list(tree.ParentTree.Nums)
    by_number = {int(number): value for number, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            owner = by_number[int(annotation.StructParent)]
            assert owner.S == "/Link"
            assert str(annotation.Contents)


def _element(element: pikepdf.Object, pages, content, page) -> Tag:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    attributes = element.get("/A", [])
    attributes = [attributes] if isinstance(attributes, pikepdf.Dictionary) else list(attributes)
    merged = {str(name): value for each in attributes for name, value in each.items()}
    tag = Tag(str(element.S)[1:], merged, str(element.get("/ID", "")), str(element.get("/Alt", "")), page)
    kids = element.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            tag.content.append(content[page][0].pop(kid))
        elif kid.get("/Type") == "/MCR":
            tag.content.append(content[pages[kid.Pg.objgen]][0].pop(int(kid.MCID)))
        elif "/S" in kid:
            assert element == kid.P
            tag.content.append(_element(kid, pages, content, page))
    return tag


def _content(page: pikepdf.Page) -> tuple[dict[int, str], list[str], list[str]]:
    """Text by mark, text of artifacts, text that is neither."""
    marked: dict[int, str] = {}
    artifacts: list[str] = []
    neither: list[str] = []
    fonts = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    font: dict[int, str] = {}
    stack: list[tuple[str, int]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else {}
            mark = int(properties["/MCID"]) if "/MCID" in properties else -1
            stack.append((str(operands[0]), mark))
            if mark >= 0:
                assert mark not in marked
                marked[mark] = ""
        elif name == "EMC":
            stack.pop()
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            text = "".join(font[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))
            kind, mark = stack[-1] if stack else ("", -1)
            if mark >= 0:
                marked[mark] += text
            elif kind == "/Artifact":
                artifacts.append(text)
            else:
                neither.append(text)
    return marked, artifacts, neither


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]*)>", text)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}
