"""Changes and rates of change, and the amounts they are of.

Knows how sentences tell them. Must not know shares, lists or rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen.prose import words
from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation, Word
from sitegen.prose.terms import Role, Term


def changes(document: Document) -> Iterator[Relation]:
    """Every change with its rate and the amount that has changed."""
    for paragraph in document.paragraphs:
        before: list[Term] = []
        for sentence, terms in paragraph.sentences:
            yield from _from_to(sentence.text, terms)
            yield from _points(sentence.text, terms)
            for change, rate in _pairs(sentence.text, terms):
                direction = Relation(Kind.DIRECTION, tuple(sorted((change, rate), key=_start)))
                yield direction
                if direction.holds:
                    yield from _rate(document, before, terms, change, rate)
            yield from _between_years(document, terms)
            before.extend(terms)


_FROM = re.compile(r"[由从]")


def _start(term: Term) -> int:
    return term.quantity.start


def _pairs(text: str, terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Changes told twice, as an amount and as a rate, one right behind the other."""
    for first, second in pairwise(terms):
        if {first.role, second.role} != {Role.CHANGE, Role.RATE} or second.subject:
            continue
        if words.ADJACENT.fullmatch(text[first.quantity.end : second.quantity.start]):
            yield (first, second) if first.role is Role.CHANGE else (second, first)


def _rate(
    document: Document,
    before: Sequence[Term],
    terms: Sequence[Term],
    change: Term,
    rate: Term,
) -> Iterator[Relation]:
    """The rate against the change and the amount that is meant: with several that may be meant, it is wrong only if
    it fits none.
    """
    first = min(change, rate, key=_start)
    found = _levels_meant(document, before, terms, first, change)
    tried = [
        Relation(Kind.RATE_OF_BASE if _is_base(document, level, change) else Kind.RATE, (level, change, rate))
        for level in found
    ]
    if tried:
        yield next((each for each in tried if each.holds), tried[0])


def _is_base(document: Document, level: Term, change: Term) -> bool:
    """Whether an amount is of the year before the one that the change is told of."""
    return level.year is not None and document.year_of(level) < document.year_of(change)


def _levels_meant(
    document: Document, before: Sequence[Term], terms: Sequence[Term], first: Term, change: Term
) -> list[Term]:
    """The amounts that a change may be of, the likeliest first."""
    kind = change.kind
    earlier = [
        term
        for term in terms
        if term.quantity.end <= first.quantity.start
        and term.role is Role.LEVEL
        and term.kind == kind
        and term.depth <= first.depth
    ]
    if first.subject and first.subject not in words.NAMELESS:
        return list(document.named(first.subject, kind))
    own = [term for term in earlier if term.item == first.item] or earlier[-1:]
    if own:
        nearest = [*reversed(own)]
        spent = [term for term in nearest if not term.planned]
        return [*spent, *(term for term in nearest if term.planned), *earlier[:1]]
    levels = [term for term in before if term.role is Role.LEVEL and term.kind == kind and not term.depth]
    return [*reversed(levels[-2:]), *levels[:1]] if levels else []


def _from_to(text: str, terms: Sequence[Term]) -> Iterator[Relation]:
    """由上年的 6 万元降至 5 万元，下降 16.7 %; 5 万元，较上年的 6 万元减少 1 万元."""
    for index, (first, second) in enumerate(pairwise(terms)):
        if first.role is not Role.LEVEL or second.role is not Role.LEVEL or first.kind != second.kind:
            continue
        after = terms[index + 2 : index + 4]
        if second.to and _FROM.search(first.words):
            base, level = first, second
        elif words.THAN.fullmatch(text[first.quantity.end : second.quantity.start]):
            base, level = second, first
        else:
            continue
        yield from _direction(level, base)
        if not after or after[0].subject:
            continue
        for term in after:
            if term.role is Role.CHANGE and term.kind == level.kind:
                yield Relation(Kind.DIFFERENCE, (level, base, term))
            elif term.role is Role.RATE:
                yield Relation(Kind.GROWTH, (level, base, term))
            else:
                break


def _direction(level: Term, base: Term) -> Iterator[Relation]:
    """降至, where it is less than it was."""
    said = words.CHANGED_TO.search(level.words)
    if said is None or said["way"] in ("变", "变化"):
        return
    end = level.quantity.start
    offsets = level.sentence.offsets
    start = end - len(said[0])
    word = Word(level.sentence.passage, offsets[start], offsets[end - 1] + 1)
    less, more = (base, level) if words.sign_of(said["way"]) > 0 else (level, base)
    yield Relation(Kind.SMALLER, (less, more), word)


def _points(text: str, terms: Sequence[Term]) -> Iterator[Relation]:
    """下降 4.1 %，比我市增幅（-5.2 %）高 1.1 个百分点."""
    for first, second, points in zip(terms, terms[1:], terms[2:], strict=False):
        if (first.kind, second.kind, points.quantity.unit) != ("proportion", "proportion", "百分点"):
            continue
        compared = _THAN.match(text[first.quantity.end : second.quantity.start])
        way = words.POINTS.fullmatch(text[second.quantity.end : points.quantity.start])
        if compared is None or way is None or any(term.quantity.rough for term in (first, second, points)):
            continue
        sign = -1 if way["way"] in words.LOWER else 1
        yield Relation(Kind.POINTS, (first, second, replace(points, sign=sign)))


_THAN = re.compile(r"[,(]?[比较]")


def _between_years(document: Document, terms: Sequence[Term]) -> Iterator[Relation]:
    """A named change against the amounts of both years that the text tells elsewhere."""
    for term in terms:
        if term.role is not Role.CHANGE or not term.subject or term.subject in words.GENERIC:
            continue
        found = [each for each in document.by_label.get(term.subject, ()) if each.kind == term.kind]
        year = document.year_of(term)
        now = [each for each in found if document.year_of(each) == year and each.year is not None]
        old = [each for each in found if document.year_of(each) == year - 1]
        pairs = [Relation(Kind.DIFFERENCE, (new, past, term)) for new in now for past in old]
        if pairs:
            yield next((each for each in pairs if each.holds), pairs[0])
