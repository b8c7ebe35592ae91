"""What the tests of releases share: small releases, and processes that die, or fail, at a chosen moment."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen.files import digest
from sitegen.publishing import releases
from sitegen.publishing.releases import Care, Published

Files = Mapping[str, bytes]

DONE, REFUSED, _FAILED, NOT_REACHED = range(4)
KILLED = -signal.SIGKILL
"""How a child ended."""

_NO_INPUT_OR_OUTPUT = {"fspath", "strerror", "getpid", "fork", "waitpid", "_exit", "kill", "_path_normpath"}
_CHANGES_NOTHING = {"stat", "lstat", "fstat", "scandir", "listdir", "close", "fsync", "geteuid"}
"""Whoever is killed before one of these leaves what is left by a kill before the next call that changes something."""


class NotReached(Exception):
    """The work was done before the moment came."""


def publish(output: Path, files: Files, care: Care = Care.USUAL) -> Published:
    wanted = {path: digest(data) for path, data in files.items()}
    return releases.publish(output, wanted, files.__getitem__, care)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but those of sitegen itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not (path.parent == folder and path.name.startswith(".sitegen-"))
    }


def some_release(version: int, count: int = 40) -> dict[str, bytes]:
    """A release that shares most files with its neighbours: some change each time, some come and go, and one
    name is by turns a file and a folder.
    """
    files = {f"常在/{number % 7}/第{number}页.html": b"same %d" % number for number in range(count)}
    files |= {f"changing/{number}.html": b"version %d" % version for number in range(count // 4)}
    files |= {f"of-{version}/{number}.html": b"only now" for number in range(count // 10)}
    files["turns" if version % 2 else "turns/index.html"] = b"%d" % version
    return files


def in_child(work: Callable[[], object]) -> int:
    """Do `work` in a process of its own; minus the signal that ended it, or one of the codes above."""
    child = os.fork()
    if child == 0:
        gc.freeze()  # otherwise the child copies all memory of its parent while it looks for garbage
        code = _FAILED
        try:
            work()
            code = DONE
        except releases.NotPublished:
            code = REFUSED
        except NotReached:
            code = NOT_REACHED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_call(
    number: int, act: Callable[[], None], work: Callable[[], object], *, changing: bool = False
) -> None:
    """Do `work`, and `act` just before its call to the operating system with this `number`, counting only those
    that may be `changing` something if so wanted. Raises NotReached when there are fewer.
    """
    left_out = _NO_INPUT_OR_OUTPUT | _CHANGES_NOTHING if changing else _NO_INPUT_OR_OUTPUT
    count = 0

    def watch(_definition: object, event: str, function: object) -> None:
        nonlocal count
        if event != "c_call" or getattr(function, "__module__", None) not in {"posix", "fcntl"}:
            return
        if getattr(function, "__name__", "") in left_out:
            return
        count += 1
        if count == number:
            sys.setprofile(None)
            act()

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    if count < number:
        raise NotReached


def at_line(number: int, act: Callable[[], None], work: Callable[[], object]) -> None:
    """Do `work`, and `act` just before it comes to line `number` of sitegen, counted as they are run.
    Raises NotReached when there are fewer.
    """
    count = 0

    def watch(frame, event, _argument):
        nonlocal count
        if "/sitegen/publishing/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            count += 1
            if count == number:
                act()
        return watch

    sys.settrace(watch)
    try:
        work()
    finally:
        sys.settrace(None)
    if count < number:
        raise NotReached


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
