"""The same report gives the same bytes: in any folder, process, language and order, on any day."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext

import pytest

from sitegen.rendering.theme import find_theme
from tests.printing.jobs import job
from tests.samples import files_of
from tests.site_tools import ROOT, copy_of

pytestmark = pytest.mark.slow


def test_another_folder_process_day_language_and_hash_seed_give_the_same_bytes(
    sample_site_with_pdfs, tmp_path
):
    root = copy_of(ROOT, tmp_path / "some other place" / "乙")
    command = [sys.executable, "-m", "sitegen", "--root", root, "build", "--today", "2026-07-01"]
    environment = {
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "ja_JP",
        "TZ": "Asia/Shanghai",
        "PYTHONHASHSEED": "2",
        "SOURCE_DATE_EPOCH": "1",
    }
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment}, cwd="/")
    expected, found = sample_site_with_pdfs.files(), files_of(root / "output")
    assert sum(path.endswith(".pdf") for path in found) > 25
    assert sorted(found) == sorted(expected)
    assert [path for path in found if found[path] != expected[path]] == []


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
