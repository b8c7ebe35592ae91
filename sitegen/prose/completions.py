"""Rates of completion: what was spent of a budget that the same sentence tells.

Knows how sentences tell them. Must not know changes, lists or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.prose import words
from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation, first_that_holds
from sitegen.prose.terms import BEFORE, Role, Term


def completions(document: Document) -> Iterator[Relation]:
    """Every rate of completion whose budget and spending are told beside it."""
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
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


def _received(amounts: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """What was received and what was paid of it, where the sentence tells these two and no other amount."""
    if len(amounts) != 2:
        return [], []
    first, last = amounts
    meant = words.RECEIVED.search(first.words) and words.PAID.search(last.words)
    return ([first], [last]) if meant else ([], [])
