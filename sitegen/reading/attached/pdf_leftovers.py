"""What is left in the file of a PDF though the document no longer leads to it: whoever "saves" mostly only appends.

Knows how objects lie in the file, one by one and packed. Must not know what they say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

from sitegen import lazy_re as re
from sitegen.reading.attached.texts import Unreadable

MOST = 300_000
"""Objects that are looked at."""
_NAMED = re.compile(rb"(?<!\d)(\d{1,10})[\s\0]+(\d{1,5})[\s\0]*$")
_LONGEST_NAME = 32
_BLANK = re.compile(rb"[\s\0]*")
_COMMENT = re.compile(rb"%[^\r\n]*")
_LAST = b"%%EOF"


class Unread(Exception):
    """An object that cannot be read."""


def left_over(document: Any, data: bytes, reached: Collection[int]) -> Iterator[tuple[int, Any]]:
    """Each object of the file that is not one of those `reached` as they are now, with its number; an Unread in its
    place if it cannot be read.
    """
    for start, number, generation in _begins(data):
        current = _is_current(document, data, start, number, generation)
        try:
            found = _read(document, start, number, generation)
            packed = hasattr(found, "get_data") and found.get("/Type") == "/ObjStm"
            if packed:
                yield from _packed(document, found, number if current else -1, reached)
            elif not (current and number in reached):
                yield number, found
        except Exception as error:  # whatever a damaged one makes of it
            if not (current and number in reached):
                yield number, Unread(str(error))


def comments(data: bytes) -> Iterator[bytes]:
    """What stands between the objects for people alone, and behind the end of everything."""
    yield data[data.rfind(_LAST) + len(_LAST) :] if _LAST in data else b""
    begins = [start for start, *_ in _begins(data)]
    before = 0
    for begin in [*begins, len(data)]:
        end = data.rfind(b"endobj", before, begin)
        gap = data[max(end, before) if end >= 0 or not before else begin : begin]
        yield from (match[0] for match in _COMMENT.finditer(gap))
        before = begin


def _begins(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each object begins, its number and its generation."""
    at = count = 0
    while (at := data.find(b"obj", at)) >= 0:
        first = max(0, at - _LONGEST_NAME)
        if named := _NAMED.search(data[first:at]):
            count += 1
            if count > MOST:
                raise Unreadable("内容太多，没有读完")
            yield first + named.start(), int(named[1]), int(named[2])
        at += 3


def _is_current(document: Any, data: bytes, start: int, number: int, generation: int) -> bool:
    """Whether the document means this one by its number; those that write where it is may be a blank or two off."""
    if generation == 0 and number in document.xref_objStm:
        return False
    told = document.xref.get(generation, {}).get(number)
    if told is None or document.xref_free_entry.get(generation, {}).get(number, False):
        return False
    blank = _BLANK.match(data, told)
    return start in (told, blank.end() if blank else told)


def _read(document: Any, start: int, number: int, generation: int) -> Any:
    from pypdf.generic import IndirectObject, read_object  # noqa: PLC0415 — only where there is such a file

    document.stream.seek(start)
    document.read_object_header(document.stream)
    found = read_object(document.stream, document)
    if document._encryption is not None:
        found = document._encryption.decrypt_object(found, number, generation)
    found.indirect_reference = IndirectObject(number, generation, document)
    return found


def _packed(document: Any, pack: Any, own: int, reached: Collection[int]) -> Iterator[tuple[int, Any]]:
    """The same of what is packed in the object `own`, or in one that is itself left over (-1)."""
    from pypdf.generic import read_object  # noqa: PLC0415 — as above

    data = pack.get_data()
    first, many = int(pack["/First"]), int(pack["/N"])
    told = [int(each) for each in data[:first].split()[: 2 * many]]
    for number, at in zip(told[::2], told[1::2], strict=False):
        current = own >= 0 and document.xref_objStm.get(number, (None,))[0] == own
        if current and number in reached:
            continue
        stream = BytesIO(data)
        stream.seek(first + at)
        try:
            yield number, read_object(stream, document)
        except Exception as error:  # as above
            yield number, Unread(str(error))
