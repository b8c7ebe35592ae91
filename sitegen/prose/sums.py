"""Amounts that a sentence adds up: 收入 10 万元，加上上年结转 2 万元，收入合计 12 万元.

Knows how sentences add up. Must not know lists of parts or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.prose import words
from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation, Word
from sitegen.prose.terms import BEFORE, Role, Term


def sums(document: Document) -> Iterator[Relation]:
    """Every such sum; and that income and spending are the same where the text says that they balance."""
    for paragraph in document.paragraphs:
        totals: list[Term] = []
        for sentence, terms in paragraph.sentences:
            text = sentence.text
            for match in words.ADDING.finditer(text):
                adding = _sum(terms, match.start(), match.end())
                if adding is not None:
                    totals.append(adding.terms[-1])
                    yield adding
            balanced = words.BALANCED.search(text)
            if balanced is not None and len(totals) == 2:
                said = Word(
                    paragraph.passage,
                    sentence.offsets[balanced.start()],
                    sentence.offsets[balanced.end() - 1] + 1,
                )
                yield Relation(Kind.EQUAL, (totals[0], totals[1]), said)


def _sum(terms: Sequence[Term], start: int, end: int) -> Relation | None:
    """The amount before 加上, those behind it and the total they lead to; None if one of them is unclear."""
    before = [
        term
        for term in terms
        if term.quantity.end <= start and term.role is Role.LEVEL and not term.depth and term.year != BEFORE
    ]
    spent = [term for term in before if not term.planned] or before
    if not spent:
        return None
    first = spent[-1]
    parts: list[Term] = []
    for term in terms:
        if term.quantity.start < end or term.depth:
            continue
        if term.kind == "proportion" or term.role is Role.CHANGE:
            continue
        if term.role is not Role.LEVEL or term.kind != first.kind:
            return None
        if words.ADDED_UP.search(term.words):
            return Relation(Kind.SUM, (first, *parts, term)) if parts else None
        parts.append(term)
    return None
