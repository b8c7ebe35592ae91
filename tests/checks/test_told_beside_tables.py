"""Balances, means, distances from targets, goals and days that texts tell: right ones are never accused, slips found.

The texts are generated from the figures in the words of several provinces; a slip exchanges two digits of one number.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from sitegen.checks.rule import Subject
from sitegen.checks.rules.texts import (
    text120_narrative_contradicts_figure,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
    text127_text_contradicts_itself,
)
from sitegen.model.reports.report import Report
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile
from tests.site_tools import minimal
from tests.whole_site import load_site

RULES = (
    text120_narrative_contradicts_figure,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
    text127_text_contradicts_itself,
)
FORM = """表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、数据:
    内容:
      资金:
        类型: 表格
        标识: funds
        标题: 预算执行
        行:
          项目: 来源
          固定行:
            年度资金总额: {标识: all}
            省级财政资金: {标识: province}
            公务接待费: {标识: guests}
        列:
          全年预算数: {标识: budget, 角色: 预算数}
          全年执行数: {标识: final, 角色: 执行数}
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 三级指标}
        列:
          指标值: {标识: target, 类型: 指标值, 角色: 目标}
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
      年度目标: {标识: goal, 类型: 正文}
      完成情况: {标识: results, 类型: 正文}
"""
BALANCES = (
    "省级财政资金执行{spent}万元，执行率见表，结余{left}万元。",
    "省里下达{budget}万元，当年没有用完，剩余资金{left}万元。",
    "年内支出{spent}万元，未使用资金{left}万元结转下年。",
    "省级补助列支{spent}万元。按规定，结转结余资金为{left}万元。",
)
MEANS = ("接待来宾{heads}人次，人均接待费{mean}元。", "全年国内公务接待{heads}人次，平均每人接待费{mean}元。")
DISTANCES = (
    "改造供水管网{done}公里，比目标{more}{far}公里。",
    "改造供水管网{done}公里，较年度计划任务{more}{far}公里。",
)
GOALS = (
    "改造供水管网{due}公里以上。",
    "目标1：改造供水管网不少于{due}公里，改善水质。",
    "新建泵站，改造供水管网{due}公里；",
)


GUESTS = Decimal("2.34")
ROUNDED = Decimal("0.005")
"""What part of 2.34 its rounding may hide, and so of a mean."""
FIGURES = (
    ("621.75", "12.45", "68.4", "62.5"),
    ("1437.92", "122.08", "126.8", "135.2"),
    ("86.30", "4.17", "21.6", "18.9"),
)
"""What was spent and left, what was done and due."""


@pytest.fixture(scope="module", params=FIGURES, ids=lambda each: each[0])
def case(request, tmp_path_factory):
    """A report, and the numbers that texts tell of it."""
    spent, left, done, due = request.param
    budget, far = Decimal(spent) + Decimal(left), Decimal(done) - Decimal(due)
    report = (
        "表单: demo\n年度: 2020\n部门: ju\n资金:\n"
        f"  年度资金总额: {{全年预算数: {budget * 2}, 全年执行数: {budget * 2}}}\n"
        f"  省级财政资金: {{全年预算数: {budget}, 全年执行数: {spent}}}\n"
        f"  公务接待费: {{全年预算数: 4.00, 全年执行数: {GUESTS}}}\n"
        f"绩效指标:\n  改造供水管网: {{指标值: ≥{due}公里, 完成值: {done}公里}}\n"
    )
    heads = int(Decimal(spent)) % 300 + 41
    mean = (GUESTS * 10000 / heads).quantize(Decimal("0.01"), ROUND_HALF_UP)
    numbers = {
        "spent": spent, "left": left, "budget": str(budget), "heads": str(heads), "mean": str(mean), "done": done, "due": due,
        "far": str(abs(far)), "more": "多" if far > 0 else "少", "less": "少" if far > 0 else "多",
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("site")
    return load_site(minimal(folder, FORM, report))[0].reports[0], numbers


def faults(report: Report, results: str, goal: str = "做好工作。") -> list[str]:
    """What the rules find wrong with these texts of the report."""
    words = f"# 年度目标\n\n{goal}\n\n# 完成情况\n\n{results}\n"
    texts, _ = parse_narrative(SourceFile("narrative.md", words), frozenset())
    subject = Subject(replace(report, prose={each.heading: each for each in texts}))
    outcomes = [outcome for rule in RULES for outcome in rule.check(subject)]
    return [each.diagnostic.message for each in outcomes if each.diagnostic is not None]


def slips(number: str) -> list[str]:
    """`number` with two neighbouring digits exchanged, wherever that gives another number of as many digits."""
    found = []
    for at in range(len(number) - 1):
        first, second = number[at : at + 2]
        if first.isdigit() and second.isdigit() and first != second and (at or second != "0"):
            found.append(f"{number[:at]}{second}{first}{number[at + 2 :]}")
    return found


@pytest.mark.parametrize(
    ("text", "told"), [*((each, "left") for each in BALANCES), *((each, "mean") for each in MEANS)]
)
def test_what_is_left_and_what_there_is_for_each(case, text, told):
    report, numbers = case
    assert faults(report, text.format_map(numbers)) == []
    for wrong in slips(numbers[told]):
        if abs(Decimal(wrong) / Decimal(numbers[told]) - 1) > ROUNDED:
            assert faults(report, text.format_map(numbers | {told: wrong})), wrong


@pytest.mark.parametrize("text", DISTANCES)
def test_how_far_a_result_is_from_its_target(case, text):
    report, numbers = case
    assert faults(report, text.format_map(numbers)) == []
    assert faults(report, text.format_map(numbers | {"more": numbers["less"]}))
    assert faults(report, text.format_map(numbers | {"far": f"{numbers['far']}5"}))


@pytest.mark.parametrize("goal", GOALS)
def test_goals_are_those_of_the_table(case, goal):
    report, numbers = case
    assert faults(report, "已完成。", goal.format_map(numbers)) == []
    for wrong in (*slips(numbers["due"]), numbers["due"].replace(".", "")):
        assert faults(report, "已完成。", goal.format_map(numbers | {"due": wrong})), wrong
