"""The SQLite file that the database lies in: opened only if it is ours, and made if it is not there.

Knows tables, headers and journals of SQLite. A file that is no database, was written by another version, or under
another key, is as good as none. Must not know seals of rows, nor what rows say.

SQLite never sees a journal. It believes one that lies beside a database, and a journal names a file to delete; so ours
is kept in memory, and whatever lies under such a name was put there. A build that is killed while it commits may leave
a damaged file for it, which is as good as none.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sitegen.files import opened

VERSION = 4
WAIT = 1
"""Seconds to wait for another build that is just writing. Whoever keeps the file to himself for longer is not waited
for: what is known can be found out again.
"""

DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
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


class Foreign(Exception):
    """The file was written with another key, or by another version."""


def passes(error: Exception) -> bool:
    """Whether it is no fault of the file: the disk is full, or another build writes for very long."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (code is not None and code & 0xFF in _PASSING)


def is_held(error: Exception) -> bool:
    """Whether another program keeps the file to itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def vetted(path: Path, number: int) -> sqlite3.Connection:
    """The database at `path`, made if it is not there; SQLite does not see it unless it says that it is ours, and sees
    no journal. Raises Foreign if its seal has another `number`, OSError, sqlite3.DatabaseError.
    """
    for end in _JOURNALS:
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    header = _header(path)
    if header:
        if not header.startswith(_MAGIC) or header[18:20] != _ROLLBACK or len(header) < _HEADER_BYTES:
            raise sqlite3.DatabaseError("no database, or not as we write one")
        version, written_by = (int.from_bytes(header[at : at + 4]) for at in (60, 68))
        if (version, written_by) != (VERSION, number):
            raise Foreign
    return connected(path, number)


def _header(path: Path) -> bytes:
    """How the file begins; nothing if it is empty or not there. Raises OSError, also for a link."""
    try:
        with opened(path) as stream:
            return stream.read(_HEADER_BYTES)
    except FileNotFoundError:
        return b""


def connected(path: Path, number: int) -> sqlite3.Connection:
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
