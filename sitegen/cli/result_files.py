"""Files that a command writes because its caller names them: results, and baselines.

Knows what may be written over, and what leads to an output that the caller opened. Must not know what is written.
"""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import suppress
from pathlib import Path

from sitegen.cli.terminal import refuse
from sitegen.errors import NotPublished
from sitegen.files import is_regular, write_atomic
from sitegen.machine.os_errors import in_words
from sitegen.publishing.destinations import refuse_own_files
from sitegen.trust.seal import own_key_file
from sitegen.visible import shown

_DESCRIPTORS = Path("/dev/fd")
"""What this process has open, by number."""


def refuse_unfit(path: Path, root: Path) -> None:
    """Refuse a file that `write` would refuse: before the work, not after it."""
    try:
        if _opened_by_caller(path) is None:
            refuse_taken(path, root)
    except OSError as error:
        refuse(f"写不了 {shown(path)}：{in_words(error)}。")


def write(path: Path, data: bytes, root: Path) -> None:
    """Write `data` to `path`, by a command for the site at `root`: into the output that `path` leads to
    (`/dev/stdout`, a pipe of the shell), or as a file of its own. Refuses what cannot be written.
    """
    try:
        output = _opened_by_caller(path)
        if output is not None:
            with os.fdopen(os.dup(output), "wb") as stream:
                stream.write(data)
            return
        refuse_taken(path, root)
        write_atomic(path, data)
    except OSError as error:
        refuse(f"写不了 {shown(path)}：{in_words(error)}。")


def refuse_taken(path: Path, root: Path) -> None:
    """Refuse what no file may be written over: what is no regular file, the sources and the program's own files, and
    places where there is no folder. Raises OSError when that cannot be told.
    """
    if os.path.lexists(path) and not is_regular(path):
        refuse(f"{shown(path)} 不是普通文件（是设备、管道或符号链接），不能用结果替换它；请换一个文件名。")
    if not path.parent.is_dir():
        refuse(f"没有 {shown(path.parent)} 这个目录；先建好，或换一个地方。")
    key = own_key_file()
    if key is not None and key.exists() and path.exists() and path.samefile(key):
        refuse(f"{shown(path)} 是缓存的密钥，不能写在上面；请换一个文件名。")
    try:
        refuse_own_files(path, root)
    except NotPublished as error:
        refuse(str(error))


def _opened_by_caller(path: Path) -> int | None:
    """The descriptor that this process may write to and that `path`, no regular file itself, leads to."""
    try:
        if is_regular(path):
            return None
        wanted = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    for number in (int(each.name) for each in _DESCRIPTORS.iterdir()):
        with suppress(OSError):  # the descriptor of the list itself is closed by now
            if os.path.samestat(os.fstat(number), wanted) and _takes_results(number):
                return number
    return None


def _takes_results(number: int) -> bool:
    """Whether the descriptor is to be written to, and somebody reads what is: no device but a terminal."""
    written = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
    return written and (not stat.S_ISCHR(os.fstat(number).st_mode) or os.isatty(number))
