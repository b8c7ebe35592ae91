"""Style sheets and scripts are joined from parts, any of which a theme may replace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.errors import PartMissing
from sitegen.rendering.joined_files import published
from sitegen.rendering.theme import Theme, find_theme
from tests.rendering.pages_under_test import theme
from tests.site_tools import ROOT

GOV = ROOT / "themes/gov"


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
    assert published(own, "assets/own.css") == b"i {}\n@media print {\np {}\n}\nb {}\n"


@pytest.mark.parametrize(
    "other", ['@import "own.css";', '@import url("../styles/one.css");', '@import "//a.b/c.css";']
)
def test_what_is_no_part_is_left_to_the_browser(city, other):
    own = city(assets__some=f"{other}\nb {{}}\n", styles__one="i {}")
    assert published(own, "assets/some.css").decode() == f"{other}\nb {{}}\n"


def test_parts_of_a_script_know_each_other_and_nobody_else_knows_them(tmp_path):
    write(
        tmp_path / "themes/city",
        {
            "assets/own.js": 'import "../scripts/one.js";\nimport "../scripts/two.js";\n',
            "scripts/one.js": "const one = 1;\n",
            "scripts/two.js": "window.two = one + 1;\n",
        },
    )
    own, _ = find_theme(tmp_path, "city")
    assert own is not None
    assert published(own, "assets/own.js") == b"{\nconst one = 1;\nwindow.two = one + 1;\n}\n"


def test_a_script_without_parts_stays_as_it_is():
    assert published(theme(), "assets/sort.js") == (GOV / "assets/sort.js").read_bytes()


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
        assert b'import "../' not in published(theme(), name), name


def test_every_part_belongs_to_one_file():
    files = [*GOV.rglob("*.css"), *GOV.rglob("*.js")]
    named = [
        (file.parent / part).resolve()
        for file in files
        for part in re.findall(r'^@?import "([^"]+)"', file.read_text("utf-8"), re.MULTILINE)
    ]
    whole = {GOV / "print/pdf.css", *(GOV / "assets").iterdir()}
    shared = [GOV / "styles/paper.css", GOV / "scripts/elements.js"]
    assert sorted(named) == sorted([*(set(files) - whole), *shared])
