"""Results told of the year before that are this year's: the year is named, and so is a result that differs from the table."""

from __future__ import annotations

import pytest

from sitegen.checks.rules.texts import (
    text120_narrative_contradicts_figure,
    text126_date_in_text_cannot_be_right,
)
from tests.checks.telling import faults_of

RULES = (text120_narrative_contradicts_figure, text126_date_in_text_cannot_be_right)
FORM = """表单: demo
名称: 项目支出绩效自评表
单位: 万元
小数: 2
部分:
  一、数据:
    内容:
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 三级指标}
        列:
          指标值: {标识: target, 类型: 指标值, 角色: 目标}
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
      实际完成情况: {标识: results, 类型: 正文}
"""
RESULTS = (
    {
        "改造供水管网长度": ("≥25公里", "26.8公里"),
        "水质达标率": ("≥95%", "96.4%"),
        "水质检测批次": ("≥40批次", "48批次"),
    },
    {
        "新建护岸长度": ("≥12000米", "12600米"),
        "清淤土方量": ("≥4.2万立方米", "3.95万立方米"),
        "群众满意度": ("≥90%", "93.6%"),
    },
    {
        "新建蓄水池数量": ("≥110座", "112座"),
        "铺设管道长度": ("≥37公里", "38.65公里"),
        "农户满意度": ("≥92%", "94.27%"),
    },
)
TOLD = (
    "{day}，改造供水管网{0}，水质达标率{1}，开展水质检测{2}。",
    "{day}，新建护岸{0}，清淤土方量{1}，群众满意度达到{2}。",
    "{day}，新建蓄水池{0}，铺设管道{1}，农户满意度{2}。",
)  # fmt: skip
RIGHT = ("截至2023年12月31日", "截至2023年底", "2023年")
WRONG = ("截至2022年12月31日", "截至2022年底", "2022年")
OTHERS = (
    "2022年12月，项目开工建设。2023年完成全部任务。",
    "截至2022年12月31日，资金结转38.65万元，2023年全部完成支付。",
    "项目2021年立项，截至2022年12月31日一期工程全部完成，2023年实施二期。",
    "截至2023年12月31日，各项任务全部完成。",
)


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    made = []
    for rows in RESULTS:
        table = "".join(
            f"  {name}: {{指标值: {aim}, 完成值: {done}}}\n" for name, (aim, done) in rows.items()
        )
        report = f"表单: demo\n部门: ju\n年度: 2023\n公开日期: 2024-08-01\n绩效指标:\n{table}"
        made.append(faults_of(tmp_path_factory.mktemp("site"), FORM, report, RULES, "实际完成情况"))
    return made


def text(at: int, day: str, *done: str) -> str:
    return TOLD[at].format(*done, day=day) + "2023年的任务都已完成。"


def done(at: int) -> list[str]:
    return [actual for _, actual in RESULTS[at].values()]


@pytest.mark.parametrize("at", range(len(RESULTS)))
@pytest.mark.parametrize("day", RIGHT)
def test_this_years_results_are_not_accused(faults, at, day):
    assert faults[at](text(at, day, *done(at))) == []


@pytest.mark.parametrize("at", range(len(RESULTS)))
@pytest.mark.parametrize("day", WRONG)
def test_the_year_before_told_of_this_years_results_is_named(faults, at, day):
    assert faults[at](text(at, day, *done(at))) == ["2022年"]


@pytest.mark.parametrize("at", range(len(RESULTS)))
@pytest.mark.parametrize("day", WRONG)
def test_results_of_the_year_before_are_its_own(faults, at, day):
    others = [each.replace("2", "1").replace("6", "5").replace("9", "8") for each in done(at)]
    assert faults[at](text(at, day, *others)) == []


@pytest.mark.parametrize("words", OTHERS)
def test_another_year_that_is_meant_is_left_alone(faults, words):
    assert faults[0](words) == []


@pytest.mark.parametrize("day", WRONG[:2])
def test_all_done_by_the_end_of_the_year_before_is_named(faults, day):
    assert faults[0](f"{day}，项目各项任务全部完成。") == [day]
    assert faults[0](f"本次自评的基准日为{WRONG[0][2:]}。") == [WRONG[0][2:]]


@pytest.mark.parametrize(("at", "which"), [(1, 1)])
@pytest.mark.parametrize("day", [*RIGHT, *WRONG])
def test_a_target_told_among_results_is_named(faults, at, which, day):
    told = done(at)
    told[which] = list(RESULTS[at].values())[which][0].lstrip("≥")
    found = faults[at](text(at, day, *told))
    assert told[which] in found
    assert len(found) == 1 + (day in WRONG)
