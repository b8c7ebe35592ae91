"""Reports of other provinces, written by people who had not read the program, with the faults that they put in or saw.

Each folder of tests/unseen holds a site, `faults.md` (what is wrong and what is right, noted before the program had
seen the site) and `findings.txt` (what the program says of it today; --update-golden writes it anew). A change of a
finding is looked at beside the faults: one more must be a fault, one less must not be.
"""

from __future__ import annotations

import pytest

from tests.site_tools import ROOT, check

UNSEEN = ROOT / "tests/unseen"
SITES = sorted(path.name for path in UNSEEN.iterdir() if path.is_dir())


def test_there_are_reports_of_many_provinces():
    assert len(SITES) >= 18
    for name in SITES:
        assert (UNSEEN / name / "faults.md").read_text(encoding="utf-8").count("\n| ") > 2, name


@pytest.mark.parametrize("name", SITES)
def test_what_is_found_is_what_was_looked_at(name, request):
    site = UNSEEN / name
    found = "".join(
        f"{each.place.file.removeprefix('content/')}:{each.place.line}:{each.place.column} "
        f"{each.severity} {each.code} {each.fact or ''}".rstrip()
        + "\n"
        for each in check(site).diagnostics
    )
    path = site / "findings.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), "pytest --update-golden writes it anew"
