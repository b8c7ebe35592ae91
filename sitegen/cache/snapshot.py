"""The files that a site is made from, each with a digest of its content.

Knows folders, what the system says of a file, and when that can be relied upon. Must not know what is in a file. Links
among the content are told and left out; those of a theme, which is trusted, are followed to files.

A file whose size, times and number are what they were has the content it had, unless it was written at the very
moment it was looked at. So a digest is kept only for files that had been left alone for a moment.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.cache.database import Database, KnownFile
from sitegen.diagnostics import Diagnostic, quoted
from sitegen.files import digest, opened
from sitegen.reading.file_names import left_over, unusable
from sitegen.reading.rules.files import UNREADABLE_FILE
from sitegen.reading.symlinks import link_on_the_way, linked
from sitegen.source import Place

TICK = 50_000_000
"""Nanoseconds: clocks of file systems tick every 4 to 10 ms."""
CONTENT = "content"
"""The folder below the site's root with everything that is not trusted."""
COARSE_TICK = 2_000_000_000
"""The coarsest that is in use (FAT) ticks every two seconds; its times are whole seconds."""


class SourceChanged(Exception):
    """A file changed while the site was built from it; names it."""


@dataclass(frozen=True)
class SourceSnapshot:
    """Files by their name (relative to the site's folder, or absolute for others), each with its state when it
    was `looked` at (nanoseconds since 1970).
    """

    root: Path
    states: Mapping[str, str]
    looked: int
    left_out: tuple[Diagnostic, ...] = ()
    """What cannot be worked with whatever is in it: links, unreadable folders, names that are no text, enormous files."""

    @classmethod
    def of_content(cls, root: Path, folder: str = CONTENT) -> SourceSnapshot:
        """Every file below `folder`, `content` or a folder in it, named relative to `root`."""
        looked = time.time_ns()
        link = link_on_the_way(root, folder)
        if link is not None:
            return cls(root, {}, looked, (link,))
        left_out: list[Diagnostic] = []
        states = dict(_below(str(root / folder), f"{folder}/", left_out, follow=False))
        return cls(root, states, looked, tuple(left_out))

    @classmethod
    def trusted(cls, root: Path, folders: Iterable[Path]) -> SourceSnapshot:
        """Every file below `folders`, of which those in `root` are named relative to it. Links to folders are not
        followed.
        """
        looked = time.time_ns()
        states: dict[str, str] = {}
        for folder in folders:
            states.update(_below(str(folder), _shown(root, folder), [], follow=True))
        return cls(root, states, looked)

    def with_folders(self, folders: Iterable[Path]) -> SourceSnapshot:
        """With the files below `folders`, which are trusted, too."""
        return replace(self, states={**self.states, **SourceSnapshot.trusted(self.root, folders).states})

    def digest_of(self, folders: Iterable[Path], digests: Mapping[str, str]) -> str:
        """One digest of all files below `folders`, wherever those lie; `digests` are those of the files."""
        said: list[str] = []
        for number, folder in enumerate(folders):
            below = self.shown(folder)
            inside = sorted(name for name in self.states if name.startswith(below))
            said += (f"{number} {name.removeprefix(below)} {digests[name]}\n" for name in inside)
        return digest("".join(said).encode())

    def shown(self, folder: Path) -> str:
        """What the names of files in `folder` begin with."""
        return _shown(self.root, folder)

    def digests(self, database: Database) -> dict[str, str]:
        """The SHA-256 of each file; only files that are new or changed are read. Raises SourceChanged when a
        file changes meanwhile.
        """
        known = database.files()
        found: dict[str, str] = {}
        seen: dict[str, KnownFile] = {}
        for name, state in self.states.items():
            before = known.get(name)
            if before is not None and before.state == state:
                found[name] = before.digest
                continue
            found[name] = self._read(name)
            if self.settled(name):
                seen[name] = KnownFile(state, found[name])
        database.keep_files(seen, known.keys() - self.states.keys())
        return found

    def settled(self, name: str) -> bool:
        """Whether the file had been left alone for a moment, so that any other change changes its state."""
        state = self.states[name]
        if state == _NO_FILE:
            return True
        last = max(map(int, state.split()[1:3]))
        return last < self.looked - (TICK if last % 1_000_000_000 else COARSE_TICK)

    def confirm(self, names: Iterable[str]) -> None:
        """Raises SourceChanged if one of the files is not what it was."""
        for name in names:
            if _state_of(self.root / name, follow=self._is_trusted(name)) != self.states[name]:
                raise SourceChanged(name)

    def together(self, folders: Iterable[str], digests: Mapping[str, str]) -> dict[str, str]:
        """One digest for each of `folders` (relative to the root), of everything below it that is not hidden;
        `digests` are those of the files.
        """
        files: dict[str, list[str]] = {folder: [] for folder in folders}
        nested = any(_lies_below(folder, files) for folder in files)
        for name in sorted(self.states):
            folder, _, own = name.rpartition("/")
            if own.startswith("."):
                continue
            while folder:
                if folder in files:
                    files[folder].append(f"{name[len(folder) :]}\n{digests[name]}\n")
                    if not nested:
                        break
                folder = folder.rpartition("/")[0]
        return {folder: digest("".join(said).encode()) for folder, said in files.items()}

    @classmethod
    def digest_below(cls, root: Path, folder: str) -> str:
        """What `together` says of one folder, from its files as they are now."""
        found = cls.of_content(root, folder)
        digests = {name: found._read(name) for name in found.states}
        return found.together((folder,), digests)[folder]

    def _read(self, name: str) -> str:
        """That a file cannot be read is for those to say who need it."""
        if self.states[name] == _NO_FILE:
            return _NO_FILE
        path = self.root / name
        try:
            with opened(path.resolve() if self._is_trusted(name) else path) as stream:
                return digest(stream.read())
        except FileNotFoundError:
            raise SourceChanged(name) from None
        except OSError:
            return _NO_FILE

    @staticmethod
    def _is_trusted(name: str) -> bool:
        return not name.startswith(f"{CONTENT}/")


def _lies_below(folder: str, folders: Container[str]) -> bool:
    """Whether `folder` lies in one of the `folders`."""
    above = folder.rpartition("/")[0]
    while above and above not in folders:
        above = above.rpartition("/")[0]
    return bool(above)


_NO_FILE = "-"
"""The state, and the digest, of what is not read: a link, a device."""
_LIKE_A_FILE = ".yaml"
"""A folder that is called so is told by whoever would read the file."""
_LOCK = ".#"
"""How Emacs calls a link to nowhere that says who is editing a file."""


def _shown(root: Path, folder: Path) -> str:
    own = folder.resolve().is_relative_to(root.resolve())
    return f"{folder.resolve().relative_to(root.resolve()).as_posix()}/" if own else f"{folder}/"


def _below(folder: str, shown: str, left_out: list[Diagnostic], *, follow: bool) -> Iterator[tuple[str, str]]:
    """Name and state of each file; what cannot be worked with goes to `left_out`, and so do links, unless they are to
    be followed. No Path here: there are tens of thousands.
    """

    def leave(name: str, why: str) -> None:
        place = Place(name, 1, 1)
        left_out.append(UNREADABLE_FILE.found(place, f"打不开{quoted(place.file)}：{why}。"))

    folders: list[tuple[str, str]] = [(folder, shown)]
    while folders:
        inside, name = folders.pop()
        try:
            entries = os.scandir(inside)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            leave(name.removesuffix("/"), "没有读取这个文件夹的权限，或磁盘出错")
            continue
        with entries:
            for entry in entries:
                if left_over(entry.name):
                    continue
                if not follow and entry.is_symlink():
                    if not entry.name.startswith(_LOCK):
                        left_out.append(linked(f"{name}{entry.name}"))
                        yield f"{name}{entry.name}", _NO_FILE
                    continue
                try:
                    found = None if entry.is_dir(follow_symlinks=False) else entry.stat()
                    state = "" if found is None else _state(found)
                except OSError:  # a link that leads nowhere, to itself, to a name longer than any
                    found, state = None, _NO_FILE
                size = found.st_size if found is not None and stat.S_ISREG(found.st_mode) else 0
                why = unusable(entry.name, size)
                if why:
                    leave(f"{name}{entry.name}", why)
                elif state:
                    yield f"{name}{entry.name}", state
                else:
                    folders.append((entry.path, f"{name}{entry.name}/"))
                    if entry.name.endswith(_LIKE_A_FILE):
                        yield f"{name}{entry.name}", _NO_FILE


def _state_of(path: Path, *, follow: bool) -> str:
    try:
        return _state(path.stat(follow_symlinks=follow))
    except OSError:
        return _NO_FILE


def _state(found: os.stat_result) -> str:
    if not stat.S_ISREG(found.st_mode):
        return _NO_FILE
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
