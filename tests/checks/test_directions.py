"""Bare targets: whether more or less is better, and what follows for any result."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.targets import (
    Achievement,
    achieved,
    achieved_figure,
    compare,
    directed,
    stated_targets,
    target_of_columns,
)
from sitegen.model.forms.formula import Relation
from sitegen.numbers.figures import Figure, parse_figure

MET, MISSED, UNKNOWN = Achievement.MET, Achievement.MISSED, Achievement.NOT_COMPARABLE
UP, DOWN = Relation.AT_LEAST, Relation.AT_MOST

HIGHER = {
    "%": (
        "资金拨付及时率", "政府采购执行率", "预算完成率", "储备到位率（5000吨稻谷、500吨成品粮）", "固定资产利用率", "群众满意度",
        "投诉办结率", "投诉处理及时率", "事故隐患整改率", "违法案件查处率", "成本核算率", "收购价格执行率", "成本节约率", "能耗降低率",
        "事故起数下降率", "设备完好率", "在职党员参学率", "入学率", "治愈率", "高血压规范管理率", "保险覆盖率", "公开及时率", "增长率",
        "游客增长", "知晓度", "病虫害防治率", "死亡病例报告率", "失业保险参保率", "信访事项按期办结率", "完成比例", "贫困人口减少比例",
        "公众投诉率下降", "成本降幅", "质量达标", "死亡病例上报率",
    ),
    "人次": ("培训人次", "失业人员再就业", "受助人数", "接待观众"),
    "次": ("安全事故应急演练次数", "监督检查次数", "违规行为整改次数", "防火宣传次数"),
    "万元": ("带动增收", "完成投资", "发放补贴资金", "新增税收", "挽回损失"),
    "天": ("开放天数", "空气优良天数", "培训天数"),
    "平方公里": ("水土流失治理面积", "绿化面积"),
}  # fmt: skip
LOWER = {
    "%": (
        "在职人员控制率", "三公经费控制率", "公用经费控制率", "三公经费变动率", "差错率", "投诉率", "事故发生率", "明显变质比例",
        "超支率", "死亡率", "孕产妇死亡率", "城镇登记失业率", "不合格率", "病死率", "三公经费增长率", "逾期率", "闲置率", "资产负债率",
        "设备故障率", "贫困发生率", "森林火灾受害率", "公用经费控制", "未达标率", "粮食损耗率", "不良反应发生率", "成本控制率", "成本控制",
    ),
    "起": ("较大以上安全事故", "安全生产事故数", "市场波动引起的安全事件数", "重大舆情", "信访事件"),
    "处": ("安全隐患", "隐患数"),
    "件": ("有效投诉件数", "违规违纪案件数", "群众投诉"),
    "人": ("死亡人数", "事故死亡人数"),
    "万元": ("公车运行费控制", "项目总成本", "人均培训成本", "每公里造价"),
    "个工作日": ("审批办理时限", "平均拨付时间", "响应时间"),
}  # fmt: skip
EITHER = {
    "%": ("结转结余率", "预算调整率", "人员经费占比", "不合格药品检出率", "风险控制", "高血压控制率", "森林病虫害控制率", "公用经费占基本支出比重"),
    "件": ("投诉处理件数", "受理投诉件数", "办理案件数", "审结案件数", "调解纠纷数"),
    "元/人": ("补助标准",),
    "吨": ("化肥使用量",),
    "日": ("首期",),
    "万元": ("项目支出", "公务接待费", "日常公用经费", "项目预算"),
    "天": ("首期资金",),
}  # fmt: skip


def listed(names: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, unit) for unit, some in names.items() for name in some]


def bare(name: str, text: str, actual: str, groups: tuple[str, ...] = (), stated: str = "") -> Achievement:
    """What a target that is written `text` comes to with a result written `actual`."""
    goals = directed(target_of_columns("", text, "", 2020), name, groups, stated)
    figure = parse_figure(actual)
    plain = isinstance(figure, Figure) and figure.unit != "月"
    said = achieved_figure(figure.value, figure.unit) if plain else achieved(actual, 2020)
    return UNKNOWN if said is None else compare(goals, said)


@pytest.mark.parametrize(("name", "unit"), listed(HIGHER))
def test_more_is_better(name, unit):
    results = [bare(name, f"80{unit}", f"{value}{unit}") for value in (79, 80, 81)]
    assert results == [MISSED, MET, MET]


@pytest.mark.parametrize(("name", "unit"), listed(LOWER))
def test_less_is_better(name, unit):
    results = [bare(name, f"80{unit}", f"{value}{unit}") for value in (79, 80, 81)]
    assert results == [MET, MET, MISSED]


@pytest.mark.parametrize(("name", "unit"), listed(EITHER))
def test_only_what_is_equal_is_met_where_both_can_be_meant(name, unit):
    results = [bare(name, f"80{unit}", f"{value}{unit}") for value in (79, 80, 81)]
    assert results == [UNKNOWN, MET, UNKNOWN]


@pytest.mark.parametrize(
    ("name", "text", "actual", "groups", "expected"),
    [
        # Nothing can be less than nothing.
        ("安全事件数", "0起", "0起", (), MET),
        ("安全事件数", "0起", "无", (), MET),
        ("安全事件数", "0起", "1起", (), MISSED),
        ("挪用专项资金", "0", "0", (), MET),
        ("挪用专项资金", "0", "2", (), MISSED),
        ("收入增长", "0%", "3%", (), UNKNOWN),
        # Words against figures
        ("发放率", "100%", "完成", (), MET),
        ("发放率", "100%", "未完成", (), MISSED),
        ("发放率", "100%", "无", (), UNKNOWN),
        ("发放率", "100%", "0", (), MISSED),
        ("发放率", "100%", "较好", (), UNKNOWN),
        ("场次", "12场", "完成", (), UNKNOWN),
        ("场次", "12场", "未开展", (), MISSED),
        ("投诉件数", "3件", "未收到投诉", (), MET),
        # What may be a part of the whole
        ("发放率", "100%", "1", (), UNKNOWN),
        ("发放率", "1", "100%", (), UNKNOWN),
        ("发放率", "95%", "0.96", (), UNKNOWN),
        ("差错率", "3%", "0.5", (), MET),
        # Groups
        ("会议费", "3万元", "2.8万元", ("成本指标",), MET),
        ("会议费", "3万元", "3.2万元", ("产出指标", "成本指标"), MISSED),
        ("竣工决算", "30天", "28天", ("时效指标",), MET),
        ("竣工决算", "30天", "33天", ("时效指标",), MISSED),
        # Units of one kind
        ("受益人次", "1.2万人次", "12000人次", (), MET),
        ("受益人次", "1.2万人次", "11900人次", (), MISSED),
        ("项目总成本", "30万元", "299000元", (), MET),
        ("传染病发病率", "3‰", "0.4%", (), MISSED),
        ("培训", "10次", "90%", (), UNKNOWN),
        # Deadlines
        ("完成时间", "12月", "11月", (), MET),
        ("完成时间", "12月底之前完成", "2020年12月30日", (), MET),
        ("完成时间", "12月底之前完成", "2021年1月", (), MISSED),
        ("完成时间", "2020年10月底前", "2020年11月18日", (), MISSED),
        ("完成时间", "2020-10-31", "2020.10.30", (), MET),
        ("完成时间", "年底前", "12月20日", (), MET),
        ("完成时间", "6月底前完成", "按期完成", (), MET),
        ("完成时间", "6月底前完成", "未完成", (), MISSED),
        ("完成时间", "6月15日前", "6月", (), UNKNOWN),
        ("补贴月数", "12个月", "12个月", (), MET),
    ],
)
def test_what_clerks_write(name, text, actual, groups, expected):
    assert bare(name, text, actual, groups) is expected


@pytest.mark.parametrize("name", ["覆盖率", "差错率", "结转结余率"])
def test_what_the_form_or_the_report_says_goes_before_the_name(name):
    assert [bare(name, "15%", f"{value}%", (), "反向") for value in (14, 16)] == [MET, MISSED]
    assert [bare(name, "15%", f"{value}%", (), "正向") for value in (14, 16)] == [MISSED, MET]
    assert bare(name, "15%", "14%", (), "定性") is UNKNOWN


NAMES = st.sampled_from([*listed(HIGHER), *listed(LOWER), *listed(EITHER)])
FIGURES = st.decimals(min_value=2, max_value=10**5, places=2)
GROUPS = st.sampled_from([(), ("产出指标", "数量指标"), ("成本指标",), ("时效指标",), ("效益指标",)])


def spellings(value: Decimal, unit: str) -> list[str]:
    """Ways to write the same result."""
    found = [f"{value}{unit}", f"{value} {unit}", f"已完成{value}{unit}", f"达到{value}{unit}。"]
    if unit == "%":
        found += [f"{value}％", f"{value * 10}‰"]
    if unit == "万元":
        found += [f"{value * 10000}元"]
    return found


@given(NAMES, FIGURES, FIGURES, GROUPS)
def test_the_spelling_of_a_result_changes_nothing(named, due, done, groups):
    name, unit = named
    results = {bare(name, f"{due}{unit}", each, groups) for each in spellings(done, unit) if "/" not in unit}
    assert len(results) <= 1


@given(NAMES, FIGURES, GROUPS)
def test_a_result_exactly_as_targeted_is_met(named, due, groups):
    name, unit = named
    assert bare(name, f"{due}{unit}", f"{due}{unit}", groups) is MET


@given(NAMES, FIGURES, FIGURES, FIGURES, GROUPS)
def test_a_better_result_is_never_worse(named, due, first, second, groups):
    name, unit = named
    low, high = sorted((first, second))
    order = {MISSED: 0, UNKNOWN: 1, MET: 2}
    less, more = (order[bare(name, f"{due}{unit}", f"{each}{unit}", groups)] for each in (low, high))
    goals = directed(target_of_columns("", f"{due}{unit}", ""), name, groups)
    relation = getattr(goals[0], "relation", None)
    assert less <= more if relation is UP else less >= more if relation is DOWN else True


@given(NAMES, FIGURES, FIGURES, GROUPS, st.sampled_from(["≥", "≤", ">", "<"]))
def test_a_sign_goes_before_the_name(named, due, done, groups, sign):
    name, unit = named
    if "/" in unit:
        return
    goals = directed(target_of_columns("", f"{sign}{due}{unit}", ""), name, groups)
    assert goals == stated_targets(f"{sign}{due}{unit}")
    said = achieved_figure(done, unit)
    holds = {"≥": done >= due, "≤": done <= due, ">": done > due, "<": done < due}[sign]
    assert compare(goals, said) is (MET if holds else MISSED)


@pytest.mark.parametrize(
    ("name", "due", "beyond", "short"),
    [
        ("培训任务完成率", "100%", "104%", "96%"),
        ("培训期数", "12期", "14期", "11期"),
        ("资金到位率", "100%", "100.5%", "99.9%"),
        ("重大安全事故", "3起", "2起", "4起"),
        ("平均拨付时间", "10天", "8天", "11天"),
        ("三公经费控制率", "100%", "86%", "101%"),
    ],
)
def test_more_than_a_target_that_is_to_be_equal_is_no_failure(name, due, beyond, short):
    goals = directed(stated_targets(f"={due}"), name)
    assert compare(goals, achieved(beyond)) is UNKNOWN
    assert compare(goals, achieved(short)) is MISSED
    assert compare(goals, achieved(due)) is MET


@pytest.mark.parametrize(("said", "beyond", "short"), [("正向", "4个", "2个"), ("反向", "2个", "4个")])
def test_a_direction_that_is_stated_tells_the_better_side_of_an_equal_target(said, beyond, short):
    goals = directed(stated_targets("=3个"), "补助标准", (), said)
    assert compare(goals, achieved(beyond)) is UNKNOWN
    assert compare(goals, achieved(short)) is MISSED


def test_where_no_side_is_better_both_miss_an_equal_target():
    goals = directed(stated_targets("=500元"), "补助标准")
    assert compare(goals, achieved("450元")) is MISSED
    assert compare(goals, achieved("550元")) is MISSED
