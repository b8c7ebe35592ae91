"""XML as it streams by: elements and their words, nothing else.

Knows expat, and that a document may be hostile: entities are not expanded, nesting has an end. Must not know what
any element means.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol
from xml.parsers import expat

from sitegen.reading.attached.texts import Allowance, Unreadable

DEEPEST = 500
"""Elements inside one another."""
_PIECE = 1 << 16


class Readable(Protocol):
    """A file in bytes."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        ...


class Handler:
    """What is told of a document, by default to nobody. Names are without their namespace."""

    def begin(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def words(self, text: str, /) -> None:
        """Words within it, in pieces of any length."""

    def end(self, name: str, /) -> None:
        """It ends."""

    def aside(self, text: str, /) -> None:
        """A comment or an instruction, which is part of no element's words."""


def parse(stream: Readable, handler: Handler, allowance: Allowance) -> None:
    """Tell `handler` what is in `stream`; raises Unreadable."""
    for _ in pieces(stream, handler, allowance):
        pass


def pieces(stream: Readable, handler: Handler, allowance: Allowance) -> Iterator[None]:
    """The same, a piece of the stream at a time, so that what was told need not be kept."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable("嵌套太深")
        if attributes:
            allowance.take(sum(map(len, attributes.values())))
            attributes = {_local(key): value for key, value in attributes.items()}
        handler.begin(_local(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    def words(text: str) -> None:
        allowance.take(len(text))
        handler.words(text)

    def aside(*texts: str) -> None:
        allowance.take(sum(map(len, texts)))
        handler.aside(" ".join(texts))

    def refuse(*_: object) -> None:
        raise Unreadable("含有实体声明，没有读")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.CommentHandler = aside
    parser.ProcessingInstructionHandler = aside
    parser.EntityDeclHandler = refuse
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise Unreadable("文件损坏，XML 读不下去") from error


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    return name[name.rfind(":") + 1 :]
