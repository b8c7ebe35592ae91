"""Changes from what the sentence before tells: 收入 10 万元，上年收入 12 万元。与上年相比减少 2 万元; 单位 19 个。与上年末 18 个相比增加 1 个.

Knows which two amounts such a sentence goes back to. Must not know changes within one sentence or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term


def years_before(document: Document) -> Iterator[Relation]:
    """Every such change with both amounts, and its rate with them: where they fit, or would but for one slip."""
    for paragraph in document.paragraphs:
        for place, (_, terms) in enumerate(paragraph.sentences):
            earlier = paragraph.before(place)
            if earlier and terms:
                yield from _of(document, earlier, terms)


def _of(document: Document, earlier: Sequence[Term], terms: Sequence[Term]) -> Iterator[Relation]:
    first = terms[0]
    if first.role is Role.LEVEL and first.beside and first.year == BEFORE and len(terms) > 1:
        change, behind = terms[1], terms[2:3]
        level = _now(document, earlier, first)
        years = (level, first) if level is not None else None
    elif first.role is Role.CHANGE and words.SINCE.search(first.sentence.text, 0, first.quantity.start):
        change, behind = first, terms[1:2]
        years = _both(document, earlier, first)
    else:
        return
    unnamed = change.subject in labels.NAMELESS or change.subject in labels.GENERIC
    if years is None or change.role is not Role.CHANGE or not (unnamed or years[1] is first):
        return
    now, past = years
    if change.kind != now.kind:
        return
    relations = [Relation(Kind.DIFFERENCE, (now, past, change))]
    relations += [
        Relation(Kind.GROWTH, (now, past, rate))
        for rate in behind
        if rate.role is Role.RATE and not rate.subject
    ]
    for relation in relations:
        if relation.holds or any(mendings(relation)):
            yield relation


def _amounts(earlier: Sequence[Term], near: Term) -> list[Term]:
    return [
        term
        for term in earlier
        if term.role is Role.LEVEL
        and term.quantity.unit == near.quantity.unit
        and term.period == near.period
        and not (term.beside or term.depth or term.planned or term.to)
    ]


def _now(document: Document, earlier: Sequence[Term], past: Term) -> Term | None:
    """The first amount of the sentence before, if it names what `past` does, or `past` names nothing."""
    found = [term for term in _amounts(earlier, past)[:1] if document.year_of(term) == document.year]
    return next((term for term in found if not past.subject or _are_of_one(term, past)), None)


def _are_of_one(one: Term, other: Term) -> bool:
    """Whether two amounts are named alike: 收入总计 and 收入, 年末全县机构 and 年末机构."""
    shorter, longer = sorted((one.subject, other.subject), key=len)
    return shorter in longer or shorter[-_LAST:] == longer[-_LAST:]


_LAST = 2
"""Characters at the end of a name that say what it is."""


def _both(document: Document, earlier: Sequence[Term], near: Term) -> tuple[Term, Term] | None:
    """The amounts of both years, if the sentence before tells these two and no other."""
    found = _amounts(earlier, near)
    if len(found) != len(("now", "past")):
        return None
    now, past = found
    own, before = document.year_of(now), document.year_of(past)
    alike = own == document.year and before == own - 1 and past.subject
    return (now, past) if alike and _are_of_one(now, past) else None
