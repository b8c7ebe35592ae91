"""The seal in a tree: tells a release that we wrote, and that stands as we wrote it, from one that somebody put there.

Knows the text of the seal, and what the system says of a file that nobody can set. Must not know what follows from it.

Size and time prove that a file is as it was only where we wrote it: an archive, a copy that was restored, or a stranger
may state any. So the seal is on the manifest, and on the number and the last change of its file on this disk, which no
copy has. What bears no such seal is read to the last byte.
"""

from __future__ import annotations

from hmac import compare_digest
from pathlib import Path

from sitegen.files import IsLink, TooLarge, read_limited
from sitegen.publishing.manifest import SEAL, Manifest, state
from sitegen.trust.seal import Seal

_MOST_BYTES = 1000
"""More than a seal has."""


def seal_on(folder: Path, manifest: Manifest, seal: Seal) -> bytes:
    """The seal for the tree in `folder`, whose `manifest` has just been written. Raises OSError."""
    return f"{_written(manifest, seal)}\n{_standing(folder, manifest, seal)}\n".encode()


def is_ours(folder: Path, manifest: Manifest, seal: Seal) -> bool:
    """Whether we made the release that the `manifest` in `folder` says. Raises OSError."""
    return compare_digest(_found(folder)[0], _written(manifest, seal))


def stands(folder: Path, manifest: Manifest, seal: Seal) -> bool:
    """Whether `folder` is the very tree that we wrote, so that size and time tell what was edited. Raises OSError."""
    return compare_digest(_found(folder)[1], _standing(folder, manifest, seal))


def _written(manifest: Manifest, seal: Seal) -> str:
    return seal.of(b"release", manifest.release).hex()


def _standing(folder: Path, manifest: Manifest, seal: Seal) -> str:
    return seal.of(b"tree", manifest.release, state(folder)).hex()


def _found(folder: Path) -> tuple[str, str]:
    """Both lines of the seal in `folder`; two that are no seals if there is none."""
    try:
        text = read_limited(folder / SEAL, _MOST_BYTES).decode("ascii")
    except (FileNotFoundError, IsADirectoryError, IsLink, TooLarge, UnicodeDecodeError):
        return "", ""
    written, _, standing = text.partition("\n")
    return written, standing.rstrip("\n")
