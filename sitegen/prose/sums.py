"""Amounts that a sentence adds up: 收入 10 万元，加上上年结转 2 万元，收入合计 12 万元.

Knows how sentences add up. Must not know lists of parts or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.prose import words
from sitegen.prose.document import Document, Paragraph
from sitegen.prose.mending import is_one_slip_away
from sitegen.prose.relations import Kind, Relation, Word
from sitegen.prose.terms import BEFORE, Role, Term


def sums(document: Document) -> Iterator[Relation]:
    """Every such sum; what is left of an amount; and that income and spending are the same where the text says that
    they balance.
    """
    for paragraph in document.paragraphs:
        totals: list[Term] = []
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            text = sentence.text
            for match in words.ADDING.finditer(text):
                adding = _sum(_told_before(paragraph, place), terms, match.start(), match.end())
                if adding is not None:
                    totals.append(adding.terms[-1])
                    yield adding
            yield from _left(terms)
            if words.ADDING.search(text) is None:
                yield from _told_last(terms)
            balanced = words.BALANCED.search(text)
            if balanced is not None and len(totals) == 2:
                offsets = sentence.offsets
                said = Word(paragraph.passage, offsets[balanced.start()], offsets[balanced.end() - 1] + 1)
                yield Relation(Kind.EQUAL, (totals[0], totals[1]), said)


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


def _told_before(paragraph: Paragraph, place: int) -> list[Term]:
    """The amounts of the sentences right before, the nearest last."""
    return _amounts(
        [term for _, terms in paragraph.sentences[max(0, place - _FAR) : place] for term in terms]
    )


_FAR = 3


def _sum(earlier: Sequence[Term], terms: Sequence[Term], start: int, end: int) -> Relation | None:
    """The amount before 加上, told in the sentence or in those before, those behind it and the total they lead to; None
    if one of them is unclear.
    """
    inside = _amounts([term for term in terms if term.quantity.end <= start])
    before = (
        inside[-1:]
        if inside and not inside[-1].planned
        else [term for term in inside or earlier if not term.planned]
    )
    parts: list[Term] = []
    for term in terms:
        if term.quantity.start < end or term.depth or term.kind == "proportion" or term.role is Role.CHANGE:
            continue
        if term.role is not Role.LEVEL or (before and term.kind != before[-1].kind):
            return None
        if words.ADDED_UP.search(term.words):
            return (
                _likeliest([Relation(Kind.SUM, (first, *parts, term)) for first in reversed(before)])
                if parts
                else None
            )
        parts.append(term)
    return None


def _likeliest(tried: Sequence[Relation]) -> Relation | None:
    """Of sums with several beginnings the one that holds, else the one that a slip keeps from it; the only one in any
    case.
    """
    for fits in (lambda each: each.holds, is_one_slip_away):
        found = next((each for each in tried if fits(each)), None)
        if found is not None:
            return found
    return tried[0] if len(tried) == 1 else None


def _told_last(terms: Sequence[Term]) -> Iterator[Relation]:
    """甲 1 万元、乙 2 万元、丙 3 万元，合计 6 万元: where they add up, or would but for one slip."""
    if len(terms) <= _FEWEST:
        return
    amounts = [term for term in _amounts(terms) if term.kind == "money"]
    if len(amounts) > _FEWEST and words.ADDED_UP.search(amounts[-1].words):
        relation = Relation(Kind.SUM, tuple(amounts))
        if relation.holds or is_one_slip_away(relation):
            yield relation


_FEWEST = 2


def _left(terms: Sequence[Term]) -> Iterator[Relation]:
    """预算 7 万元，已支出 6 万元，结余 1 万元."""
    amounts = _amounts(terms) if len(terms) > _FEWEST else ()
    for first, paid, left in zip(amounts, amounts[1:], amounts[2:], strict=False):
        together = first.item == paid.item == left.item and first.kind == paid.kind == left.kind
        meant = (
            words.RECEIVED.search(first.words)
            and words.PAID.search(paid.words)
            and words.LEFT.search(left.words)
        )
        if together and meant and not words.LEFT.search(first.words) and not words.PAID.search(first.words):
            yield Relation(Kind.SUM, (paid, left, first))
