"""Whether a number is another one miswritten: a digit, two neighbours, a zero, a sign, a unit.

Knows the digits of numbers alone. Where it is in doubt which figure a sentence means, only such a number says
that this one was meant.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity

_FEWEST = 3
"""Digits: of shorter numbers any two may differ by a slip."""
_TIMES = frozenset(10**power for power in (1, 2, 3))
_UNITS = frozenset((10**4, 10**8))
"""How many times 元 is 万元, and 亿元."""


def is_slip(quantity: Quantity, due: Fraction, sign: int = 1) -> bool:
    """Whether `quantity`, of `sign`, is a slip for `due`, which is in base units."""
    shift = Fraction(10) ** quantity.decimals
    stated = int(Fraction(quantity.value) * shift) * sign
    wanted = round(due / Fraction(unit_factor(quantity.unit)) * shift)
    return miswritten(stated, wanted) or _is_other_unit(quantity, abs(due))


def miswritten(stated: int, wanted: int) -> bool:
    """Whether `stated` is `wanted` with one slip of the pen in it."""
    if stated == -wanted:
        return stated != 0
    one, other = str(abs(stated)), str(abs(wanted))
    if (stated < 0) is not (wanted < 0) or not stated or not wanted:
        return False
    if _significant(one, other) < _FEWEST:
        return False
    if len(one) == len(other):
        return _one_changed(one, other) or _swapped(one, other)
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) == len(shorter) + 1:
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    return longer.rstrip("0") == shorter.rstrip("0")


def _is_other_unit(quantity: Quantity, due: Fraction) -> bool:
    """Whether `quantity` would be `due` in another unit: 万元 for 元, or a decimal point elsewhere."""
    factor = Fraction(unit_factor(quantity.unit))
    stated = Fraction(quantity.value) * factor
    if not stated or not due:
        return False
    ratio, digits = max(stated / due, due / stated), len(str(quantity.value).replace(".", "").strip("0"))
    if (ratio in _UNITS and digits > 1) or (ratio in _TIMES and digits >= _FEWEST):
        return True
    rounded = Interval.of(quantity.value, quantity.decimals).scaled(factor)
    times = [Fraction(each) if due > stated else Fraction(1, each) for each in _UNITS]
    return digits > _FEWEST and any(rounded.scaled(each).agrees(Interval.exactly(due)) for each in times)


def _significant(one: str, other: str) -> int:
    zeros = min(len(each) - len(each.rstrip("0")) for each in (one, other))
    return min(len(one), len(other)) - zeros


def _one_changed(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _swapped(one: str, other: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(apart) == 2
        and any(apart == [a, b] for a, b in pairwise(range(len(one))))
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )
