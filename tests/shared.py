"""What a run of the tests needs once: made by the first process that asks for it, for all of them.

Knows a folder that all processes of the run see, and its locks. Must not know what is made. Nothing is kept
for another run: the folder lies in that of the run.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path


class NotMade(Exception):
    """Another process has tried to make it, and failed."""


class Shared:
    """The folder of a run. Who wants to change what lies in it makes a copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()
        folder.mkdir(exist_ok=True)

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder `name`, which `make` has filled. Others wait meanwhile, and fail when it does."""
        made, failed = self._folder / f"{name}.made", self._folder / f"{name}.failed"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if failed.exists():
                raise NotMade(failed.read_text(encoding="utf-8"))
            if not made.exists():
                self._make(name, make, failed)
                made.write_text(self._state(name), encoding="utf-8")
        self._used.add(name)
        return self._folder / name

    def _make(self, name: str, make: Callable[[Path], object], failed: Path) -> None:
        folder = self._folder / name
        if folder.exists():  # of a process that was killed
            shutil.rmtree(folder)
        folder.mkdir()
        try:
            make(folder)
        except BaseException:
            failed.write_text(traceback.format_exc(), encoding="utf-8")
            raise

    def _state(self, name: str) -> str:
        folder = self._folder / name
        found = ((str(path.relative_to(folder)), path.lstat()) for path in sorted(folder.rglob("*")))
        return json.dumps([[path, is_.st_mode, is_.st_size, is_.st_mtime_ns] for path, is_ in found])

    def changed(self) -> list[str]:
        """What this process has used and somebody has changed: no test can be believed that read it."""
        return [
            name
            for name in sorted(self._used)
            if self._state(name) != (self._folder / f"{name}.made").read_text(encoding="utf-8")
        ]
