"""What is remembered between builds of the tests is what would be made: a build is the same with it and without."""

from __future__ import annotations

from random import Random

import pytest

from tests.incremental import edits
from tests.incremental.edits import Folder, tiny_site
from tests.incremental.pure_steps import PureSteps
from tests.incremental.trees import assert_same, built


@pytest.fixture(autouse=True, scope="module")
def remembered() -> None:
    """Not here, where it is tried."""


@pytest.mark.slow
def test_a_build_is_the_same_whether_or_not_steps_are_remembered(tmp_path):
    site, chance, steps = tiny_site(), Random(3), PureSteps()
    Folder(tmp_path / "first").write(site)
    with pytest.MonkeyPatch.context() as patch:
        steps.remember(patch)
        built(tmp_path / "first", tmp_path / "output-1", site.today, pdf=True)
    edits.change_a_figure(site, chance)
    site.theme["themes/shi/print/pdf.css"] = 3
    site.theme["themes/shi/templates/report.html"] = 2
    for name in ("real", "remembered"):
        Folder(tmp_path / name).write(site)
    real = built(tmp_path / "real", tmp_path / "output-2", site.today, pdf=True)
    with pytest.MonkeyPatch.context() as patch:
        steps.remember(patch)
        first = built(tmp_path / "remembered", tmp_path / "output-3", site.today, pdf=True)
        (tmp_path / "again").mkdir()
        Folder(tmp_path / "again").write(site)
        again = built(tmp_path / "again", tmp_path / "output-4", site.today, pdf=True)
    assert_same(first, real, {}, "with what an older content came to")
    assert_same(again, real, {}, "with what the same content came to")
    assert steps.saved.keys() == {"read", "print"}
    assert real.documents
    steps.close()
