"""The staging tree: a second tree beside the published one, brought up to date where nobody looks.

Knows trees of files, and writes only what differs. Must not know when, or whether, the tree is published.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from sitegen.errors import Differs
from sitegen.files import digest
from sitegen.publishing.atomic_swap import make_durable
from sitegen.publishing.foreign_files import carry, drop, foreign, make_alike, open_up, remove_empty
from sitegen.publishing.manifest import (
    MANIFEST,
    MARK,
    PART,
    SEAL,
    Entry,
    Manifest,
    Verification,
    inspect,
    read,
    sound,
)
from sitegen.publishing.mounts import mounts
from sitegen.publishing.proof import seal_on, stands
from sitegen.trust.seal import Seal


@dataclass(frozen=True)
class Tree:
    """A folder, and the release that its manifest says it is; none where there is no manifest. `thorough` is how
    its files are looked at (see `inspect`): always so in a tree that does not bear the seal of having been left alone.
    """

    folder: Path
    manifest: Manifest | None = None
    thorough: bool = False
    _real: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def at(cls, folder: Path, seal: Seal, *, thorough: bool) -> Tree:
        """What stands in `folder`. Raises OSError."""
        manifest = read(folder)
        if manifest is None:
            return cls(folder)
        return cls(folder, manifest, thorough or not stands(folder, manifest, seal))

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What the manifest says."""
        return self.manifest.entries if self.manifest is not None else {}

    @cached_property
    def found(self) -> Verification | None:
        """The folder compared with its manifest: this looks at every file. Raises OSError."""
        if self.manifest is None:
            return None
        return inspect(self.folder, self.manifest, thorough=self.thorough)

    @property
    def intact(self) -> bool:
        """Whether every file of the release is there as it was published. Raises OSError."""
        return self.found is not None and self.found.intact

    @property
    def foreign(self) -> tuple[str, ...]:
        """What lies there and is none of ours (see `foreign`). Raises OSError."""
        return foreign(self.folder, self.entries)

    def states(self, path: str, wanted: str) -> bool:
        """Whether the manifest says that the file at `path` has the digest `wanted`."""
        entry = self.entries.get(path)
        return entry is not None and entry.digest == wanted

    def has(self, path: str, wanted: str) -> bool:
        """Whether the file at `path` is there with the digest `wanted`: this looks at it."""
        if not self.states(path, wanted) or not self._is_real(path.rpartition("/")[0]):
            return False
        with suppress(OSError):
            return sound(self.folder, path, self.entries[path], thorough=self.thorough)
        return False

    def _is_real(self, inside: str) -> bool:
        """Whether a folder is one, and no link on the way to it."""
        if inside not in self._real:
            above = inside.rpartition("/")[0]
            with suppress(OSError):
                found = os.lstat(f"{self.folder}/{inside}")
                self._real[inside] = stat.S_ISDIR(found.st_mode) and (not inside or self._is_real(above))
        return self._real.get(inside, False)


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update came to: the new manifest, numbers of files written anew, taken from the published
    tree, and removed.
    """

    manifest: Manifest
    written: int
    linked: int
    removed: int


def update(
    staging: Tree,
    live: Tree,
    wanted: Mapping[str, str],
    content: Callable[[str], bytes],
    kept: Collection[str],
    seal: Seal,
    *,
    note: str = "",
    durable: bool = True,
) -> Updated:
    """Make `staging`, an intact release or nothing, the release `wanted` (path → SHA-256), with its manifest, the
    `seal` on it, and the `note` in its mark; if it is to be `durable`, it is on the disk then.

    Files that `live` has are shared with it by hard links, and so are those of others that are `kept`; of what is
    missing `content` gives the bytes. A file is always replaced, never written in place: whoever has it open, or
    shares it, keeps the old one. The folder itself becomes like that of `live`. Raises OSError, Differs, and what `content`
    raises; the staging tree is of no use then.
    """
    _make_folder(staging.folder)
    (staging.folder / MARK).touch(mode=0o644)
    gone = staging.entries.keys() - wanted.keys()
    drop(set(staging.foreign).difference(kept), staging.folder)
    for path in gone:
        (staging.folder / path).unlink(missing_ok=True)
        remove_empty(staging.folder, PurePosixPath(path).parent)
    carry(kept, live.folder, staging.folder)
    due = sorted(path for path, wish in wanted.items() if not staging.states(path, wish))
    folders = {path.rpartition("/")[0] for path in due}
    for folder in folders:
        _make_folders(staging.folder, PurePosixPath(folder))
    entries = {path: staging.entries[path] for path in wanted.keys() - due}
    linked = 0
    for path in due:
        if live.has(path, wanted[path]) and _linked(live.folder, staging.folder, path):
            entries[path] = live.entries[path]
            linked += 1
        else:
            data = _bytes(path, wanted[path], live, content)
            _write(staging.folder, path, data)
            entries[path] = Entry(wanted[path], len(data))
    manifest = Manifest(entries)
    _write(staging.folder, MARK, note.encode())
    _write(staging.folder, MANIFEST, manifest.text)
    _write(staging.folder, SEAL, seal_on(staging.folder, manifest, seal))
    if live.folder.is_dir():
        make_alike(live.folder, staging.folder)
    if durable:
        make_durable(_touched(staging.folder, due, {*gone, *kept}), staging.folder)
    return Updated(manifest, len(due) - linked, linked, len(gone))


def discard(folder: Path) -> None:
    """Remove a tree of ours; the mark goes last, so that what a kill leaves behind is still known to be ours.
    Raises OSError, also for what is mounted in it, before anything is removed.
    """
    if not folder.exists():
        return
    for place in mounts(folder):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(place))
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            open_up(each)
            for above, names, _ in os.walk(each):  # each folder before it is listed
                for name in names:
                    open_up(Path(above, name))
            shutil.rmtree(each)
        elif each.name != MARK:
            each.unlink()
    (folder / MARK).unlink(missing_ok=True)
    folder.rmdir()


def _bytes(path: str, wanted: str, live: Tree, content: Callable[[str], bytes]) -> bytes:
    """The file's content, from the published tree where it is there but could not be linked."""
    if live.has(path, wanted):
        data = (live.folder / path).read_bytes()
        if digest(data) == wanted:
            return data
    data = content(path)
    if digest(data) != wanted:
        raise Differs(f"{path} 在发布过程中变了，没有发布；请重新生成后再发布。")
    return data


def _linked(live: Path, staging: Path, path: str) -> bool:
    """Whether the file could be shared: not every file system has hard links, nor may everybody make them."""
    part = f"{staging}/{PART}"
    try:
        os.link(f"{live}/{path}", part)  # no Path here: there may be 50,000
    except OSError:
        return False
    os.replace(part, f"{staging}/{path}")  # noqa: PTH105
    return True


def _write(staging: Path, path: str, data: bytes) -> None:
    part = staging / PART
    part.unlink(missing_ok=True)  # linking leaves it where both names were the same file already
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    with os.fdopen(handle, "wb") as stream:
        os.fchmod(handle, 0o644)  # whatever the umask: a web server must read it
        stream.write(data)
    part.replace(staging / path)


def _make_folders(staging: Path, folder: PurePosixPath) -> None:
    for each in (*reversed(folder.parents), folder):
        _make_folder(staging / each)


def _make_folder(folder: Path) -> None:
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(0o755)


def _touched(staging: Path, written: list[str], named: set[str]) -> set[Path]:
    """The files that were `written`, and every folder whose list of names these and `named` may have changed."""
    folders = {folder for path in (*written, *named) for folder in PurePosixPath(path).parents}
    left = {staging / folder for folder in folders if (staging / folder).is_dir()}
    ours = (staging / name for name in (MANIFEST, MARK, SEAL))
    return {staging, *ours, *left, *(staging / path for path in written)}
