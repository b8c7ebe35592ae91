"""One publication at a time: a lock that dies with its holder.

Knows flock and a file that names the holder. Must not know what is locked.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.errors import Busy

_MOST_BYTES = 300

HOLDER = re.compile(r"(?:进程 \d+，在主机 [^\n]*)?".encode())
"""What such a file says: the holder, of which a full disk may have left less, or none."""


@contextmanager
def held(file: Path, folder: Path) -> Iterator[None]:
    """Hold the lock on `file` during the block. Raises Busy, which names `folder` and the holder, when
    another has it; OSError when the file cannot be opened.

    The system drops the lock of a process that ends in whatever way, so the file may stay.
    It is never removed: two processes could lock two files of the same name.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(folder, _holder(handle)) from None
        with suppress(OSError):  # a full disk is no reason not to go back to the release before
            os.ftruncate(handle, 0)
            os.pwrite(handle, _ourselves().encode(), 0)
        yield
        with suppress(OSError):  # what had to be done is done; a name left behind does no harm
            os.ftruncate(handle, 0)
    finally:
        with suppress(OSError):
            os.close(handle)


def _ourselves() -> str:
    now = datetime.now().astimezone()
    return f"进程 {os.getpid()}，在主机 {socket.gethostname()} 上，{now:%Y-%m-%d %H:%M:%S} 开始"


def _holder(handle: int) -> str:
    """Who has it; the holder writes its name just after it got the lock."""
    text = os.pread(handle, _MOST_BYTES, 0).decode(errors="replace").strip()
    return text or "进程号不详"
