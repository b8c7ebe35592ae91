"""One thing told at several places, and wholes whose parts are told at others.

Knows labels. Must not know how sentences are built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sitegen.prose.relations.mending import may_be_one_slip_apart, mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.sums.told_parts import may_be_one, whole_told
from sitegen.prose.text import labels, wholes, words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Term

_DIGITS, _LONG = 3, 6
_MOST = 40
"""Places of one label that are compared with one another; a table in words has more."""


def repeats(document: Document) -> Iterator[Relation]:
    """Every two places that tell one thing of one year: the same, or but for one slip the same."""
    for label, found in document.by_label.items():
        if len(found) == 1 or label in labels.GENERIC:
            continue
        compared = [(_thing(document, term), term) for term in _clear(found[:_MOST])]
        for (thing, first), (other, second) in combinations(compared, 2):
            apart = first.sentence is not second.sentence or first.planned != second.planned
            alike = thing == other and apart and _are_the_same(first, second)
            if alike and _are_of_one_whole(document, first, second):
                yield Relation(Kind.SAME, (first, second))


def _are_of_one_whole(document: Document, first: Term, second: Term) -> bool:
    """Whether two amounts of one name may be parts of one whole: 专项债务 of the 债务限额 is another than that of the 债务余额."""
    wholes_told = [whole_told(document, term) for term in (first, second)]
    one, other = [
        each if each is not None and first.subject[-2:] in each.subject else None for each in wholes_told
    ]
    return other is None or may_be_one(one, other.subject)


def _clear(found: Sequence[Term]) -> Iterator[Term]:
    """Those that a sentence does not tell a second time: “三公”经费 10 万元，其中财政拨款“三公”经费 8 万元 are two things."""
    told: dict[tuple[int, bool | None, str], Term] = {}
    for term in found:
        if words.OF_ONE_FUND.match(term.words) and term is not found[0]:
            continue
        first = told.setdefault((id(term.sentence), term.planned, term.kind), term)
        if first is term or first.amount.agrees(term.amount):
            yield term


def _are_other_budgets(first: Term, second: Term) -> bool:
    """Whether one is what was planned at first, and the other what became of it."""
    one, other = (words.SORT_OF_BUDGET.search(term.words) for term in (first, second))
    sorts = {one[0] if one is not None else "", other[0] if other is not None else ""}
    return len(sorts) > 1 and ("调整" in sorts or sorts == {"年初", "全年"})


def _thing(document: Document, term: Term) -> tuple[str, bool, str, int, str]:
    """What of its label a term tells: of which kind, planned or not, of which time, of which project."""
    planned = document.is_budget if term.planned is None else term.planned
    return term.kind, planned, term.period, document.year_of(term), document.thing(term)


def _are_the_same(first: Term, second: Term) -> bool:
    """Whether two places that may tell one thing tell the same, or would but for one slip."""
    alike = first.amount.agrees(second.amount) or (_is_precise(first, second) and _is_slip(first, second))
    return alike and not _are_other_budgets(first, second)


def _is_precise(first: Term, second: Term) -> bool:
    """Whether both are given to so many digits, and equally precise, that they are near by more than chance: the
    longer the name, the fewer.
    """
    if first.kind != "money":
        return False
    one, other = first.quantity.digits, second.quantity.digits
    least = _DIGITS if len(first.subject) < _LONG else _DIGITS - 1
    alike = one == other or first.quantity.decimals == second.quantity.decimals
    return alike and min(len(one), len(other)) >= least


def _is_slip(first: Term, second: Term) -> bool:
    """Whether two numbers differ by one slip; with the same digits it is the unit."""
    one, other = first.quantity, second.quantity
    if one.digits == other.digits:
        return True
    return may_be_one_slip_apart(one, other) and any(mendings(Relation(Kind.SAME, (first, second))))


def identities(document: Document) -> Iterator[Relation]:
    """Wholes with the parts that are known to make them up, wherever each is told; only where each is told alike
    throughout.
    """
    if not wholes.may_be_known(document.by_label):
        return
    for planned in (True, False, None):
        told = _told(document, planned)
        for whole, parts in wholes.known_parts(told):
            terms = (*(told[part] for part in parts), told[whole])
            of_one_side = len({side for term in terms for side in _SIDES if side in term.words}) <= 1
            if of_one_side and all(
                _may_be_of(whole_told(document, told[part]), told[whole], whole) for part in parts
            ):
                yield Relation(Kind.SUM, terms)


def _may_be_of(own: Term | None, told: Term, whole: str) -> bool:
    """Whether a part that a list tells of `own` may be one of what is `told` as `whole`: not if `own` is that of one fund
    (一般公共预算基本支出), and another amount.
    """
    if own is not None and own.subject not in ("", whole) and not own.amount.agrees(told.amount):
        return False
    return may_be_one(own, whole)


_SIDES = ("收入", "支出")
"""What is of one is no part of the other."""


def _told(document: Document, planned: bool | None) -> dict[str, Term]:
    """What the text tells of the report's year, by label; not where two places tell it differently."""
    found: dict[str, Term] = {}
    for label, terms in document.by_label.items():
        alike = _alike(document, terms, planned)
        if alike:
            found[label] = alike[0]
    return found


def _alike(document: Document, terms: Sequence[Term], planned: bool | None) -> list[Term]:
    own = [
        term
        for term in terms
        if term.kind == "money"
        and term.planned == planned
        and not term.period
        and document.year_of(term) == document.year
    ]
    return own if all(own[0].quantity.amount.agrees(each.quantity.amount) for each in own[1:]) else []
