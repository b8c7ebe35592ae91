"""Targets as they are worded in published reports, and whether a result meets them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.targets import (
    Achieved,
    Achievement,
    Completion,
    Goal,
    Target,
    achieved,
    achieved_figure,
    compare,
    stated_targets,
    target_of_columns,
)
from sitegen.model.forms.formula import Relation
from sitegen.numbers.figures import Figure, parse_figure

MET, MISSED, UNKNOWN = Achievement.MET, Achievement.MISSED, Achievement.NOT_COMPARABLE


def parts(targets: tuple[Goal, ...]) -> list[object]:
    """Sign, figure and unit of each target; the text of what is to be completed."""
    return [
        target.text
        if isinstance(target, Completion)
        else (target.relation and target.relation.value, str(target.value), target.unit)
        for target in targets
    ]


def result(targets: tuple[Goal, ...], actual: str) -> Achievement:
    """What comparing `targets` with a result as it is written says."""
    figure = parse_figure(actual)
    said = achieved_figure(figure.value, figure.unit) if isinstance(figure, Figure) else achieved(actual)
    return UNKNOWN if said is None else compare(targets, said)


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
        ("覆盖率达95%", [("≥", "95", "%")]),
        ("完成10场", [("≥", "10", "场")]),
        # Chinese numerals
        ("不少于两次", [("≥", "2", "次")]),
        ("三次以上", [("≥", "3", "次")]),
        ("达到三十人", [("≥", "30", "人")]),
        ("百分之九十五以上", [("≥", "95", "%")]),
        ("不低于百分之九十五点五", [("≥", "95.5", "%")]),
        ("不超过一千二百元", [("≤", "1200", "元")]),
        # Ranges
        ("90%-100%", [("≥", "90", "%"), ("≤", "100", "%")]),
        ("90%~95%", [("≥", "90", "%"), ("≤", "95", "%")]),
        ("90-95%", [("≥", "90", "%"), ("≤", "95", "%")]),
        ("10—20个", [("≥", "10", "个"), ("≤", "20", "个")]),
        ("10至20场次", [("≥", "10", "场次"), ("≤", "20", "场次")]),
        ("90%≤满意率≤100%", [("≥", "90", "%"), ("≤", "100", "%")]),
        ("90%≤x＜100%", [("≥", "90", "%"), ("<", "100", "%")]),
        # To be completed
        ("年内完成", ["年内完成"]),
        ("开展学术交流活动年内完成", ["开展学术交流活动年内完成"]),
        ("指标3：按期完成。", ["按期完成"]),
        ("培训不少于2次，年内完成", [("≥", "2", "次"), "年内完成"]),
        ("完成情况良好", []),
        ("未完成", []),
        # No direction, or nothing but words
        ("效果明显", []),
        ("735人次", []),
        ("100%", []),
        ("100%完成", ["100%完成"]),
        ("控制在预算内", []),
        ("超过上年", []),
        ("10个工作日内", []),
        ("2020年12月31日前完成", []),
        ("达到国家二级以上标准", []),
        ("第三次以上", []),
        ("做到一视同仁", []),
        ("达到全国一流水平", []),
        ("20-10个", []),
        ("2020-12-31", []),
        ("1-2-3", []),
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
        ("≥", "三十", "人", []),
        ("≥", "三十人", "", [("≥", "30", "人")]),
        ("", "10-20", "个", [("≥", "10", "个"), ("≤", "20", "个")]),
        ("定性", "年内完成", "", ["年内完成"]),
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
        # Ranges
        ("90%-95%", "92%", MET),
        ("90%-95%", "95%", MET),
        ("90%-95%", "96%", MISSED),
        ("90%≤满意率<95%", "95%", MISSED),
        # Units with 万 in them
        ("≥1.2万人次", "12000人次", MET),
        ("≥1.2万人次", "1.19万人次", MISSED),
        ("≥12000人次", "1.2万人次", MET),
        ("≥100名", "99人", MISSED),
        # Words that say how much
        ("≥95%", "已完成95%", MET),
        ("≥95%", "实际完成94%", MISSED),
        ("≥95%", "95%以上", MET),
        ("≥95%", "90%以上", UNKNOWN),
        ("≥95%", "低于90%", MISSED),
        ("≥95%", "90%-94%", MISSED),
        ("高于95%", "95%以上", UNKNOWN),
        ("高于95%", "高于95%", MET),
        ("不少于两次", "两次", MET),
        ("不少于两次", "一次", MISSED),
        ("不少于三十人", "二十九人", MISSED),
        ("不少于12场", "十二场。", MET),
        ("≥95%", "百分之九十五", MET),
        ("≥95%", "约95%", UNKNOWN),
        ("≥95%", "基本达到95%", UNKNOWN),
        ("≥95%", "比上年提高95%", UNKNOWN),
        ("≥95%", "未达到95%", UNKNOWN),
        ("≥10次", "10次，其中线上2次", UNKNOWN),
        ("≥10次", "10人参加", UNKNOWN),
        # Completion
        ("年内完成", "已完成", MET),
        ("年内完成", "完成", MET),
        ("年内完成", "全部完成。", MET),
        ("年内完成", "100%", MET),
        ("年内完成", "100%完成", MET),
        ("年内完成", "未完成", MISSED),
        ("年内完成", "尚未完成", MISSED),
        ("按期完成", "未按期完成", MISSED),
        ("年内完成", "98%", UNKNOWN),
        ("年内完成", "基本完成", UNKNOWN),
        ("年内完成", "推进中", UNKNOWN),
        ("≥10次", "未完成", MISSED),
        ("≤3起", "未完成", UNKNOWN),
        ("≥10次", "已完成", UNKNOWN),
        ("不少于2次，年内完成", "1次", MISSED),
        ("不少于2次，年内完成", "2次", UNKNOWN),
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
    for relation in set(Relation) - {Relation.DIFFERENT}:  # that one is of conditions
        (target,) = target_of_columns(relation.value, "1", "")
        assert target.relation is relation


def test_figures_are_compared_exactly():
    targets = stated_targets("≥0.3")
    assert compare(targets, achieved_figure(Decimal("0.1") + Decimal("0.2"), "")) is MET


@pytest.mark.parametrize(
    "text", ["90%≤满意率≤", "未达到5%", "不达到5%", "高于2020年水平", "由80%提高到90%以上"]
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
    assert isinstance(targets[0], Target)
    assert compare(targets, achieved_figure(Decimal(actual), targets[0].unit)) is result


@pytest.mark.parametrize("unit", ["百分比", "％", "百分点", "%"])
def test_a_unit_in_its_own_column_may_be_a_word(unit):
    assert result(target_of_columns("≥", "95", unit), "90%") is MISSED


SIGNS = {
    "≥": Decimal.__ge__, "≤": Decimal.__le__, ">": Decimal.__gt__, "<": Decimal.__lt__, "=": Decimal.__eq__,
}  # fmt: skip
FIGURES = st.decimals(min_value=0, max_value=10**6, places=2)
UNITS = st.sampled_from(("%", "‰", "元", "万元", "人次", "万人次", ""))


@given(st.sampled_from(sorted(SIGNS)), FIGURES, FIGURES, UNITS)
def test_a_sign_means_what_it_means_between_numbers(sign, due, done, unit):
    expected = MET if SIGNS[sign](done, due) else MISSED
    assert result(stated_targets(f"{sign}{due}{unit}"), f"{done}{unit}") is expected
    assert result(target_of_columns(sign, str(due), unit), f"{done}{unit}") is expected


@given(FIGURES, FIGURES, FIGURES)
def test_a_range_holds_what_lies_between_its_ends(first, second, done):
    low, high = min(first, second), max(first, second)
    targets = stated_targets(f"{low}%-{high}%")
    if low == high:
        assert targets == ()
    else:
        assert result(targets, f"{done}%") is (MET if low <= done <= high else MISSED)


@given(
    st.sampled_from(sorted(SIGNS)),
    FIGURES,
    FIGURES,
    st.none() | FIGURES,
    st.booleans(),
    FIGURES,
)
def test_a_bounded_result_decides_only_what_every_value_in_it_decides(sign, due, low, high, is_open, done):
    targets = stated_targets(f"{sign}{due}%")
    said = compare(targets, Achieved(low, high, "%", is_open, is_open))
    inside = (done > low or (done == low and not is_open)) and (
        high is None or done < high or (done == high and not is_open)
    )
    if inside and said is not UNKNOWN:
        assert compare(targets, achieved_figure(done, "%")) is said


@given(
    st.text(alphabet="≥≤<>=高于不低到达完成未以上内下年-~至0123456789.%万元人次三十百之点， ", max_size=16)
)
def test_no_text_is_too_strange(text):
    for target in stated_targets(text):
        assert target.text
    achieved(text)
