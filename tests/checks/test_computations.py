"""Computations written out in texts: what is read, what is left alone, and that a wrong digit is always found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.checks.texts.computations import computations


def results(text: str) -> list[tuple[str, bool]]:
    """Every computation as written, and whether it holds."""
    return [(text[each.start : each.end].strip(), each.holds) for each in computations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "136/143=95.10%",
        "(63.46-32)/32=98.31%",
        "（63.46－32）÷32＝98.31％",
        "[(63.46-32)÷32]×100%=98.31%",
        "追加767.86/年初1922.76=39.94%",
        "实际136人(在职)/编制143人=95.10%",
        "2018年决算44.29/2018年预算63.46=69.79%",
        "95.10%=136/143",
        "1,922.76+767.86=2,690.62万元",
        "1100元+2200元=0.33万元",
        "3000元/月×12个月×5人=18万元",
        "20×0.953=19.06",
        "100%-3.5%=96.5%",
        "0.9/1.1=81.5%",
        "2/3≈66.67%",
        "-5+3=-2",
    ],
)
def test_right_computations_hold(text):
    assert results(text) == [(text, True)]


@pytest.mark.parametrize(
    "text",
    [
        "136/143=91.50%",
        "136/143=95.11%",
        "(63.46-32)/32=98.13%",
        "追加767.86/年初1922.76=39.49%",
        "1922.76+767.86=2690.26",
        "30+30+29.99=89.97",
        "1100元+2200元=0.34万元",
        "20×0.953=16.09",
        "-5+3=2",
    ],
)
def test_wrong_computations_do_not(text):
    assert results(text) == [(text, False)]


@pytest.mark.parametrize(
    "text",
    [
        "追加767.86/年初1922.76",
        "执行率=执行数/预算数",
        "完成率=100%",
        "GDP=C+I+G",
        "x=3y+2",
        "“12+1”=产业链",
        "2018-2020=三年行动",
        "电话0730-8634551=3",
        "2021-06-30=1",
        "（2020年12月31日-2020年1月1日）=365天",
        "136/143=95%左右",
        "约136/143=91.5%",
        "减少5%=10万元",
        "1/0=0",
        "3/(2-2.0)=5",
        "50×200元=2万元",
        "=32万元的50%",
        "3×2=6的两倍",
        "((((((((((1+1))))))))))=3",
        "+".join(["1"] * 60) + "=3",
    ],
)
def test_what_cannot_be_told_is_left_alone(text):
    assert [holds for _, holds in results(text) if not holds] == []


def test_places_point_at_the_computation_alone():
    text = "得分情况：控制率，按136/143=91.50%，得8分；合计=1+2=3。"
    assert results(text) == [("按136/143=91.50%", False), ("1+2=3", True)]


amounts = st.decimals(min_value="0.01", max_value="99999.99", places=2, allow_nan=False, allow_infinity=False)


@given(st.lists(amounts, min_size=2, max_size=6), st.integers(-200, 200))
def test_a_sum_holds_when_it_is_right_and_only_then(parts, cents):
    stated = sum(parts) + Decimal(cents) / 100
    assume(stated > 0)
    text = "+".join(f"{each}" for each in parts) + f"={stated}万元"
    assert results(text) == [(text, cents == 0)]


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(-300, 300))
def test_a_rate_holds_when_it_is_rounded_right_and_only_then(first, second, last_digits):
    exact = Decimal(first) * 100 / Decimal(second)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    stated = rounded + Decimal(last_digits) / 100
    assume(stated > 0)
    assume(abs(exact - rounded) != Decimal("0.005"))
    assume(all(abs(exact * times - stated) > Decimal("0.005") for times in (100, Decimal("0.01"))))
    (found,) = results(f"{first}/{second}={stated}%")
    assert found[1] is (last_digits == 0)


@given(st.text(alphabet="0123456789.,+-×÷/*=（）() %元万人年月甲乙", max_size=80))
def test_no_text_is_too_strange(text):
    for each in computations(text):
        assert 0 <= each.start < each.end <= len(text)
