"""Intervals that rounded figures stand for, and exact arithmetic on them.

Source: XBRL Calculations 1.1 (2023), section "Rounding and intervals": a figure rounded to d
decimals stands for every value that rounds to it; a sum is consistent iff the interval of the sum
meets the interval of the total. Where two figures alone are compared, meeting in one point is not
enough: 4.50 and 4.51 are not the same figure rounded twice. Must not know figures' meaning.

Both ends are whole numbers over one denominator, which is never reduced: a report's figures share
it, so that adding them is adding integers (a tenth of the time that fractions take). All is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Exact = Decimal | Fraction | int


class Rounding(StrEnum):
    """How a published figure came from the true value."""

    NEAREST = "四舍五入"
    TRUNCATED = "截断"
    EXACT = "精确"


class Interval:
    """All values from `low` to `high`; an end that is open does not belong to it. Never changed.

    `nominal` is the value if every figure in it is taken as written. `terms` is how many rounded
    figures were added up in it; a product or quotient is one. Intervals are equal when their ends
    are, whatever was written.
    """

    __slots__ = ("_denominator", "_high", "_low", "_written", "high_open", "low_open", "terms")

    def __init__(self, low: Exact, high: Exact, low_open: bool = False, high_open: bool = False) -> None:
        (first, above), (second, below) = low.as_integer_ratio(), high.as_integer_ratio()
        self._low, self._high = 2 * first * below, 2 * second * above
        self._written, self._denominator = (self._low + self._high) // 2, 2 * above * below
        self.low_open, self.high_open = low_open, high_open
        self.terms = int(self._low != self._high)

    @classmethod
    def _over(
        cls,
        low: int,
        high: int,
        written: int,
        denominator: int,
        low_open: bool = False,
        high_open: bool = False,
        terms: int = 1,
    ) -> Interval:
        """From `low` to `high`, as `written`, all over `denominator`, which is positive."""
        result = object.__new__(cls)
        result._low, result._high, result._written, result._denominator = low, high, written, denominator
        result.low_open, result.high_open = low_open, high_open
        result.terms = terms
        return result

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

    @property
    def low(self) -> Fraction:
        """The lower end."""
        return Fraction(self._low, self._denominator)

    @property
    def high(self) -> Fraction:
        """The upper end."""
        return Fraction(self._high, self._denominator)

    @property
    def nominal(self) -> Fraction:
        """The value if every figure is taken as written."""
        return Fraction(self._written, self._denominator)

    def whole_numbers(self, denominator: int) -> tuple[int, int]:
        """The first and the last whole number that lie in it when divided by `denominator`."""
        low, high, over = self._low * denominator, self._high * denominator, self._denominator
        return -(-low // over), high // over

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self._low == self._high

    @property
    def sign(self) -> int:
        """1 if what is written is more than 0, −1 if it is less."""
        return (self._written > 0) - (self._written < 0)

    @property
    def may_be_zero(self) -> bool:
        """Whether 0 lies in it or at one of its ends."""
        return self._low <= 0 <= self._high

    @property
    def middle(self) -> Fraction:
        """The value half-way between the ends."""
        return Fraction(self._low + self._high, 2 * self._denominator)

    def __repr__(self) -> str:
        return f"{'(' if self.low_open else '['}{self.low}, {self.high}{')' if self.high_open else ']'}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Interval):
            return NotImplemented
        return self._ends == other._ends

    def __hash__(self) -> int:
        return hash(self._ends)

    @property
    def _ends(self) -> tuple[Fraction, Fraction, bool, bool]:
        return self.low, self.high, self.low_open, self.high_open

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

    def meets(self, other: Interval) -> bool:
        """Whether a value lies in both; ends that touch count only if both are closed."""
        mine, theirs = self._denominator, other._denominator
        low, other_low = self._low * theirs, other._low * mine
        if low > other_low or (low == other_low and self.low_open and not other.low_open):
            return other.meets(self)
        high = self._high * theirs
        if high != other_low:
            return high > other_low
        return not self.high_open and not other.low_open

    def agrees(self, other: Interval) -> bool:
        """Whether figures so written can say the same: the intervals meet, and where two rounded
        figures are all there is, in more than one point. With one last place, these must be equal.
        """
        if self.terms + other.terms != 2:
            return self.meets(other)
        mine, theirs = self._denominator, other._denominator
        return self._low * theirs < other._high * mine and other._low * mine < self._high * theirs

    def equals(self, other: Interval) -> bool:
        """Whether both are the same as written."""
        return self._written * other._denominator == other._written * self._denominator

    def is_less(self, other: Interval) -> bool:
        """Whether it is less as written."""
        return self._written * other._denominator < other._written * self._denominator

    def may_be_at_most(self, other: Interval) -> bool:
        """Whether some value here is ≤ some value there; two rounded figures must do more than touch."""
        low, other_high = self._low * other._denominator, other._high * self._denominator
        if low == other_high:
            return self.terms + other.terms != 2 and not self.low_open and not other.high_open
        return low < other_high

    def may_be_less_than(self, other: Interval) -> bool:
        """Whether some value here is < some value there."""
        return self._low * other._denominator < other._high * self._denominator


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
