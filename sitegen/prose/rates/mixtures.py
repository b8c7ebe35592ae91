"""Rates of parts that add up, and that of their whole, which lies among them: they mix by what each part weighs.

Knows which rate a sentence tells of an amount. Must not know how parts are found or rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term

_KINDS = {Role.RATE: Kind.MIXED, Role.COMPLETION: Kind.MIXED_COMPLETION}


def mixtures(document: Document, found: Iterable[Relation]) -> Iterator[Relation]:
    """Of each sum that holds among those `found`, the rates of change and those of completion, if all terms have one."""
    adding = [each for each in found if each.kind is Kind.SUM and each.holds]
    every = [term for paragraph in document.paragraphs for term in paragraph.terms] if adding else []
    for each in adding:
        places = [document.order.get(level) for level in each.terms]
        for role, kind in _KINDS.items():
            rates = [_rate(every, place, role) if place is not None else None for place in places]
            told = [rate for rate in rates if rate is not None]
            if len(told) == len(each.terms) and len({_budget(rate) for rate in told}) == 1:
                yield Relation(kind, tuple(chain.from_iterable(zip(each.terms, told, strict=True))))
        yield from _of_budgets([_beside(every, place) if place is not None else None for place in places])


def _of_budgets(told: Sequence[Term | None]) -> Iterator[Relation]:
    """The budgets of parts and whole, where each is told with its rate of completion and is called the same."""
    budgets = [term for term in told if term is not None]
    if len(budgets) == len(told) and len({_budget(term) for term in budgets}) == 1:
        relation = Relation(Kind.SUM, tuple(budgets))
        if relation.holds or is_one_slip_away(relation):
            yield relation


def _beside(every: Sequence[Term], place: int) -> Term | None:
    """The budget right behind an amount that a rate of completion is told of: 5 万元，占年初预算 *6 万元*的 83.33 %."""
    for budget, rate in pairwise(every[place + 1 : place + 3]):
        if budget.beside and rate.inside and rate.role is Role.COMPLETION:
            return budget if budget.sentence is every[place].sentence else None
    return None


def _budget(rate: Term) -> str:
    """Of which of a year's budgets a rate of completion is."""
    said = words.SORT_OF_BUDGET.search(rate.words) if rate.role is not Role.RATE else None
    return said[0] if said is not None else ""


def _rate(every: Sequence[Term], place: int, role: Role) -> Term | None:
    """The first rate of that kind behind an amount, in its sentence, before the next amount; None if it may be of something
    else.
    """
    level = every[place]
    for term in every[place + 1 : place + 1 + _NEAR]:
        if term.beside and term.sentence is level.sentence:
            continue
        apart = term.sentence is not level.sentence or term.role in (Role.LEVEL, Role.UNCLEAR)
        if apart or words.OF_ANOTHER_BASE.search(term.words):
            break
        if term.role is role:
            large = role is Role.RATE and term.quantity.value >= _HUNDRED
            return term if not (term.subject or large) and term.depth == level.depth else None
    return None


_HUNDRED = 100
_NEAR = 4
