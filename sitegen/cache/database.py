"""The database: small records of what earlier builds found out, each under a digest of all it follows from.

Knows what is asked of the file. Records are data, nothing that is run; a record that is not whole or bears another seal
is as good as none. Must not know what the records say.

SQLite, because thousands of records are read in a tenth of a second, and two builds may use one file. The file may be
moved to another folder or machine.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from typing import NamedTuple

from sitegen.cache.sqlite_file import DAMAGE, Foreign, connected, is_held, passes, vetted
from sitegen.trust.seal import Seal

NAME = "ledger.sqlite"

_AT_ONCE = 1000
"""Names in one question."""


_SOUGHT = """
SELECT name, data, whole, used FROM record WHERE kind = ? AND name IN (SELECT value FROM json_each(?))"""


_RECORD, _FILE = b"record", b"file"
"""What seals are on."""


class KnownFile(NamedTuple):
    """A file as it was seen: its state (size, times…) and the SHA-256 of its content."""

    state: str
    digest: str


class Database:
    """Records below `folder`, by kind and name (a `cache.key`), under the `seal`. `today` is a number of a day: what has not been
    used for long can be told by it. Nowhere to write is no reason to fail: then the database lasts as long as the
    build.
    """

    def __init__(self, folder: Path, today: int, seal: Seal) -> None:
        self._seal = seal
        self.foreign = False
        """Whether there was a database that somebody else wrote, or another version; it is there no longer."""
        self._path = folder / NAME
        self._today = today
        self.damaged = 0
        """Records that were found not to be whole."""
        self.held = False
        """Whether another program has kept the file to itself."""
        self._base = self._opened()

    def _opened(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return vetted(self._path, self._seal.number)
        except Foreign:
            self.foreign = True
        except (OSError, *DAMAGE) as error:
            self.held = is_held(error)
            if passes(error):
                return self._passing()
            self.damaged += 1
        with suppress(OSError, Foreign, *DAMAGE):
            self._path.unlink()
            return vetted(self._path, self._seal.number)
        return self._passing()

    def _passing(self) -> sqlite3.Connection:
        """A database for this run."""
        return connected(Path(":memory:"), self._seal.number)

    def find(self, kind: str, name: str) -> bytes | None:
        """The record, None if there is none."""
        return self.find_all(kind, (name,)).get(name)

    def find_all(self, kind: str, names: Iterable[str]) -> dict[str, bytes]:
        """Those of the records that there are, by name."""
        found: dict[str, bytes] = {}
        stale: list[tuple[int, str, str]] = []
        wanted = tuple(names)
        try:
            for at in range(0, len(wanted), _AT_ONCE):
                some = wanted[at : at + _AT_ONCE]
                for name, data, whole, used in self._base.execute(_SOUGHT, (kind, json.dumps(some))):
                    if not self._is_ours(whole, _RECORD, kind, name, data):
                        self.damaged += 1
                        continue
                    found[name] = data
                    if used != self._today:
                        stale.append((self._today, kind, name))
            if stale:
                self._base.executemany("UPDATE record SET used = ? WHERE kind = ? AND name = ?", stale)
        except DAMAGE as error:
            self._after(error)
        return found

    def keep(self, kind: str, records: Mapping[str, bytes]) -> None:
        """Keep `records` (by name) for the next build."""
        seal = self._seal
        rows = [
            (kind, name, data, seal.of(_RECORD, kind, name, data), self._today)
            for name, data in records.items()
        ]
        self._write("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)", rows)

    def files(self) -> dict[str, KnownFile]:
        """Every file that was seen, by path."""
        try:
            rows = self._base.execute("SELECT path, state, digest, whole FROM file").fetchall()
        except DAMAGE as error:
            self._after(error)
            return {}
        found: dict[str, KnownFile] = {}
        for path, state, digest, whole in rows:
            if self._is_ours(whole, _FILE, path, state, digest):
                found[path] = KnownFile(state, digest)
            else:
                self.damaged += 1
        return found

    def keep_files(self, seen: Mapping[str, KnownFile], gone: Iterable[str]) -> None:
        """Note files that were `seen`, and forget those that are `gone`."""
        rows = [(path, *known, self._seal.of(_FILE, path, *known)) for path, known in seen.items()]
        self._write("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", rows)
        self._write("DELETE FROM file WHERE path = ?", [(path,) for path in gone])

    def commit(self) -> None:
        """What was kept so far will survive whatever happens to this build."""
        try:
            self._base.commit()
        except DAMAGE as error:
            self._after(error)

    def close(self) -> None:
        """Commit, and let go of the file."""
        self.commit()
        self._base.close()

    def sizes(self) -> Iterator[tuple[str, int, int, int]]:
        """Kind, number of records, bytes, the day the oldest was last used."""
        sought = "SELECT kind, count(*), sum(length(data)), min(used) FROM record GROUP BY kind ORDER BY kind"
        with suppress(*DAMAGE):
            yield from self._base.execute(sought).fetchall()

    def prune(self, before: int) -> int:
        """Drop records that were last used before that day; how many there were."""
        dropped = 0
        with suppress(*DAMAGE):
            dropped = self._base.execute("DELETE FROM record WHERE used < ?", (before,)).rowcount
            self._base.commit()
            if dropped:
                self._base.execute("VACUUM")
        return dropped

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        try:
            self._base.executemany(statement, rows)
        except DAMAGE as error:
            self._after(error)

    def _after(self, error: Exception) -> None:
        """What cannot be read or written now is made again by this build; what is damaged is never used again."""
        if not passes(error):
            self._begin_anew()
        elif is_held(error):
            self.held = True
            with suppress(*DAMAGE):
                self._base.close()
            self._base = self._passing()

    def _begin_anew(self) -> None:
        """The file is damaged: nothing of it can be relied upon."""
        self.damaged += 1
        with suppress(*DAMAGE):
            self._base.close()
        with suppress(OSError):
            self._path.unlink()
        self._base = self._opened()

    def _is_ours(self, seal: object, what: bytes, *parts: object) -> bool:
        """Whether a row is what was put in. SQLite keeps anything in any column, and so does damage."""
        if not isinstance(seal, bytes) or not all(isinstance(part, str | bytes) for part in parts):
            return False
        try:
            return compare_digest(seal, self._seal.of(what, *parts))  # type: ignore[arg-type]
        except UnicodeEncodeError:
            return False
