"""Files: reading with a size limit and without following links, atomic writing, digests.

Knows bytes and paths. Must not know what is in a file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

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


def is_regular(path: Path) -> bool:
    """Whether there is a regular file, and no link to one. Raises OSError when that cannot be told."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


class IsLink(OSError):
    """What is to be opened is a symbolic link, which may lead anywhere. `filename` is its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ELOOP, "是符号链接，不读它指向的文件", str(path))


def opened(path: Path, *, follow: bool = False) -> BinaryIO:
    """The regular file at `path`, to be read; with `follow`, that to which links lead. Raises IsLink; OSError as `open`
    does, and for what is no regular file: a pipe would be waited for, a device has no end.
    """
    try:
        no_links = 0 if follow else os.O_NOFOLLOW
        handle = os.open(path, os.O_RDONLY | no_links | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        if path.is_symlink() and not follow:
            raise IsLink(path) from None
        raise
    stream = os.fdopen(handle, "rb")
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return stream
    stream.close()
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, "不是普通文件", str(path))


def read_limited(path: Path, limit: int, *, follow: bool = False) -> bytes:
    """The content of the regular file at `path`; raises `TooLarge` above `limit` bytes, and what `opened` does. With
    `follow`, links are followed: where who runs the machine names the file, they are his own.
    """
    with opened(path, follow=follow) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise TooLarge(size, limit)
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(len(data), limit)
    return data


def link_within(root: Path, path: Path) -> Path | None:
    """The first symbolic link on the way to `path` that lies in the folder `root` (a real path) or deeper: whoever
    wrote what is in there made it. Links above are those of who runs the machine.
    """
    for each in (*reversed(path.parents), path):
        if each.is_symlink() and each.parent.resolve().is_relative_to(root):
            return each
    return None


def links_below(folder: Path) -> Iterator[Path]:
    """Every symbolic link in and below `folder`; `folder` itself, if it is one."""
    if folder.is_symlink():
        yield folder
        return
    for inside, folders, names in os.walk(folder):
        yield from (path for name in (*folders, *names) if (path := Path(inside, name)).is_symlink())


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
