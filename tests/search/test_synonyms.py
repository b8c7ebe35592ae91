"""Other names of the same: what the program knows, and what a site adds."""

from __future__ import annotations

import json
import zlib
from datetime import date

import pytest

from sitegen import pipeline
from sitegen.loading.site import load_config
from sitegen.search.spelling import phrases
from sitegen.search.synonyms import SYNONYMS
from tests.site_tools import ROOT, copy_of


def test_every_row_has_several_names_of_which_each_can_be_asked_for():
    assert all(len(row) > 1 and len(row) == len(set(row)) for row in SYNONYMS)
    assert all(len(phrases(name)) == 1 for row in SYNONYMS for name in row)


@pytest.fixture
def site(tmp_path):
    return copy_of(ROOT / "tests/sites/example-two-years", tmp_path / "site")


def add(site, rows):
    path = site / "content/site.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n同义词:\n{rows}", encoding="utf-8")


@pytest.mark.slow
def test_a_site_adds_rows_of_its_own(site, tmp_path):
    add(site, "  - [村村通客车, 农村客运]\n")
    assert pipeline.build(site, tmp_path / "out", today=date(2026, 1, 1), pdf=False, jobs=1).published
    directory = json.loads(zlib.decompress((tmp_path / "out/search/directory.bin").read_bytes()))
    assert ["村村通客车", "农村客运"] in directory["synonyms"]
    assert [list(row) for row in SYNONYMS] == directory["synonyms"][: len(SYNONYMS)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("[村村通客车]", "只有“村村通客车”"),
        ("[]", "至少写两个"),
        ("[村, 村庄]", "“村”有 1 个字"),
        ("村村通客车", "应当是以“- ”开头"),
    ],
)
def test_a_row_that_says_nothing_is_told_where_it_stands(site, row, said):
    add(site, f"  - {row}\n")
    config, found = load_config(site)
    assert config is None
    assert [said in each.message and each.place.file == "content/site.yaml" for each in found] == [True]
