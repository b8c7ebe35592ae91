"""How much earlier builds have kept, and the dropping of what nobody has used for long.

Knows days and bytes. Must not know what anything that is kept is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sitegen.cache.database import NAME, Database
from sitegen.cache.entries import Entry, entries
from sitegen.files import opened, write_atomic
from sitegen.trust.seal import Seal

DAYS = 30
"""What has not been used for so many days is dropped after a build."""

MOST_BYTES = 4 * 1024**3
"""More is not kept: of ten thousand reports, pages take 500 MB and PDFs 1.5 GB. What was used last stays."""


_PRUNED = "pruned"
"""A file that says on which day that was done."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is kept of one kind: entries, bytes, the day on which the oldest was last used."""

    kind: str
    entries: int
    size: int
    oldest: date


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was dropped, and what is left: entries and bytes."""

    entries: int
    size: int
    left: int
    left_size: int


def today() -> date:
    """The day by the clock, whatever day a build is told to build for."""
    return datetime.now().astimezone().date()


def prune_daily(folder: Path, seal: Seal) -> None:
    """Prune what is kept below `folder`, if that has not been done today."""
    done = folder / _PRUNED
    said = today().isoformat()
    with suppress(OSError):
        with suppress(FileNotFoundError), opened(done) as stream:
            if stream.read(100) == said.encode():
                return
        prune(folder, seal)
        write_atomic(done, said.encode())


def shares(folder: Path, seal: Seal) -> Iterator[Share]:
    """What is kept below `folder`, by kind."""
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries(folder):
        inside = entry.path.relative_to(folder)
        if len(inside.parts) > 1:
            by_kind.setdefault(inside.parts[0], []).append(entry)
    for kind, found in sorted(by_kind.items()):
        oldest = min(_day(entry) for entry in found)
        yield Share(kind, len(found), sum(entry.size for entry in found), oldest)
    if (folder / NAME).is_file():
        database = Database(folder, today().toordinal(), seal)
        sizes = list(database.sizes())
        database.close()
        if sizes:
            count, oldest_day = sum(each[1] for each in sizes), min(each[3] for each in sizes)
            yield Share("ledger", count, (folder / NAME).stat().st_size, date.fromordinal(oldest_day))


def prune(folder: Path, seal: Seal, *, days: int = DAYS, most_bytes: int = MOST_BYTES) -> Pruned:
    """Drop what was not used in the last `days`, and of the rest what was used longest ago while it is more than
    `most_bytes`. A build that is running meanwhile makes again what it misses.
    """
    day = today()
    newest_first = sorted(entries(folder), key=lambda entry: entry.used, reverse=True)
    kept = dropped = size = left = 0
    for entry in newest_first:
        if len(entry.path.relative_to(folder).parts) == 1:  # the database and its like
            continue
        too_old = (day - _day(entry)).days > days
        if too_old or left + entry.size > most_bytes:
            entry.path.unlink(missing_ok=True)
            dropped, size = dropped + 1, size + entry.size
        else:
            kept, left = kept + 1, left + entry.size
    if (folder / NAME).is_file():
        database = Database(folder, today().toordinal(), seal)
        dropped += database.prune(today().toordinal() - days)
        database.close()
    return Pruned(dropped, size, kept, left)


def _day(entry: Entry) -> date:
    return datetime.fromtimestamp(entry.used).astimezone().date()
