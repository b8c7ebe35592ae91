"""The files that lie beside a report, searched for personal data.

Knows which files of a folder are attachments, and how much of one is read and told. Must not know file formats
(sitegen.reading.attached) nor what personal data look like (sitegen.privacy). Nothing here raises; what cannot be read
is said.
"""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.files import TooLarge, read_limited
from sitegen.loading.isolated import Patience
from sitegen.model.reports.attachment import AttachedLeak, Attachment
from sitegen.privacy.detect import is_anywhere, personal_data
from sitegen.privacy.kinds import Found, Kind
from sitegen.reading.attached.read import IMAGES, texts_of
from sitegen.reading.attached.texts import AttachedText, Unreadable
from sitegen.reading.file_names import left_over, unusable

LIMIT = 50 * 1024 * 1024
"""Bytes of an attachment."""

AT_ONCE = 20_000
"""Characters that are looked at together."""

MOST_TOLD = 200
"""Findings that are told of one attachment: a list of names has thousands."""

REPORT = "report.yaml"
NOT_ATTACHED = frozenset({REPORT, "narrative.md"})


def load_attachments(folder: Path, root: Path, patience: Patience) -> tuple[Attachment, ...]:
    """Every file in and below `folder` but the report's own and those of reports further down; links
    are not followed. What there is no more `patience` for is not read, and says so.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not os.path.lexists(here / name / REPORT) and name[0] != "." and not unusable(name, 0)
        )
        own = NOT_ATTACHED if here == folder else frozenset[str]()
        found += [
            here / name
            for name in sorted(names)
            if name not in own and name[0] != "." and not left_over(name)
        ]
    files = (path for path in found if _is_usable(path))
    return tuple(_searched_apart(path, path.relative_to(root).as_posix(), patience) for path in files)


def _is_usable(path: Path) -> bool:
    try:
        state = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(state.st_mode) and not unusable(path.name, state.st_size)


def _searched_apart(path: Path, shown: str, patience: Patience) -> Attachment:
    """The same as `searched`, in a process of its own that cannot hang or eat the machine. What was found before it
    had to be stopped stays.
    """
    with _notebook() as notes:
        found = patience.apart(searched, path, shown, notes)
        if isinstance(found, str):
            leaks = _noted(notes) if notes is not None else ()
            return Attachment(shown, leaks, found, path.suffix.lower() in IMAGES)
    return found


@contextmanager
def _notebook() -> Iterator[Path | None]:
    """A file in which another process notes what it finds; None where there is no place for it."""
    try:
        handle, name = tempfile.mkstemp(prefix="sitegen-")
    except OSError:
        yield None
        return
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink()


def _note(notes: Path, leak: AttachedLeak) -> None:
    found = leak.found
    line = json.dumps([leak.where, found.kind.value, found.start, found.end, found.masked])
    with (
        suppress(OSError),
        notes.open("a", encoding="utf-8") as file,
    ):  # a full disk: told at the end all the same
        file.write(f"{line}\n")


def _noted(notes: Path) -> tuple[AttachedLeak, ...]:
    """What was noted; the process may have been stopped within the last line."""
    leaks: list[AttachedLeak] = []
    with suppress(OSError, ValueError):
        for line in notes.read_text(encoding="utf-8").splitlines():
            where, kind, start, end, masked = json.loads(line)
            leaks.append(AttachedLeak(where, Found(Kind(kind), start, end, masked)))
    return tuple(leaks)


def searched(path: Path, shown: str, notes: Path | None = None) -> Attachment:
    """The attachment at `path`, called `shown`, with what was found in its name and its texts; each is written into
    `notes` at once. Can be done in any process.
    """
    leaks: dict[tuple[str, Kind, str], AttachedLeak] = {}
    problem = ""
    try:
        for where, found in _found(path):
            key, leak = (where, found.kind, found.masked), AttachedLeak(where, found)
            if notes is not None and key not in leaks:
                _note(notes, leak)
            leaks.setdefault(key, leak)
            if len(leaks) >= MOST_TOLD:
                break
    except TooLarge:
        problem = f"超过 {LIMIT // 1024**2} MiB"
    except OSError:
        problem = "打不开"
    except Unreadable as error:
        problem = str(error)
    return Attachment(shown, tuple(leaks.values()), problem, path.suffix.lower() in IMAGES)


def _found(path: Path) -> Iterator[tuple[str, Found]]:
    """Everything personal in the name and the texts of a file, with where it stands."""
    for found in personal_data(path.stem):
        yield "文件名", found
    for texts in _together(texts_of(path.name, read_limited(path, LIMIT))):
        if any(text.is_location for text in texts) or is_anywhere((text.head, text.text) for text in texts):
            yield from ((text.where, found) for text in texts for found in _in_text(text))


def _together(texts: Iterator[AttachedText]) -> Iterator[list[AttachedText]]:
    """The `texts`, many at a time: most have nothing, which takes one look. Raises Unreadable after the last."""
    some: list[AttachedText] = []
    length = 0
    try:
        for text in texts:
            some.append(text)
            length += len(text.text) + len(text.head) + 4
            if length > AT_ONCE:
                yield some
                some, length = [], 0
    except Unreadable:
        yield some
        raise
    yield some


def _in_text(text: AttachedText) -> Iterator[Found]:
    if text.is_location:
        yield Found(Kind.LOCATION, 0, len(text.text), text.text)
    else:
        yield from personal_data(text.text, text.head)
