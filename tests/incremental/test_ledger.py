"""The ledger gives back what was put in, or nothing, and is never in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from sitegen.build.ledger import NAME, VERSION, KnownFile, Ledger

TODAY = 740_000


@pytest.fixture
def ledger(tmp_path):
    made = Ledger(tmp_path, TODAY)
    made.keep("kind", {"a": b"one", "b": b""})
    made.keep_files({"文件": KnownFile("3 1 1 1", "0" * 64)}, ())
    made.close()
    return tmp_path


def test_what_was_kept_is_found_by_kind_and_name(ledger):
    again = Ledger(ledger, TODAY)
    assert again.find_all("kind", ("a", "b", "c")) == {"a": b"one", "b": b""}
    assert again.find("other", "a") is None
    assert again.files() == {"文件": KnownFile("3 1 1 1", "0" * 64)}
    assert again.damaged == 0


def test_what_is_gone_is_forgotten(ledger):
    again = Ledger(ledger, TODAY)
    again.keep_files({}, ("文件",))
    assert again.files() == {}


@pytest.mark.parametrize(
    "statements",
    [
        "DROP TABLE record; CREATE TABLE record (other INTEGER)",
        "DROP TABLE file; CREATE TABLE file (path TEXT)",
        "PRAGMA user_version = 99",
        "UPDATE record SET data = 7",
        "UPDATE record SET name = 'c' WHERE name = 'a'",
        "UPDATE file SET digest = 'x'",
    ],
)
def test_a_ledger_that_says_something_else_is_noticed_and_of_use_the_next_time(ledger, statements):
    with closing(sqlite3.connect(ledger / NAME)) as base:
        base.executescript(statements)
        base.commit()
    other = Ledger(ledger, TODAY)
    found = other.find_all("kind", ("a", "b", "c")), other.files()
    assert other.damaged
    assert found != ({"a": b"one", "b": b""}, {"文件": KnownFile("3 1 1 1", "0" * 64)})
    assert set(found[0].values()) <= {b"one", b""}
    other.keep("kind", {"a": b"new"})
    other.close()
    assert Ledger(ledger, TODAY).find("kind", "a") == b"new"


def test_the_version_is_noted(ledger):
    with closing(sqlite3.connect(ledger / NAME)) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_nowhere_to_write_is_no_failure(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    ledger = Ledger(tmp_path / "file", TODAY)
    ledger.keep("kind", {"a": b"one"})
    assert ledger.find("kind", "a") == b"one"
    ledger.close()


def test_what_was_not_used_for_long_is_dropped(ledger):
    later = Ledger(ledger, TODAY + 20)
    assert later.find("kind", "a") == b"one"
    later.commit()
    assert later.prune(TODAY + 10) == 1
    assert later.find_all("kind", ("a", "b")) == {"a": b"one"}


def test_two_at_once_see_what_the_other_has_committed(ledger):
    one, other = Ledger(ledger, TODAY), Ledger(ledger, TODAY)
    one.keep("kind", {"x": b"1"})
    one.commit()
    other.keep("kind", {"y": b"2"})
    other.commit()
    assert one.find_all("kind", ("x", "y")) == other.find_all("kind", ("x", "y")) == {"x": b"1", "y": b"2"}
