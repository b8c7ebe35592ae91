"""Between which bounds a quantity must lie for a relation to hold, as the others have it.

Knows the tests of relations, turned around. Must not know how figures are mistyped: the bounds may be wider than what
holds, never narrower, so that what lies outside of them need not be tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from sitegen.numbers.intervals import Interval, total
from sitegen.prose.relations.relations import Kind

Bounds = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value; None for no end."""
_ANYWHERE: tuple[Bounds, ...] = ((None, None),)
_ONE = Interval.exactly(1)
_NOTHING = Interval.exactly(0)
_Amounts = Sequence[Interval]


def bounds(kind: Kind, amounts: _Amounts) -> Iterator[tuple[Bounds, ...]]:
    """For each of a relation's quantities in turn the bounds it must lie between, if it is not nothing, for a relation
    of `kind` to hold with the others of `amounts`.
    """
    if kind in (Kind.SUM, Kind.CHANGES):
        yield from _of_sum(amounts)
    elif kind is Kind.AT_MOST:
        yield from _at_most(amounts)
    elif kind is Kind.MIXED:
        yield from _of_mixed(amounts)
    else:
        turned = _TURNED.get(kind, ())
        for index in range(len(amounts)):
            try:
                yield turned[index](amounts) if turned else _ANYWHERE
            except ZeroDivisionError:
                yield _ANYWHERE


def _in(*found: Interval) -> tuple[Bounds, ...]:
    return tuple((each.low, each.high) for each in found)


def _of_sum(amounts: _Amounts) -> Iterator[tuple[Bounds, ...]]:
    added, whole = total(amounts[:-1]), amounts[-1]
    lacking_low, lacking_high = whole.low - added.high, whole.high - added.low
    for part in amounts[:-1]:
        yield ((lacking_low + part.high, lacking_high + part.low),)
    yield _in(added)


def _at_most(amounts: _Amounts) -> Iterator[tuple[Bounds, ...]]:
    lowest, whole = total(amounts[:-1]).low, amounts[-1]
    for part in amounts[:-1]:
        yield ((None, whole.high - lowest + part.low),)
    yield ((lowest, None),)


def _of_mixed(amounts: _Amounts) -> Iterator[tuple[Bounds, ...]]:
    pairs = list(zip(amounts[::2], amounts[1::2], strict=True))
    if any((_ONE + rate).may_be_zero for _, rate in pairs):
        yield from (_ANYWHERE for _ in amounts)
        return
    before = [level / (_ONE + rate) for level, rate in pairs]
    for (level, rate), (bound,) in zip(pairs, _of_sum(before), strict=True):
        low, high = bound
        then = Interval(low, high) if low is not None and high is not None and low <= high else None
        yield _in(then * (_ONE + rate)) if then is not None else _ANYWHERE
        yield _in(level / then - _ONE) if then is not None and not then.may_be_zero else _ANYWHERE


def _whole_of_rate(amounts: _Amounts) -> tuple[Bounds, ...]:
    level, change, rate = amounts
    del level
    return _in(change / rate + change, change)  # a change from about nothing has any rate


def _change_of_rate(amounts: _Amounts) -> tuple[Bounds, ...]:
    level, _, rate = amounts
    return _in(level * rate / (_ONE + rate), level)


def _rate_of_level(amounts: _Amounts) -> tuple[Bounds, ...]:
    level, change, _ = amounts
    return _in(change / (level - change))


def _from_something(base: Interval, due: Interval) -> tuple[Bounds, ...]:
    return _ANYWHERE if base.may_be_zero else _in(due)


_TURNED: dict[Kind, Sequence[Callable[[_Amounts], tuple[Bounds, ...]]]] = {
    Kind.RATE: (_whole_of_rate, _change_of_rate, _rate_of_level),
    Kind.RATE_OF_BASE: (
        lambda a: _in(a[1] / a[2]),
        lambda a: _from_something(a[0], a[0] * a[2]),
        lambda a: _in(a[1] / a[0]),
    ),
    Kind.GROWTH: (
        lambda a: _from_something(a[1], a[1] * (_ONE + a[2])),
        lambda a: _in(a[0] / (_ONE + a[2])),
        lambda a: _in(a[0] / a[1] - _ONE),
    ),
    Kind.DIFFERENCE: (
        lambda a: _in(a[1] + a[2]),
        lambda a: _in(a[0] - a[2]),
        lambda a: _in(a[0] - a[1]),
    ),
    Kind.APART: (
        lambda a: _in(a[1] + a[2], a[1] - a[2]),
        lambda a: _in(a[0] + a[2], a[0] - a[2]),
        lambda a: _in(a[0] - a[1], a[1] - a[0]),
    ),
    Kind.DIRECTION: (lambda _: _in(_NOTHING), lambda _: _in(_NOTHING)),
    Kind.RISING: (lambda _: _in(_NOTHING),),
    Kind.FALLING: (lambda _: _in(_NOTHING),),
    Kind.CUT: (lambda _: _in(_NOTHING),),
    Kind.COMPLETION: (
        lambda a: _in(a[1] / a[2]),
        lambda a: _from_something(a[0], a[0] * a[2]),
        lambda a: _in(a[1] / a[0]),
    ),
    Kind.COMPLETION_BY_CHANGE: (
        lambda a: _in(a[1] * a[2] / (a[2] - _ONE)),
        lambda a: _in(a[0] - a[0] / a[2]),
        lambda a: _in(a[0] / (a[0] - a[1])),
    ),
    Kind.SHARE: (
        lambda a: _from_something(a[1], a[1] * a[2]),
        lambda a: _in(a[0] / a[2]),
        lambda a: _in(a[0] / a[1]),
    ),
    Kind.MEAN: (
        lambda a: _in(a[1] * a[2]),
        lambda a: _in(a[0] / a[2]),
        lambda a: _in(a[0] / a[1]),
    ),
    Kind.MULTIPLIED: (
        lambda a: _in(a[2] / a[1]),
        lambda a: _in(a[2] / a[0]),
        lambda a: _in(a[0] * a[1]),
    ),
    Kind.BARE_RATE: (
        lambda _: _in(_NOTHING),
        lambda _: _in(_NOTHING),
        lambda _: _in(_NOTHING),
    ),
    Kind.ONE_WHOLE: (
        lambda a: _in(a[2] / a[3] * a[1]),
        lambda a: _in(a[0] / (a[2] / a[3])),
        lambda a: _in(a[0] / a[1] * a[3]),
        lambda a: _in(a[2] / (a[0] / a[1])),
    ),
    Kind.POINTS: (
        lambda a: _in(a[1] + a[2].scaled(Fraction(1, 100))),
        lambda a: _in(a[0] - a[2].scaled(Fraction(1, 100))),
        lambda a: _in((a[0] - a[1]).scaled(100)),
    ),
    Kind.SAME: (lambda a: _in(a[1]), lambda a: _in(a[0])),
    Kind.MISTYPED: (lambda a: _in(a[1], -a[1]), lambda a: _in(a[0], -a[0])),
    Kind.EQUAL: (lambda a: _in(a[1]), lambda a: _in(a[0])),
    Kind.WHOLE: (lambda _: _in(_ONE),),
    Kind.SMALLER: (lambda a: ((None, a[1].high),), lambda a: ((a[0].low, None),)),
    Kind.NOT_LARGER: (lambda a: ((None, a[1].high),), lambda a: ((a[0].low, None),)),
    Kind.BELOW: (lambda _: ((None, Fraction(1)),),),
    Kind.ABOVE: (lambda _: ((Fraction(1), None),),),
}
"""For each of the quantities of a relation, where it must lie. With those of other kinds any may be right."""
