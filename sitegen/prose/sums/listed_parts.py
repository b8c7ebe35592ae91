"""A list of parts against its whole: whether they must add up to it, or must not exceed it.

Knows which lists are complete. Must not know how sentences list parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from operator import add

from sitegen.numbers.intervals import Interval, total
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation, adding_up
from sitegen.prose.text import wholes, words
from sitegen.prose.text.terms import Role, Term


@dataclass(frozen=True, slots=True)
class Listed:
    """A whole, and its parts as the text lists them."""

    whole: Term
    parts: tuple[Term, ...]
    open_ended: bool
    is_whole: bool = False
    """Whether its words say that they are all there are."""
    may_be_of_another: bool = False
    """Whether it may be a list of another whole, so that it proves nothing if it exceeds this one."""


_OVERLAPPING = ("人", "人次", "户", "项", "次", "件")
"""Units of what can be counted in several of the parts."""


def _is_barely_more(parts: Sequence[Term], whole: Term) -> bool:
    """Whether parts exceed their whole by little: people counted in several parts exceed it by more."""
    added = sum(term.quantity.value for term in parts)
    return whole.quantity.value < added <= whole.quantity.value * _BARELY


_BARELY = Decimal("1.1")


def compared(listed: Listed) -> Iterator[Relation]:
    """A list against its whole: equal where it must be complete or adds up; else told only if it exceeds it, or is one
    slip away from adding up.
    """
    whole, parts = listed.whole, listed.parts
    kind = Kind.CHANGES if whole.role is Role.CHANGE else Kind.SUM
    count = adding_up(parts, whole)
    if count > 1:
        yield Relation(kind, (*parts[:count], whole))
        return
    if kind is Kind.SUM and _is_cut_off(parts, whole):
        return
    adding = Relation(kind, (*parts, whole))
    complete = listed.is_whole or (
        wholes.is_complete(whole.subject, [part.subject for part in parts]) or _is_closed(whole, parts[-1])
    )
    if not listed.open_ended and complete:
        yield adding
        return
    apart = whole.sentence is not parts[0].sentence and not _is_sure(whole, parts)
    exceeds = (
        kind is Kind.SUM
        and (whole.quantity.unit not in _OVERLAPPING or _is_barely_more(parts, whole))
        and not listed.may_be_of_another
        and not (apart and any(part.amount.low > whole.amount.high for part in parts))
        and whole.amount.low > 0
        and not total(part.amount for part in parts).may_be_at_most(whole.amount)
        and not any(others.meets(whole.amount) for others in _without_each(parts))
    )
    if exceeds:
        yield Relation(Kind.AT_MOST, (*parts, whole))
    elif not listed.open_ended and (is_close(adding) or is_one_slip_away(adding)):
        yield adding


def _is_closed(whole: Term, last: Term) -> bool:
    """Whether the last part is what balances all income or all spending: 支出总计 10 万元，其中本级支出 7 万元，结转下年 3 万元."""
    total_of = words.TOTAL_OF_SIDE.search(whole.words)
    return total_of is not None and words.BALANCES[total_of["side"]].search(last.words) is not None


def _is_cut_off(parts: Sequence[Term], whole: Term) -> bool:
    """Whether a large whole is told without the decimals that its parts have: 328,661 万元 for 328,661.79 万元."""
    told = whole.quantity.amount
    place = told.high - told.low
    apart = abs(total(part.amount for part in parts).nominal - told.nominal)
    finer = max(part.quantity.decimals for part in parts) > whole.quantity.decimals
    return finer and apart < place and abs(told.nominal) >= _LARGE * place


_LARGE = 1000
"""Of what a whole is told in, how many it is at least where nobody minds the rest."""


def _without_each(parts: Sequence[Term]) -> Iterator[Interval]:
    """The sum of all parts but one, for each of them."""
    amounts = [part.amount for part in parts]
    before = [*accumulate(amounts, initial=total(()))]
    behind = [*accumulate(reversed(amounts), initial=total(()))]
    return map(add, before[:-1], reversed(behind[:-1]))


def _is_sure(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a list in the next sentence can be of no other whole: more than one of its parts is no part then."""
    return sum(part.amount.low > whole.amount.high for part in parts) <= 1


def is_close(adding: Relation) -> bool:
    """Whether several parts add up to nearly the whole: what a list leaves out is more than a hundredth."""
    *parts, whole = adding.amounts
    return (
        adding.terms[-1].kind == "money"
        and len(parts) > _PAIR
        and abs(total(parts).nominal - whole.nominal) * _HUNDRED <= abs(whole.nominal)
    )


_PAIR, _HUNDRED = 2, 100
