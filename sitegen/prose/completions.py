"""Rates of completion: what was spent of a budget that the same sentence tells.

Knows how sentences tell them. Must not know changes, lists or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.terms import Role, Term


def completions(document: Document) -> Iterator[Relation]:
    """Every rate of completion whose budget and spending are told beside it."""
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
            last = -1
            for index, term in enumerate(terms):
                if term.role is Role.COMPLETION:
                    yield from _completion(terms[last + 1 : index], term)
                    last = index


def _completion(before: Sequence[Term], rate: Term) -> Iterator[Relation]:
    """Of the amounts since the last such rate the last that is a budget and the last that is not."""
    amounts = [
        term
        for term in before
        if term.role is Role.LEVEL and term.kind == "money" and term.depth <= rate.depth and term.year != -1
    ]
    budgets = [term for term in amounts if term.planned]
    spent = [term for term in amounts if term.planned is False] or [
        term for term in amounts if term.planned is None
    ]
    if not budgets or not spent:
        return
    budget, done = budgets[-1], spent[-1]
    apart = budget.subject and done.subject and budget.subject != done.subject
    if budget.item == done.item and not apart:
        tried = [Relation(Kind.COMPLETION, (each, done, rate)) for each in reversed(budgets)]
        yield next((each for each in tried if each.holds), tried[0])
