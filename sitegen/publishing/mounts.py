"""What is mounted in a folder: it is somebody else's, though it may lie on the same disk.

Knows what the system says of its mounts. Must not know why it is asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sitegen import lazy_re as re

_LIST = Path("/proc/self/mountinfo")
"""Of Linux, proc_pid_mountinfo(5): one line a mount, its place in the fifth column."""

_PLACE = 4
_ESCAPED = re.compile(rb"\\([0-7]{3})")


def mounts(folder: Path) -> tuple[Path, ...]:
    """Every place at or below `folder`, a real path, where something is mounted. Raises OSError."""
    try:
        lines = _LIST.read_bytes().splitlines()
    except FileNotFoundError:
        return tuple(_by_device(folder))
    places = {_place(line) for line in lines}
    return tuple(sorted(each for each in places if each.is_relative_to(folder)))


def _place(line: bytes) -> Path:
    field = line.split(b" ")[_PLACE]
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), field)))


def _by_device(folder: Path) -> Iterator[Path]:
    """The same where there is no such list: those systems mount nothing but whole file systems."""
    if folder.is_mount():
        yield folder
    for above, names, _ in os.walk(folder):
        for name in tuple(names):
            each = Path(above, name)
            if each.is_mount():
                names.remove(name)
                yield each
