"""What an earlier build made, kept by a digest of everything it was made from.

Knows groups of files and their digests; data only, nothing that is run. An entry that is not whole is as
good as none. Must not know what the files are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sitegen.files import digest, write_atomic

FOLDER = Path(".sitegen") / "cache"
"""Below the site's own folder."""

_MAGIC = b"sitegen cache 1\n"


def key(*parts: str | bytes) -> str:
    """A digest of `parts`, each told apart from its neighbours."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(f"{len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()


class Cache:
    """Groups of files of one `kind`, below `folder`. Nowhere to write is no reason to fail: then every
    group is made anew.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder / kind
        self._used: set[str] = set()

    def get(self, name: str, make: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
        """The group called `name` (a `key`), made by `make` if it is not there or not whole."""
        found = self.find(name)
        if found is None:
            found = make()
            self.keep(name, found)
        return found

    def find(self, name: str) -> Mapping[str, bytes] | None:
        """The group called `name`; None if it is not there or not whole."""
        self._used.add(name)
        with suppress(OSError, ValueError):
            return _unpacked((self._folder / name).read_bytes())
        return None

    def keep(self, name: str, files: Mapping[str, bytes]) -> None:
        """Keep `files` for the next build."""
        with suppress(OSError):
            write_atomic(self._folder / name, _packed(files))

    def prune(self) -> None:
        """Drop what this build did not ask for."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()


def _packed(files: Mapping[str, bytes]) -> bytes:
    listed = [[path, len(data)] for path, data in files.items()]
    content = json.dumps(listed, ensure_ascii=False).encode() + b"\n" + b"".join(files.values())
    return _MAGIC + digest(content).encode() + b"\n" + content


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Raises ValueError when anything is not as it was written."""
    if not data.startswith(_MAGIC):
        raise ValueError("not an entry")
    wanted, _, content = data[len(_MAGIC) :].partition(b"\n")
    if digest(content).encode() != wanted:
        raise ValueError("damaged")
    head, _, body = content.partition(b"\n")
    files: dict[str, bytes] = {}
    at = 0
    for path, size in json.loads(head):
        files[path] = body[at : at + size]
        at += size
    return files
