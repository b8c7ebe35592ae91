"""Follows what is saved: notices it at once, builds, tells the browser.

Knows the system's notes of changed files, and what of the site can wait. Must not know how a site is built, nor
how pages are sent.

livereload's own watcher looks at every file each 0.8 seconds, and passes over what is saved within three seconds of
the last reload; so a clerk who saves twice would not see the second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from pathlib import Path

from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from watchfiles import Change, awatch

from sitegen.serve.preview import Preview

TOGETHER = 20
"""Milliseconds without another change, after which what was saved is taken to be all: editors write a file in
several steps."""

PEACE = 5000
"""Milliseconds without a change, after which what can wait is made: who saves meanwhile has to wait for it."""


class Follower(Watcher):
    """Builds `preview` when something below the `folders` changes, and lets the browser reload: first without what
    takes long (the files with all figures), and that when nothing has been saved for a while. Pages can be read
    meanwhile.
    """

    def __init__(self, preview: Preview, folders: Iterable[Path]) -> None:
        super().__init__()
        self._preview = preview
        self._folders = tuple(folders)
        for folder in self._folders:
            self.watch(str(folder))

    def start(self, callback: Callable[[], None]) -> bool:
        """Begin, in the loop that runs; True says that nobody need ask (see livereload's Watcher)."""
        del callback  # it asks which file has changed
        IOLoop.current().add_callback(self._follow)
        return True

    async def _follow(self) -> None:
        waits = False
        async for saved in _saved(self._folders):
            if saved:
                await self._build(complete=False)
                LiveReloadHandler.reload_waiters()
                waits = self._preview.findings is None
            elif waits:
                waits = False
                await self._build(complete=True)
                if self._preview.findings is not None:
                    LiveReloadHandler.reload_waiters()

    async def _build(self, *, complete: bool) -> None:
        build = partial(self._preview.rebuild, complete=complete)
        await asyncio.get_running_loop().run_in_executor(None, build)


async def _saved(folders: tuple[Path, ...]) -> AsyncIterator[bool]:
    """True for every time something is saved, False for every moment of peace."""
    for polling in (None, True):
        try:
            async for found in awatch(
                *folders,
                watch_filter=_counts,
                step=TOGETHER,
                rust_timeout=PEACE,
                yield_on_timeout=True,
                force_polling=polling,
            ):
                yield bool(found)
        except OSError:  # the system tells of so many folders and no more (inotify(7): max_user_watches)
            if polling:
                raise


def _counts(_change: Change, path: str) -> bool:
    """Editors' own files do not cause a build."""
    name = Path(path).name
    return not (name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")))
