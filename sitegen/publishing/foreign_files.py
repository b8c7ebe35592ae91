"""What lies in a published folder that sitegen did not write: it is found, and carried into the next release.

Knows files, links and folders, and how each is given a second name. Must not know when a release is published.

Those who run a web server put files of theirs into the site: `.well-known/…`, the file with which a search engine
knows its owner. A path that the manifest does not name is theirs, whatever it is called.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from sitegen.publishing.atomic_swap import make_durable
from sitegen.publishing.manifest import OWN, PART, below, folders_of


def foreign(folder: Path, entries: Collection[str]) -> tuple[str, ...]:
    """The paths below `folder` that are none of `entries`: files, links, and, with a slash at their end, empty
    folders, unless a file of ours lay in them. Raises OSError.
    """
    found = [path for path, _ in below(folder) if path not in entries]
    if any(path.endswith("/") for path in found):
        emptied = folders_of(entries)
        found = [path for path in found if path.rstrip("/") not in emptied]
    return tuple(sorted(found))


def in_the_way(folder: Path, paths: Iterable[str], wanted: Mapping[str, str]) -> Iterator[str]:
    """Those of the foreign `paths` below `folder` that cannot stay beside the files `wanted` (path → SHA-256). One
    that is just as the file wanted there can, and is ours from then on. Raises OSError.
    """
    folders = folders_of(wanted)
    for path in paths:
        name = path.rstrip("/")
        above = (each.as_posix() for each in PurePosixPath(name).parents)
        if name.partition("/")[0] in OWN or any(each in wanted for each in above):
            yield path
        elif name in wanted:
            if not _is(folder / name, wanted[name]):
                yield path
        elif name in folders and name == path:
            yield path


def not_to_be_carried(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those of `paths` that can have no second name: pipes, sockets, devices. Raises OSError."""
    for path in paths:
        mode = (folder / path).lstat().st_mode
        if not any(kind(mode) for kind in (stat.S_ISREG, stat.S_ISLNK, stat.S_ISDIR)):
            yield path


def carry(paths: Iterable[str], source: Path, target: Path, part: Path | None = None) -> None:
    """Let everything at `paths` below `source` stand below `target` too: files under a second name, or copied where
    the system has none; links and folders as new ones that are alike. What is on its way is called `part`, by default
    our own name in `target`. Raises OSError.
    """
    folders: set[PurePosixPath] = set()
    for path in paths:
        folder = PurePosixPath(path) if path.endswith("/") else PurePosixPath(path).parent
        if folder not in folders:
            folders.update(_made(target, folder))
        if not path.endswith("/") and not _same(source / path, target / path):
            _carry_file(source / path, target / path, part or target / PART)
    # What is put into a folder changes its times, so the folders come last, the innermost first.
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        make_alike(source / folder, target / folder)


def make_alike(source: Path, target: Path) -> None:
    """Give `target` the rights, times and extended attributes of `source`, and its owner and group as far as we may
    give things away. Raises OSError.
    """
    found = source.lstat()
    for owner in (found.st_uid, -1):
        with suppress(PermissionError):
            os.chown(target, owner, found.st_gid, follow_symlinks=False)
            break
    shutil.copystat(source, target, follow_symlinks=False)  # after that: a new owner takes some rights away


def drop(paths: Iterable[str], folder: Path) -> None:
    """Remove `paths`, second names of what is gone from the published folder, and folders that are empty then. Raises
    OSError.
    """
    for path in paths:
        open_up((folder / path).parent)
        if path.endswith("/"):
            (folder / path).rmdir()
        else:
            (folder / path).unlink()
        remove_empty(folder, PurePosixPath(path).parent)


def open_up(folder: Path) -> None:
    """Let us change what is in `folder`, though its owner has forbidden it to himself. Raises OSError."""
    mode = stat.S_IMODE(folder.lstat().st_mode)
    if mode & stat.S_IRWXU != stat.S_IRWXU and not folder.is_symlink():
        folder.chmod(mode | stat.S_IRWXU)


def remove_empty(root: Path, folder: PurePosixPath) -> None:
    """Remove `folder` below `root`, and the folders around it, as far as they are empty."""
    with suppress(OSError):  # the first that is not empty
        while folder.parts:
            (root / folder).rmdir()
            folder = folder.parent


def _is(file: Path, wanted: str) -> bool:
    """Whether a regular file with the digest `wanted` is there."""
    if not stat.S_ISREG(file.lstat().st_mode):
        return False
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest() == wanted


def _same(one: Path, other: Path) -> bool:
    """Whether both names are those of one file, so that it need not be carried again."""
    with suppress(FileNotFoundError):
        return os.path.samestat(one.lstat(), other.lstat())
    return False


def _made(target: Path, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """Make `folder` and those around it below `target`, for nobody else as yet."""
    folders = tuple(each for each in (*reversed(folder.parents), folder) if each.parts)
    for each in folders:
        with suppress(FileExistsError):
            (target / each).mkdir(mode=0o700)
        open_up(target / each)
    return folders


def _carry_file(source: Path, target: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    try:
        os.link(source, part, follow_symlinks=False)
    except OSError:  # no hard links here, or not of what belongs to others
        shutil.copyfile(source, part, follow_symlinks=False)
        make_alike(source, part)
        if not part.is_symlink():
            make_durable((part,), part.parent)
    part.replace(target)
