"""The ends of an interval, and what can be said of two intervals: whether they meet, agree, may be less.

Knows that an end may be open, and what was written between them. Must not know how figures are rounded nor added.

Both ends are whole numbers over one denominator, which is never reduced: a report's figures share
it, so that adding them is adding integers (a tenth of the time that fractions take). All is exact.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Self

Exact = Decimal | Fraction | int


class Bounds:
    """All values from `low` to `high`; an end that is open does not belong to it. Never changed.

    `nominal` is the value if every figure in it is taken as written. `terms` is how many rounded
    figures were added up in it; a product or quotient is one. Bounds are equal when their ends
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
    ) -> Self:
        """From `low` to `high`, as `written`, all over `denominator`, which is positive."""
        result = object.__new__(cls)
        result._low, result._high, result._written, result._denominator = low, high, written, denominator
        result.low_open, result.high_open = low_open, high_open
        result.terms = terms
        return result

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
        if not isinstance(other, Bounds):
            return NotImplemented
        return self._ends == other._ends

    def __hash__(self) -> int:
        return hash(self._ends)

    @property
    def _ends(self) -> tuple[Fraction, Fraction, bool, bool]:
        return self.low, self.high, self.low_open, self.high_open

    def meets(self, other: Bounds) -> bool:
        """Whether a value lies in both; ends that touch count only if both are closed."""
        mine, theirs = self._denominator, other._denominator
        low, other_low = self._low * theirs, other._low * mine
        if low > other_low or (low == other_low and self.low_open and not other.low_open):
            return other.meets(self)
        high = self._high * theirs
        if high != other_low:
            return high > other_low
        return not self.high_open and not other.low_open

    def agrees(self, other: Bounds) -> bool:
        """Whether figures so written can say the same: the intervals meet, and where two rounded
        figures are all there is, in more than one point. With one last place, these must be equal.
        """
        if self.terms + other.terms != 2:
            return self.meets(other)
        mine, theirs = self._denominator, other._denominator
        return self._low * theirs < other._high * mine and other._low * mine < self._high * theirs

    def equals(self, other: Bounds) -> bool:
        """Whether both are the same as written."""
        return self._written * other._denominator == other._written * self._denominator

    def is_less(self, other: Bounds) -> bool:
        """Whether it is less as written."""
        return self._written * other._denominator < other._written * self._denominator

    def may_be_at_most(self, other: Bounds) -> bool:
        """Whether some value here is ≤ some value there; two rounded figures must do more than touch."""
        low, other_high = self._low * other._denominator, other._high * self._denominator
        if low == other_high:
            return self.terms + other.terms != 2 and not self.low_open and not other.high_open
        return low < other_high

    def may_be_less_than(self, other: Bounds) -> bool:
        """Whether some value here is < some value there."""
        return self._low * other._denominator < other._high * self._denominator
