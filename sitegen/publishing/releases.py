"""Releases: publishing a tree of files whole or not at all, going back, verifying, publishing elsewhere.

Knows the order of the steps that makes a kill at any moment harmless. Must not know what the files are.

A publication brings a second tree, the staging tree, up to date, waits until it is on the disk, and lets the two
folders change places in one step. It writes what differs from the last two releases, whatever the size of
the site; the rest costs a listing of both trees. What readers may rely on:

- A path that two releases running have can be read at every moment while one replaces the other.
- Whoever has opened the published folder itself sees one whole release through it until the next publication
  but one begins.

A reader who opens one path after the other may get the first from the old release and the second from the
new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from sitegen.errors import UNTOUCHED, Differs, NoRelease, NotPublished, reported
from sitegen.publishing.foreign_files import carry, drop, make_alike
from sitegen.publishing.journal import Site
from sitegen.publishing.lock import held
from sitegen.publishing.manifest import Manifest, Verification, check_paths, inspect, note_in, read
from sitegen.publishing.proof import is_ours
from sitegen.publishing.replacement import carried_over, finish, put_in_place
from sitegen.publishing.staging import Tree, Updated, discard, update
from sitegen.trust.seal import Seal, find_seal


@dataclass(frozen=True)
class Published:
    """What a publication came to: the identity of the release that is published now, the number of its
    files, and of those that were written anew, taken from the release before, and removed. Of the rest the
    staging tree had the right ones. If it was published already, `changed` is False and nothing was written.
    """

    release: str
    files: int
    changed: bool = True
    written: int = 0
    linked: int = 0
    removed: int = 0
    kept: tuple[str, ...] = ()
    """What lies in the folder and was not written by sitegen (see `foreign_files`): it is there as it was."""
    mended: tuple[str, ...] = ()
    """Files of the release before that somebody had edited or removed; as they were found they lie in the staging tree."""
    left: tuple[str, ...] = ()
    """What lies in the folder that was published from and belongs to no release: it was not published."""


class Care(Enum):
    """How far the files of both trees are relied upon."""

    PREVIEW = "preview"
    """Nobody else writes there, and it need not outlast a power failure."""
    USUAL = "usual"
    """What people do by hand is noticed by size and time, in trees that bear our seal; others are read."""
    AUDIT = "audit"
    """Every file that is used is read."""


def publish(
    output: Path,
    wanted: Mapping[str, str],
    content: Callable[[str], bytes],
    care: Care = Care.USUAL,
    *,
    note: str = "",
) -> Published:
    """Publish a release in the folder `output`: `wanted` is path → SHA-256 (hexadecimal) of all its files;
    `content` gives the bytes of a path, and is asked only for files that neither the published release nor
    the one before has. `note` says why the release is not for the public; it is if there is none.

    What somebody added to `output` is carried over. Files of ours that somebody removed or edited there are put
    right on the way, as far as `care` finds them. Raises NotOurs, InTheWay when what was added cannot be carried
    over, Busy, CannotWrite, Differs when `content` does not give what `wanted` says, and whatever `content`
    raises: `output` is as it was then. BadManifest for paths that cannot be published.
    """
    check_paths(wanted)
    seal = find_seal()
    with reported(output):
        site = Site.at(output)
        site.live.parent.mkdir(parents=True, exist_ok=True)
        with held(site.lock, site.live):
            site.settle()
            live = Tree.at(site.live, seal, thorough=care is Care.AUDIT)
            kept = carried_over(site, live, wanted)
            already = _published(live, wanted, note)
            if already is not None:
                return Published(already.release, len(wanted), changed=False, kept=kept)
            mended = _mended(live) if care is not Care.PREVIEW else ()
            try:
                updated = _prepare(site, live, wanted, content, care, kept, note, seal)
                put_in_place(site)
            except Exception:
                # Gives the space back. What a kill leaves is recognised by the journal.
                with suppress(OSError):
                    discard(site.staging)
                    site.end()
                raise
            late = finish(site, live, kept, wanted)
    return Published(
        updated.manifest.release,
        len(wanted),
        written=updated.written,
        linked=updated.linked,
        removed=updated.removed,
        kept=tuple(sorted((*kept, *late))),
        mended=mended,
    )


def rollback(output: Path) -> Published:
    """Publish the release before the present one again; once more brings the present one back. What sitegen did not
    write stays as it is.

    Every file is verified first. Raises NotOurs, InTheWay, Busy, CannotWrite, NoRelease when there is no whole
    release before or it is not one that we made, Differs when its files are not what they were.
    """
    seal = find_seal()
    with reported(output):
        site = Site.at(output)
        if not site.live.parent.is_dir():
            raise NoRelease(f"{site.live} 里没有发布过网站，不能退回。")
        with held(site.lock, site.live):
            site.settle()
            manifest = None if site.unfinished or not site.in_use else read(site.staging)
            if manifest is None:
                raise NoRelease(f"{site.live} 没有保留完整的上一版，不能退回。{UNTOUCHED}")
            if not is_ours(site.staging, manifest, seal):
                raise NoRelease(
                    f"{site.staging} 里的上一版没有用现在的密钥盖的印：换过用户、密钥或机器，或者是别人放的，不能退回；"
                    f"请用当时的内容重新生成。{UNTOUCHED}"
                )
            staging, live = (
                Tree(site.staging, manifest, thorough=True),
                Tree.at(site.live, seal, thorough=False),
            )
            if not staging.intact:
                raise Differs(f"上一版（{site.staging}）的文件被改动过，不能退回。{UNTOUCHED}")
            wanted = manifest.digests()
            kept = carried_over(site, live, wanted)
            drop(set(staging.foreign).difference(kept), staging.folder)
            carry(kept, live.folder, staging.folder)
            make_alike(live.folder, staging.folder)
            put_in_place(site)
            late = finish(site, live, kept, wanted)
    return Published(manifest.release, len(wanted), kept=tuple(sorted((*kept, *late))))


def verify(output: Path) -> Verification:
    """Compare every byte in the folder `output` with its manifest, without writing anything. Raises
    NoRelease when there is no manifest, CannotWrite when something cannot be read.
    """
    with reported(output, ""):
        while True:
            manifest = _manifest(output)
            with suppress(FileNotFoundError):  # only while a release is being published
                found = inspect(output.resolve(), manifest, thorough=True)
                if _manifest(output).release == found.release:
                    return found


def deploy(source: Path, target: Path) -> Published:
    """Publish the release in the folder `source` as `target`, perhaps on another file system.

    Both are verified first, and what was changed in `target` is put right. What lies in `source` besides its
    release is not published. Raises what `publish` and `verify` raise; Differs when the release in `source` is not
    what its manifest says; NotPublished when it is not for the public, or when one folder lies in the other.
    """
    here, there = source.resolve(), target.resolve()
    if here.is_relative_to(there) or there.is_relative_to(here):
        raise NotPublished(f"{there} 和 {here} 是同一个目录，或者一个在另一个里面；请换一个目录。")
    found = verify(here)
    if not found.intact:
        count = len(found.changed) + len(found.missing)
        raise Differs(
            f"{here} 里有 {count} 处和清单不符，没有发布。用 sitegen verify 查看，重新生成后再发布。"
        )
    with reported(here):
        wanted, note = _manifest(here).digests(), note_in(here)
    if note:
        raise NotPublished(f"{here} 里的网站{note}，只供查看，没有发布。重新运行 sitegen build，再发布。")
    published = publish(there, wanted, lambda path: (here / path).read_bytes(), Care.AUDIT)
    return replace(published, left=found.extra)


def _published(live: Tree, wanted: Mapping[str, str], note: str) -> Manifest | None:
    """The manifest of `live` if it is the release `wanted` with this `note` already. Raises OSError."""
    if live.manifest is None or live.manifest.digests() != wanted:
        return None
    return live.manifest if live.intact and note_in(live.folder) == note else None


def _mended(live: Tree) -> tuple[str, ...]:
    """What is not as it was published. Raises OSError."""
    return () if live.found is None else tuple(sorted((*live.found.changed, *live.found.missing)))


def _prepare(
    site: Site,
    live: Tree,
    wanted: Mapping[str, str],
    content: Callable[[str], bytes],
    care: Care,
    kept: tuple[str, ...],
    note: str,
    seal: Seal,
) -> Updated:
    """Make the staging tree the release `wanted`; anew, unless it is an intact release."""
    known = not site.unfinished
    site.begin()
    staging = Tree.at(site.staging, seal, thorough=care is Care.AUDIT) if known else Tree(site.staging)
    relied_upon = care is Care.PREVIEW and staging.manifest is not None and not staging.thorough
    if not relied_upon and not staging.intact:
        discard(site.staging)
        staging = Tree(site.staging)
    durable = care is not Care.PREVIEW
    return update(staging, live, wanted, content, kept, seal, note=note, durable=durable)


def _manifest(folder: Path) -> Manifest:
    found = read(folder)
    if found is None:
        raise NoRelease(
            f"{folder} 里没有完整的发布清单，不是 sitegen 发布的网站，或者由旧版本生成；请重新生成。"
        )
    return found
