"""What earlier builds made, kept by a digest of everything it was made from.

Knows groups of files and the seals on them; data only, nothing that is run. An entry that is not whole, or bears another
seal, is as good as none. Must not know what the files are.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import NamedTuple

from sitegen.files import opened, write_atomic
from sitegen.trust.seal import SEAL_BYTES, Seal

_NAME = b"sitegen cache "
"""How entries of every version begin."""
_ENTRY = b"entry"
"""What seals are on."""
_DAY = 86400


def key(*parts: str | bytes) -> str:
    """A digest of `parts`, each told apart from its neighbours."""
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    return sha256(b"".join([b"%d:%b" % (len(data), data) for data in encoded])).hexdigest()


class Entry(NamedTuple):
    """An entry as it lies on the disk: bytes, and when it was last used (seconds since 1970)."""

    path: Path
    size: int
    used: float


class Group(Mapping[str, bytes]):
    """Files that were kept together: path → content. Each is unpacked when it is asked for, because of many only
    one is.
    """

    def __init__(self, parts: Mapping[str, tuple[int, bytes]]) -> None:
        self._parts = parts

    def __getitem__(self, path: str) -> bytes:
        size, part = self._parts[path]
        return part if len(part) == size else zlib.decompress(part)

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


class Cache:
    """Groups of files of one `kind`, below `folder`, under the `seal`. Nowhere to write is no reason to fail: then every
    group is made anew.
    """

    def __init__(self, folder: Path, kind: str, seal: Seal) -> None:
        self._folder = folder / kind
        self._seal = seal
        self._first = b"sitegen cache 3 %d\n" % seal.number
        self.damaged = 0
        """Entries that were found not to be whole; those that somebody else sealed, or another version, are none."""

    def get(self, name: str, make: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
        """The group called `name` (a `key`), made by `make` if it is not there or not whole."""
        found = self.find(name)
        if found is None:
            found = make()
            self.keep(name, found)
        return found

    def find(self, name: str) -> Mapping[str, bytes] | None:
        """The group called `name`; None if it is not there or not whole."""
        path = self._path(name)
        try:
            with opened(path) as stream:
                data = stream.read()
            _mark_used(path)
        except FileNotFoundError:
            return None
        except OSError:
            self.damaged += 1
            return None
        if data.startswith(_NAME) and not data.startswith(self._first):
            return None
        try:
            return self._unpacked(name, data)
        except ValueError:
            self.damaged += 1
            return None

    def use(self, names: Iterable[str]) -> None:
        """Note that these groups are in use, though nobody reads them."""
        for name in names:
            _mark_used(self._path(name))

    def has(self, name: str) -> bool:
        """Whether there is such a group, whole or not."""
        return self._path(name).is_file()

    def keep(self, name: str, files: Mapping[str, bytes]) -> None:
        """Keep `files` for the next build."""
        path = self._path(name)
        with suppress(OSError):
            try:
                write_atomic(path, self._packed(name, files))
            except IsADirectoryError:  # somebody else's: it is in our folder, and in our way
                shutil.rmtree(path)
                write_atomic(path, self._packed(name, files))

    def _path(self, name: str) -> Path:
        """Spread over folders: some file systems are slow with ten thousand names in one."""
        return self._folder / name[:2] / name[2:]

    def _packed(self, name: str, files: Mapping[str, bytes]) -> bytes:
        content = _joined(files)
        return self._first + self._seal.of(_ENTRY, name, content) + content

    def _unpacked(self, name: str, data: bytes) -> Group:
        """Raises ValueError when anything is not as it was written."""
        sealed, _, rest = data.partition(b"\n")
        seal, content = rest[:SEAL_BYTES], rest[SEAL_BYTES:]
        if sealed + b"\n" != self._first or not compare_digest(seal, self._seal.of(_ENTRY, name, content)):
            raise ValueError("damaged, or written by somebody else")
        return _parted(content)


def entries(folder: Path) -> Iterator[Entry]:
    """Everything that is kept below `folder`, of whatever kind."""
    with suppress(OSError):
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode):
                    yield Entry(path, found.st_size, found.st_mtime)


def _mark_used(path: Path) -> None:
    """At most once a day: the time is what pruning goes by."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def _joined(files: Mapping[str, bytes]) -> bytes:
    listed, bodies = [], []
    for path, data in files.items():
        pressed = zlib.compress(data, 1)
        body = pressed if len(pressed) < len(data) else data
        listed.append([path, len(data), len(body)])
        bodies.append(body)
    return json.dumps(listed, ensure_ascii=False).encode() + b"\n" + b"".join(bodies)


def _parted(content: bytes) -> Group:
    """What `_joined` was given."""
    head, _, body = content.partition(b"\n")
    parts: dict[str, tuple[int, bytes]] = {}
    at = 0
    for path, size, length in json.loads(head):
        parts[path] = size, body[at : at + length]
        at += length
    return Group(parts)
