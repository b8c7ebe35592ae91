"""Which single slip would make quantities fit: a digit, two digits in the wrong order, a sign, a unit.

Knows how figures are mistyped. Must not know what quantities mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval
from sitegen.prose.relations.bounds import Bounds, bounds
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.terms import Role, Term

LEAST_DIGITS = 3
"""Digits that a number must have for a slip in it to be more than chance."""


MOST_DIGITS = 24
"""Digits of a number in which slips are sought; no amount of money has more."""


@dataclass(frozen=True, slots=True)
class Mended:
    """`term` with the number it should have, which stands for `value`: as it would be `written`, or the other direction
    ("").
    """

    term: Term
    written: str
    value: Interval

    def mends(self, relation: Relation) -> bool:
        """Whether it makes another relation of its term hold, too."""
        for index, term in enumerate(relation.terms):
            if term is self.term and _held_with(relation, index, self.value):
                return True
        return False


def _held_with(relation: Relation, index: int, value: Interval) -> bool:
    amounts = relation.amounts
    return relation.held_by([*amounts[:index], value, *amounts[index + 1 :]])


Range = tuple[int | None, int | None]
"""From the first number to the last; None for no end."""


def slips(digits: str, ranges: Sequence[Range] = ((None, None),)) -> Iterator[str]:
    """The numbers that differ from `digits`, as written without separators, by one digit, by two that changed places, or by the place of the decimal
    point; of the first two kinds those that lie, read without their point, in one of `ranges` or are 0.
    """
    plain = digits.replace(".", "")
    number, last = int(plain), len(plain) - 1
    places = [index for index, each in enumerate(digits) if each.isdigit()]
    for index, place in enumerate(places):
        weight, own = 10 ** (last - index), int(digits[place])
        if own * weight == number:
            found: Iterable[int] = range(10)
        else:
            found = _digits_within(own, number, weight, ranges)
        for digit in found:
            leading = digit == 0 and place == 0 and digits[1:2] not in ("", ".")
            if digit != own and not leading:
                yield f"{digits[:place]}{digit}{digits[place + 1 :]}"
    for index, (one, other) in enumerate(pairwise(places)):
        if digits[one] != digits[other] and not (one == 0 and digits[other] == "0" and digits[1:2] != "."):
            added = 9 * 10 ** (last - index - 1) * (int(digits[other]) - int(digits[one]))
            if any(_is_within(number + added, each) for each in ranges):
                swapped = list(digits)
                swapped[one], swapped[other] = swapped[other], swapped[one]
                yield "".join(swapped)
    yield from _points_moved(digits)


def _digits_within(own: int, number: int, weight: int, ranges: Sequence[Range]) -> list[int]:
    """The digits that may stand for `own`, of that `weight` in `number`, for it to lie in one of `ranges`."""
    found: list[int] = []
    for low, high in ranges:
        least = 0 if low is None else max(0, own - (number - low) // weight)
        most = 9 if high is None else min(9, own + (high - number) // weight)
        found += range(least, most + 1)
    return found if len(ranges) == 1 else sorted(set(found))


def _is_within(number: int, within: Range) -> bool:
    low, high = within
    return (low is None or low <= number) and (high is None or number <= high)


def _points_moved(digits: str) -> Iterator[str]:
    """`digits` with the decimal point one place farther left or right."""
    whole, _, decimals = digits.partition(".")
    if len(whole) > 1:
        yield f"{whole[:-1]}.{whole[-1]}{decimals}"
    if decimals:
        yield f"{whole.lstrip('0')}{decimals[0]}.{decimals[1:]}".rstrip(".")


def mendings(relation: Relation) -> Iterator[Mended]:
    """Every single slip that would make `relation` hold."""
    for index, (term, where) in enumerate(
        zip(relation.terms, bounds(relation.kind, relation.amounts), strict=True)
    ):
        other_way = -relation.amounts[index]
        if term.role in (Role.CHANGE, Role.RATE) and _held_with(relation, index, other_way):
            yield Mended(term, "", other_way)
        for written, quantity in _alternatives(term, where):
            value = term.amount_if(quantity)
            if _held_with(relation, index, value):
                yield Mended(term, written, value)


def goes_the_other_way(relation: Relation) -> bool:
    """Whether a change and its rate fit once both go the other way: more is written for less, twice."""
    if relation.kind not in _WITH_RATE:
        return False
    level, change, rate = relation.amounts
    return relation.held_by((level, -change, -rate))


_WITH_RATE = frozenset((Kind.RATE, Kind.RATE_OF_BASE))
_WRITTEN = re.compile(r"-?(?P<digits>[\d,]+(?:\.\d+)?)(?P<more>[多余]?)(?P<times>[万亿]?)(?P<unit>.*)")
_SHIFT = {"": 0, "万": 4, "亿": 8}


def _alternatives(term: Term, where: Sequence[Bounds]) -> Iterator[tuple[str, Quantity]]:
    """Other quantities that may be meant by a term and lie within the bounds, each as written."""
    quantity = term.quantity
    match = _WRITTEN.fullmatch(term.sentence.text, quantity.start, quantity.end)
    if match is None:
        return
    digits, shift = match["digits"].replace(",", ""), _SHIFT[match["times"]]
    if len(digits) > MOST_DIGITS:
        return
    counted = "." not in digits and term.kind not in ("money", "proportion")
    for other in slips(digits, _ranges(term, where)):
        if counted and "." in other:
            continue  # there is no 1.2 个
        mended = quantity.but_for(Decimal(other).scaleb(shift), quantity.decimals)
        yield other + match["times"] + match["unit"], mended
    if match["unit"] == "元" and quantity.value:
        for times, by in _SHIFT.items():
            if by != shift:
                value, decimals = quantity.value.scaleb(by - shift), quantity.decimals + shift - by
                yield f"{digits}{times}元", quantity.but_for(value, decimals)


def _ranges(term: Term, where: Sequence[Bounds]) -> list[Range]:
    """The bounds of what a term stands for as numbers of its last place, with one more at either end for rounding."""
    quantity = term.quantity
    place = Fraction(unit_factor(quantity.unit)) * Fraction(10) ** -quantity.decimals
    found: list[Range] = []
    for least, greatest in where:
        low, high = (least, greatest) if term.sign > 0 else (_negative(greatest), _negative(least))
        found.append((None if low is None else low // place - 1, None if high is None else high // place + 2))
    return found


def _negative(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def is_one_slip_away(relation: Relation, least: int = LEAST_DIGITS) -> bool:
    """Whether one slip in a number of `least` digits would make it hold, and that is not to be expected by chance: many
    numbers with few digits are always one slip away from anything.
    """
    amounts = relation.amounts
    tried = sum(_SLIPS_A_DIGIT * term.quantity.length for term in relation.terms)
    counted = any(term.kind != "money" and term.quantity.decimals <= 0 for term in relation.terms)
    rounding = sum(each.high - each.low for each in amounts) + Fraction(counted)
    if tried * rounding > _BY_CHANCE * max(abs(each.nominal) for each in amounts):
        return False
    return any(
        sum(each.isdigit() for each in f"{mended.term.quantity.value:f}".strip("0.")) >= least
        for mended in mendings(relation)
    )


def may_be_one_slip_apart(first: Quantity, second: Quantity) -> bool:
    """Whether one slip in one of two numbers can make it the other: told at once where both are given in one unit to
    one place.
    """
    if first.unit != second.unit or first.decimals != second.decimals:
        return True
    smaller, larger = sorted(int(abs(each.value).scaleb(each.decimals)) for each in (first, second))
    apart = str(larger - smaller).rstrip("0")
    return apart in _APART or any(abs(larger - smaller * times) <= times for times in _TIMES)


_APART = frozenset(map(str, (*range(1, 10), *range(9, 90, 9))))
"""How far a digit, or two that changed places, take a number from what it was, without the zeros behind it."""
_TIMES = (10, *(10**shift for shift in _SHIFT.values()))
_SLIPS_A_DIGIT = 10
_BY_CHANCE = Fraction(1, 10)
