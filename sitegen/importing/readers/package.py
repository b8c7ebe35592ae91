"""A packed document, opened only as far as it is harmless: its parts, each as a tree of elements.

Knows the limits that attachments have, and what makes a document one that is not opened: a password, macros, ties to
other files. Must not know what any element means.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from sitegen import lazy_re as re
from sitegen.reading.attached import xml
from sitegen.reading.attached.archives import LARGEST_WITHIN, MOST_MEMBERS, UNPACKED_LIMIT
from sitegen.reading.attached.texts import Allowance, Unreadable

_MACROS = re.compile(r"vbaProject|vbaData|xl/macrosheets/|^Basic/|^Scripts/", re.IGNORECASE)
_TIES = re.compile(r"externalLink")
_TIED = re.compile(
    r"/(attachedTemplate|oleObject|frame|subDocument|externalLink|externalLinkPath|package|aFChunk)$"
)
"""Kinds of relations by which Word and Excel fetch what stands elsewhere; a link to click is none."""
_LEGACY = b"\xd0\xcf\x11\xe0"
MACROS = "里面有宏，不打开。请在 Word、Excel 里另存为不带宏的 .docx、.xlsx 再导入"
TIES = "里面有指向别的文件的链接，数可能不是最新的，不打开。请在 Excel 的“数据—编辑链接”里断开链接（Word：文件—信息—编辑指向文件的链接），保存后再导入"
PASSWORD = "有密码，打不开。请用密码打开，另存为不加密的文件再导入"


@dataclass(slots=True)
class Element:
    """An element with its words; `tail` are the words behind it. Names are without their namespace."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    tail: str = ""
    children: list[Element] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)

    def first(self, *path: str) -> Element | None:
        """The first element below it by this path."""
        here: Element | None = self
        for name in path:
            here = next((each for each in here.children if each.name == name), None) if here else None
        return here

    def all(self, name: str) -> Iterator[Element]:
        """Every element below it that is called so, at any depth."""
        left = list(reversed(self.children))
        while left:
            here = left.pop()
            if here.name == name:
                yield here
            left += reversed(here.children)

    def words(self) -> str:
        """All words within it."""
        pieces: list[str] = []
        left: list[Element | str] = [self]
        while left:
            here = left.pop()
            if isinstance(here, str):
                pieces.append(here)
                continue
            pieces.append(here.text)
            for each in reversed(here.children):
                left += (each.tail, each)
        return "".join(pieces)


class _Tree(xml.Handler):
    """The whole document, as elements."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self._open = [self.root]

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def words(self, text: str) -> None:
        here = self._open[-1]
        if here.children:
            here.children[-1].tail += text
        else:
            here.text += text

    def end(self, _: str) -> None:
        self._open.pop()


class Package:
    """The parts of a packed document; nothing hostile is among them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._allowance = Allowance()
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > UNPACKED_LIMIT:
            raise Unreadable("解开后太大，不打开")
        self.names = {each.filename: each.file_size for each in members}
        if len(self.names) < len(members):
            raise Unreadable("里面有同名的部分，不打开")
        if any(_MACROS.search(name) for name in self.names):
            raise Unreadable(MACROS)
        if any(_TIES.search(name) for name in self.names):
            raise Unreadable(TIES)
        for name in self.names:
            if name.endswith(".rels"):
                self._refuse_ties(self.tree(name))

    @staticmethod
    def _refuse_ties(relations: Element) -> None:
        for each in relations.all("Relationship"):
            if each.attributes.get("TargetMode") == "External" and _TIED.search(
                each.attributes.get("Type", "")
            ):
                raise Unreadable(TIES)

    def tree(self, name: str) -> Element:
        """The part called `name`, below an element without a name; empty if there is none."""
        tree = _Tree()
        if self.names.get(name, 0) > LARGEST_WITHIN * 2:
            raise Unreadable("太大，不打开")
        if self.names.get(name):
            with self._archive.open(name) as stream:
                xml.parse(stream, tree, self._allowance)
        return tree.root


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """The package that `data` is; raises Unreadable."""
    if data.startswith(_LEGACY):
        raise Unreadable(f"{PASSWORD}；没有密码的，是旧格式改了扩展名，用 Word、Excel 另存一次")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield Package(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable("文件损坏，解不开。请用原来的程序打开，另存一次再导入") from error
    except RuntimeError as error:  # what zipfile raises for want of a password
        raise Unreadable(PASSWORD) from error
