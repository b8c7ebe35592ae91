"""What can be drawn on a page of a PDF: characters with the space each takes, and straight lines; and how both are moved.

Knows places and matrices. Must not know operators or objects.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point (x, y) under `matrix`."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@dataclass(frozen=True, slots=True)
class Mark:
    """A character, or a line (`text` is ""), within its box. `top` counts downwards from the page's upper edge."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(slots=True)
class Drawn:
    """What was drawn, by kind. `turns` counts the directions in which characters run, in quarters."""

    characters: list[Mark] = field(default_factory=list)
    lines: list[Mark] = field(default_factory=list)
    turns: Counter[int] = field(default_factory=Counter)
    unreadable: int = 0
    """Characters of fonts that do not say which they are."""


def number_of(value: Any) -> float:
    """The number that an operand is; 0 for nonsense."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        return 0.0
    return found if abs(found) < 1e7 else 0.0


def matrix_of(operands: Any) -> Matrix:
    """The matrix that six operands are; that which changes nothing for fewer."""
    numbers = [number_of(each) for each in operands]
    return (
        (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        if len(numbers) >= 6
        else UNIT
    )
