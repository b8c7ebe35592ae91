"""Targets as they are worded in published reports, and whether a result meets them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.checks.targets import Achievement, Target, compare, stated_targets, target_of_columns
from sitegen.figures import Figure, parse_figure
from sitegen.model.formula import Relation

MET, MISSED, UNKNOWN = Achievement.MET, Achievement.MISSED, Achievement.NOT_COMPARABLE


def parts(targets: tuple[Target, ...]) -> list[tuple[str | None, str, str]]:
    """Sign, figure and unit of each target."""
    return [(target.relation and target.relation.value, str(target.value), target.unit) for target in targets]


def result(targets: tuple[Target, ...], actual: str) -> Achievement:
    """What comparing `targets` with a result as it is written says."""
    figure = parse_figure(actual)
    assert isinstance(figure, Figure)
    return compare(targets, figure.value, figure.unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Signs
        ("≥100百分比", [("≥", "100", "%")]),
        ("≥95%", [("≥", "95", "%")]),
        ("≥95％", [("≥", "95", "%")]),
        (">=95%", [("≥", "95", "%")]),
        ("≧95%", [("≥", "95", "%")]),
        ("≤90万元", [("≤", "90", "万元")]),
        ("≤90.00万元/年", [("≤", "90.00", "万元")]),
        ("<= 3 天", [("≤", "3", "天")]),
        ("＞95%", [(">", "95", "%")]),
        ("＜5%", [("<", "5", "%")]),
        ("＝0", [("=", "0", "")]),
        ("≥735人次", [("≥", "735", "人次")]),
        ("≥1,200人", [("≥", "1200", "人")]),
        ("≥1000.50元", [("≥", "1000.50", "元")]),
        ("≥95%（含）", [("≥", "95", "%")]),
        # Words before the figure
        ("不低于95%", [("≥", "95", "%")]),
        ("不少于12场次", [("≥", "12", "场次")]),
        ("不小于3", [("≥", "3", "")]),
        ("至少3次", [("≥", "3", "次")]),
        ("达到100%", [("≥", "100", "%")]),
        ("大于等于 90 分", [("≥", "90", "分")]),
        ("不超过3起", [("≤", "3", "起")]),
        ("不高于1.5万元", [("≤", "1.5", "万元")]),
        ("不大于5", [("≤", "5", "")]),
        ("不多于3起", [("≤", "3", "起")]),
        ("至多2次", [("≤", "2", "次")]),
        ("小于等于5‰", [("≤", "5", "‰")]),
        ("高于98%", [(">", "98", "%")]),
        ("超过98%", [(">", "98", "%")]),
        ("大于90", [(">", "90", "")]),
        ("多于100人", [(">", "100", "人")]),
        ("低于5%", [("<", "5", "%")]),
        ("少于3", [("<", "3", "")]),
        ("等于0", [("=", "0", "")]),
        # Words behind it
        ("90%以上", [("≥", "90", "%")]),
        ("95%及以上", [("≥", "95", "%")]),
        ("1.2亿元以上", [("≥", "1.2", "亿元")]),
        ("10天以内", [("≤", "10", "天")]),
        ("60岁以下", [("≤", "60", "岁")]),
        ("5%及以下", [("≤", "5", "%")]),
        # Within a sentence
        ("指标1：科技人员满意率高于98%；指标2：群众满意率高于98%", [(">", "98", "%"), (">", "98", "%")]),
        ("举办培训不少于2次，参加人数达到100人", [("≥", "2", "次"), ("≥", "100", "人")]),
        ("成本控制在90万元以内", [("≤", "90", "万元")]),
        ("同比增长5%以上", [("≥", "5", "%")]),
        ("每年1次以上", [("≥", "1", "次")]),
        # No direction, or nothing but words
        ("效果明显", []),
        ("735人次", []),
        ("100%", []),
        ("100%完成", []),
        ("控制在预算内", []),
        ("超过上年", []),
        ("三次以上", []),
        ("10个工作日内", []),
        ("2020年12月31日前完成", []),
        ("达到国家二级以上标准", []),
        ("较上年提高3个百分点", []),
        ("", []),
    ],
)
def test_what_a_wording_states(text, expected):
    assert parts(stated_targets(text)) == expected


@pytest.mark.parametrize(
    ("sign", "text", "unit", "expected"),
    [
        ("≥", "100", "%", [("≥", "100", "%")]),
        ("≥", "100%", "%", [("≥", "100", "%")]),
        ("=", "735", "人次", [("=", "735", "人次")]),
        ("<=", "90", "万元", [("≤", "90", "万元")]),
        ("＜", "90", "", [("<", "90", "")]),
        ("≥", "1,000", "人", [("≥", "1000", "人")]),
        ("≥", "１００", "%", [("≥", "100", "%")]),
        ("定性", "100", "%", [(None, "100", "%")]),
        ("", "735", "人次", [(None, "735", "人次")]),
        ("", "≥95%", "", [("≥", "95", "%")]),
        ("", "90%以上", "%", [("≥", "90", "%")]),
        ("≥", "效果明显", "", []),
        ("定性", "效果明显", "", []),
        ("=", "2020年12月底前", "", []),
        ("", "", "%", []),
    ],
)
def test_what_three_columns_state(sign, text, unit, expected):
    assert parts(target_of_columns(sign, text, unit)) == expected


@pytest.mark.parametrize(
    ("text", "actual", "expected"),
    [
        ("≥100百分比", "100%", MET),
        ("≥100百分比", "99.99%", MISSED),
        ("不低于95%", "95%", MET),
        ("不低于95%", "94.9%", MISSED),
        ("高于98%", "98%", MISSED),
        ("高于98%", "98.00%", MISSED),
        ("高于98%", "98.01%", MET),
        ("低于5%", "5%", MISSED),
        ("低于5%", "4.9%", MET),
        ("≤90万元", "89.97万元", MET),
        ("≤90万元", "89.97", MET),
        ("≤90万元", "90万元", MET),
        ("≤90万元", "90.01", MISSED),
        ("达到100%", "100%", MET),
        ("达到100%", "99%", MISSED),
        ("90%以上", "90%", MET),
        ("90%以上", "89%", MISSED),
        ("10天以内", "10天", MET),
        ("10天以内", "11天", MISSED),
        ("等于0", "0", MET),
        ("等于0", "1", MISSED),
        # Another unit of the same kind
        ("≤90万元", "899700元", MET),
        ("≤90万元", "900001元", MISSED),
        ("≤5‰", "0.5%", MET),
        ("≤5‰", "0.51%", MISSED),
        # One of two is missed
        ("科技人员高于98%；群众高于97%", "98%", MISSED),
        ("科技人员高于97%；群众高于97%", "98%", MET),
        # Of different kinds, or without a direction
        ("不少于2次", "95%", UNKNOWN),
        ("≥735人次", "735人", UNKNOWN),
        ("举办培训不少于2次，参加人数达到100人", "2次", UNKNOWN),
        ("735人次", "735人次", UNKNOWN),
        ("效果明显", "100%", UNKNOWN),
        ("", "100%", UNKNOWN),
    ],
)
def test_whether_a_result_meets_a_wording(text, actual, expected):
    assert result(stated_targets(text), actual) is expected


@pytest.mark.parametrize(
    ("columns", "actual", "expected"),
    [
        (("≥", "735", "人次"), "735人次", MET),
        (("≥", "735", "人次"), "735", MET),
        (("≥", "735", "人次"), "734", MISSED),
        (("=", "100", "%"), "100%", MET),
        (("=", "100", "%"), "100.00", MET),
        (("=", "100", "%"), "99%", MISSED),
        (("≥", "100", ""), "100%", MET),
        (("≥", "100", ""), "99%", MISSED),
        (("≤", "90", "万元"), "89.97", MET),
        (("≤", "90", "万元"), "899700元", MET),
        (("≥", "10", "次"), "90%", UNKNOWN),
        # Where the direction is open, only equality says something.
        (("", "735", "人次"), "735", MET),
        (("", "735", "人次"), "734", UNKNOWN),
        (("定性", "98", "%"), "97%", UNKNOWN),
        (("≥", "效果明显", ""), "100%", UNKNOWN),
    ],
)
def test_whether_a_result_meets_three_columns(columns, actual, expected):
    assert result(target_of_columns(*columns), actual) is expected


def test_a_target_keeps_its_wording_for_the_finding():
    assert [target.text for target in stated_targets("群众满意率高于98%。")] == ["高于98%"]
    assert [target.text for target in target_of_columns("≥", "735", "人次")] == ["≥735人次"]


def test_every_sign_of_a_form_has_a_meaning():
    for relation in Relation:
        (target,) = target_of_columns(relation.value, "1", "")
        assert target.relation is relation


def test_figures_are_compared_exactly():
    targets = stated_targets("≥0.3")
    assert compare(targets, Decimal("0.1") + Decimal("0.2"), "") is MET


@pytest.mark.parametrize(
    "text", ["90%≤满意率≤100%", "未达到5%", "不达到5%", "高于2020年水平", "由80%提高到90%以上"]
)
def test_a_text_that_says_more_than_can_be_read_states_nothing(text):
    assert stated_targets(text) == ()


@pytest.mark.parametrize(
    ("text", "actual", "result"),
    [
        ("不低于95%且不高于100%", "90", Achievement.MISSED),
        ("不低于95%且不高于100%", "96", Achievement.MET),
        ("2021年群众满意率高于98%", "98", Achievement.MISSED),
        ("不超过10个工作日", "11", Achievement.MISSED),
    ],
)
def test_every_bound_counts_and_years_are_no_targets(text, actual, result):
    targets = stated_targets(text)
    assert compare(targets, Decimal(actual), targets[0].unit) is result


@pytest.mark.parametrize("unit", ["百分比", "％", "百分点", "%"])
def test_a_unit_in_its_own_column_may_be_a_word(unit):
    assert compare(target_of_columns("≥", "95", unit), Decimal(90), "%") is Achievement.MISSED
