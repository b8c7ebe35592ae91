"""Looking up without a browser: what must be found is, what is not there is not, and damage is seen."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Severity
from sitegen.search.lookup import Index, Probe, missing
from sitegen.search.rules import SEARCH_FINDS_NOTHING, Missing, not_found
from tests.search.examples import JIAOTONG, KEJI, KEXIE, WENLV, bundle_of, many, years


@pytest.fixture(scope="module")
def bundles():
    return {name: bundle_of(pages) for name, pages in years().items()}


@pytest.mark.parametrize(
    ("year", "query", "found"),
    [
        ("2020", "科协", {KEXIE}),
        ("2020", "三公经费", {KEXIE}),
        ("2020", "1075.30", {KEXIE}),
        ("2020", "1,075.30", {KEXIE}),
        ("2020", "1075.3", {KEXIE}),
        ("2020", "372.33", {KEXIE}),
        ("2020", "人员支出372.33万元", {KEXIE}),
        ("2020", "岳阳市科学技术协会", {KEXIE}),
        ("2020", "科学 下降", {KEXIE}),
        ("2020", "下降科学", set()),
        ("2020", "372.3", set()),
        ("2020", "空白", set()),
        ("2020", "导航", set()),
        ("2021", "科协", set()),
        ("2021", "三公经费", {JIAOTONG, WENLV}),
        ("2021", "璟", {KEJI}),
        ("2021", "𬭚", {KEJI}),
        ("2021", "㙍", {KEJI}),
        ("2021", "372.33", set()),
        ("2021", "372.335", {JIAOTONG}),
        ("2021", "107.53", {KEJI}),
        ("2021", "10753", set()),
        ("2021", "", set()),
    ],
)
def test_what_is_found(bundles, year, query, found):
    assert Index(bundles[year]).find(query) == found


def test_everything_is_found_in_an_index_of_many_parts():
    pages = many(120)
    bundle = bundle_of(pages)
    assert sum(path.startswith("index/") for path in bundle) > 1
    probes = [
        Probe(page.url, (f"第{number}局", f"{number * 13}.{number % 100:02}", chr(0x4E00 + number * 40)))
        for number, page in enumerate(pages)
    ]
    assert missing(bundle, probes) == ()


def test_a_part_that_is_gone_is_seen(bundles):
    without = {path: data for path, data in bundles["2020"].items() if not path.startswith("index/")}
    with pytest.raises(ValueError, match=r"pf_index is missing"):
        missing(without, [Probe(KEXIE, ("科协",))])
    with pytest.raises(ValueError, match="no entry"):
        missing({}, [Probe(KEXIE, ("科协",))])
    with pytest.raises(ValueError, match="cannot be unpacked"):
        missing(
            dict.fromkeys(without, b"x") | {"pagefind-entry.json": without["pagefind-entry.json"]},
            [Probe(KEXIE, ("科协",))],
        )


def test_what_is_missing_is_told(bundles):
    gone = missing(bundles["2021"], [Probe(KEJI, ("璟", "三公经费")), Probe("no/such.html", ("璟",))])
    assert gone == (Missing(KEJI, "三公经费"), Missing("no/such.html", "璟"))
    found = not_found(gone[0])
    assert (found.code, found.severity) == (SEARCH_FINDS_NOTHING.code, Severity.ERROR)
    assert found.place.file == KEJI
    assert "三公经费" in found.message
