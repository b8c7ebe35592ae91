"""Intervals that rounded figures stand for, and exact arithmetic on them.

Source: XBRL Calculations 1.1 (2023), section "Rounding and intervals": a figure rounded to d
decimals stands for every value that rounds to it; a sum is consistent iff the interval of the sum
meets the interval of the total. Endpoints are exact fractions. Must not know figures' meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """How a published figure came from the true value."""

    NEAREST = "四舍五入"
    TRUNCATED = "截断"
    EXACT = "精确"


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; an end that is `open` does not belong to it."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Decimal | Fraction | int) -> Interval:
        """The interval of one value."""
        point = Fraction(value)
        return cls(point, point)

    @classmethod
    def of(cls, value: Decimal, decimals: int, rounding: Rounding = Rounding.NEAREST) -> Interval:
        """What `value`, given to `decimals` decimals, stands for."""
        point = Fraction(value)
        if rounding is Rounding.EXACT:
            return cls(point, point)
        unit = Fraction(1, 10**decimals) if decimals >= 0 else Fraction(10**-decimals)
        if rounding is Rounding.NEAREST:
            return cls(point - unit / 2, point + unit / 2)
        if point > 0:
            return cls(point, point + unit, high_open=True)
        if point < 0:
            return cls(point - unit, point, low_open=True)
        return cls(-unit, unit, low_open=True, high_open=True)

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self.low == self.high

    @property
    def middle(self) -> Fraction:
        """The value half-way between the ends."""
        return (self.low + self.high) / 2

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, weight: Fraction) -> Interval:
        """Times `weight`; a negative weight swaps the ends and their inclusiveness."""
        if weight == 0:
            return Interval.exactly(0)
        low, high = self.low * weight, self.high * weight
        if weight > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)

    def __mul__(self, other: Interval) -> Interval:
        if other.is_point:
            return self.scaled(other.low)
        if self.is_point:
            return other.scaled(self.low)
        # (value, open) of every product of two ends; a closed end wins a tie. Zero times anything is
        # reached however open the other end is.
        ends = [
            (a * b, (a_open or b_open) and not ((a == 0 and not a_open) or (b == 0 and not b_open)))
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        low, low_open = min(ends)
        high, high_open = min(ends, key=lambda end: (-end[0], end[1]))
        return Interval(low, high, low_open, high_open)

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval contains zero")
        inverse = Interval(1 / other.high, 1 / other.low, other.high_open, other.low_open)
        return self * inverse

    def meets(self, other: Interval) -> bool:
        """Whether a value lies in both; ends that touch count only if both are closed."""
        first, second = (self, other) if self.low <= other.low else (other, self)
        if first.high > second.low:
            return not (second.is_point and first.low == second.low and first.low_open)
        return first.high == second.low and not first.high_open and not second.low_open

    def may_be_at_most(self, other: Interval) -> bool:
        """Whether some value here is ≤ some value there."""
        if self.low == other.high:
            return not self.low_open and not other.high_open
        return self.low < other.high

    def may_be_less_than(self, other: Interval) -> bool:
        """Whether some value here is < some value there."""
        return self.low < other.high


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of `intervals`; exactly 0 for none."""
    result = Interval.exactly(0)
    for interval in intervals:
        result += interval
    return result


def least(first: Interval, second: Interval) -> Interval:
    """The interval of the smaller of two values."""
    low, low_open = min((first.low, first.low_open), (second.low, second.low_open))
    high, high_open = min((first.high, not first.high_open), (second.high, not second.high_open))
    return Interval(low, high, low_open, not high_open)


def greatest(first: Interval, second: Interval) -> Interval:
    """The interval of the larger of two values."""
    return -least(-first, -second)
