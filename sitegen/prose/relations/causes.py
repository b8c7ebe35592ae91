"""Which of the relations that a number breaks, one other number in its place would mend together.

Knows between which bounds a quantity must lie. Must not know words, nor how faults are told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from sitegen.numbers.intervals import Interval
from sitegen.prose.relations.bounds import Bounds, bounds
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.terms import Term

MOST = 24
"""Relations of one number that are looked at: more say nothing new."""

_RISES: tuple[Bounds, ...] = ((Fraction(0), None),)
_FALLS: tuple[Bounds, ...] = ((None, Fraction(0)),)
_TURNED: dict[Kind, Callable[[Sequence[Interval], int], tuple[Bounds, ...]]] = {
    Kind.DIRECTION: lambda amounts, index: _RISES if amounts[1 - index].sign >= 0 else _FALLS,
    Kind.RISING: lambda *_: _RISES,
    Kind.FALLING: lambda *_: _FALLS,
    Kind.CUT: lambda *_: _FALLS,
    Kind.ENOUGH: lambda amounts, index: (
        ((amounts[1].low, None),) if index == 0 else ((None, amounts[0].high),)
    ),
}
"""Where a number of words must lie that tell only a direction, besides at nothing."""


def mended_together(term: Term, relations: Sequence[Relation]) -> list[Relation]:
    """The most of `relations`, all of `term`, that would hold if one other number stood in its place, in their order."""
    tried = relations[:MOST]
    places = [_where(each, term) for each in tried]
    ends = dict.fromkeys(end for where in places for each in where for end in each if end is not None)
    best = [not ends] * len(tried)
    for value in ends:
        fitting = [any(_is_within(value, each) for each in where) for where in places]
        if sum(fitting) > sum(best):
            best = fitting
    return [each for each, fits in zip(tried, best, strict=True) if fits]


def _where(relation: Relation, term: Term) -> tuple[Bounds, ...]:
    """Between which bounds `term` must lie for `relation` to hold, with as much more as its digits round away."""
    index = next(place for place, each in enumerate(relation.terms) if each is term)
    turned = _TURNED.get(relation.kind)
    if turned is not None:
        return turned(relation.amounts, index)
    own = relation.amounts[index]
    half = (own.high - own.low) / 2
    found = tuple(bounds(relation.kind, relation.amounts))[index]
    return tuple(
        (None if low is None else low - half, None if high is None else high + half) for low, high in found
    )


def _is_within(value: Fraction, within: Bounds) -> bool:
    low, high = within
    return (low is None or low <= value) and (high is None or value <= high)
