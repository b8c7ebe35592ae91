"""The same report gives the same bytes: in any folder, process, language and order, on any day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from sitegen.publishing.manifest import SEAL
from sitegen.rendering.theme import find_theme
from tests.printing.jobs import job
from tests.site_tools import ROOT, copy_of

pytestmark = pytest.mark.slow


def built(root: Path, **environment: str) -> dict[str, bytes]:
    """Path → content of everything that a build in a process of its own makes, but for the seal, which is of one tree."""
    command = [sys.executable, "-m", "sitegen", "--root", root, "build", "--today", "2026-01-01"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment}, cwd="/")
    output = root / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != SEAL
    }


def test_another_folder_day_language_and_hash_seed_give_the_same_bytes(tmp_path):
    here, there = tmp_path / "甲", tmp_path / "some other place" / "乙"
    for folder in (here, there):
        copy_of(ROOT, folder)
        for year in ("2021", "2022", "2023"):
            shutil.rmtree(folder / "content/reports" / year)
    one = built(here, LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="1")
    other = built(
        there,
        LC_ALL="tr_TR.UTF-8",
        LANG="ja_JP",
        TZ="Asia/Shanghai",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="1",
    )
    pdfs = [path for path in one if path.endswith(".pdf")]
    assert len(pdfs) >= 3
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_no_path_of_the_machine_is_in_a_pdf(sample):
    for data in sample.values():
        assert b"file:" not in data
        assert str(ROOT).encode() not in data


def test_alone_or_after_others_a_report_gives_the_same_bytes(orders, printed, sample):
    chosen = orders(ROOT)
    first = printed(chosen[0].job)
    assert first.data == sample[chosen[0].path]
    for order in chosen[-3:]:
        printed(order.job)
    assert printed(chosen[0].job) == first


def test_quick_styles_change_nothing_but_the_time(orders, monkeypatch):
    import sitegen.printing.printer as module  # not above: WeasyPrint is slow to load

    theme, _ = find_theme(ROOT, "gov")
    printer = module.Printer(theme.file("print/pdf.css"), theme.folders)
    jobs = [order.job for order in orders(ROOT)[::5]]
    jobs.append(job('<p style="margin-inline-start: 3em; padding-block: 2em; float: right">甲</p><p>乙</p>'))
    quick = [printer.print(each).data for each in jobs]
    monkeypatch.setattr(module, "quick_styles", nullcontext)
    assert [printer.print(each).data for each in jobs] == quick
