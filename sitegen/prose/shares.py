"""Shares: a part, its percentage, and the whole, named or not.

Knows how sentences tell them. Must not know changes or rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.prose import words
from sitegen.prose.document import Document, Paragraph
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.terms import Role, Term

_IN_WHICH = re.compile(r"(?:^|[,;。])(?P<whole>[^,;:。]{2,60}?)(?:中|里|构成看?)[,:]")


def shares(document: Document) -> Iterator[Relation]:
    """Every share with its part and its whole; shares of one whole that is not told, pair by pair."""
    unsaid: dict[tuple[object, str], list[tuple[Term, Term]]] = {}
    for paragraph in document.paragraphs:
        for part, share in _parts(paragraph):
            wholes = _wholes(document, paragraph, part, share)
            tried = [Relation(Kind.SHARE, (part, whole, share)) for whole in wholes]
            if tried:
                yield next((each for each in tried if each.holds), tried[0])
            else:
                key = (None if share.whole else part.sentence, share.whole)
                unsaid.setdefault(key, []).append((part, share))
    for pairs in unsaid.values():
        yield from _of_one_whole(pairs)


def _parts(paragraph: Paragraph) -> Iterator[tuple[Term, Term]]:
    """Each share with the amount before it that it is of."""
    for sentence, terms in paragraph.sentences:
        part: Term | None = None
        listed = "分别" in sentence.text
        for term in terms:
            if term.role is Role.LEVEL and term.kind != "proportion":
                part = term
            elif term.role is Role.SHARE:
                after = sentence.text[term.quantity.end : term.quantity.end + 1]
                alone = after not in ("、", "和") and not (listed and _is_in_turn(sentence.text, term))
                if part is not None and alone and not term.subject:
                    yield part, term
                part = None if not alone else part
                if alone:
                    part = None


def _is_in_turn(text: str, share: Term) -> bool:
    """Whether a share is one of several told at once (分别占 40 %、60 %)."""
    start = share.quantity.start
    return "分别" in text[max(0, start - 40) : start] or text[start - 1 : start] in ("、", "和")


def _wholes(document: Document, paragraph: Paragraph, part: Term, share: Term) -> list[Term]:
    """The amounts that a share may be of: so named, or the one whose parts are listed."""
    text = part.sentence.text
    label = share.whole
    if not label:
        opening = _IN_WHICH.search(text, 0, part.quantity.start)
        if opening is not None:
            found = _same_time(document, part, document.named(words.label(opening["whole"]), part.kind))
            if found:
                return found
        at = max((each.start() for each in words.AMONG.finditer(text, 0, part.quantity.start)), default=-1)
        terms = next(terms for sentence, terms in paragraph.sentences if sentence is part.sentence)
        whole = [
            term
            for term in terms
            if term.quantity.end <= at and term.role is Role.LEVEL and term.kind == part.kind
        ]
        return whole[-1:]
    return [
        term for term in _same_time(document, part, document.named(label, part.kind)) if term is not part
    ]


def _same_time(document: Document, part: Term, found: Sequence[Term]) -> list[Term]:
    year = document.year_of(part)
    return [term for term in found if document.year_of(term) == year]


def _of_one_whole(pairs: Sequence[tuple[Term, Term]]) -> Iterator[Relation]:
    """Each pair with the one before: both lead to the same whole."""
    telling = [(part, share) for part, share in pairs if share.quantity.value and part.quantity.value]
    for (part, share), (other, other_share) in zip(telling, telling[1:], strict=False):
        if part.kind == other.kind:
            yield Relation(Kind.ONE_WHOLE, (part, share, other, other_share))
