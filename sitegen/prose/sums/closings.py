"""What is left of all income once all spending is taken away: 收入总计 10 万元。支出总计 9 万元。收支相抵，年终结余 1 万元.

Knows that the totals stand in the paragraphs before what is left. Must not know how totals are added up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away, mendings
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import BEFORE, Role, Term

_INCOME, _SPENDING = "收入", "支出"
_FAR = 3
"""Paragraphs over which totals are remembered."""
_MOST = 12
"""Totals that are remembered, and amounts that are read of a sentence that tells both sides in parts."""


def closings(document: Document, added: Sequence[Relation]) -> Iterator[Relation]:
    """What is left of the totals told last, and that they are the same where the text says that they balance; `added` are
    the sums that the text tells.
    """
    totals = {each.terms[-1] for each in added if words.ADDED_UP.search(each.terms[-1].words)}
    parts = {term for each in added for term in each.terms[:-1]}
    told: list[tuple[int, Term]] = []
    last: Term | None = None
    before: Sequence[Term] = ()
    for index, paragraph in enumerate(document.paragraphs):
        for sentence, terms in paragraph.sentences:
            amounts = _amounts(terms)
            told = [(at, term) for at, term in told if index - at <= _FAR]
            told += [(index, term) for term in amounts if term in totals or _is_total(term)]
            told = told[-_MOST:]
            if any(_is_brought(term) and term not in parts for term in amounts):
                told = []  # what is left holds what was left before
            left = next((term for term in amounts if _is_left(term) and term not in parts), None)
            if left is not None and any(map(_is_total, amounts[amounts.index(left) :])):
                left = None  # a total told behind it holds it
            sides = _sides([term for _, term in told])
            if sides is not None:
                near = last in sides or all(at == index for at, term in told if term in sides)
                found = [*_closing(sides, left, sentence, near)]
                yield from found
                told = [] if found else told
            elif left is not None and words.BALANCED.search(sentence.text):
                yield from _of_parts(amounts[: amounts.index(left)] or before, left)
            before = amounts or before
            last = amounts[-1] if amounts else last


def _closing(
    sides: tuple[Term, Term], left: Term | None, sentence: Sentence, near: bool
) -> Iterator[Relation]:
    """What `sides` leave; where other amounts are told between, only if it fits, or would but for one slip."""
    balanced = words.BALANCED.search(sentence.text)
    apart = not sides[0].amount.meets(sides[1].amount)  # else all spending holds what is left
    if left is not None:
        relation = Relation(Kind.DIFFERENCE, (*sides, left))
        told = balanced is not None and near
        if apart and (told or relation.holds or is_one_slip_away(relation)):
            yield relation
    elif balanced is not None and near and not any(_ALL_OF_SIDE.search(each.words) for each in sides):
        offsets = sentence.offsets
        start, end = offsets[balanced.start()], offsets[balanced.end() - 1] + 1
        yield Relation(Kind.EQUAL, sides, Word(sentence.passage, start, end))


def _of_parts(amounts: Sequence[Term], left: Term) -> Iterator[Relation]:
    """收入 10 万元，上年结余 2 万元，支出 9 万元。收支相抵，年终结余 3 万元: where it fits, or would if one were mistyped."""
    spent = next((index for index, term in enumerate(amounts) if _SPENDING in term.words), 0)
    if not 0 < spent < len(amounts) <= _MOST or _INCOME not in amounts[0].words:
        return
    taken = [replace(term, sign=-1) for term in amounts[spent:]]
    relation = Relation(Kind.SUM, (*amounts[:spent], *taken, left))
    if relation.holds or any(mendings(relation)):
        yield relation


def _sides(told: Sequence[Term]) -> tuple[Term, Term] | None:
    """The total of income and that of spending, of each the one told last; by their order where two have no such names."""
    income, spending = (
        next((term for term in reversed(told) if side in term.words), None) for side in (_INCOME, _SPENDING)
    )
    if len(told) == len(("income", "spending")):
        income = income or next((term for term in told if term is not spending), None)
        spending = spending or next((term for term in told if term is not income), None)
    if income is None or spending is None or income.planned != spending.planned:
        return None
    return income, spending


def _is_total(term: Term) -> bool:
    """Whether it is all of a side by its name, and not only what this year added."""
    told = words.TOTAL_OF_SIDE.search(term.words) or _ALL_OF_SIDE.search(term.words)
    return told is not None and "本年" not in term.words


_ALL_OF_SIDE = re.compile(r"总(?:收入|支出)(?:为|是|达到?|:)?$")
"""*总收入* 10 万元: leaves something over, so that it need not balance the other side."""


def _is_brought(term: Term) -> bool:
    return words.CARRIED_OVER.search(term.words) is not None and _FROM_BEFORE.search(term.words) is not None


def _is_left(term: Term) -> bool:
    told = words.CARRIED_OVER.search(term.words) or _LEFT_OVER.search(term.words)
    return told is not None and _FROM_BEFORE.search(term.words) is None


_LEFT_OVER = re.compile(r"结转(?:资金|结余)(?:为|是|:)?$")


_FROM_BEFORE = re.compile("上年|年初")


def _amounts(terms: Collection[Term]) -> list[Term]:
    return [
        term
        for term in terms
        if term.role is Role.LEVEL
        and term.kind == "money"
        and term.year != BEFORE
        and not (term.depth or term.to or term.beside)
    ]
