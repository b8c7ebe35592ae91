"""What must be found and is not stops the build, the next one too, until it is mended."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen import pipeline
from tests.site_tools import ROOT, copy_of

pytestmark = pytest.mark.slow

BODY = "themes/gov/templates/report-body.html"


def test_a_report_that_cannot_be_found_stops_every_build_until_it_is_mended(tmp_path):
    root = copy_of(ROOT / "tests/sites/example-two-years", tmp_path / "site")

    def build():
        return pipeline.build(root, tmp_path / "out", today=date(2026, 1, 1), pdf=False, jobs=1)

    assert build().published
    own = root / BODY
    own.parent.mkdir(parents=True)
    body = (ROOT / BODY).read_text(encoding="utf-8")
    own.write_text(f"<div data-search-ignore>{body}</div>", encoding="utf-8")
    for _ in range(2):
        built = build()
        assert not built.published
        unfound = [each for each in built.checked.diagnostics if each.code == "OUT107"]
        assert {each.place.file.split("/")[0] for each in unfound} == {"reports"}
        assert all("找不到这个页面" in each.message for each in unfound)
    own.unlink()
    assert build().published
