"""The manifest: which files a release consists of, down to the last byte.

Knows its text, where it lies, and how to compare a folder with it. Must not know how a release gets to
its place.

    sitegen-manifest 1
    2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae  3  assets/site.css
    …

One line a file, sorted by path; SHA-256, size in bytes, path in UTF-8. The text depends on the files alone, so
equal releases have equal manifests.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.files import IsLink, TooLarge, digest, read_limited

MANIFEST = ".sitegen-manifest"
MARK = ".sitegen-output"
"""A file that says that a folder was made by sitegen and may be replaced; there from its first moment on. It holds why
the release is not for the public; nothing if it is.
"""

MOST_BYTES = 256 * 1024 * 1024
"""Of a manifest: of fifty thousand files, one has seven million."""

_NOTE_BYTES = 1000
"""Of a mark."""

PART = ".sitegen-part"
"""A file while it is being written or carried."""

SEAL = ".sitegen-seal"
"""Which says that we made the tree (see `proof`)."""

OWN = {MANIFEST, MARK, PART, SEAL}
"""Our own files, at the top of a release. Whatever else lies there and is not in the manifest is of others."""

_FIRST_LINE = "sitegen-manifest 1"
_LINE = re.compile(r"([0-9a-f]{64})  (0|[1-9][0-9]*)  (.+)\n")
_LINES = re.compile(rf"(?:{_LINE.pattern})*+")
_STEP = r"(?!\.{1,2}[/\n])[^/\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]++"
_PATH = re.compile(rf"(?!\.sitegen-){_STEP}(?:/{_STEP})*+\n")
_PATHS = re.compile(rf"(?:{_PATH.pattern})*+")
"""All at once, because there are fifty thousand."""


class BadManifest(ValueError):
    """A text is no manifest, or a path in it could not be that of a published file."""


class Entry(NamedTuple):
    """A file of a release: SHA-256 in hexadecimal, size in bytes. A tuple, because there are many."""

    digest: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """Path → file, of a whole release. Raises BadManifest when the paths cannot lie in one folder."""

    entries: Mapping[str, Entry]

    def __post_init__(self) -> None:
        check_paths(self.entries)

    @cached_property
    def text(self) -> bytes:
        """As it is written."""
        entries = self.entries
        lines = (f"{entries[path].digest}  {entries[path].size}  {path}\n" for path in sorted(entries))
        return f"{_FIRST_LINE}\n{''.join(lines)}".encode()

    @cached_property
    def release(self) -> str:
        """What identifies the release: the SHA-256 of the manifest, in hexadecimal."""
        return digest(self.text)

    def digests(self) -> dict[str, str]:
        """Path → SHA-256."""
        return {path: each.digest for path, each in self.entries.items()}


@dataclass(frozen=True)
class Verification:
    """A folder compared with its manifest: the paths of files whose content is not the stated one, of
    those that are not there, and of what is there besides (empty folders and links included).
    """

    release: str
    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether every file of the release is there as it was published, whatever lies beside them."""
        return not (self.changed or self.missing)

    @property
    def whole(self) -> bool:
        """Whether the folder is the release and nothing else."""
        return self.intact and not self.extra


def check_paths(paths: Mapping[str, object]) -> None:
    """Raises BadManifest unless all `paths` are relative, plain, and can lie in one folder together."""
    text = "".join(f"{path}\n" for path in paths)
    if text.count("\n") != len(paths) or not _PATHS.fullmatch(text):
        bad = next(path for path in paths if not _PATH.fullmatch(f"{path}\n"))
        raise BadManifest(f"not a path of a published file: {bad!r}")
    for path in folders_of(paths) & paths.keys():
        raise BadManifest(f"both a file and a folder: {path!r}")


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that lies on the way to one of `paths`."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def parse(data: bytes) -> Manifest:
    """The manifest that `data` is; raises BadManifest."""
    try:
        first, _, lines = data.decode().partition("\n")
    except ValueError:  # no UTF-8
        raise BadManifest("not a manifest") from None
    if first != _FIRST_LINE or not _LINES.fullmatch(lines):
        raise BadManifest("not a manifest of this version, or cut off")
    found = _LINE.findall(lines)
    entries = {path: Entry(each, int(size)) for each, size, path in found}
    if len(entries) != len(found):
        raise BadManifest("an entry is there twice")
    return Manifest(entries)


def read(folder: Path) -> Manifest | None:
    """The manifest of the release in `folder`; None if there is none, or not a whole one. Raises OSError
    when it cannot be read.
    """
    try:
        return parse(read_limited(folder / MANIFEST, MOST_BYTES))
    except (IsLink, TooLarge, FileNotFoundError, NotADirectoryError, BadManifest):
        return None


def state(folder: Path) -> str:
    """Which manifest stands in `folder`, by what the system says of its file; of no other is the same said, not even
    of a copy. Raises OSError.
    """
    found = (folder / MANIFEST).stat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def note_in(folder: Path) -> str:
    """Why the release in `folder` is not for the public; "" if it is, or where there is none. Raises OSError."""
    try:
        return read_limited(folder / MARK, _NOTE_BYTES).decode(errors="replace")
    except (IsLink, TooLarge, FileNotFoundError, NotADirectoryError):
        return ""


def inspect(folder: Path, manifest: Manifest, *, thorough: bool) -> Verification:
    """Compare `folder` with `manifest`. `thorough` reads every file. Otherwise a file is taken for good if
    it has the stated size and is not newer than the manifest, which is written last: that finds what
    people do by hand, at the price of a directory listing. Raises OSError.
    """
    changed: list[str] = []
    extra: list[str] = []
    missing = set(manifest.entries)
    good = _same_content if thorough else _untouched_since(folder / MANIFEST)
    for path, file in below(folder):
        entry = manifest.entries.get(path)
        if entry is None:
            extra.append(path)
            continue
        missing.discard(path)
        found = os.lstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_size != entry.size or not good(file, found, entry):
            changed.append(path)
    return Verification(
        manifest.release,
        len(manifest.entries),
        tuple(sorted(changed)),
        tuple(sorted(missing)),
        tuple(sorted(extra)),
    )


def sound(folder: Path, path: str, entry: Entry, *, thorough: bool) -> bool:
    """Whether the file at `path` in the release in `folder` is `entry`; `thorough` as in `inspect`. Raises
    OSError.
    """
    file = f"{folder}/{path}"
    found = os.lstat(file)  # no Path here: there may be 50,000
    good = _same_content if thorough else _untouched_since(folder / MANIFEST)
    return stat.S_ISREG(found.st_mode) and found.st_size == entry.size and good(file, found, entry)


def _same_content(file: str, _found: os.stat_result, entry: Entry) -> bool:
    with open(file, "rb") as stream:  # noqa: PTH123 — a Path for each of 50,000 files costs more than the listing
        return file_digest(stream, "sha256").hexdigest() == entry.digest


def _untouched_since(last: Path) -> Callable[[str, os.stat_result, Entry], bool]:
    latest = last.stat().st_mtime_ns
    return lambda _file, found, _entry: found.st_mtime_ns <= latest


def below(folder: Path) -> Iterator[tuple[str, str]]:
    """(path in the release, path) of everything below `folder` but our own files; of folders, only the empty ones,
    with a slash at their end. Links are not followed. Raises OSError.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        empty = True
        with os.scandir(folder / inside) as found:
            for each in found:
                empty = False
                if each.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{each.name}/")
                elif inside or each.name not in OWN:
                    yield f"{inside}{each.name}", each.path
        if empty and inside:
            yield inside, str(folder / inside)
