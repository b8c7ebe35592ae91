"""The database gives back what was put in, or nothing, and is never in the way."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from sitegen.cache.database import NAME, Database, KnownFile
from sitegen.cache.sqlite_file import VERSION
from sitegen.trust.seal import Seal

TODAY = 740_000
SEAL = Seal(b"a key".ljust(32))


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path, TODAY, SEAL)
    made.keep("kind", {"a": b"one", "b": b""})
    made.keep_files({"文件": KnownFile("3 1 1 1", "0" * 64)}, ())
    made.close()
    return tmp_path


def test_what_was_kept_is_found_by_kind_and_name(database):
    again = Database(database, TODAY, SEAL)
    assert again.find_all("kind", ("a", "b", "c")) == {"a": b"one", "b": b""}
    assert again.find("other", "a") is None
    assert again.files() == {"文件": KnownFile("3 1 1 1", "0" * 64)}
    assert again.damaged == 0


def test_what_is_gone_is_forgotten(database):
    again = Database(database, TODAY, SEAL)
    again.keep_files({}, ("文件",))
    assert again.files() == {}


@pytest.mark.parametrize(
    "statements",
    [
        "DROP TABLE record; CREATE TABLE record (other INTEGER)",
        "DROP TABLE file; CREATE TABLE file (path TEXT)",
        "CREATE TRIGGER t AFTER DELETE ON record BEGIN DELETE FROM file; END",
        "DROP TABLE record; CREATE VIEW record AS SELECT path AS name FROM file",
        "UPDATE record SET data = 7",
        "UPDATE record SET name = 'c' WHERE name = 'a'",
        "UPDATE file SET digest = 'x'",
    ],
)
def test_a_ledger_that_says_something_else_is_noticed_and_of_use_the_next_time(database, statements):
    with closing(sqlite3.connect(database / NAME)) as base:
        base.executescript(statements)
        base.commit()
    other = Database(database, TODAY, SEAL)
    found = other.find_all("kind", ("a", "b", "c")), other.files()
    assert other.damaged
    assert found != ({"a": b"one", "b": b""}, {"文件": KnownFile("3 1 1 1", "0" * 64)})
    assert set(found[0].values()) <= {b"one", b""}
    other.keep("kind", {"a": b"new"})
    other.close()
    assert Database(database, TODAY, SEAL).find("kind", "a") == b"new"


@pytest.mark.parametrize("other", ["key", "version", "number"])
def test_a_ledger_of_somebody_else_or_another_version_is_dropped_and_is_no_damage(database, other):
    seal = Seal(b"another".ljust(32)) if other == "key" else SEAL
    with closing(sqlite3.connect(database / NAME)) as base:
        base.executescript(
            {"version": "PRAGMA user_version = 99", "number": "PRAGMA application_id = 7"}.get(other, "")
        )
    found = Database(database, TODAY, seal)
    assert (found.find("kind", "a"), found.files(), found.foreign, found.damaged) == (None, {}, True, 0)
    found.keep("kind", {"a": b"new"})
    found.close()
    again = Database(database, TODAY, seal)
    assert (again.find("kind", "a"), again.foreign) == (b"new", False)


def test_a_record_under_the_number_of_our_seal_but_without_the_key_is_none(database):
    """What somebody would do who can write the file: everything but the seal, which takes the key."""
    forger = Seal(b"guessed".ljust(32))
    with closing(sqlite3.connect(database / NAME)) as base:
        row = (b"forged", forger.of(b"record", "kind", "a", b"forged"))
        base.execute("UPDATE record SET data = ?, whole = ? WHERE name = 'a'", row)
        base.commit()
    found = Database(database, TODAY, SEAL)
    assert found.find_all("kind", ("a", "b")) == {"b": b""}
    assert (found.damaged, found.foreign) == (1, False)


def test_the_version_is_noted(database):
    with closing(sqlite3.connect(database / NAME)) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_nowhere_to_write_is_no_failure(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    database = Database(tmp_path / "file", TODAY, SEAL)
    database.keep("kind", {"a": b"one"})
    assert database.find("kind", "a") == b"one"
    database.close()


def test_what_was_not_used_for_long_is_dropped(database):
    later = Database(database, TODAY + 20, SEAL)
    assert later.find("kind", "a") == b"one"
    later.commit()
    assert later.prune(TODAY + 10) == 1
    assert later.find_all("kind", ("a", "b")) == {"a": b"one"}


def test_two_at_once_see_what_the_other_has_committed(database):
    one, other = Database(database, TODAY, SEAL), Database(database, TODAY, SEAL)
    one.keep("kind", {"x": b"1"})
    one.commit()
    other.keep("kind", {"y": b"2"})
    other.commit()
    assert one.find_all("kind", ("x", "y")) == other.find_all("kind", ("x", "y")) == {"x": b"1", "y": b"2"}


# What somebody else put there


def journal_that_names(victim: Path, pages: int) -> bytes:
    """A journal of SQLite that is hot, and part of one commit with others: when it was played back, SQLite deletes the
    `victim`, which it takes for the list of them.
    """
    magic = bytes.fromhex("d9d505f920a163d7")
    header = (magic + struct.pack(">5I", 0, 1, pages, 512, 4096)).ljust(512, b"\0")
    name = bytes(victim)
    checked = struct.pack(">II", len(name), sum(name))
    return header + struct.pack(">I", 0x40000000 // 4096 + 1) + name + checked + magic


@pytest.mark.parametrize("own", [True, False], ids=["beside ours", "beside another"])
def test_a_journal_that_somebody_put_there_is_never_played_back(database, tmp_path, own):
    victim = tmp_path / "precious.txt"
    victim.write_text("mine", encoding="utf-8")
    if not own:
        (database / NAME).unlink()
        with closing(sqlite3.connect(database / NAME)) as base:
            base.execute("CREATE TABLE x (a)")
            base.commit()
    pages = (database / NAME).stat().st_size // 4096
    (database / f"{NAME}-journal").write_bytes(journal_that_names(victim, pages))
    found = Database(database, TODAY, SEAL)
    assert found.find("kind", "a") == (b"one" if own else None)
    found.keep("kind", {"a": b"new"})
    found.close()
    assert victim.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in database.glob(f"{NAME}*")] == [NAME]
    assert Database(database, TODAY, SEAL).find("kind", "a") == b"new"


def test_a_write_ahead_log_that_somebody_put_there_is_not_read(database):
    with closing(sqlite3.connect(database / NAME)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("UPDATE record SET kind = 'other'")
        base.commit()
        for end in ("-wal", "-shm"):
            shutil.copy(database / f"{NAME}{end}", database / f"kept{end}")
    for end in ("-wal", "-shm"):
        shutil.move(database / f"kept{end}", database / f"{NAME}{end}")
    found = Database(database, TODAY, SEAL)
    assert (found.find("kind", "a"), found.damaged) == (None, 1)
    assert [path.name for path in database.glob(f"{NAME}*")] == [NAME]


def test_a_journal_that_cannot_be_removed_keeps_the_database_from_being_opened(database):
    (database / f"{NAME}-journal").mkdir()
    found = Database(database, TODAY, SEAL)
    found.keep("kind", {"a": b"for this run"})
    assert found.find_all("kind", ("a", "b")) == {"a": b"for this run"}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX i ON record (used)",
        "CREATE TEMP TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END; CREATE VIEW v AS SELECT load_extension('x')",
        "ALTER TABLE file ADD COLUMN more TEXT AS (upper(path)) VIRTUAL",
        "DROP TABLE file; CREATE TABLE file (path TEXT PRIMARY KEY, state TEXT, digest TEXT, whole BLOB)",
    ],
)
def test_a_database_whose_tables_are_not_exactly_ours_is_not_used(database, statement):
    with closing(sqlite3.connect(database / NAME)) as base:
        base.executescript(statement)
        base.commit()
    found = Database(database, TODAY, SEAL)
    assert (found.find("kind", "a"), found.damaged) == (None, 1)


def test_nothing_is_journalled_in_the_folder_and_a_kill_leaves_what_was_committed(database):
    found = Database(database, TODAY, SEAL)
    found.keep("kind", {"a": b"committed"})
    found.commit()
    found.keep("kind", {str(number): bytes(10_000) for number in range(1_000)})
    assert [path.name for path in database.glob(f"{NAME}*")] == [NAME]
    shutil.copytree(database, database / "as it was killed")
    found.close()
    left = Database(database / "as it was killed", TODAY, SEAL)
    assert (left.find_all("kind", ("a", "7")), left.damaged) == ({"a": b"committed"}, 0)
