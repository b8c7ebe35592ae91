"""Whether anything at all has changed since the last build: found out before anything large is loaded.

Knows what the system says of files, and what the last build came to. Must not know anything of a site: it
is to answer in a tenth of a second, so it imports nothing that takes longer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sitegen
from sitegen.cache.database import NAME, Database
from sitegen.cache.entries import key
from sitegen.cache.prune import today
from sitegen.cache.snapshot import SourceSnapshot
from sitegen.publishing import manifest
from sitegen.trust.own_files import check_kept
from sitegen.trust.seal import find_seal

_KIND = "last build"


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a build came to that published a site and found nothing that is still open: numbers of files."""

    pages: int
    documents: int
    others: int
    said: str
    """What was said of the checks."""

    def __str__(self) -> str:
        return f"{self.pages} 个页面、{self.documents} 个 PDF、{self.others} 个其他文件"


class BuildInputs:
    """What a build depends on, as it was before the build read any of it: the `sources` of the site below `root`
    and of the theme's `folders`, our own code and the libraries, the `options` (the day is one).
    """

    def __init__(
        self, output: Path, options: Iterable[str], folders: Iterable[Path], sources: SourceSnapshot
    ) -> None:
        self._root = sources.root
        self._output = output.absolute()
        self._options = tuple(options)
        self._folders = tuple(folders)
        self._sources = sources
        self._own = SourceSnapshot.trusted(sources.root, (Path(sitegen.__file__).parent,))

    @property
    def _name(self) -> str:
        return key(_KIND, str(self._root), str(self._output), *self._options)

    def note(self, database: Database, last_build: LastBuild) -> None:
        """Note what the build came to that has just been published, unless a file was changed so lately that
        another change could not be told.
        """
        if not all(map(self._sources.settled, self._sources.states)):
            return
        record = {
            "folders": [str(folder) for folder in self._folders],
            "state": self.state(),
            "release": _release(self._output),
            "came to": [last_build.pages, last_build.documents, last_build.others, last_build.said],
        }
        database.keep(_KIND, {self._name: json.dumps(record).encode()})

    def state(self) -> str:
        """Everything that was seen, as one digest."""
        own = (each for each in self._own.states.items() if "__pycache__" not in each[0])
        states = sorted((*self._sources.states.items(), *own))
        return key(sys.version, _libraries(), "\n".join(f"{name} {state}" for name, state in states))


def options(today: date, *, strict: bool, pdf: bool) -> tuple[str, ...]:
    """What a build was asked for, besides the site and the output."""
    return today.isoformat(), f"strict {strict}", f"pdf {pdf}"


def unchanged(root: Path, output: Path, options: Iterable[str]) -> LastBuild | None:
    """What the last build into `output` came to, if another would come to the same. What somebody edits in
    `output` itself is not looked at: that is what `verify` does. Raises NotUsed.
    """
    folder = check_kept(root)
    if not (folder / NAME).is_file():
        return None
    database = Database(folder, today().toordinal(), find_seal())
    try:
        name = key(_KIND, str(root), str(output.absolute()), *options)
        record = json.loads(database.find(_KIND, name) or b"{}")
    finally:
        database.close()
    if not record or record["release"] != _release(output):
        return None
    folders = tuple(map(Path, record["folders"]))
    sources = SourceSnapshot.of_content(root)
    if sources.left_out:
        return None
    inputs = BuildInputs(output, options, folders, sources.with_folders(folders))
    if record["state"] != inputs.state():
        return None
    pages, documents, others, said = record["came to"]
    return LastBuild(pages, documents, others, said)


def _release(output: Path) -> str:
    """Which release stands there, by what the system says of its manifest."""
    try:
        return manifest.state(output)
    except OSError:
        return ""


def _libraries() -> str:
    """What is installed: the folders change when a library does, whose version is in the name of a folder."""
    states = []
    for folder in sys.path:
        try:
            found = Path(folder or ".").stat()
        except OSError:
            continue
        if folder.endswith("-packages"):
            states.append(f"{folder} {found.st_mtime_ns} {found.st_ino}")
    return "\n".join(states)
