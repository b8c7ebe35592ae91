"""The cache gives back what was put in, or nothing; search bundles are made anew only where pages changed."""

from __future__ import annotations

import pytest

from sitegen import pipeline
from sitegen.artifacts import search_index
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
def test_only_the_bundle_of_the_changed_year_is_made_anew(tmp_path, monkeypatch):
    root = copy_of(ROOT / "tests/sites/example-two-years", tmp_path / "site")
    made = []
    real = search_index.make_bundle

    def watched(pages):
        made.append(sorted(page.url for page in pages))
        return real(pages)

    monkeypatch.setattr(search_index, "make_bundle", watched)

    def build():
        made.clear()
        assert pipeline.build(root, tmp_path / "out", today=TODAY, pdf=False).published
        return {
            path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")
        }

    first = build()
    assert len(made) == 3
    assert build() == first
    assert made == []
    narrative = root / "content/reports/2023/shili-keji/narrative.md"
    text = narrative.read_text(encoding="utf-8").rstrip()
    narrative.write_text(text + "\n\n全年未发生安全责任事故。\n", encoding="utf-8")
    changed = build()
    assert [pages[0] for pages in made] == ["reports/2023/shili-keji/yueyang-bumen-zhengti/index.html"]
    assert changed != first
