"""By how much a budget was adjusted, or spending differed from it, told as a rate of the budget: 预决算差异率, 预算调整率.

Knows what these rates are called and that they are of the budget. Must not know other changes or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Term

_RATE = re.compile(
    r"^,?(?:部门|支出|收入|预算|预决算)*(?:预决算差异|差异|调整|调增|追加|调减)(?:率|幅度|比例)(?:为|是|达到?)?$"
)
_PLAN = re.compile(r"年初[^,;]{0,8}预算|预算[^,;]{0,6}年初|批复预算|预算批复|原预算")


def adjustment_rates(document: Document) -> Iterator[Relation]:
    """Each such rate with the only budget of the year's start that its paragraph tells before it, and the amount right before
    the rate that was added, or by which spending differs.
    """
    for paragraph in document.paragraphs:
        terms = [*paragraph.terms]
        for index, rate in enumerate(terms):
            if rate.kind == "proportion" and not rate.quantity.rough and _RATE.search(rate.words):
                yield from _of(terms[max(0, index - _FAR) : index], rate)


def _of(before: Sequence[Term], rate: Term) -> Iterator[Relation]:
    money = [term for term in before if term.kind == "money" and not term.quantity.rough]
    plans = [term for term in money if _is_plan(term)]
    own = [term for term in plans if term.sentence is rate.sentence] or plans
    if len(own) != 1:
        return
    behind = [term for term in money[money.index(own[0]) + 1 :] if term.sentence is rate.sentence][-_NEAR:]
    changes = [term for term in behind if _is_change(term)]
    if len(changes) != 1:
        return
    relation = Relation(Kind.RATE_OF_BASE, (own[0], changes[0], rate))
    if relation.holds or _is_mistaken(relation, behind):
        yield relation


_NEAR, _FAR = 3, 40


def _is_plan(term: Term) -> bool:
    return _PLAN.search(term.words) is not None and term.year != BEFORE and not term.beside and not term.item


def _is_change(term: Term) -> bool:
    added = words.ADDED_TO_BUDGET.search(term.words) or words.TAKEN_FROM_BUDGET.search(term.words)
    return added is not None or (words.SINCE_BUDGET.search(term.words) is not None and not term.beside)


def _is_mistaken(relation: Relation, told: Sequence[Term]) -> bool:
    """Whether a slip explains it, or what came of the budget was taken for its base."""
    _, change, rate = relation.terms
    others = (term for term in told if term is not change)
    return any(mendings(relation)) or any(
        Relation(Kind.RATE_OF_BASE, (other, change, rate)).holds for other in others
    )
