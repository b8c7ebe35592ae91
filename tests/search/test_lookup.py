"""Looking up without a browser: what must be found is, what is not there is not, and damage is seen."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Severity
from sitegen.search.lookup import Index, Probe
from sitegen.search.rules import SEARCH_FINDS_NOTHING, Missing, not_found
from tests.search.examples import JIAOTONG, KEJI, KEXIE, WENLV, Indexed, years


@pytest.fixture(scope="module")
def index():
    return Indexed((*years()["2020"], *years()["2021"]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("科协", {KEXIE}),
        ("三公经费", {JIAOTONG, WENLV, KEXIE}),
        ("1075.30", {KEXIE}),
        ("1,075.30", {KEXIE}),
        ("１０７５．３", {KEXIE}),
        ("1075.3", {KEXIE}),
        ("372.33", {KEXIE}),
        ("人员支出372.33万元", {KEXIE}),
        ("科学 下降", {KEXIE}),
        ("下降科学", set()),
        ("372.3", set()),
        ("空白", set()),
        ("导航", set()),
        ("璟", {KEJI}),
        ("𬭚", {KEJI}),
        ("㙍", {KEJI}),
        ("372.335", {JIAOTONG}),
        ("107.53", {KEJI}),
        ("10753", set()),
        ("", set()),
    ],
)
def test_what_is_found(index, query, found):
    assert {url for url in index.lookup.find(query) if url.startswith("reports/")} == found


def test_a_shard_that_is_damaged_is_seen(index):
    damaged = Index(len(index.shards), lambda _number: b"x", index.texts.__getitem__, index.numbers)
    with pytest.raises(ValueError, match="cannot be unpacked"):
        damaged.missing([Probe(KEXIE, ("科协",))])


def test_a_text_that_does_not_say_the_words_is_seen(index):
    other = index.texts[index.numbers[KEJI]]
    damaged = Index(len(index.shards), index.shards.__getitem__, lambda _number: other, index.numbers)
    assert damaged.missing([Probe(KEXIE, ("科协",))]) == (Missing(KEXIE, "科协"),)


def test_what_is_missing_is_told(index):
    gone = index.lookup.missing([Probe(KEJI, ("璟", "三公经费")), Probe("no/such.html", ("璟",))])
    assert gone == (Missing(KEJI, "三公经费"), Missing("no/such.html", "璟"))
    found = not_found(gone[0])
    assert (found.code, found.severity) == (SEARCH_FINDS_NOTHING.code, Severity.ERROR)
    assert found.place.file == KEJI
    assert "三公经费" in found.message
