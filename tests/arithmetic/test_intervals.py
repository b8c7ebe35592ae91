"""Intervals follow XBRL Calculations 1.1, and agree with exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.numbers.intervals import Interval, Rounding, greatest, least, total

cents = st.integers(-(10**9), 10**9).map(lambda number: Decimal(number).scaleb(-2))
small = st.integers(-50, 50).map(Fraction)


def interval(low, high, low_open=False, high_open=False):
    return Interval(Fraction(low), Fraction(high), low_open, high_open)


@st.composite
def intervals(draw):
    low, high = sorted((draw(small), draw(small)))
    if low == high:
        return Interval(low, high)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def holds(one: Interval, value: Fraction) -> bool:
    above = value > one.low or (value == one.low and not one.low_open)
    below = value < one.high or (value == one.high and not one.high_open)
    return above and below


def members(one: Interval) -> list[Fraction]:
    """Values on, near and between the ends, as far as they belong to it."""
    step = Fraction(1, 1000)
    candidates = [one.low, one.high, one.middle, one.low + step, one.high - step]
    return [value for value in candidates if holds(one, value)]


def test_a_figure_stands_for_what_rounds_to_it():
    half = Decimal("0.005")
    assert Interval.of(Decimal("1.23"), 2) == interval(Decimal("1.23") - half, Decimal("1.23") + half)
    assert Interval.of(Decimal("1.2"), 1, Rounding.TRUNCATED) == interval("1.2", "1.3", high_open=True)
    assert Interval.of(Decimal("-1.2"), 1, Rounding.TRUNCATED) == interval("-1.3", "-1.2", low_open=True)
    assert Interval.of(Decimal(0), 0, Rounding.TRUNCATED) == interval(-1, 1, low_open=True, high_open=True)
    assert Interval.of(Decimal(5), 0, Rounding.EXACT) == Interval.exactly(5)


@given(intervals())
def test_absolute_values_are_those_of_all_members(one):
    absolute = abs(one)
    assert all(holds(absolute, abs(value)) for value in members(one))
    # And no others: each of its members, or its negative, is a member of the first.
    assert all(holds(one, value) or holds(one, -value) for value in members(absolute))
    assert absolute.nominal == abs(one.nominal)


@given(st.lists(cents, min_size=1, max_size=12), st.integers(-200, 200))
def test_a_sum_is_consistent_iff_it_is_off_by_at_most_half_a_unit_a_figure(items, off):
    """n items and their total at 0.01: consistent iff |Σ − T| ≤ (n + 1) · 0.005."""
    whole = sum(items) + Decimal(off).scaleb(-3)
    whole = whole.quantize(Decimal("0.01"))
    given_total = Interval.of(whole, 2)
    added = total(Interval.of(item, 2) for item in items)
    assert added.meets(given_total) == (abs(sum(items) - whole) <= (len(items) + 1) * Decimal("0.005"))


@given(st.lists(cents.filter(bool), min_size=2, max_size=12), st.integers(-200, 200))
def test_a_sum_agrees_as_xbrl_says(items, off):
    whole = (sum(items) + Decimal(off).scaleb(-3)).quantize(Decimal("0.01"))
    added = total(Interval.of(item, 2) for item in items)
    assert added.terms == len(items)
    assert added.agrees(Interval.of(whole, 2)) == added.meets(Interval.of(whole, 2))


@given(cents, st.integers(-5, 5))
def test_two_figures_of_one_last_place_agree_iff_they_are_equal(figure, off):
    one, other = Interval.of(figure, 2), Interval.of(figure + Decimal(off).scaleb(-2), 2)
    nothing = Interval.exactly(0)
    assert one.agrees(other) == (one + nothing).agrees(other) == (off == 0)
    assert (one - other).agrees(nothing) == (off == 0)
    assert one.may_be_at_most(other) == (off >= 0)


@given(cents, st.integers(0, 1))
def test_the_coarser_of_two_figures_must_be_a_rounding_of_the_finer(figure, decimals):
    fine, unit = Interval.of(figure, 2), Decimal(1).scaleb(-decimals)
    for step in range(-2, 3):
        coarse = (figure / unit).to_integral_value() * unit + step * unit
        assert fine.agrees(Interval.of(coarse, decimals)) == (abs(coarse - figure) <= unit / 2)


def test_a_ratio_is_one_rounded_thing():
    one, other = Interval.of(Decimal("4.50"), 2), Interval.of(Decimal("9.01"), 2)
    assert ((one + one) / other).terms == (one * other).terms == 1
    assert (one + one).scaled(10**4).terms == 2
    assert Interval.exactly(3).terms == (one * Interval.exactly(0)).terms == 0


@given(intervals(), intervals())
def test_arithmetic_holds_every_result_of_its_operands(one, other):
    for first in members(one):
        for second in members(other):
            assert holds(one + other, first + second)
            assert holds(one - other, first - second)
            assert holds(one * other, first * second)
            assert holds(least(one, other), min(first, second))
            assert holds(greatest(one, other), max(first, second))
            if not other.low <= 0 <= other.high:
                assert holds(one / other, first / second)


@given(intervals(), intervals())
def test_meets_is_symmetric_and_never_denies_a_common_value(one, other):
    assert one.meets(other) == other.meets(one)
    if any(holds(other, value) for value in members(one)):
        assert one.meets(other)


@given(intervals(), intervals(), st.integers(1, 5))
def test_intervals_apart_do_not_meet(one, other, gap):
    shift = one.high - other.low + gap
    other = Interval(other.low + shift, other.high + shift, other.low_open, other.high_open)
    assert not one.meets(other)
    assert one.may_be_at_most(other)
    assert not other.may_be_at_most(one)


def test_ends_that_touch_count_only_if_both_are_closed():
    assert interval(0, 1).meets(interval(1, 2))
    assert not interval(0, 1, high_open=True).meets(interval(1, 2))
    assert not interval(0, 1).meets(interval(1, 2, low_open=True))


def test_zero_times_an_open_end_is_reached():
    product = interval(0, 1) * interval(1, 2, high_open=True)
    assert product == interval(0, 2, high_open=True)
    assert interval(-1, 0) * interval(1, 2, low_open=True, high_open=True) == interval(-2, 0, low_open=True)


def test_a_negative_weight_swaps_the_ends():
    assert interval(1, 2, high_open=True).scaled(Fraction(-2)) == interval(-4, -2, low_open=True)


def test_dividing_by_what_may_be_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        interval(1, 2) / interval(-1, 1)
