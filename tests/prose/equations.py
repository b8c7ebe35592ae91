"""What numbers of a text must satisfy, reckoned in the plainest way: by the ends of what each may stand for.

Knows arithmetic. Must not know words, nor how the program reckons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.prose.written_numbers import Number


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """The last of `numbers` is `kind` of the others."""

    kind: str
    numbers: tuple[Number, ...]

    def fails(self, old: Number, new: Number) -> bool:
        """Whether it is clearly wrong once `old` is `new`, given twice the room that rounding takes."""
        *others, last = (new if each is old else each for each in self.numbers)
        try:
            reached = [
                _OF[self.kind](values)
                for values in product(
                    *((e.value - 2 * e.margin, e.value, e.value + 2 * e.margin) for e in others)
                )
            ]
        except ZeroDivisionError:
            return False
        low, high = min(reached), max(reached)
        return last.value - 2 * last.margin > high or last.value + 2 * last.margin < low


_OF: dict[str, Callable[[tuple[Fraction, ...]], Fraction]] = {
    "quotient": lambda of: of[0] / of[1],
    "growth": lambda of: of[1] / (of[0] - of[1]),
    "growth from": lambda of: (of[0] - of[1]) / of[1],
    "difference": lambda of: of[0] - of[1],
    "sum": lambda of: sum(of, start=Fraction(0)),
    "sum less the last": lambda of: sum(of[:-1], start=Fraction(0)) - of[-1],
    "same": lambda of: of[0],
}
