"""公开情况: in time, late, missing, not due; and corrections as they are read."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.model.results.publication import Status, obliged, publications, worst
from sitegen.model.results.summary import summarize
from tests.site_tools import TODAY, check, codes, minimal

FORM = """表单: demo
名称: 部门决算公开表
单位: 万元
公开: {期限: 20}
部分:
  一、决算:
    内容:
      支出合计: {标识: total, 类型: 金额}
"""
REPORT = "表单: demo\n部门: ju\n年度: 2020\n批复日期: 2021-08-20\n公开日期: 2021-09-10\n支出合计: 100\n"
DUTIES = """公开要求:
  - {年度: 2020, 表单: demo, 部门: [ju, guan], 截止日期: 2021-09-30}
  - {年度: 2021, 表单: demo, 部门: [ju], 截止日期: 2022-09-30}
"""


def summaries(checked):
    return tuple(map(summarize, checked.site.reports, checked.verdicts))


def known(checked, today):
    return publications(checked.site.config, checked.site.departments, summaries(checked), today)


def site_with(tmp_path, settings="", report=REPORT):
    root = minimal(tmp_path, FORM, report)
    with (root / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    with (root / "content/departments.yaml").open("a", encoding="utf-8") as file:
        file.write("guan:\n  名称: 测试馆\nta:\n  名称: 他局\n")
    return check(root)


def states(checked, today=TODAY):
    return {(each.department, each.year): each.status for each in known(checked, today)}


def test_a_forms_own_time_limit_makes_a_report_late(tmp_path):
    assert states(site_with(tmp_path)) == {("ju", 2020): Status.LATE}


def test_a_deadline_of_the_site_stands_above_the_forms(tmp_path):
    checked = site_with(tmp_path, DUTIES)
    assert states(checked) == {
        ("ju", 2020): Status.IN_TIME,
        ("guan", 2020): Status.MISSING,
        ("ju", 2021): Status.MISSING,
    }
    assert [
        department.id
        for department in obliged(checked.site.config, checked.site.departments, summaries(checked))
    ] == ["ju", "guan"]


def test_what_is_not_due_is_not_missing(tmp_path):
    checked = site_with(tmp_path, DUTIES)
    assert states(checked, date(2022, 9, 30))["ju", 2021] is Status.NOT_DUE
    assert states(checked, date(2022, 10, 1))["ju", 2021] is Status.MISSING


def test_the_site_may_say_of_which_day_it_tells(tmp_path):
    checked = site_with(tmp_path, DUTIES + "统计截至: 2022-01-31\n")
    assert states(checked)["ju", 2021] is Status.NOT_DUE


def test_without_dates_nothing_is_said_of_time(tmp_path):
    undated = REPORT.replace("批复日期: 2021-08-20\n", "")
    assert states(site_with(tmp_path, report=undated)) == {("ju", 2020): Status.PUBLIC}


def test_a_late_report_is_still_better_than_none(tmp_path):
    found = known(site_with(tmp_path, DUTIES), TODAY)
    assert worst(found) is Status.MISSING
    assert worst(()) is None


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("公开要求:\n  - {年度: 2020, 表单: dem, 部门: [ju], 截止日期: 2021-09-30}\n", "表单“dem”不存在"),
        ("公开要求:\n  - {年度: 2020, 表单: demo, 部门: [jv], 截止日期: 2021-09-30}\n", "部门“jv”不存在"),
    ],
)
def test_duties_name_what_exists(tmp_path, settings, words):
    found = site_with(tmp_path, settings).diagnostics
    assert [(each.code, each.place.line) for each in found if words in each.message] == [("FORM117", 4)]


def test_corrections_stand_in_the_order_they_were_made(tmp_path):
    report = REPORT + (
        "更正:\n"
        "  - {日期: 2021-11-02, 位置: 支出合计, 原为: 99, 改为: 100, 原因: 漏记}\n"
        "  - {日期: 2021-10-02, 位置: 支出合计, 原为: 98, 改为: 99, 原因: 误记}\n"
    )
    checked = site_with(tmp_path, report=report)
    assert [each.after for each in checked.site.reports[0].corrections] == ["99", "100"]
    assert "DISC107" not in codes(checked.diagnostics)
