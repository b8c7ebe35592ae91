"""Intervals that rounded figures stand for, and exact arithmetic on them.

Source: XBRL Calculations 1.1 (2023), section "Rounding and intervals": a figure rounded to d
decimals stands for every value that rounds to it; a sum is consistent iff the interval of the sum
meets the interval of the total. Where two figures alone are compared, meeting in one point is not
enough: 4.50 and 4.51 are not the same figure rounded twice. Must not know figures' meaning.

The ends, and what can be said of two of them, are in `bounds`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from sitegen.numbers.bounds import Bounds, Exact


class Rounding(StrEnum):
    """How a published figure came from the true value."""

    NEAREST = "四舍五入"
    TRUNCATED = "截断"
    EXACT = "精确"


class Interval(Bounds):
    """What one or several rounded figures stand for, which can be reckoned with. Never changed."""

    __slots__ = ()

    @classmethod
    def exactly(cls, value: Exact) -> Interval:
        """The interval of one value."""
        numerator, denominator = value.as_integer_ratio()
        return cls._over(numerator, numerator, numerator, denominator, terms=0)

    @classmethod
    def of(cls, value: Decimal, decimals: int, rounding: Rounding = Rounding.NEAREST) -> Interval:
        """What `value`, given to `decimals` decimals, stands for."""
        numerator, denominator = value.as_integer_ratio()
        unit, width = (10**decimals, 1) if decimals >= 0 else (1, 10**-decimals)
        if unit % denominator == 0:
            # So it is unless more decimals are written than declared: figures share 2 · unit.
            written, half, whole = 2 * numerator * (unit // denominator), width, 2 * unit
        else:
            written, half, whole = 2 * numerator * unit, width * denominator, 2 * unit * denominator
        if rounding is Rounding.NEAREST:
            return cls._over(written - half, written + half, written, whole)
        if rounding is Rounding.EXACT:
            return cls._over(written, written, written, whole, terms=0)
        step = 2 * half
        if numerator > 0:
            return cls._over(written, written + step, written, whole, high_open=True)
        if numerator < 0:
            return cls._over(written - step, written, written, whole, low_open=True)
        return cls._over(-step, step, 0, whole, low_open=True, high_open=True)

    def __add__(self, other: Interval) -> Interval:
        mine, theirs = self._denominator, other._denominator
        own, its, whole = 1, 1, mine
        if mine != theirs:
            if mine % theirs == 0:
                its = mine // theirs
            elif theirs % mine == 0:
                own, whole = theirs // mine, theirs
            else:
                own, its, whole = theirs, mine, mine * theirs
        return Interval._over(
            self._low * own + other._low * its,
            self._high * own + other._high * its,
            self._written * own + other._written * its,
            whole,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
            self.terms + other.terms,
        )

    def __neg__(self) -> Interval:
        return Interval._over(
            -self._high,
            -self._low,
            -self._written,
            self._denominator,
            self.high_open,
            self.low_open,
            self.terms,
        )

    def __abs__(self) -> Interval:
        if self._low >= 0:
            return self
        if self._high <= 0:
            return -self
        # It reaches to both sides of 0: the farther end stays, and is open if all that reach so far are.
        least, greatest = -self._low, self._high
        high_open = self.high_open if greatest > least else self.low_open
        if least == greatest:
            high_open = self.low_open and self.high_open
        return Interval._over(
            0, max(least, greatest), abs(self._written), self._denominator, False, high_open, self.terms
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, weight: Exact) -> Interval:
        """In other units, or times `weight`; a negative one swaps the ends and their inclusiveness."""
        times, over = weight.as_integer_ratio()
        if times == 0:
            return Interval._over(0, 0, 0, 1, terms=0)
        low, high, written, whole = (
            self._low * times,
            self._high * times,
            self._written * times,
            self._denominator * over,
        )
        if times > 0:
            return Interval._over(low, high, written, whole, self.low_open, self.high_open, self.terms)
        return Interval._over(high, low, written, whole, self.high_open, self.low_open, self.terms)

    def __mul__(self, other: Interval) -> Interval:
        if self._low > 0 and other._low > 0:
            return Interval._over(
                self._low * other._low,
                self._high * other._high,
                self._written * other._written,
                self._denominator * other._denominator,
                self.low_open or other.low_open,
                self.high_open or other.high_open,
                min(self.terms + other.terms, 1),
            )
        if other.is_point or self.is_point:
            result = self.scaled(other.low) if other.is_point else other.scaled(self.low)
            result.terms = min(result.terms, 1)
            return result
        # (value, open) of every product of two ends; a closed end wins a tie. Zero times anything is
        # reached however open the other end is.
        ends = [
            (a * b, (a_open or b_open) and not ((a == 0 and not a_open) or (b == 0 and not b_open)))
            for a, a_open in ((self._low, self.low_open), (self._high, self.high_open))
            for b, b_open in ((other._low, other.low_open), (other._high, other.high_open))
        ]
        low, low_open = min(ends)
        high, high_open = min(ends, key=lambda end: (-end[0], end[1]))
        written, whole = self._written * other._written, self._denominator * other._denominator
        return Interval._over(low, high, written, whole, low_open, high_open)

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when the divisor may be zero."""
        if other.may_be_zero:
            raise ZeroDivisionError("the divisor's interval contains zero")
        # 1 ÷ (low, high, written over d), over their product; all three have the same sign.
        low, high, written, over = other._low, other._high, other._written, other._denominator
        whole = abs(low * high * written)
        inverse = Interval._over(
            over * low * written if low > 0 else -over * low * written,
            over * high * written if low > 0 else -over * high * written,
            over * low * high if low > 0 else -over * low * high,
            whole,
            other.high_open,
            other.low_open,
        )
        return self * inverse


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of `intervals`; exactly 0 for none."""
    return sum(intervals, start=Interval.exactly(0))


def least(first: Interval, second: Interval) -> Interval:
    """The interval of the smaller of two values."""
    one, other = first._denominator, second._denominator
    low, low_open = min((first._low * other, first.low_open), (second._low * one, second.low_open))
    high, high_closed = min(
        (first._high * other, not first.high_open), (second._high * one, not second.high_open)
    )
    written = min(first._written * other, second._written * one)
    terms = max(first.terms, second.terms)
    return Interval._over(low, high, written, one * other, low_open, not high_closed, terms)


def greatest(first: Interval, second: Interval) -> Interval:
    """The interval of the larger of two values."""
    return -least(-first, -second)
