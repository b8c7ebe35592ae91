"""Amounts that differ only by two neighbouring digits in the wrong order, by the decimal point or by the unit.

Knows that long numbers do not come so near one another by chance. Must not know sentences or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import combinations, islice, product

from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.terms import Term

_LONG, _NAMED = 6, 5
"""Digits of amounts that are near one another by no chance; where their names have words in common."""
_WITH_UNIT = 4
"""Digits that no two amounts have in common by chance, one told in 元 and one in 万元."""
_MOST = 12
"""Digits of an amount; no longer one is money."""
_FEW = 4
"""Amounts of the same digits that are compared."""


def mistyped_amounts(document: Document) -> Iterator[Relation]:
    """Every two amounts of which one is likely to be the other, mistyped; the one that is told less often comes last."""
    told: dict[str, dict[Fraction, list[Term]]] = {}
    amounts: set[Fraction] = set()
    for term in _amounts(document):
        if term.kind == "money" and not term.quantity.rough:
            amounts.add(abs(term.amount.nominal))
            digits = _digits(term.quantity)
            if _WITH_UNIT <= len(digits) <= _MOST:
                told.setdefault(digits, {}).setdefault(abs(term.amount.nominal), []).append(term)
    for digits, alike in told.items():
        for one, other in combinations([*alike.values()][:_FEW], 2):
            if _are_in_two_units(one[0].quantity, other[0].quantity, len(digits)):
                yield _mistyped(one, other)
        for swapped in _swapped(digits) if len(digits) >= _NAMED else ():
            if digits < swapped and swapped in told:
                yield from _of_swapped(alike, told[swapped], amounts, len(digits))


def _amounts(document: Document) -> Iterator[Term]:
    for paragraph in document.paragraphs:
        yield from paragraph.terms
    for grid in document.grids:
        for row in grid.rows if grid.told else ():
            yield from (term for term in row.numbers if term is not None)


def _of_swapped(
    these: Mapping[Fraction, list[Term]],
    those: Mapping[Fraction, list[Term]],
    amounts: AbstractSet[Fraction],
    length: int,
) -> Iterator[Relation]:
    """Those whose numbers have their point at one place; an amount that the text tells may well lie between them."""
    for (amount, one), (other_amount, other) in islice(product(these.items(), those.items()), _FEW):
        first, second = one[0], other[0]
        alike = (
            first.quantity.decimals == second.quantity.decimals and first.written_unit == second.written_unit
        )
        likely = length >= _LONG or _are_named_alike(first, second)
        if alike and likely and abs(amount - other_amount) not in amounts:
            yield _mistyped(one, other)


def _mistyped(one: Sequence[Term], other: Sequence[Term]) -> Relation:
    often, seldom = (one, other) if len(one) >= len(other) else (other, one)
    return Relation(Kind.MISTYPED, (often[0], seldom[0]))


def _digits(quantity: Quantity) -> str:
    return f"{abs(quantity.value):f}".replace(".", "").strip("0")


def _swapped(digits: str) -> Iterator[str]:
    """`digits` with each two neighbours in the other order."""
    for index in range(len(digits) - 1):
        if digits[index] != digits[index + 1]:
            yield f"{digits[:index]}{digits[index + 1]}{digits[index]}{digits[index + 2 :]}"


def _are_in_two_units(first: Quantity, second: Quantity, length: int) -> bool:
    """Whether they are ten thousand times apart; long ones, ten times."""
    smaller, larger = sorted((abs(first.value), abs(second.value)))
    return larger == smaller.scaleb(4) or (length >= _NAMED and larger == smaller.scaleb(1))


def _are_named_alike(first: Term, second: Term) -> bool:
    """Whether the name of one is part of that of the other, and says something."""
    shorter, longer = sorted((first.subject, second.subject), key=len)
    return len(shorter) >= _SAYING and shorter in longer


_SAYING = 4
