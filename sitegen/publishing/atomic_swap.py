"""Two folders change places at once, and what was written lasts.

Knows the system calls for it, and what to do where there are none. Must not know what is in the folders.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_FEW = 20
"""Up to so many files and folders are synced one by one; syncing the whole file system is faster (100 new files:
10 ms instead of 36 on a virtual disk), but may have to wait for what others wrote.
"""


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change their names. Raises OSError, with both as they were.

    On Linux and macOS this is one system call: at every moment both names are there. Old systems and some
    network file systems have no such call; there it takes three renames, `one` is missing between the first
    two, and a process that is killed there leaves work for `recover`.
    """
    swap = _swap()
    if swap is not None:
        code = swap(os.fsencode(one), os.fsencode(other))
        if code == 0:
            return
        if code not in _NOT_SUPPORTED:
            raise OSError(code, os.strerror(code), str(one))
    put_by = aside(one)
    one.rename(put_by)
    try:
        other.rename(one)
    except OSError:
        put_by.rename(one)
        raise
    with suppress(OSError):  # the exchange has happened; `recover` puts the rest in its place
        put_by.rename(other)


def recover(one: Path, other: Path) -> None:
    """Finish, or take back, the renames of an `exchange` that was killed. Raises OSError."""
    put_by = aside(one)
    if put_by.is_dir():
        put_by.rename(other if one.exists() else one)


def make_durable(paths: Collection[Path], root: Path) -> None:
    """Return when `paths`, files and folders on the file system of `root`, are on the disk. Raises OSError."""
    whole = _syncfs()
    if len(paths) > _FEW and whole is not None:
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            code = whole(handle)
        finally:
            os.close(handle)
        if code:
            raise OSError(code, os.strerror(code), str(root))
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        except OSError as error:
            # Some network file systems cannot sync a folder; there is nothing better to do.
            if error.errno not in _NOT_SUPPORTED:
                raise
        finally:
            os.close(handle)


def aside(folder: Path) -> Path:
    """Where `folder` lies between the renames of an exchange."""
    return folder.with_name(f".{folder.name}.aside")


@cache
def _swap() -> Callable[[bytes, bytes], int] | None:
    """The system's exchange of two names, which returns an errno, 0 if all is well; None if it has none."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        call, flag = getattr(library, "renamex_np", None), _RENAME_SWAP
        if call is None:
            return None
        call.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: ctypes.get_errno() if call(one, other, flag) else 0
    call = getattr(library, "renameat2", None)  # glibc 2.28
    if call is None:
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: (
        ctypes.get_errno() if call(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE) else 0
    )


@cache
def _syncfs() -> Callable[[int], int] | None:
    """Linux's sync of one file system, which returns an errno; None elsewhere."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return None
    call.argtypes = (ctypes.c_int,)
    return lambda handle: ctypes.get_errno() if call(handle) else 0
