"""Ways of telling in which a number follows from its neighbours: right ones are silent, and one wrong number is found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prose.reading import relations_of

FEW = settings(max_examples=15)
AMOUNTS = st.integers(100_000, 900_000)
SMALLER = st.integers(3_000, 90_000)


def wrong(text: str) -> bool:
    """Whether anything in a text cannot be right."""
    return not all(each.holds for each in relations_of(f"# 概述\n\n{text}\n", 2023))


def money(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:.2f}"


@FEW
@given(AMOUNTS, SMALLER, st.sampled_from(["减少", "增加"]), st.booleans())
def test_a_rate_of_completion_follows_from_how_far_the_budget_is(budget, apart, way, rate_first):
    spent = budget + (apart if way == "增加" else -apart)
    rate = Decimal(spent) / Decimal(budget) * 100

    def text(rate: Decimal, way: str = way) -> str:
        told = [f"完成年初预算的{rate:.2f}%", f"比年初预算{way}{money(apart)}万元"]
        return f"公务接待费支出{money(spent)}万元，{'，'.join(told if rate_first else reversed(told))}。"

    assert not wrong(text(rate))
    assert wrong(text(rate + 20))
    assert wrong(text(rate, "减少" if way == "增加" else "增加"))


def test_a_rate_of_another_budget_follows_from_nothing():
    assert not wrong("公务接待费支出90万元，完成调整预算的98%，比年初预算减少10万元。")


@FEW
@given(AMOUNTS, SMALLER)
def test_both_sides_that_change_together_are_the_same_and_have_one_rate(now, fall):
    rate = Decimal(fall) / Decimal(now + fall) * 100

    def text(income: int, spending: int, rate: Decimal) -> str:
        sides = f"收入总计{money(income)}万元，支出总计{money(spending)}万元。"
        return f"2023年度{sides}收支较上年决算数减少{money(fall)}万元，下降{rate:.2f}%。"

    assert not wrong(text(now, now, rate))
    assert wrong(text(now, now, rate + 9))
    assert wrong(text(now + 90, now, rate))
    assert not wrong(f"2023年度收入总计{money(now + 90)}万元，支出总计{money(now)}万元。年末结余0.90万元。")


@FEW
@given(
    AMOUNTS, SMALLER, st.sampled_from([("送审金额", "审定金额", "净审减"), ("报审造价", "核定造价", "核减")])
)
def test_what_an_audit_cut_is_what_was_asked_for_less_what_was_granted(asked, cut, names):
    first, second, third = names
    rate = Decimal(cut) / Decimal(asked) * 100

    def text(cut_told: int, rate: Decimal) -> str:
        granted = money(asked - cut)
        told = f"{third}金额{money(cut_told)}万元，{third}率{rate:.2f}%"
        return f"围墙工程预算{first}{money(asked)}万元，{second}{granted}万元，{told}。"

    assert not wrong(text(cut, rate))
    assert wrong(text(cut, rate + 3))
    assert wrong(text(cut * 10, rate))


OFFICES = ["办公室", "财务科", "人事科", "政策法规处", "信息中心", "执法大队"]


@pytest.mark.parametrize(
    "template",
    [
        "我局设{n}个内设机构：{names}。",
        "共设置{n}个科室（{names}）。",
        "{n}个事业单位分别是：{names}。",
        "本部门内设{names}{n}个职能科室。",
    ],
)
@pytest.mark.parametrize("count", [2, 4, 6])
def test_as_many_offices_are_named_as_there_are(template, count):
    names = "、".join(OFFICES[:count])
    assert not wrong(template.format(n=count, names=names))
    assert wrong(template.format(n=count + 1, names=names))


@pytest.mark.parametrize(
    "text",
    [
        "我局设9个内设机构：办公室、财务科等。",
        "我局设4个内设机构：办公室、财务科、教育、文化股、人事科。",
        "我局设4个内设机构：办公室、财务科、人事科和信息中心。",
        "我局内设办公室、财务科等9个科室。",
        "我局设3个内设机构，包括：办公室（含督查室、值班室）、财务科、人事科。",
    ],
)
def test_names_that_may_be_more_or_fewer_offices_are_not_counted(text):
    assert not wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年度项目支出{whole}万元，占总支出的54.19%，在项目支出当中，{list}。",
        "2023年度项目支出{whole}万元。在项目支出中，{list}。",
        "2023年度项目支出{whole}万元。与上年相比，增加了。增加的原因是任务增加。其中：{list}。",
        "2023年度项目支出{whole}万元。其中：甲类支出900.00万元，乙类支出334.56万元。按经济分类科目，{list}。",
    ],
)
def test_a_list_is_of_the_amount_that_its_opening_or_its_paragraph_speaks_of(text):
    parts = "工程支出804.13万元，设备支出307.92万元，咨询支出{}万元"
    assert not wrong(text.format(whole="1234.56", list=parts.format("122.51")))
    assert wrong(text.format(whole="1234.56", list=parts.format("212.51")))
    assert not wrong(text.format(whole="1234.56", list=parts.format("22.73")))  # not all are told


def test_a_single_part_of_the_amount_before_is_not_larger():
    text = "2023年财政总收入完成29206万元，为调整预算的110.21%。其中：地方财政收入完成{}万元。"
    assert not wrong(text.format("15211"))
    assert wrong(text.format("152110"))
