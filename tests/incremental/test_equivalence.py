"""However a site came to be what it is, a build gives what the first build of the same content would give.

Knows edits and what is to be the same. Must not know how a build finds out what has changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from sitegen import pipeline
from sitegen.checking import check
from sitegen.publishing.manifest import MANIFEST
from tests.incremental import edits
from tests.incremental.edits import KINDS, Editor, Folder, Site, first_site, large_site, small_site, tiny_site
from tests.incremental.trees import Checked, FirstBuilds, Tree, assert_same, built, differences, tree
from tests.site_tools import ROOT

pytestmark = pytest.mark.slow

EDITS, SEEDS = 50, range(2)
"""So many that every kind of edit comes up, most of them once for each seed."""

PRINTED: tuple[Callable[[Site, Random], str], ...] = (
    edits.change_a_figure,
    edits.change_a_narrative,
    edits.replace_a_picture,
    edits.change_a_form,
    edits.change_a_style,
    edits.rename_a_department,
    edits.change_volumes,
    edits.change_an_explanation,
    edits.change_the_name_of_the_site,
    edits.change_a_correction,
)
"""What changes a PDF."""


def follow(
    folder: Path, editor: Editor, seed: int, number: int, *, pdf: bool = False
) -> tuple[list[str], int]:
    """Build after each of so many edits and compare; returns the kinds, and how often the site was published."""
    root, output = folder / "site", folder / "output"
    disk, first = Folder(root, seed), FirstBuilds(folder / "first")
    disk.write(editor.site)
    now = built(root, output, editor.site.today, pdf=pdf)
    assert_same(now, first.of(root, editor.site.today, pdf=pdf), {}, f"seed {seed}, before any edit")
    assert now.published, "the site has to pass its checks to begin with"
    done: list[str] = []
    kinds, published = [], 0
    for _ in range(number):
        edit = editor.edit(refused=not now.published)
        done.append(str(edit))
        disk.write(editor.site)
        before = now.tree
        if len(done) % 3 == 0:  # as somebody who looks at a preview does
            pipeline.build(root, folder / "preview", today=editor.site.today, pdf=pdf, complete=False)
        checked_before = Checked.of(check(root, today=editor.site.today)) if len(done) % 2 else None
        now = built(root, output, editor.site.today, pdf=pdf)
        checked = checked_before or Checked.of(check(root, today=editor.site.today))
        wanted = first.of(root, editor.site.today, pdf=pdf)
        last = "\n".join(done[-6:])
        assert_same(now, wanted, before, f"seed {seed}, the last of these edits:\n{last}\n")
        assert checked == wanted.checked, (
            f"seed {seed}, a check finds something else after these edits:\n{last}"
        )
        kinds.append(edit.kind)
        published += now.published
    return kinds, published


@pytest.mark.parametrize("seed", SEEDS)
def test_after_every_edit_a_build_gives_what_a_first_build_would(tmp_path, seed):
    kinds, published = follow(tmp_path, Editor(first_site(), seed), seed, EDITS)
    assert published > EDITS // 2, "most edits have to leave a site that can be published"
    assert len(set(kinds)) > 25


def test_with_pdfs_a_build_gives_what_a_first_build_would(tmp_path):
    kinds, published = follow(tmp_path, Editor(tiny_site(), 5, PRINTED), 5, 10, pdf=True)
    assert published > 6
    assert len(set(kinds)) > 6


@pytest.mark.parametrize(
    "path",
    [
        "themes/shi/templates/pdf.html",
        "themes/shi/templates/report-body.html",
        "themes/shi/print/pdf.css",
        "themes/shi/styles/paper.css",
    ],
)
def test_whatever_in_a_theme_draws_a_pdf_makes_it_anew(tmp_path, path):
    root, output, site = tmp_path / "site", tmp_path / "output", tiny_site()
    disk, first = Folder(root), FirstBuilds(tmp_path / "first")
    disk.write(site)
    before = built(root, output, site.today, pdf=True)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    given = (ROOT / path.replace("themes/shi", "themes/gov")).read_text(encoding="utf-8")
    seen = "<p>又一版。</p>\n" if path.endswith("report-body.html") else "h1 { letter-spacing: 3pt }\n"
    changed = given.replace("怎样核对这份文件", "这样核对这份文件") if "pdf.html" in path else given + seen
    (root / path).write_text(changed, encoding="utf-8")
    now = built(root, output, site.today, pdf=True)
    assert_same(now, first.of(root, site.today, pdf=True), {}, path)
    assert now.documents
    assert all(now.tree[each] != before.tree[each] for each in now.documents)


def test_a_site_that_several_processes_work_on_is_what_a_first_build_would_make(tmp_path):
    kinds = (edits.change_a_figure, edits.change_a_form, edits.change_a_template, edits.change_many_figures)
    _, published = follow(tmp_path, Editor(large_site(), 1, kinds), 1, 4)
    assert published > 2


def test_every_kind_of_edit_comes_up():
    drawn: set[str] = set()
    for seed in SEEDS:
        editor = Editor(first_site(), seed)
        drawn |= {editor.edit(refused=number % 4 == 3).kind for number in range(EDITS)}
    assert drawn == {kind.__name__ for kind in KINDS} | {"mend", "undo"}


def test_the_same_seed_makes_the_same_edits():
    first, second = Editor(first_site(), 7), Editor(first_site(), 7)
    for _ in range(30):
        assert first.edit(refused=False) == second.edit(refused=False)
        assert first.site.files() == second.site.files()


def test_building_again_changes_nothing(tmp_path):
    root, output = tmp_path / "site", tmp_path / "output"
    site = first_site()
    Folder(root).write(site)
    first = built(root, output, site.today)
    assert_same(built(root, output, site.today), first, {}, "again")
    assert_same(built(root, tmp_path / "other", site.today), first, {}, "into another folder")


def test_a_build_that_need_not_be_complete_differs_in_what_can_wait_alone(tmp_path):
    root, output, site = tmp_path / "site", tmp_path / "output", first_site()
    disk = Folder(root)
    disk.write(site)
    first = built(root, output, site.today).tree
    site.reports[0].amount += 5
    disk.write(site)
    assert pipeline.build(root, output, today=site.today, pdf=False, complete=False).published
    hasty, wanted = tree(output), FirstBuilds(tmp_path / "first").of(root, site.today).tree
    late = {path for path in wanted if path.startswith("data/facts-")}
    assert {path: hasty.get(path) for path in late & first.keys()} == {
        path: first[path] for path in late & first.keys()
    }, "these are the old ones"
    changed = {path for path in wanted.keys() | hasty.keys() if wanted.get(path) != hasty.get(path)}
    sized = {"data/index.html", "data/datapackage.json", MANIFEST}
    found_by_their_sizes = {path for path in changed if path.startswith("search/")}
    assert changed - late <= sized | found_by_their_sizes
    assert changed & late
    assert built(root, output, site.today).tree == wanted


def test_what_is_mended_at_last_is_published_though_much_was_edited_meanwhile(tmp_path):
    root, output, site = tmp_path / "site", tmp_path / "output", first_site()
    disk, first = Folder(root), FirstBuilds(tmp_path / "first")
    disk.write(site)
    before = built(root, output, site.today)
    site.reports[0].off = 317
    for report in site.reports[1:4]:
        report.amount += 5
        disk.write(site)
        now = built(root, output, site.today)
        assert not now.published
        assert now.tree == before.tree
    site.reports[0].off = 0
    disk.write(site)
    now = built(root, output, site.today)
    assert_same(now, first.of(root, site.today), before.tree, "mended")
    assert now.published


def test_time_alone_makes_an_explanation_expire(tmp_path):
    root, output, site = tmp_path / "site", tmp_path / "output", first_site()
    Folder(root).write(site)
    first = FirstBuilds(tmp_path / "first")
    before: Tree = {}
    for today, published in ((date(2026, 3, 31), True), (date(2026, 4, 1), False), (date(2026, 1, 1), True)):
        now = built(root, output, today)
        assert now.published == published
        assert_same(now, first.of(root, today), before, str(today))
        before = now.tree


def test_a_strict_build_refuses_what_another_published(tmp_path):
    root, site = tmp_path / "site", small_site()
    site.reports[0].three = 950
    Folder(root).write(site)
    results = [
        pipeline.build(root, tmp_path / f"output-{number}", today=site.today, strict=strict, pdf=False)
        for number, strict in enumerate((False, True, False))
    ]
    assert [each.published for each in results] == [True, False, True]
    assert len({tuple(map(repr, each.checked.diagnostics)) for each in results}) == 1
    assert not (tmp_path / "output-1").exists()
    assert tree(tmp_path / "output-0") == tree(tmp_path / "output-2")


def test_another_version_of_the_program_makes_everything_as_it_would(tmp_path):
    """What changes is the code of the program, then one of its forms, then its own theme."""
    root, program = tmp_path / "site", tmp_path / "program"
    Folder(root).write(small_site())
    for name in ("sitegen", "themes"):  # with what is compiled of it, which holds until a file changes
        shutil.copytree(ROOT / name, program / name)
    before = _built_by(program, root, tmp_path / "output")
    for name, pattern, old, new in (
        ("sitegen", "*.py", "无障碍声明", "无障碍说明"),
        ("sitegen/forms", "sangong-yusuan.yaml", "标题: “三公”经费预算", "标题: “三公”经费的预算"),
        ("themes/gov", "page.html", "<h1>", '<h1 class="heading">'),
    ):
        for path in (program / name).rglob(pattern):
            text = path.read_text(encoding="utf-8")
            if old in text:
                path.write_text(text.replace(old, new), encoding="utf-8")
        now = _built_by(program, root, tmp_path / "output")
        shutil.copytree(root, tmp_path / "copy", ignore=shutil.ignore_patterns(".sitegen"))
        wanted = _built_by(program, tmp_path / "copy", tmp_path / "first")
        assert now == wanted, f"{new}\n{differences(now, wanted)}"
        assert now != before, f"{new}: has to be seen somewhere"
        before = now
        shutil.rmtree(tmp_path / "copy")
        shutil.rmtree(tmp_path / "first")


def _built_by(program: Path, root: Path, output: Path) -> Tree:
    """What the program in a folder publishes. Nothing is compiled for the next one: it is read anew, however quickly
    it was changed.
    """
    arguments = ["--root", root, "--output", output, "--no-pdf", "--today", "2026-01-01"]
    subprocess.run(
        [sys.executable, "-m", "sitegen", "build", *map(str, arguments)],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
    )
    return tree(output)
