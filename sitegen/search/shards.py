"""The files of the index: grams with the pages that have them, packed.

Knows the layout of a shard: for each gram in order its length and text, the length of its postings and these, then
packed by zlib. `themes/gov/scripts/search-index.js` reads the same. Must not know which gram lies in which shard.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from sitegen.search.postings import append_number, read_number

LEVEL = 9
STAMP = zlib.ZLIB_RUNTIME_VERSION
"""Another zlib may pack the same in other bytes."""


def pack_shard(grams: Mapping[str, bytes]) -> bytes:
    """Return the file of a shard with these postings by gram."""
    out = bytearray()
    for gram in sorted(grams):
        for part in (gram.encode(), grams[gram]):
            append_number(out, len(part))
            out += part
    return pack(bytes(out))


def unpack_shard(data: bytes) -> dict[str, bytes]:
    """Return the postings of a shard by gram. Raises ValueError when it is damaged."""
    content = unpack(data)
    found: dict[str, bytes] = {}
    at = 0
    while at < len(content):
        gram, at = _part(content, at)
        found[gram.decode()], at = _part(content, at)
    return found


def pack(content: bytes) -> bytes:
    """Return `content` packed as browsers unpack it."""
    return zlib.compress(content, LEVEL)


def unpack(data: bytes) -> bytes:
    """Return what `pack` was given. Raises ValueError."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(f"a file of the index cannot be unpacked: {error}") from error


def _part(content: bytes, at: int) -> tuple[bytes, int]:
    length, start = read_number(content, at)
    end = start + length
    if end > len(content):
        raise ValueError("the file of the index ends too early")
    return content[start:end], end
