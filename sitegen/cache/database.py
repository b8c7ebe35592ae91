"""The database: small records of what earlier builds found out, each under a digest of all it follows from.

Knows one SQLite file. Records are data, nothing that is run; a record that is not whole or bears another seal is as good
as none, and so is a file that is no database or has the number of another seal. Must not know what the records say.

SQLite, because thousands of records are read in a tenth of a second, and two builds may use one file. The file may be
moved to another folder or machine.

SQLite never sees a journal. It believes one that lies beside a database, and a journal names a file to delete; so ours
is kept in memory, and whatever lies under such a name was put there. A build that is killed while it commits may leave
a damaged file for it, which is as good as none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from typing import NamedTuple

from sitegen.files import opened
from sitegen.trust.seal import Seal

NAME = "ledger.sqlite"
VERSION = 4
WAIT = 1
"""Seconds to wait for another build that is just writing. Whoever keeps the file to himself for longer is not waited
for: what is known can be found out again.
"""

_AT_ONCE = 1000
"""Names in one question."""

_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged file leads to; the second, when its message quotes what it found."""

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
}

_SOUGHT = """
SELECT name, data, whole, used FROM record WHERE kind = ? AND name IN (SELECT value FROM json_each(?))"""

_TABLES = {
    "file": """
    path TEXT PRIMARY KEY, state TEXT NOT NULL, digest TEXT NOT NULL, whole BLOB NOT NULL""",
    "record": """
    kind TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, whole BLOB NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (kind, name)""",
}
"""Name → columns, by name."""

_SCHEMA = [
    ("table", name, f"CREATE TABLE {name} ({columns}) WITHOUT ROWID") for name, columns in _TABLES.items()
]
"""How SQLite states them; a file that states anything else is not ours."""

_JOURNALS = ("-journal", "-wal", "-shm")
"""How the names end under which SQLite looks for a journal."""

_MAGIC = b"SQLite format 3\0"
_ROLLBACK = b"\1\1"
"""What a file says whose journal is not a write-ahead log."""

_HEADER_BYTES = 100


_RECORD, _FILE = b"record", b"file"
"""What seals are on."""


class _Foreign(Exception):
    """The file was written with another key, or by another version."""


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
            return _vetted(self._path, self._seal.number)
        except _Foreign:
            self.foreign = True
        except (OSError, *_DAMAGE) as error:
            self.held = _is_held(error)
            if _passes(error):
                return self._passing()
            self.damaged += 1
        with suppress(OSError, _Foreign, *_DAMAGE):
            self._path.unlink()
            return _vetted(self._path, self._seal.number)
        return self._passing()

    def _passing(self) -> sqlite3.Connection:
        """A database for this run."""
        return _connected(Path(":memory:"), self._seal.number)

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
        except _DAMAGE as error:
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
        except _DAMAGE as error:
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
        except _DAMAGE as error:
            self._after(error)

    def close(self) -> None:
        """Commit, and let go of the file."""
        self.commit()
        self._base.close()

    def sizes(self) -> Iterator[tuple[str, int, int, int]]:
        """Kind, number of records, bytes, the day the oldest was last used."""
        sought = "SELECT kind, count(*), sum(length(data)), min(used) FROM record GROUP BY kind ORDER BY kind"
        with suppress(*_DAMAGE):
            yield from self._base.execute(sought).fetchall()

    def prune(self, before: int) -> int:
        """Drop records that were last used before that day; how many there were."""
        dropped = 0
        with suppress(*_DAMAGE):
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
        except _DAMAGE as error:
            self._after(error)

    def _after(self, error: Exception) -> None:
        """What cannot be read or written now is made again by this build; what is damaged is never used again."""
        if not _passes(error):
            self._begin_anew()
        elif _is_held(error):
            self.held = True
            with suppress(*_DAMAGE):
                self._base.close()
            self._base = self._passing()

    def _begin_anew(self) -> None:
        """The file is damaged: nothing of it can be relied upon."""
        self.damaged += 1
        with suppress(*_DAMAGE):
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


def _passes(error: Exception) -> bool:
    """Whether it is no fault of the file: the disk is full, or another build writes for very long."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (code is not None and code & 0xFF in _PASSING)


def _is_held(error: Exception) -> bool:
    """Whether another program keeps the file to itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _vetted(path: Path, number: int) -> sqlite3.Connection:
    """The database at `path`, made if it is not there; SQLite does not see it unless it says that it is ours, and sees
    no journal. Raises _Foreign if its seal has another `number`, OSError, sqlite3.DatabaseError.
    """
    for end in _JOURNALS:
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    header = _header(path)
    if header:
        if not header.startswith(_MAGIC) or header[18:20] != _ROLLBACK or len(header) < _HEADER_BYTES:
            raise sqlite3.DatabaseError("no database, or not as we write one")
        version, written_by = (int.from_bytes(header[at : at + 4]) for at in (60, 68))
        if (version, written_by) != (VERSION, number):
            raise _Foreign
    return _connected(path, number)


def _header(path: Path) -> bytes:
    """How the file begins; nothing if it is empty or not there. Raises OSError, also for a link."""
    try:
        with opened(path) as stream:
            return stream.read(_HEADER_BYTES)
    except FileNotFoundError:
        return b""


def _connected(path: Path, number: int) -> sqlite3.Connection:
    """The database at `path`, made for the seal with this `number` if there is nothing in it."""
    base = sqlite3.connect(path, timeout=WAIT)
    base.text_factory = lambda data: data.decode(errors="surrogateescape")  # damage is found out by digests
    try:
        for setting in (
            "journal_mode = MEMORY",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            # Until the commit nothing is written: the less can be cut in two by a kill.
            "cache_spill = OFF",
            # What a power failure damages is noticed, and made again.
            "synchronous = OFF",
        ):
            base.execute(f"PRAGMA {setting}")
        if not _schema(base):
            _make(base, number)
        if _schema(base) != _SCHEMA:
            raise sqlite3.DatabaseError("tables, views or triggers that we did not make")
    except BaseException:
        base.close()
        raise
    return base


def _schema(base: sqlite3.Connection) -> list[tuple[object, ...]]:
    """What the file says that is in it; this runs nothing of it."""
    return base.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


def _make(base: sqlite3.Connection, number: int) -> None:
    """Make the tables, unless another build has done so meanwhile, and say whose they are, at once."""
    tables = "".join(
        f"CREATE TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID;" for name, columns in _TABLES.items()
    )
    base.executescript(
        f"BEGIN IMMEDIATE; {tables} PRAGMA user_version = {VERSION}; PRAGMA application_id = {number}; COMMIT"
    )
