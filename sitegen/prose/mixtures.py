"""Rates of parts that add up, and that of their whole, which lies among them: they mix by what each part weighs.

Knows which rate a sentence tells of an amount. Must not know how parts are found or rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sitegen.prose import words
from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.terms import Role, Term

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


def _budget(rate: Term) -> str:
    """Of which of a year's budgets a rate of completion is."""
    said = words.SORT_OF_BUDGET.search(rate.words) if rate.role is Role.COMPLETION else None
    return said[0] if said is not None else ""


def _rate(every: Sequence[Term], place: int, role: Role) -> Term | None:
    """The first rate of that kind behind an amount, in its sentence, before the next amount; None if it may be of something
    else.
    """
    level = every[place]
    for term in every[place + 1 : place + 1 + _NEAR]:
        apart = term.sentence is not level.sentence or term.role in (Role.LEVEL, Role.UNCLEAR)
        if apart or words.OF_ANOTHER_BASE.search(term.words):
            break
        if term.role is role:
            large = role is Role.RATE and term.quantity.value >= _HUNDRED
            return term if not (term.subject or large) and term.depth == level.depth else None
    return None


_HUNDRED = 100
_NEAR = 4
