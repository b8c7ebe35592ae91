"""Of which amount a text tells another to be a part.

Knows how lists open. Must not know which parts are complete or arithmetic.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Term

_BEGINNING = 2
_MOST = 24
"""Amounts before a list among which its whole is sought."""


def whole_told(document: Document, part: Term) -> Term | None:
    """The amount that stands before the list in which a part is told, in its sentence or, where that begins with the
    list, before that; None for what no list tells.
    """
    text, start = part.sentence.text, part.quantity.start
    at = max((each.start() for each in words.AMONG.finditer(text, 0, start)), default=-1)
    if at < 0:
        return None
    order = document.order
    place = bisect_left(document.levels, order.get(part, 0), key=lambda term: order.get(term, 0))
    for term in islice(reversed(document.levels[max(0, place - _MOST) : place]), _MOST):
        if term.sentence is part.sentence:
            if term.quantity.end <= at and term.kind == part.kind and term.year != BEFORE:
                return term
        elif at > _BEGINNING or term.sentence.passage.at != part.sentence.passage.at:
            return None
        elif term.kind == part.kind and term.year != BEFORE and not term.item:
            return term
    return None


def may_be_one(whole: Term | None, other: str) -> bool:
    """Whether the whole of a part may be what `other` names: not known to be another."""
    if whole is None or not whole.subject or not other:
        return True
    return whole.subject.endswith(other) or other.endswith(whole.subject)
