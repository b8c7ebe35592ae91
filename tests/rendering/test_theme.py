"""A site's own theme replaces single files of the bundled one."""

from __future__ import annotations

import pytest

from sitegen.rendering.templates import environment
from sitegen.rendering.theme import find_theme
from tests.site_tools import ROOT


def test_the_bundled_theme_is_found_from_any_site(tmp_path):
    theme, problems = find_theme(tmp_path, "gov")
    assert problems == ()
    assert theme is not None
    assert "assets/site.css" in theme.assets


def test_files_of_the_site_come_first_and_the_rest_is_bundled(tmp_path):
    own = tmp_path / "themes/city"
    (own / "assets").mkdir(parents=True)
    (own / "templates").mkdir()
    (own / "assets/site.css").write_text("/* ours */", encoding="utf-8")
    (own / "assets/emblem.svg").write_text("<svg/>", encoding="utf-8")
    (own / "templates/_contents.html").write_text("ours", encoding="utf-8")
    theme, _ = find_theme(tmp_path, "city")
    assert theme is not None
    assert theme.assets["assets/site.css"] == (own / "assets/site.css").resolve()
    assert "assets/emblem.svg" in theme.assets
    assert environment(theme).get_template("_contents.html").render() == "ours"
    assert environment(theme).get_template("base.html").filename == str(
        ROOT / "themes/gov/templates/base.html"
    )


@pytest.mark.parametrize("name", ["none", "../gov", "", "GOV", "gov/templates"])
def test_a_theme_that_is_not_there_is_a_finding(tmp_path, name):
    theme, problems = find_theme(tmp_path, name)
    assert theme is None
    assert [found.code for found in problems] == ["SITE104"]
