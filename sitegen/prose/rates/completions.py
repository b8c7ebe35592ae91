"""Rates of completion: what was spent of a budget that the same sentence tells.

Knows how sentences tell them. Must not know changes, lists or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen.prose.relations.relations import Kind, Relation, first_that_holds
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term


def completions(document: Document) -> Iterator[Relation]:
    """Every rate of completion whose spending is told beside it, with its budget or how much it differs from that."""
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
            yield from _by_change(terms)
            yield from _short_of(terms)
            begin, last = 0, -1
            for index, term in enumerate(terms):
                if term.role is Role.COMPLETION:
                    found = terms[last + 1 : index]
                    if found or last < 0:
                        begin = last + 1
                    found = terms[begin:index]
                    yield from _inside(found, term) if term.inside else _completion(found, term)
                    last = index


def _inside(before: Sequence[Term], rate: Term) -> Iterator[Relation]:
    """支出 5 万元，完成年初预算 6 万元的 83.33 %."""
    if len(before) > 1 and before[-2].role is Role.LEVEL and before[-2].kind == before[-1].kind:
        yield Relation(Kind.COMPLETION, (before[-1], before[-2], rate))


def _short_of(terms: Sequence[Term]) -> Iterator[Relation]:
    """收入 5 万元，完成预算 6 万元的 83.33 %，短收 1 万元."""
    for level, budget, rate, gap in zip(terms, terms[1:], terms[2:], terms[3:], strict=False):
        said = words.SHORT_OF_BUDGET.fullmatch(gap.words)
        if said is not None and rate.inside and level.role is Role.LEVEL and level.kind == gap.kind:
            sign = -1 if said["short"] else 1
            yield Relation(Kind.DIFFERENCE, (level, budget, replace(gap, sign=sign)))


def _completion(before: Sequence[Term], rate: Term) -> Iterator[Relation]:
    """Of the amounts since the last such rate, or before both where none stands between them, the last that is a budget,
    of the sort that the rate names, and the last that is not.
    """
    amounts = [
        term
        for term in before
        if term.role is Role.LEVEL
        and not term.beside
        and term.kind == "money"
        and term.depth <= rate.depth
        and term.year != BEFORE
        and term.period == rate.period
    ]
    amounts = [term for term in amounts if not words.LEFT.match(term.words)]
    budgets = [term for term in amounts if term.planned]
    sort = words.SORT_OF_BUDGET.search(rate.words)
    if sort is not None:
        own = [term for term in budgets if sort[0] in term.words]
        budgets = own or [term for term in budgets if not words.SORT_OF_BUDGET.search(term.words)]
    spent = [term for term in amounts if term.planned is False] or [
        term for term in amounts if term.planned is None
    ]
    if not budgets and words.RATE_OF_TWO.search(rate.words):
        budgets, spent = _received(amounts)
    if not budgets or not spent:
        return
    budget, done = budgets[-1], spent[-1]
    if any(term.role is Role.CHANGE for term in before[before.index(budget) : before.index(done)]):
        return  # 年初预算 16 万元，追加 4 万元，支出 15 万元: of 20
    apart = budget.subject and done.subject and budget.subject != done.subject
    if budget.item == done.item and (not apart or words.RATE_OF_TWO.search(rate.words)):
        yield from first_that_holds(
            Relation(Kind.COMPLETION, (each, done, rate)) for each in reversed(budgets)
        )


def _by_change(terms: Sequence[Term]) -> Iterator[Relation]:
    """支出 5 万元，完成年初预算的 83.33 %，比年初预算减少 1 万元: no budget is told, but how far it is from what was spent."""
    for index, pair in enumerate(pairwise(terms)):
        rate, change = sorted(pair, key=lambda term: term.role is not Role.COMPLETION)
        if rate.role is not Role.COMPLETION or rate.inside or not _is_since(change, rate):
            continue
        level = _spent_before(terms[:index])
        if (
            level is not None
            and level.item == rate.item
            and level.kind == change.kind
            and level.year != BEFORE
            and not level.planned
            and level.depth == rate.depth == change.depth
            and change.subject in ("", level.subject)
        ):
            yield Relation(Kind.COMPLETION_BY_CHANGE, (level, change, rate))


def _spent_before(terms: Sequence[Term]) -> Term | None:
    """The last amount of a clause, if it is near: between it and the rate stands at most how much it changed since last year."""
    near = reversed(terms[-_NEAR:])
    return next((term for term in near if term.role is Role.LEVEL and not term.beside), None)


_NEAR = 4


def _is_since(change: Term, rate: Term) -> bool:
    """Whether a change is from the budget that a rate of completion is of."""
    if change.role is not Role.CHANGE or words.SINCE_BUDGET.search(change.words) is None:
        return False
    one, other = (words.SORT_OF_BUDGET.search(term.words) for term in (change, rate))
    return one is None or other is None or one[0] == other[0]


def _received(amounts: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """What was received and what was paid of it, where the sentence tells these two and no other amount."""
    if len(amounts) != 2:
        return [], []
    first, last = amounts
    meant = _is_received(first) and words.PAID.search(last.words)
    return ([first], [last]) if meant else ([], [])


def _is_received(term: Term) -> bool:
    """Whether the last that is said of an amount is that it was received: 中央资金支出 20 万元 was paid."""
    received = [match.end() for match in words.RECEIVED.finditer(term.words)]
    paid = [match.end() for match in words.PAID.finditer(term.words)]
    return bool(received) and max(received) > max(paid, default=0)
