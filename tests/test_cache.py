"""The cache gives back what was put in, or nothing; search bundles are made anew only where pages changed."""

from __future__ import annotations

import pytest

from sitegen import pipeline
from sitegen.cache.entries import Cache, key
from sitegen.trust.seal import Seal
from tests.site_tools import ROOT, TODAY, copy_of

SEAL = Seal(b"a key".ljust(32))
FILES = {"a/b.txt": b"one\ntwo", "空": b"", "c": bytes(range(256))}


def never():
    raise AssertionError("made although it was there")


def test_what_was_made_is_not_made_again(tmp_path):
    cache = Cache(tmp_path, "things", SEAL)
    assert cache.get("key", lambda: FILES) == FILES
    assert Cache(tmp_path, "things", SEAL).get("key", never) == FILES
    assert Cache(tmp_path, "other", SEAL).get("key", dict) == {}


@pytest.mark.parametrize("at", [0, 20, -1])
def test_an_entry_that_is_damaged_is_made_anew(tmp_path, at):
    Cache(tmp_path, "things", SEAL).get("key", lambda: FILES)
    path = tmp_path / "things/ke/y"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))
    assert Cache(tmp_path, "things", SEAL).get("key", lambda: FILES) == FILES
    assert Cache(tmp_path, "things", SEAL).get("key", never) == FILES, "and it is whole again"


@pytest.mark.parametrize("data", [b"", b"foreign", b"sitegen cache 2\n", b"sitegen cache 2\n[]\nmore"])
def test_a_foreign_or_cut_entry_is_none(tmp_path, data):
    (tmp_path / "things/ke").mkdir(parents=True)
    (tmp_path / "things/ke/y").write_bytes(data)
    assert Cache(tmp_path, "things", SEAL).get("key", lambda: FILES) == FILES


def test_an_entry_with_another_seal_is_none_and_no_damage(tmp_path):
    other = Cache(tmp_path, "things", Seal(b"another".ljust(32)))
    other.keep("key", {"a": b"forged"})
    path = tmp_path / "things/ke/y"
    ours = Cache(tmp_path, "things", SEAL)
    assert (ours.find("key"), ours.damaged) == (None, 0)
    path.write_bytes(b"sitegen cache 3 %d\n" % SEAL.number + path.read_bytes().partition(b"\n")[2])
    assert (ours.find("key"), ours.damaged) == (None, 1)
    assert ours.get("key", lambda: FILES) == FILES


def test_an_entry_that_is_a_link_is_not_followed(tmp_path):
    Cache(tmp_path, "things", SEAL).keep("key", FILES)
    path = tmp_path / "things/ke/y"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    cache = Cache(tmp_path, "things", SEAL)
    assert cache.find("key") is None
    cache.keep("key", {"other": b""})
    assert not path.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_nowhere_to_write_is_no_failure(tmp_path):
    (tmp_path / "things").write_text("a file where the folder should be", encoding="utf-8")
    cache = Cache(tmp_path, "things", SEAL)
    assert cache.get("key", lambda: FILES) == FILES


def test_parts_of_a_key_do_not_run_together():
    assert key("ab", "c") != key("a", "bc")
    assert key("a") != key("a", "")


@pytest.mark.slow
def test_what_of_the_search_an_edit_does_not_concern_stays_as_it_is(tmp_path):
    root = copy_of(ROOT / "tests/sites/example-two-years", tmp_path / "site")

    def build():
        assert pipeline.build(root, tmp_path / "out", today=TODAY, pdf=False).published
        folder = tmp_path / "out/search"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.bin"))
        }

    first = build()
    assert build() == first
    narrative = root / "content/reports/2023/shili-keji/narrative.md"
    text = narrative.read_text(encoding="utf-8").rstrip()
    narrative.write_text(text + "\n\n全年未发生安全责任事故。\n", encoding="utf-8")
    changed = build()
    assert changed["directory.bin"] != first["directory.bin"]
    other = {path for path in changed if changed[path] != first[path]}
    assert sum(path.startswith("text/") for path in other) == 1
    assert 0 < sum(path.startswith("grams/") for path in other) < len(changed) / 2


@pytest.mark.slow
def test_what_is_lost_of_the_search_is_made_again(tmp_path):
    root = copy_of(ROOT / "tests/sites/example-two-years", tmp_path / "site")
    assert pipeline.build(root, tmp_path / "first", today=TODAY, pdf=False).published
    for kind in ("search", "documents"):
        for path in (root / ".sitegen/cache" / kind).rglob("*"):
            if path.is_file():
                path.unlink()
    assert pipeline.build(root, tmp_path / "second", today=TODAY, pdf=False).published
    files = [path.relative_to(tmp_path / "first") for path in (tmp_path / "first/search").rglob("*.bin")]
    assert files
    for path in files:
        assert (tmp_path / "second" / path).read_bytes() == (tmp_path / "first" / path).read_bytes()
