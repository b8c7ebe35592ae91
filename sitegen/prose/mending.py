"""Which single slip would make quantities fit: a digit, two digits in the wrong order, a sign, a unit.

Knows how figures are mistyped. Must not know what quantities mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from sitegen.intervals import Interval
from sitegen.prose.quantities import Quantity
from sitegen.prose.relations import Relation, amount
from sitegen.prose.terms import Role, Term

LEAST_DIGITS = 3
"""Digits that a number must have for a slip in it to be more than chance."""


@dataclass(frozen=True, slots=True)
class Mended:
    """`term` with the number it should have: as it would be written, or the other direction."""

    term: Term
    written: str


def slips(digits: str) -> Iterator[str]:
    """The numbers that differ from `digits`, as written without separators, by one digit, by two that changed places, or by the place of the decimal
    point.
    """
    places = [index for index, each in enumerate(digits) if each.isdigit()]
    for place in places:
        for digit in "0123456789":
            leading = digit == "0" and place == 0 and digits[1:2] not in ("", ".")
            if digit != digits[place] and not leading:
                yield digits[:place] + digit + digits[place + 1 :]
    for one, other in pairwise(places):
        if digits[one] != digits[other] and not (one == 0 and digits[other] == "0" and digits[1:2] != "."):
            swapped = list(digits)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            yield "".join(swapped)
    yield from _points_moved(digits)


def _points_moved(digits: str) -> Iterator[str]:
    """`digits` with the decimal point one place farther left or right."""
    whole, _, decimals = digits.partition(".")
    if len(whole) > 1:
        yield f"{whole[:-1]}.{whole[-1]}{decimals}"
    if decimals:
        yield f"{whole.lstrip('0')}{decimals[0]}.{decimals[1:]}".rstrip(".")


def mendings(relation: Relation) -> Iterator[Mended]:
    """Every single slip that would make `relation` hold."""
    amounts = relation.amounts
    for index, term in enumerate(relation.terms):

        def holds_with(value: Interval, index: int = index) -> bool:
            return relation.held_by([*amounts[:index], value, *amounts[index + 1 :]])

        if term.role in (Role.CHANGE, Role.RATE) and holds_with(-amounts[index]):
            yield Mended(term, "")
        for written, quantity in _alternatives(term):
            if holds_with(amount(replace(term, quantity=quantity))):
                yield Mended(term, written)


_WRITTEN = re.compile(r"-?(?P<digits>[\d,]+(?:\.\d+)?)(?P<more>[多余]?)(?P<times>[万亿]?)(?P<unit>.*)")
_SHIFT = {"": 0, "万": 4, "亿": 8}


def _alternatives(term: Term) -> Iterator[tuple[str, Quantity]]:
    """Other quantities that may be meant by a term, each as written."""
    quantity = term.quantity
    match = _WRITTEN.fullmatch(term.sentence.text, quantity.start, quantity.end)
    if match is None:
        return
    digits, shift = match["digits"].replace(",", ""), _SHIFT[match["times"]]
    for other in slips(digits):
        yield other + match["times"] + match["unit"], replace(quantity, value=Decimal(other).scaleb(shift))
    if match["unit"] == "元":
        for times, by in _SHIFT.items():
            if by != shift:
                value, decimals = quantity.value.scaleb(by - shift), quantity.decimals + shift - by
                yield f"{digits}{times}元", replace(quantity, value=value, decimals=decimals)


def is_one_slip_away(relation: Relation) -> bool:
    """Whether one slip in a number of some length would make it hold, and that is not to be expected by chance: many
    numbers with few digits are always one slip away from anything.
    """
    amounts = relation.amounts
    tried = sum(_SLIPS_A_DIGIT * len(f"{term.quantity.value:f}") for term in relation.terms)
    rounding = sum(
        max(each.high - each.low, Fraction(term.kind != "money"))
        for each, term in zip(amounts, relation.terms, strict=True)
    )
    if tried * rounding > _BY_CHANCE * abs(amounts[-1].nominal):
        return False
    return any(
        sum(each.isdigit() for each in f"{mended.term.quantity.value:f}".strip("0.")) >= LEAST_DIGITS
        for mended in mendings(relation)
    )


_SLIPS_A_DIGIT = 10
_BY_CHANCE = Fraction(1, 10)
