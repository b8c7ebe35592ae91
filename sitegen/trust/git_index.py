"""What is under version control, as git's index says.

Knows the format of the index (gitformat-index(5), versions 2 to 4, SHA-1 and SHA-256) and where it lies, also in a linked
work tree. Must not know what any file is for. No git program is needed, and none is run.

Of a split index, which is rare, only the part that changes is read: what is not noticed here is not believed either
(`trust.seal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sitegen.files import TooLarge, read_limited

_LARGEST = 1024**3
_BEFORE_NAME = 40
"""Bytes of an entry before the name of its object: times, numbers, mode, owner, size."""
_OBJECT_NAMES = (20, 32)
"""Bytes of such a name, in SHA-1 and SHA-256. Only the files of the repository say which; the wrong one fits no entry."""
_LONG = 0xFFF
"""A path of this length or more: then its end is told by a zero alone."""
_MORE_FLAGS = 0x4000


class _Misread(ValueError):
    """These bytes are no index with object names of that length."""


def tracked(folder: Path, names: Iterable[str]) -> Path | None:
    """The first file under version control that is one of the `names` in `folder`, or lies below one."""
    folder = folder.resolve()
    top = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
    if top is None:
        return None
    data = _index(top / ".git")
    before = "".join(f"{part}/" for part in folder.relative_to(top).parts)
    wanted = tuple(f"{before}{name}".encode(errors="surrogateescape") for name in names)
    if int.from_bytes(data[4:8]) < 4 and not any(name in data for name in wanted):
        return None  # paths are written out in these versions, so none need be parsed
    below = tuple(name + b"/" for name in wanted)
    found = next((path for path in _paths(data) if path in wanted or path.startswith(below)), None)
    return top / found.decode(errors="surrogateescape") if found is not None else None


def _index(git: Path) -> bytes:
    """The index of the repository whose `.git` that is; nothing where it cannot be read."""
    with suppress(OSError, TooLarge):
        if git.is_file():  # of a linked work tree or a submodule: `gitdir: <path>`
            said = read_limited(git, 10_000).decode(errors="surrogateescape")
            git = git.parent / said.removeprefix("gitdir:").strip()
        return read_limited(git / "index", _LARGEST)
    return b""


def _paths(data: bytes) -> Iterator[bytes]:
    """The paths of all entries; none of what is no index."""
    for length in _OBJECT_NAMES:
        with suppress(_Misread):
            yield from tuple(_entries(data, length))
            return


def _entries(data: bytes, object_name: int) -> Iterator[bytes]:
    if data[:4] != b"DIRC":
        raise _Misread
    version, count = int.from_bytes(data[4:8]), int.from_bytes(data[8:12])
    at, path = 12, b""
    for _ in range(count):
        start, at = at, at + _BEFORE_NAME + object_name
        flags = int.from_bytes(data[at : at + 2])
        at += 4 if flags & _MORE_FLAGS else 2
        dropped = 0
        if version == 4:
            dropped, at = _offset(data, at)
        end = data.find(b"\0", at)
        if end < 0:
            raise _Misread
        path = path[: len(path) - dropped] + data[at:end] if version == 4 else data[at:end]
        if flags & _LONG not in (len(path), _LONG):
            raise _Misread
        at = end + 1 if version == 4 else start + (end - start + 8) // 8 * 8
        yield path


def _offset(data: bytes, at: int) -> tuple[int, int]:
    """A number as in the offsets of packs, and where it ends."""
    value = -1
    while True:
        if at >= len(data):
            raise _Misread
        byte = data[at]
        value, at = (value + 1) << 7 | byte & 0x7F, at + 1
        if byte < 0x80:
            return value, at
