"""What signing and verifying have in common: the PDFs in the places that somebody names, and their releases.

Knows where PDFs lie, and that the log of pyHanko is for developers. Must not know signatures.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.cli.terminal import refuse
from sitegen.publishing import manifest
from sitegen.visible import shown


def refuse_pipes(paths: Iterable[Path]) -> None:
    """Refuse what is neither a file nor a folder: a pipe would be waited for, a device has no end."""
    for path in paths:
        if not path.is_file() and not path.is_dir():
            refuse(f"{shown(path)} 不是普通文件，也不是文件夹。")


def quiet() -> None:
    """PyHanko's log is for developers; what it found is told in our words."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def pdfs(paths: Iterable[Path]) -> Iterator[Path]:
    """The PDFs in `paths`, each once, however often it was named. Links are not followed into: a file is
    replaced where it lies.
    """
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else (path,)
        for file in inside:
            real = file.resolve()
            if real not in seen and (file == path or (file.suffix.lower() == ".pdf" and file.is_file())):
                seen.add(real)
                yield file


def is_release(folder: Path) -> bool:
    """Whether a release lies in `folder`, or did: one file of ours may have been removed."""
    return (folder / manifest.MANIFEST).exists() or (folder / manifest.MARK).exists()


def by_release(files: Iterable[Path]) -> Mapping[Path | None, list[Path]]:
    """`files` by the release that they belong to; None for those that belong to none."""
    known: dict[Path, Path | None] = {}
    found: dict[Path | None, list[Path]] = {}
    for file in files:
        folder = file.resolve().parent
        if folder not in known:
            known[folder] = next(filter(is_release, (folder, *folder.parents)), None)
        found.setdefault(known[folder], []).append(file)
    return found


def of_release(release: Path, files: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Those of `files` that the release consists of, and the others, which somebody put beside them."""
    known = manifest.read(release)
    entries = known.entries if known is not None else {}
    divided: tuple[list[Path], list[Path]] = ([], [])
    for path in files:
        divided[path.resolve().relative_to(release).as_posix() not in entries].append(path)
    return divided
