"""A department may publish hundreds of reports in a year: each is read about once, and checked again only if it has to be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sitegen.site import report_checker
from sitegen.site.report_checker import HELD, ReportChecker
from tests.site_tools import check, minimal, replace

MANY = HELD + 12
WHOLE = """\
表单: demo
名称: 整体支出自评报告
单位: 万元
小数: 2
概念:
  部门项目支出（决算）: 项目支出
部分:
  一、收支:
    内容:
      项目支出: {标识: projects, 类型: 金额}
"""
PROJECT = """\
表单: project
名称: 项目支出自评表
单位: 万元
小数: 2
计入:
  部门项目支出（决算）: 执行数
部分:
  一、资金:
    内容:
      执行数: {标识: spent, 类型: 金额}
"""
HEAD = "表单: {form}\n部门: ju\n年度: 2020\n标识: {slug}\n"


@pytest.fixture
def read(monkeypatch):
    """How often the file of each report was read for checking."""
    read, load = Counter(), report_checker.load_report

    def noting(path, *rest):
        read[path.parent.name] += 1
        return load(path, *rest)

    monkeypatch.setattr(report_checker, "load_report", noting)
    return read


@pytest.fixture
def examined(monkeypatch):
    """Keys of the reports that are checked, and not remembered."""
    keys, examine = [], ReportChecker.examine

    def noting(self, task):
        keys.append(task.head.key)
        return examine(self, task)

    monkeypatch.setattr(ReportChecker, "examine", noting)
    return keys


def site(folder: Path, whole: str) -> Path:
    """A site with one report of `whole` 万元 of projects."""
    root = minimal(folder, WHOLE, f"表单: demo\n部门: ju\n年度: 2020\n项目支出: {whole}\n")
    (root / "content/forms/project.yaml").write_text(PROJECT, "utf-8")
    return root


def add(root: Path, form: str, number: int, text: str) -> Path:
    path = root / f"content/reports/2020/ju/p{number:03}/report.yaml"
    path.parent.mkdir()
    path.write_text(HEAD.format(form=form, slug=f"p{number:03}") + text, "utf-8")
    return path


def test_every_project_counts_and_is_read_about_once(tmp_path, read):
    root = site(tmp_path, f"{MANY}.00")
    paths = [add(root, "project", number, "执行数: 1.00\n") for number in range(MANY)]
    assert [each.code for each in check(root).diagnostics if each.code == "DOC102"] == []
    assert max(read.values()) <= 2, "read for itself, and for the whole"
    replace(paths[-1], "执行数: 1.00", "执行数: 2.00")
    (found,) = (each for each in check(root).diagnostics if each.code == "DOC102")
    assert f"{MANY} 份报告加起来是 {MANY + 1} 万元" in found.message
    assert len(found.related) == MANY


def test_a_project_is_checked_again_with_the_whole_it_counts_into_and_no_other(tmp_path, examined):
    root = site(tmp_path, "9.00")
    paths = [add(root, "project", number, "执行数: 1.00\n") for number in range(3)]
    check(root)
    del examined[:]
    replace(paths[1], "执行数: 1.00", "执行数: 1.01")
    check(root)
    assert sorted(examined) == ["2020/ju/demo", "2020/ju/p001"]
    del examined[:]
    replace(root / "content/reports/2020/ju/report.yaml", "项目支出: 9.00", "项目支出: 9.01")
    check(root)
    assert examined == ["2020/ju/demo"]


def test_reports_that_state_one_figure_are_all_compared(tmp_path, read):
    root = site(tmp_path, "9.00")
    stated = [9 if number % 5 else 8 for number in range(MANY)]
    for number, figure in enumerate(stated):
        add(root, "demo", number, f"项目支出: {figure}.00\n")
    found = Counter(
        each.place.file.split("/")[-2] for each in check(root).diagnostics if each.code == "DOC101"
    )
    # Brute force: each against those whose folders come before its own, the first of which lies above them all.
    expected = {
        f"p{number:03}": sum(other != figure for other in (9, *stated[:number]))
        for number, figure in enumerate(stated)
    }
    assert found == {folder: number for folder, number in expected.items() if number}
    assert max(read.values()) <= 2
