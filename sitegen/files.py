"""Files: reading with a size limit, atomic writing, digests.

Knows bytes and paths. Must not know what is in a file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import NamedTuple

PICTURE_BYTES = 20 * 1024 * 1024
"""Of a picture that is shown and printed."""

PICTURE_PIXELS = 25_000_000
"""Of such a picture: an A4 page at 300 dpi has 9 million. One of a hundred million pixels can hide in 12 KB and take
800 MB to draw."""


_SHOWN = 40
"""Characters of a name that its temporary file bears: a name may be as long as the system allows."""


class TooLarge(Exception):
    """A file has more bytes than its reader allows. `size` and `limit` are in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} > {limit}")
        self.size = size
        self.limit = limit


def read_limited(path: Path, limit: int) -> bytes:
    """The content of `path`; raises `TooLarge` above `limit` bytes, OSError as `open` does."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):  # a pipe would be waited for, a device has no end
        raise OSError(errno.EINVAL, "no regular file", str(path))
    size = state.st_size
    if size > limit:
        raise TooLarge(size, limit)
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(len(data), limit)
    return data


def digest(*parts: bytes) -> str:
    """SHA-256 of `parts` one after the other, in hexadecimal."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


class FileDigest(NamedTuple):
    """What a file contains, without its content: SHA-256 in hexadecimal, and bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> FileDigest:
        """That of a file with the content `data`."""
        return cls(digest(data), len(data))


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` so that a reader sees the old file or the new one, never a part. Raises OSError, which names
    `path` whatever failed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHOWN]}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
