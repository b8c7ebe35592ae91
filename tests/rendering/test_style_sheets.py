"""Style sheets are joined from parts, any of which a theme may replace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.rendering.style_sheets import PartMissing, joined, published
from sitegen.rendering.theme import Theme, find_theme
from tests.rendering.pages_under_test import theme
from tests.site_tools import ROOT

GOV = ROOT / "themes/gov"
SHEETS = sorted(GOV.rglob("*.css"))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def city(tmp_path):
    """A theme of a city's own, made of the files it is given."""

    def themed(**files: str) -> Theme:
        write(
            tmp_path / "themes/city", {name.replace("__", "/") + ".css": text for name, text in files.items()}
        )
        found, problems = find_theme(tmp_path, "city")
        assert found is not None, problems
        return found

    return themed


# Joining


def test_a_part_stands_where_it_is_named_and_for_the_medium_it_is_named_for(city):
    own = city(
        assets__own='@import "../styles/one.css";\n@import "../styles/two.css" print;\nb {}\n',
        styles__one="i {}\n",
        styles__two="p {}\n",
    )
    assert joined(own, "assets/own.css") == b"i {}\n@media print {\np {}\n}\nb {}\n"


@pytest.mark.parametrize(
    "other", ['@import "own.css";', '@import url("../styles/one.css");', '@import "//a.b/c.css";']
)
def test_what_is_no_part_is_left_to_the_browser(city, other):
    own = city(assets__some=f"{other}\nb {{}}\n", styles__one="i {}")
    assert joined(own, "assets/some.css").decode() == f"{other}\nb {{}}\n"


def test_a_city_replaces_a_single_part_of_the_look(city):
    own = city(styles__listing=".listing { color: teal }\n")
    page = published(own, "assets/site.css").decode()
    assert ".listing { color: teal }" in page
    assert ".report-list" in page
    assert ".tone-good" not in page


def test_a_city_replaces_a_whole_sheet(city):
    assert published(city(assets__site="/* ours */"), "assets/site.css") == b"/* ours */"


def test_a_part_that_is_not_there_is_told_by_name(city):
    own = city(assets__site='@import "../styles/tabel.css";\n')
    with pytest.raises(
        PartMissing, match=r"assets/site\.css 要并入 styles/tabel\.css，可是主题里没有这个文件"
    ):
        published(own, "assets/site.css")


def test_a_city_replaces_a_single_part_of_pdfs(city):
    from sitegen.printing.resources import FolderFetcher  # not above: it is slow to load

    own = city(print__table="td { color: teal }\n")
    fetcher = FolderFetcher((), own.folders)
    assert fetcher.fetch((GOV / "print/table.css").as_uri()).read() == b"td { color: teal }\n"
    assert fetcher.fetch((GOV / "print/cover.css").as_uri()).read() == (GOV / "print/cover.css").read_bytes()


def test_pages_ask_for_no_parts():
    for name in theme().assets:
        assert b"@import" not in published(theme(), name), name


def test_every_part_belongs_to_a_sheet():
    named = {
        (sheet.parent / part).resolve()
        for sheet in SHEETS
        for part in re.findall(r'^@import "([^"]+)"', sheet.read_text("utf-8"), re.MULTILINE)
    }
    parts = {sheet for sheet in SHEETS if sheet.parent.name in ("styles", "print")} - {GOV / "print/pdf.css"}
    assert named == parts
