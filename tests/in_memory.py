"""Where the tests keep their temporary files: in memory, where there is room.

Knows the folders of the system. Must not know what is kept.

A run makes and removes hundreds of thousands of small files. Disks that wait for each of them, or are told of each
that is removed, take minutes for that, in which nothing is tested.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes: more than all processes of a run have at a time."""


def keep_temporary_files_in_memory() -> None:
    """From now on, in this process and those that it starts."""
    if _fit(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # it is found anew


def _fit(folder: Path) -> bool:
    """Whether programs can be written there, and be run. Containers often have little room, and forbid to run."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    is_ = os.statvfs(folder)
    return not is_.f_flag & os.ST_NOEXEC and is_.f_bavail * is_.f_frsize >= ROOM
