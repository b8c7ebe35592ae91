"""CSV: one line a fact, as written, and nothing a spreadsheet program would compute."""

from __future__ import annotations

import csv
import io

import pytest

from sitegen.exports.csv import FACT_COLUMNS, harmless, report_csv
from tests.rendering import builder

DATA = report_csv(builder.report())
ROWS = list(csv.DictReader(io.StringIO(DATA.decode("utf-8-sig"))))
BY_ADDRESS = {row["地址"]: row for row in ROWS}


def test_it_begins_with_a_byte_order_mark_and_the_columns():
    assert DATA.startswith("\ufeff".encode() + ",".join(FACT_COLUMNS).encode() + b"\r\n")


def test_every_fact_has_one_line_in_the_order_of_the_form():
    report = builder.report()
    assert len(ROWS) == len(list(report.facts()))
    assert set(BY_ADDRESS) == {fact.address for fact in report.facts()}
    assert [row["列"] for row in ROWS[:4]] == ["人员编制", "评价日期", "联系人", "备注项"]


def test_a_line_says_whose_figure_it_is_and_where_it_stands():
    assert BY_ADDRESS["支出.基本支出[科协机关]"] == {
        "报告": "2020/kexie/demo",
        "部门标识": "kexie",
        "部门": "岳阳市科学技术协会",
        "机构": "科协机关",
        "年度": "2020",
        "表单": "demo",
        "概念": "",
        "表": "支出",
        "行": "1、科协机关",
        "列": "基本支出",
        "地址": "支出.基本支出[科协机关]",
        "值": "431.30",
        "数值": "431.30",
        "单位": "万元",
        "状态": "数字",
    }


@pytest.mark.parametrize(
    ("address", "value", "unit", "state"),
    [
        ("支出.当年结余[科协机关]", "-14.15", "万元", "数字"),
        ("支出.累计结余[科技馆]", "123456.5", "万元", "数字"),
        ("支出.基本支出[科技馆]", "", "", "未填"),
        ("支出.人员支出[科技馆]", "0", "万元", "数字"),
        ("支出.公用支出[科技馆]", "", "", "—"),
        ("支出.项目支出[科技馆]", "", "", "不适用"),
        ("支出.当年结余[科技馆]", "", "", "资料缺失"),
        ("绩效指标.年度指标值[科普活动]", "735", "人次", "数字"),
        ("绩效指标.年度指标值[专家入库]", "≥200", "", "文字"),
        ("三公经费.决算数[接待批次]", "12", "个", "数字"),
        ("评价日期", "2021-06-30", "", "文字"),
        ("备注项", "'=1+1", "", "文字"),
    ],
)
def test_values_are_as_written_and_states_are_told_apart(address, value, unit, state):
    row = BY_ADDRESS[address]
    assert (row["值"], row["单位"], row["状态"]) == (value, unit, state)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1"])
def test_text_that_would_be_computed_is_marked_as_text(text):
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "1=1", "无", "2-3月", "“=”"])
def test_other_text_is_left_alone(text):
    assert harmless(text) == text
