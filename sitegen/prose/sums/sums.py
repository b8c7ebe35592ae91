"""Amounts that a sentence adds up: 收入 10 万元，加上上年结转 2 万元，收入合计 12 万元.

Knows how sentences add up. Must not know lists of parts or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.prose.relations.mending import is_one_slip_away, mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.sums.closings import closings
from sitegen.prose.text import words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import BEFORE, Role, Term


def sums(document: Document) -> Iterator[Relation]:
    """Every such sum; what is left of an amount; and what is left of all income once all spending is taken away."""
    added: list[Relation] = []
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            added += _added(_before(paragraph, place), sentence.text, terms)
            yield from _left(terms)
            if words.ADDING.search(sentence.text) is None:
                yield from _told_last(terms)
    yield from added
    yield from closings(document, added)


def _added(earlier: Sequence[Term], text: str, terms: Sequence[Term]) -> Iterator[Relation]:
    """The sums of a sentence, each up to its total, with which the next begins if there is one."""
    told = 0
    for match in words.ADDING.finditer(text):
        if match.start() < told:
            continue
        found = _sum(earlier, terms, match.start(), match.end())
        if found is not None:
            yield found
        behind = (term for term in terms if term.quantity.start >= match.end())
        told = next((term.quantity.end for term in behind if _is_total(term)), 0)


def _is_total(term: Term) -> bool:
    return words.ADDED_UP.search(term.words) is not None or words.SUBTOTAL.search(term.words) is not None


def _amounts(terms: Sequence[Term]) -> list[Term]:
    return [
        term
        for term in terms
        if term.role is Role.LEVEL
        and not term.depth
        and term.year != BEFORE
        and not term.to
        and not term.beside
    ]


def _before(paragraph: Paragraph, place: int) -> list[Term]:
    """The numbers of the sentences right before, the nearest last."""
    return [term for _, terms in paragraph.sentences[max(0, place - _FAR) : place] for term in terms]


def _is_unclear(earlier: Sequence[Term]) -> bool:
    """Whether one of the numbers before may be an amount to which others are added."""
    return any(term.role is Role.UNCLEAR and term.kind == "money" and not term.depth for term in earlier)


def _that_holds(tried: Sequence[Relation]) -> Relation | None:
    return next((each for each in tried if each.holds), None)


_FAR = 6


def _sum(earlier: Sequence[Term], terms: Sequence[Term], start: int, end: int) -> Relation | None:
    """The amount before 加上, told in the sentence or in those before, those behind it and the total they lead to; None
    if one of them is unclear.
    """
    inside = _amounts([term for term in terms if term.quantity.end <= start])
    before = (
        inside[-1:]
        if inside and not inside[-1].planned
        else [term for term in inside or _amounts(earlier) if not term.planned]
    )
    parts: list[Term] = []
    inner: list[int] = []
    for term in terms:
        if term.quantity.start < end or term.depth or term.kind == "proportion" or term.role is Role.CHANGE:
            continue
        if words.TAKING_AWAY.search(term.words) and not term.quantity.rough:
            parts.append(replace(term, role=Role.LEVEL, sign=-1))
            continue
        if term.role is not Role.LEVEL or (before and term.kind != before[-1].kind):
            return None
        if not parts and _is_total(term) and "," in term.sentence.text[end : term.quantity.start]:
            return None  # 加上补助、调入资金等，收入总量 10 万元: what is added is not told
        if parts and _is_total(term):
            tried = [Relation(Kind.SUM, (first, *parts, term)) for first in reversed(before)]
            if inner:
                return _without_inner(tried, inner[0])
            return _likeliest(tried) if inside or not _is_unclear(earlier) else _that_holds(tried)
        if term.beside:
            continue
        if parts and words.AMONG.search(term.sentence.text, parts[-1].quantity.end, term.quantity.start):
            inner.append(len(parts))
        parts.append(term)
    tried = [Relation(Kind.SUM, (first, *parts)) for first in reversed(before)] if len(parts) > 1 else []
    return next((each for each in tried if each.holds or _is_mistyped(each)), None)


def _without_inner(tried: Sequence[Relation], start: int) -> Relation | None:
    """Of sums with a list of what one of the amounts is made of, which opens with the one at `start`, the one that holds without
    its parts, however many they are; else the one that a slip keeps from it.
    """
    shorter = [
        Relation(Kind.SUM, (*each.terms[: start + 1], *each.terms[end:]))
        for each in tried
        for end in range(start + 2, len(each.terms))
    ]
    return _that_holds(shorter) or next((each for each in shorter if is_one_slip_away(each)), None)


def _is_mistyped(relation: Relation) -> bool:
    """Whether a sum that no word tells would hold but for two digits in the wrong order, the decimal point or a unit: what
    is one digit off may be another sum.
    """
    return is_one_slip_away(relation) and any(
        sorted(filter(str.isdigit, mended.written)) == sorted(filter(str.isdigit, mended.term.written))
        for mended in mendings(relation)
    )


def _likeliest(tried: Sequence[Relation]) -> Relation | None:
    """Of sums with several beginnings the one that holds, else the one that a slip keeps from it; the only one in any
    case where its last word is a total's.
    """
    for fits in (lambda each: each.holds, is_one_slip_away):
        found = next((each for each in tried if fits(each)), None)
        if found is not None:
            return found
    if not tried or words.ADDED_UP.search(tried[0].terms[-1].words) is None:
        return None
    if len(tried) == 1:
        return tried[0]
    return next((each for each in _of_its_side(tried) if any(mendings(each))), None)


def _of_its_side(tried: Sequence[Relation]) -> Sequence[Relation]:
    """Of sums the one that begins with the largest amount of what the total is of: income, or spending."""
    side = words.TOTAL_OF_SIDE.search(tried[0].terms[-1].words)
    own = [each for each in tried if side is not None and side["side"] in each.terms[0].words]
    return [max(own, key=lambda each: each.terms[0].amount.nominal)] if own else []


def _told_last(terms: Sequence[Term]) -> Iterator[Relation]:
    """甲 1 万元、乙 2 万元、丙 3 万元，合计 6 万元: where they add up, or would but for one slip; and so what is told of each in
    brackets.
    """
    if len(terms) <= _FEWEST:
        return
    amounts = [term for term in _amounts(terms) if term.kind == "money"]
    yield from _total_of(amounts)
    inside = [_in_brackets_behind(terms, term) for term in amounts]
    yield from _total_of([term for term in inside if term is not None])


def _total_of(amounts: Sequence[Term]) -> Iterator[Relation]:
    if not _FEWEST < len(amounts) <= _MOST:
        return
    relation = Relation(Kind.SUM, tuple(amounts))
    if relation.holds or (
        _may_be_told(relation) if words.TOTAL.search(amounts[-1].words) else _may_be_mistyped(relation)
    ):
        yield relation


def _may_be_told(relation: Relation) -> bool:
    """Whether amounts before the word for a total may be its parts: listed one beside the other they are, others if it
    is no chance that one slip would make them add up.
    """
    first, *_, last = relation.terms
    apart = len({term.item for term in relation.terms}) == len(relation.terms) > _FEW
    among = words.AMONG.search(first.sentence.text, first.quantity.end, last.quantity.start)
    is_listed = apart and among is None and any(mendings(relation))
    return is_listed or is_one_slip_away(relation, _FEW_DIGITS)


_FEW = 3
_FEW_DIGITS = 2
"""Digits that a number must have for a slip in it where words say what adds up."""


def _may_be_mistyped(relation: Relation) -> bool:
    """Whether amounts that no word calls a total may be one; 甲 9 万元；乙 0 万元；丙 0 万元 are not, nor is what opens with its
    whole: 甲 9 万元，其中：乙 5 万元.
    """
    first, second, *_ = relation.terms
    among = words.AMONG.search(first.sentence.text, first.quantity.end, second.quantity.start)
    return among is None and all(term.quantity.value for term in relation.terms) and _is_mistyped(relation)


def _in_brackets_behind(terms: Sequence[Term], term: Term) -> Term | None:
    """The amount that brackets right behind an amount tell of it."""
    index = terms.index(term) + 1
    found = terms[index] if index < len(terms) else None
    opens = found is not None and term.sentence.text.startswith("(", term.quantity.end)
    return (
        found
        if found is not None and opens and found.role is Role.LEVEL and found.kind == term.kind
        else None
    )


_MOST = 40
_FEWEST = 2


def _left(terms: Sequence[Term]) -> Iterator[Relation]:
    """预算 7 万元，已支出 6 万元，结余 1 万元."""
    amounts = _amounts(terms) if len(terms) > _FEWEST else ()
    for first, paid, left in zip(amounts, amounts[1:], amounts[2:], strict=False):
        together = first.item == paid.item == left.item and first.kind == paid.kind == left.kind
        if not together or not words.PAID.search(paid.words) or words.PAID.search(first.words):
            continue
        relation = Relation(Kind.SUM, (paid, left, first))
        received = words.RECEIVED.search(first.words) and not words.LEFT.search(first.words)
        income = first.subject.endswith("收入") and words.CARRIED_OVER.search(left.words)
        possible = paid.amount.may_be_at_most(first.amount) or is_one_slip_away(relation)
        if received and words.LEFT.search(left.words) and possible:
            yield relation
        elif income and (relation.holds or is_one_slip_away(relation)):
            yield relation  # what is left of income may hold what was left before
