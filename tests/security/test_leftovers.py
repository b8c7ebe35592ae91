"""What Windows, macOS, Word and editors leave in a folder is nothing that anybody reads: no word about it, and never
published.
"""

from __future__ import annotations

import pytest

from tests.calling import call
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

LEFT = (
    "Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "._report.yaml", "Icon\r",
    "~$报告.docx", "~$report.yaml", "~WRL0001.tmp", "~wrd3.tmp", ".~lock.报告.xlsx#", ".~report.xlsx",
    "report.yaml~", "narrative.md~", "#report.yaml#", ".report.yaml.swp", "report.yaml.swo",
)  # fmt: skip
TOLD = ("report - 副本.yaml", "报告.xyz", "备份.bak")


@pytest.fixture
def root(tmp_path):
    return minimal(tmp_path / "site", FORM, f"{HEAD}金额: 1\n说明: 见[表](~$表.docx)。\n")


def test_nobody_is_told_of_them(root):
    for folder in (
        "content/reports/2020/ju",
        "content/reports/2020/ju/附件",
        "content/reports",
        "content/forms",
        "content",
    ):
        (root / folder).mkdir(exist_ok=True)
        for name in LEFT:
            (root / folder / name).write_text("[ 1", encoding="utf-8")
    done = call("check", "--root", str(root))
    assert "（没有扩展名）" not in done.stdout
    assert [
        line
        for line in done.stdout.splitlines()
        if line.startswith("content/") and "report.yaml:5" not in line
    ] == []


def test_nobody_can_publish_them(root):
    (root / "content/reports/2020/ju/~$表.docx").write_bytes(b"PK\x03\x04")
    done = call("check", "--root", str(root))
    assert done.returncode == 1
    assert "content/reports/2020/ju/report.yaml:5" in done.stdout


def test_what_people_made_is_told(root):
    for name in TOLD:
        (root / "content/reports/2020/ju" / name).write_text("x", encoding="utf-8")
    said = call("check", "--root", str(root)).stdout
    for name in TOLD:
        assert f"content/reports/2020/ju/{name}:1:1" in said
