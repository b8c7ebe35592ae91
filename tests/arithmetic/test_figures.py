"""Figures are read as a clerk writes them, or refused with the reason: nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.numbers.figures import Figure, Malformed, Oddity, format_figure, parse_figure, to_base, unit_kind


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("27", "27", 0, ""),
        ("431.30", "431.30", 2, ""),
        ("-18.8", "-18.8", 1, ""),
        ("−18.8", "-18.8", 1, ""),
        ("0", "0", 0, ""),
        ("0.05", "0.05", 2, ""),
        ("98%", "98", 0, "%"),
        ("98 %", "98", 0, "%"),
        ("100百分比", "100", 0, "%"),
        ("735人次", "735", 0, "人次"),
        ("32.1 公里", "32.1", 1, "公里"),
        ("10753000元", "10753000", 0, "元"),
    ],
)
def test_reads_a_figure_with_its_decimals_and_unit(text, value, decimals, unit):
    assert parse_figure(text) == Figure(Decimal(value), decimals, unit)


@pytest.mark.parametrize(
    ("text", "oddities"),
    [
        ("25,754,899.39", (Oddity.THOUSANDS_SEPARATOR,)),
        ("１０７５．３", (Oddity.FULL_WIDTH,)),
        ("１，０７５", (Oddity.FULL_WIDTH, Oddity.THOUSANDS_SEPARATOR)),
    ],
)
def test_understands_what_is_odd_and_says_so(text, oddities):
    parsed = parse_figure(text)
    assert isinstance(parsed, Figure)
    assert parsed.oddities == oddities


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1e3", Malformed.EXPONENT),
        ("1E+03", Malformed.EXPONENT),
        ("000123", Malformed.LEADING_ZERO),
        ("12:30:45", Malformed.NOT_A_NUMBER),
        ("1_000", Malformed.NOT_A_NUMBER),
        (".nan", Malformed.NOT_A_NUMBER),
        (".inf", Malformed.NOT_A_NUMBER),
        ("1.", Malformed.NOT_A_NUMBER),
        (".5", Malformed.NOT_A_NUMBER),
        ("1.2.3", Malformed.NOT_A_NUMBER),
        ("--5", Malformed.NOT_A_NUMBER),
        ("12,34", Malformed.BAD_GROUPING),
        ("1,1234", Malformed.BAD_GROUPING),
        ("9" * 5000, Malformed.TOO_LONG),
        ("0." + "1" * 5000, Malformed.TOO_LONG),
        ("", Malformed.NOT_A_NUMBER),
        ("0x1F", Malformed.NOT_A_NUMBER),
        ("٣٤", Malformed.NOT_A_NUMBER),
    ],
)
def test_refuses_what_software_reads_in_different_ways(text, why):
    assert parse_figure(text) is why


@given(st.text())
def test_any_text_is_a_figure_or_has_a_reason(text):
    assert isinstance(parse_figure(text), Figure | Malformed)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_what_is_formatted_reads_back_the_same(value):
    parsed = parse_figure(format_figure(value, 2))
    assert isinstance(parsed, Figure)
    assert parsed.value == value


def test_money_is_compared_in_yuan_and_kinds_are_kept_apart():
    assert to_base(Decimal("1075.3"), "万元") == to_base(Decimal(10753000), "元")
    assert to_base(Decimal(98), "%") == Decimal("0.98")
    assert unit_kind("万元") == unit_kind("元") == "money"
    assert unit_kind("人") != unit_kind("个")
