"""Shares: a part, its percentage, and the whole, named or not.

Knows how sentences tell them. Must not know changes or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.numbers.intervals import Interval, total
from sitegen.prose.rates.wholes_of_shares import called, wholes_of
from sitegen.prose.relations.mending import is_one_slip_away, mendings
from sitegen.prose.relations.relations import Kind, Relation, first_that_holds
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import Role, Term

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
"""占 2013 年筹集资金的 62.5 % and 占 2012 年筹集资金的 30.9 % are of two wholes."""


def shares(document: Document) -> Iterator[Relation]:
    """Every share with its part and its whole; shares of one whole that is not told, pair by pair."""
    unsaid: dict[tuple[object, str, tuple[str, ...]], list[tuple[Term, Term]]] = {}
    of_wholes: dict[tuple[Sentence, Term], list[tuple[Term, Term]]] = {}
    for paragraph in document.paragraphs:
        for place, part, share in _parts(paragraph):
            wholes = wholes_of(document, paragraph, place, part, share)
            if wholes:
                for found in first_that_holds(Relation(Kind.SHARE, (part, whole, share)) for whole in wholes):
                    yield found
                    of_wholes.setdefault((part.sentence, found.terms[1]), []).append((part, share))
                continue
            yield from _of_kin(paragraph, place, part, share)
            if part.quantity.value == 0 and share.quantity.value:
                yield Relation(Kind.NOTHING, (part, share))
            elif not words.REGIONS.match(share.whole):
                years = tuple(_YEAR.findall(share.words))
                key = (None if share.whole else part.sentence, share.whole, years)
                unsaid.setdefault(key, []).append((part, share))
        yield from _named(document, paragraph)
    for pairs in unsaid.values():
        yield from _of_one_whole(pairs)
    for (_, whole), pairs in of_wholes.items():
        yield from _of_all(whole, pairs)


def _of_kin(paragraph: Paragraph, place: int, part: Term, share: Term) -> Iterator[Relation]:
    """抽查 23 笔转移支付 1.65 亿元，其中 7 笔 4326 万元未下达，占抽查金额的 26.25 %: of what was told as one of these; where several are, or
    something else may be meant, only a slip is surely wrong.
    """
    kin = _MEASURE.sub("", share.whole)
    if len(kin) < _SHORT or part.quantity.value == 0:
        return
    before = _before_its_list(*paragraph.sentences[place], part)
    told = [
        term
        for term in (*paragraph.before(place), *before)
        if kin in term.words
        and term.role is Role.LEVEL
        and not (term.beside or term.quantity.rough)
        and (term.kind, term.kind == "money" or term.quantity.unit)
        == (part.kind, part.kind == "money" or part.quantity.unit)
        and part.amount.may_be_at_most(term.amount)
    ]
    found = first_that_holds(Relation(Kind.SHARE, (part, whole, share)) for whole in reversed(told))
    yield from (each for each in found if each.holds or any(mendings(each)))


_MEASURE = re.compile(r"(?:总?个数|总?数量?|总?金额|资金|总额|总量|户数|人数)$")
_SHORT = 2


def _of_all(whole: Term, pairs: Sequence[tuple[Term, Term]]) -> Iterator[Relation]:
    """Parts whose shares come to 100 % add up to their whole, or would but for one slip: a rest may be too small for a share."""
    parts = [part for part, _ in pairs]
    alike = len(parts) > 1 and all(part.kind == whole.kind for part in parts)
    if alike and total(share.amount for _, share in pairs).meets(Interval.exactly(1)):
        relation = Relation(Kind.SUM, (*parts, whole))
        if relation.holds or is_one_slip_away(relation):
            yield relation


def _named(document: Document, paragraph: Paragraph) -> Iterator[Relation]:
    """税收收入占一般公共预算收入的 57.7 %: both told elsewhere."""
    for share in paragraph.terms:
        if share.role is not Role.SHARE or not share.whole or share.subject in labels.NAMELESS:
            continue
        parts = document.named(share.subject, share, "money")
        wholes = called(document, share.whole, share, "money")
        yield from first_that_holds(
            Relation(Kind.SHARE, (part, whole, share))
            for part in parts
            for whole in wholes
            if part is not whole and document.year_of(part) == document.year_of(whole)
        )


def _before_its_list(sentence: Sentence, terms: Sequence[Term], part: Term) -> list[Term]:
    """What a sentence tells before `part` and before what `part` is listed with: 甲、乙分别为 2 万元、1 万元."""
    before = [term for term in terms if term.quantity.end <= part.quantity.start]
    start = part.quantity.start
    while before and _LISTED.fullmatch(sentence.text, before[-1].quantity.end, start):
        start = before.pop().quantity.start
    return before


def _parts(paragraph: Paragraph) -> Iterator[tuple[int, Term, Term]]:
    """Each share with the amount before it that it is of, and which of the sentences tells it."""
    for place, (sentence, terms) in enumerate(paragraph.sentences):
        part: Term | None = None
        for index, term in enumerate(terms):
            if term.role is Role.LEVEL and term.kind != "proportion" and not term.beside:
                part = term
            elif term.role is Role.SHARE:
                shares = _in_turn(sentence.text, terms[index:])
                if term.inside:
                    if index > 1 and terms[index - 2].role is Role.LEVEL:
                        yield place, terms[index - 2], term
                elif len(shares) > 1:
                    yield from (
                        (place, *each) for each in _respectively(sentence.text, terms[:index], shares)
                    )
                elif part is not None and "分别" not in term.words and term.subject in ("", part.subject):
                    yield place, part, term
                part = None


def _in_turn(text: str, terms: Sequence[Term]) -> list[Term]:
    """The terms from the first on that are listed one after another, as shares like it."""
    found = [terms[0]]
    for term in terms[1:]:
        between = text[found[-1].quantity.end : term.quantity.start]
        if term.kind != "proportion" or not _LISTED.fullmatch(between):
            break
        found.append(replace(term, role=Role.SHARE, whole=terms[0].whole))
    return found


_LISTED = re.compile(r"[、,和及与]|以及")


def _respectively(text: str, before: Sequence[Term], shares: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """甲 1 万元、乙 3 万元，分别占 25 %、75 %: each share with its part, where there are as many."""
    parts = before[-len(shares) :]
    between = text[parts[0].quantity.end : parts[-1].quantity.start] if parts else ""
    alike = len(parts) == len(shares) and all(
        part.role is Role.LEVEL and part.kind == parts[0].kind != "proportion" for part in parts
    )
    if alike and not re.search("[;:占]", between):
        yield from zip(parts, shares, strict=True)


def _of_one_whole(pairs: Sequence[tuple[Term, Term]]) -> Iterator[Relation]:
    """Each pair with the one before: both lead to the same whole."""
    telling = [(part, share) for part, share in pairs if share.quantity.value and part.quantity.value]
    for (part, share), (other, other_share) in pairwise(telling):
        if part.kind == other.kind:
            yield Relation(Kind.ONE_WHOLE, (part, share, other, other_share))
