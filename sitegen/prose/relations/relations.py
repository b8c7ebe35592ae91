"""What ties quantities of a text together, and whether they can all be right.

Knows arithmetic on what figures stand for. Must not know words: which quantities belong together is found elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from sitegen.model.reports.passage import Passage
from sitegen.numbers.figures import PROPORTIONS, unit_factor
from sitegen.numbers.intervals import Interval, Rounding, total
from sitegen.prose.text.terms import Role, Term

_ONE = Interval.exactly(1)
_NOTHING = Interval.exactly(0)


class Kind(StrEnum):
    """How quantities hang together; the last of a relation's terms follows from the others."""

    RATE = "增减幅度"
    """level, change, rate: 增减幅度 = 增减额 ÷（本年数 ∓ 增减额）."""
    RATE_OF_BASE = "增减幅度（按基数）"
    """base, change, rate."""
    GROWTH = "两年之比"
    """level, base, rate."""
    DIFFERENCE = "两年之差"
    """level, base, change."""
    APART = "差额"
    """amount, other amount, how far they are apart."""
    RISING = "增加"
    """A change that grows, as words say."""
    FALLING = "减少"
    """A change that falls, as words say."""
    CUT = "压减"
    """A change that cannot grow by what is told as its reason: that money was saved."""
    DIRECTION = "增减方向"
    """change, rate."""
    COMPLETION = "完成率"
    """budget, spent, rate."""
    COMPLETION_BY_CHANGE = "完成率（按差额）"
    """spent, how much it differs from the budget, rate: 完成率 = 支出 ÷（支出 ∓ 差额）."""
    SHARE = "占比"
    """part, whole, share."""
    ONE_WHOLE = "同一总数的占比"
    """part, share, part, share: both lead to the same whole."""
    SHARES = "占比合计"
    """shares…, of one whole: they come to all of it."""
    SUM = "合计"
    """parts…, whole: they add up to it."""
    AT_MOST = "不超过总数"
    """parts…, whole: they do not exceed it."""
    CHANGES = "增减合计"
    """changes of the parts…, change of the whole."""
    POINTS = "百分点之差"
    """rate, other rate, how many points the first is above it (below: negative)."""
    MEAN = "平均数"
    """amount, number of people or things, what there is of it for each."""
    MULTIPLIED = "单价乘数量"
    """number of people or things, what there is of it for each, amount."""
    MEAN_OF_ALL = "各年平均"
    """amounts…, their mean."""
    BARE_RATE = "漏了百分号的增减幅度"
    """level, change, and a number without a unit that is their rate."""
    MIXED = "增减幅度合计"
    """parts and the whole, each with its rate of change: what they were before adds up as well."""
    MIXED_COMPLETION = "完成率合计"
    """parts and the whole, each with its rate of completion: their budgets add up as well."""
    SAME = "同一项"
    """One thing told twice."""
    MISTYPED = "像是同一个数"
    """Two amounts that are one, mistyped."""
    SMALLER = "小于"
    """The first is less than the second."""
    NOT_LARGER = "不大于"
    """The first is not more than the second, as far as their digits tell."""
    EQUAL = "等于"
    """The first is the second."""
    BELOW = "低于全部"
    """A rate that is less than 100 %."""
    ABOVE = "高于全部"
    """A rate that is more than 100 %."""
    WHOLE = "等于全部"
    """A rate of 100 %."""
    ENOUGH = "增加额不超过本年数"
    """amount, change: it has not grown by more than it is."""
    AS_MANY = "项数"
    """How many things are said to be told of, the last of those that are."""
    NOTHING = "没有"
    """An amount of nothing, a number of things bought by it."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words of `passage`, from `start` up to `end`, that say how quantities compare."""

    passage: Passage
    start: int
    end: int

    @property
    def written(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, eq=False)
class Relation:
    """`terms` that hang together as `kind` says, or as the `word` of the text does."""

    kind: Kind
    terms: tuple[Term, ...]
    word: Word | None = None

    @cached_property
    def amounts(self) -> tuple[Interval, ...]:
        """What its quantities stand for: of amounts that are added up, those of one unit are as precise as the most
        precise of them (18 万元 beside 630.25 万元 is 18.00).
        """
        if self.kind is Kind.MEAN:
            total_amount, number, mean = self.terms
            rounded = Interval.of(mean.quantity.value, mean.quantity.decimals)
            return total_amount.amount, number.amount, rounded.scaled(unit_factor(mean.quantity.unit))
        if self.kind in (Kind.RATE, Kind.RATE_OF_BASE) and self.terms[0].quantity.value == 0:
            level, change, rate = self.terms
            return _as_precise(level, change.quantity.decimals), change.amount, rate.amount
        if self.kind not in _ADDING:
            return tuple([term.amount for term in self.terms])
        *parts, whole = self.terms
        finest: dict[str, int] = {}
        for term in parts:
            unit = term.written_unit
            finest[unit] = max(finest.get(unit, term.quantity.decimals), term.quantity.decimals)
        return (*(_as_precise(term, finest[term.written_unit]) for term in parts), whole.amount)

    @cached_property
    def holds(self) -> bool:
        """Whether its quantities can all be right."""
        return self.held_by(self.amounts)

    @property
    def holds_truncated(self) -> bool:
        """Whether it would hold if its last quantity, a proportion, were cut off instead of rounded."""
        last = self.terms[-1]
        if last.kind != "proportion" or last.role is Role.UNCLEAR:
            return False
        quantity = last.quantity
        cut = Interval.of(quantity.value, quantity.decimals, Rounding.TRUNCATED)
        cut = cut.scaled(PROPORTIONS[quantity.unit])
        return self.held_by([*self.amounts[:-1], -cut if last.sign < 0 else cut])

    def held_by(self, amounts: Sequence[Interval]) -> bool:
        """Whether it would hold if its quantities were `amounts`."""
        return _TESTS[self.kind](amounts)

    @property
    def due(self) -> Interval | None:
        """What the last of its quantities would be by the others; None where that is not one value."""
        reckon = _DUE.get(self.kind)
        try:
            return reckon(self.amounts) if reckon is not None else None
        except ZeroDivisionError:
            return None


def first_that_holds(tried: Iterable[Relation]) -> Iterator[Relation]:
    """Of relations one of which is meant, the first that holds; where none does, the first; none of none."""
    first = None
    for each in tried:
        if each.holds:
            yield each
            return
        first = first or each
    if first is not None:
        yield first


def adding_up(parts: Sequence[Term], whole: Term) -> int:
    """How many of the first of `parts` add up to `whole`, the most that do; 0 for none."""
    finest: dict[str, int] = {}
    added, found = _NOTHING, 0
    for count, part in enumerate(parts, 1):
        unit, decimals = part.written_unit, part.quantity.decimals
        known = finest.setdefault(unit, decimals)
        if decimals > known:
            finest[unit] = decimals
            added = total(_as_precise(each, finest[each.written_unit]) for each in parts[:count])
        else:
            added += _as_precise(part, known)
        if added.meets(whole.amount):
            found = count
    return found


def _as_precise(term: Term, decimals: int) -> Interval:
    """What a term's number stands for if it is given to so many `decimals` at least."""
    quantity = term.quantity
    if quantity.decimals >= decimals:
        return term.amount
    return term.amount_if(quantity.but_for(quantity.value, decimals))


def _agree(due: Interval, stated: Interval) -> bool:
    """Whether a proportion follows; what lies within the digits written is right."""
    return due.meets(stated)


def _rate(amounts: Sequence[Interval]) -> Interval:
    level, change, _ = amounts
    return _ONE / (level / change - _ONE)


def _rate_holds(amounts: Sequence[Interval]) -> bool:
    level, change, rate = amounts
    if change.may_be_zero:
        return rate.may_be_zero or (level - change).may_be_zero or _agree(change / (level - change), rate)
    try:
        return _agree(_rate(amounts), rate)
    except ZeroDivisionError:
        return _from_nothing(change, rate)


def _from_nothing(change: Interval, rate: Interval) -> bool:
    """Whether a rate is right that is told of a change from about 0: none is wrong but by its sign."""
    return (change.sign >= 0) == (rate.sign >= 0) or rate.may_be_zero


def _rate_of_base_holds(amounts: Sequence[Interval]) -> bool:
    base, change, rate = amounts
    if base.may_be_zero:
        return _from_nothing(change, rate)
    return _agree(change / base, rate)


def _growth_holds(amounts: Sequence[Interval]) -> bool:
    level, base, rate = amounts
    if base.may_be_zero:
        return _from_nothing(level - base, rate)
    return _agree(level / base - _ONE, rate)


def _difference_holds(amounts: Sequence[Interval]) -> bool:
    level, base, change = amounts
    return (level - base).meets(change)


def _direction_holds(amounts: Sequence[Interval]) -> bool:
    first, second = amounts
    return first.may_be_zero or second.may_be_zero or first.sign == second.sign


def _quotient_holds(part: Interval, whole: Interval, stated: Interval) -> bool:
    if whole.may_be_zero:
        return part.may_be_zero or _is_all(stated)
    return _agree(part / whole, stated)


def _completion_by_change_holds(amounts: Sequence[Interval]) -> bool:
    spent, change, rate = amounts
    budget = spent - change
    return budget.may_be_zero or _agree(spent / budget, rate)


def _is_all(stated: Interval) -> bool:
    """Whether a rate is 100 %, as is said of what was spent without a budget."""
    return stated.nominal == 1


def _one_whole_holds(amounts: Sequence[Interval]) -> bool:
    part, share, other, other_share = amounts
    if share.may_be_zero or other_share.may_be_zero:
        return True
    return (part / share).meets(other / other_share)


def _mean(amounts: Sequence[Interval]) -> Interval:
    return total(amounts[:-1]) / Interval.exactly(len(amounts) - 1)


def _multiplied(amounts: Sequence[Interval]) -> Interval:
    return amounts[0] * amounts[1]


def _sum_holds(amounts: Sequence[Interval]) -> bool:
    return total(amounts[:-1]).meets(amounts[-1])


def _mixed_holds(amounts: Sequence[Interval]) -> bool:
    grown = [_ONE + rate for rate in amounts[1::2]]
    if any(each.may_be_zero for each in grown):
        return False
    before = [level / each for level, each in zip(amounts[::2], grown, strict=True)]
    return total(before[:-1]).meets(before[-1])


def _mixed_completion_holds(amounts: Sequence[Interval]) -> bool:
    if any(each.may_be_zero for each in amounts[1::2]):
        return True
    budgets = [level / rate for level, rate in zip(amounts[::2], amounts[1::2], strict=True)]
    return total(budgets[:-1]).meets(budgets[-1])


def _at_most_holds(amounts: Sequence[Interval]) -> bool:
    return total(amounts[:-1]).may_be_at_most(amounts[-1])


_ADDING = frozenset((Kind.SUM, Kind.AT_MOST, Kind.CHANGES))
_TESTS: dict[Kind, Callable[[Sequence[Interval]], bool]] = {
    Kind.RATE: _rate_holds,
    Kind.RATE_OF_BASE: _rate_of_base_holds,
    Kind.GROWTH: _growth_holds,
    Kind.DIFFERENCE: _difference_holds,
    Kind.DIRECTION: _direction_holds,
    Kind.APART: lambda amounts: abs(amounts[0] - amounts[1]).meets(abs(amounts[2])),
    Kind.RISING: lambda amounts: amounts[0].sign >= 0,
    Kind.FALLING: lambda amounts: amounts[0].sign <= 0,
    Kind.CUT: lambda amounts: amounts[0].sign <= 0,
    Kind.COMPLETION: lambda amounts: _quotient_holds(amounts[1], amounts[0], amounts[2]),
    Kind.COMPLETION_BY_CHANGE: _completion_by_change_holds,
    Kind.SHARE: lambda amounts: _quotient_holds(*amounts),
    Kind.MEAN: lambda amounts: amounts[1].may_be_zero or _agree(amounts[0] / amounts[1], amounts[2]),
    Kind.MULTIPLIED: lambda amounts: _multiplied(amounts).meets(amounts[2]),
    Kind.MEAN_OF_ALL: lambda amounts: _agree(_mean(amounts), amounts[-1]),
    Kind.BARE_RATE: lambda _: False,
    Kind.ONE_WHOLE: _one_whole_holds,
    Kind.SHARES: lambda amounts: total(amounts).meets(_ONE),
    Kind.SUM: _sum_holds,
    Kind.CHANGES: _sum_holds,
    Kind.AT_MOST: _at_most_holds,
    Kind.MIXED: _mixed_holds,
    Kind.MIXED_COMPLETION: _mixed_completion_holds,
    Kind.POINTS: lambda amounts: (amounts[0] - amounts[1]).meets(amounts[2].scaled(Fraction(1, 100))),
    Kind.SAME: lambda amounts: amounts[0].agrees(amounts[1]),
    Kind.MISTYPED: lambda amounts: abs(amounts[0]).agrees(abs(amounts[1])),
    Kind.SMALLER: lambda amounts: amounts[0].is_less(amounts[1]),
    Kind.NOT_LARGER: lambda amounts: amounts[0].may_be_at_most(amounts[1]),
    Kind.EQUAL: lambda amounts: amounts[0].meets(amounts[1]),
    Kind.BELOW: lambda amounts: amounts[0].may_be_less_than(_ONE),
    Kind.ABOVE: lambda amounts: _ONE.may_be_less_than(amounts[0]),
    Kind.WHOLE: lambda amounts: amounts[0].meets(_ONE),
    Kind.ENOUGH: lambda amounts: amounts[1].may_be_at_most(amounts[0]),
    Kind.AS_MANY: lambda amounts: amounts[0].meets(amounts[1]),
    Kind.NOTHING: lambda amounts: amounts[0].may_be_zero == amounts[1].may_be_zero,
}

_DUE: dict[Kind, Callable[[Sequence[Interval]], Interval]] = {
    Kind.RATE: _rate,
    Kind.RATE_OF_BASE: lambda amounts: amounts[1] / amounts[0],
    Kind.GROWTH: lambda amounts: amounts[0] / amounts[1] - _ONE,
    Kind.DIFFERENCE: lambda amounts: amounts[0] - amounts[1],
    Kind.APART: lambda amounts: abs(amounts[0] - amounts[1]),
    Kind.COMPLETION: lambda amounts: amounts[1] / amounts[0],
    Kind.COMPLETION_BY_CHANGE: lambda amounts: amounts[0] / (amounts[0] - amounts[1]),
    Kind.SHARE: lambda amounts: amounts[0] / amounts[1],
    Kind.MEAN: lambda amounts: amounts[0] / amounts[1],
    Kind.MULTIPLIED: _multiplied,
    Kind.MEAN_OF_ALL: _mean,
    Kind.BARE_RATE: _rate,
    Kind.SUM: lambda amounts: total(amounts[:-1]),
    Kind.AT_MOST: lambda amounts: total(amounts[:-1]),
    Kind.CHANGES: lambda amounts: total(amounts[:-1]),
    Kind.ONE_WHOLE: lambda amounts: amounts[2] / (amounts[0] / amounts[1]),
    Kind.SAME: lambda amounts: amounts[0],
}
