"""Budgets that are told with what was added to them and taken away: 年初预算 10 万元，追加 2 万元，全年预算 12 万元.

Knows how sentences tell what became of a budget. Must not know other sums or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term


def budgets(document: Document) -> Iterator[Relation]:
    """Every budget of the year's start that a sentence follows up to what became of it."""
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
            for index, first in enumerate(terms):
                if _is_told(first) and words.OF_THE_START.search(first.words):
                    yield from _followed(first, terms[index + 1 :])


def _is_told(term: Term) -> bool:
    return (
        term.role is Role.LEVEL
        and term.kind == "money"
        and term.planned is True
        and not term.beside
        and term.year != BEFORE
    )


def _followed(first: Term, behind: Sequence[Term]) -> Iterator[Relation]:
    """The budget with all that is said to have changed it, where nothing else is told between it and its result."""
    steps: list[Term] = []
    for term in behind:
        if term.kind != "money" or term.depth != first.depth or term.item != first.item:
            return
        step = _step(term)
        if step is not None:
            steps.append(step)
        elif steps and _is_told(term) and words.AFTER_ALL.search(term.words):
            yield Relation(Kind.SUM, (first, *steps, term))
            return
        else:
            return


def _step(term: Term) -> Term | None:
    """What was added, or with a negative sign what was taken away; None where the words say neither of this budget."""
    if term.quantity.rough or words.SINCE.search(term.words) or words.SINCE_BUDGET.search(term.words):
        return None
    for pattern, sign in ((words.ADDED_TO_BUDGET, 1), (words.TAKEN_FROM_BUDGET, -1)):
        if pattern.search(term.words):
            known = term.role is Role.CHANGE and term.sign == sign
            return term if known else replace(term, role=Role.LEVEL, sign=sign)
    return None
