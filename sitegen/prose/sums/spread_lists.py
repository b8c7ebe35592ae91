"""Lists that go on from sentence to sentence: 收入 10 万元，增长 3 %。其中甲 6 万元，增长 2 %。乙 4 万元，增长 5 %.

Knows that each of these sentences begins with a part. Must not know lists within a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import wholes, words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import BEFORE, Role, Term

_MOST = 12
"""Parts that are read, a sentence each."""


def spread_lists(document: Document) -> Iterator[Relation]:
    """Every such list that is known to be complete, or adds up, or would but for one slip; or whose parts, each of another
    fund, exceed their whole.
    """
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences[:-1]):
            opening = words.AMONG.search(sentence.text)
            if opening is not None:
                whole = _last(paragraph, place, terms, opening.start())
                first = _only([term for term in terms if term.quantity.start >= opening.end()])
                if whole is not None and first is not None and _are_alike(whole, first):
                    yield from _of(whole, [first, *_following(paragraph, place + 1, whole)])


def _last(paragraph: Paragraph, place: int, terms: Sequence[Term], start: int) -> Term | None:
    """The last amount before a list, in its sentence or, where that begins with the list, in the one before."""
    inside = [term for term in terms if term.quantity.end <= start]
    before = [term for term in inside or paragraph.before(place) if _is_amount(term)]
    return before[-1] if before and (inside or start <= 1) else None


def _only(terms: Sequence[Term]) -> Term | None:
    found = [term for term in terms if _is_amount(term)]
    return found[0] if len(found) == 1 else None


def _is_amount(term: Term) -> bool:
    return (
        term.role is Role.LEVEL
        and term.kind == "money"
        and term.year != BEFORE
        and not (term.depth or term.beside or term.to)
    )


def _are_alike(whole: Term, part: Term) -> bool:
    """Whether one can be a part of the other: income of income, and of what was planned what was planned."""
    sides = {side for term in (whole, part) for side in ("收入", "支出") if side in term.words}
    planned = {term.planned for term in (whole, part)} - {None}
    return len(sides) < len(("one", "other")) and len(planned) < len((True, False))


def _following(paragraph: Paragraph, place: int, whole: Term) -> Iterator[Term]:
    """The amounts that the next sentences begin with, as long as each tells no other."""
    for index in range(place, min(place + _MOST, len(paragraph.sentences))):
        sentence, terms = paragraph.sentences[index]
        first = _only(terms)
        begins = first is not None and first is terms[0] and paragraph.before(index)
        if first is None or not begins or _NO_PART.search(sentence.text, 0, first.quantity.start):
            return
        if not _are_alike(whole, first) or first.subject == whole.subject or not first.subject:
            return
        yield first


_NO_PART = re.compile(rf"其中|[合总共]计|总[收支量额]|结[余转]|{words.ADDING.pattern}")


def _of(whole: Term, parts: Sequence[Term]) -> Iterator[Relation]:
    tried = [Relation(Kind.SUM, (*parts[:count], whole)) for count in range(2, len(parts) + 1)]
    fits = next((each for fits in (_holds, _is_complete) for each in tried if fits(each)), None)
    if fits is None and tried and is_one_slip_away(tried[-1]):
        fits = tried[-1]
    if fits is not None:
        yield fits
    elif tried and len({_fund(part) for part in parts} - {""}) == len(parts):
        yield Relation(Kind.AT_MOST, (*parts, whole))


def _holds(relation: Relation) -> bool:
    return relation.holds


def _is_complete(relation: Relation) -> bool:
    *parts, whole = relation.terms
    return wholes.are_all_parts(whole.subject, [part.subject for part in parts])


_FUND = re.compile("一般公共预算|政府性基金|国有资本经营|社会保险基金|社保基金")


def _fund(term: Term) -> str:
    found = _FUND.search(term.words)
    return found[0] if found is not None else ""
