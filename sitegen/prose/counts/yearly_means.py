"""Means of what a sentence lists year by year: 2021 年 81.73 万元、2022 年 51.04 万元、2023 年 86.43 万元，三年平均 73.07 万元.

Knows how such a list and its mean are told. Must not know other means or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_MEAN = re.compile(
    r"^(?:近|这|前|[以上])*(?:(?P<years>[两二三四五六七八九十]|\d{1,2})年)?(?:的)?(?:年平均|年均|平均每年|平均)(?:支出|收入|数|值|为|是|达到?|约)*$"
)
_NUMBERS = {each: number for number, each in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_BETWEEN = re.compile(r"[、,;和及]?(?:和|及|以及)?(?:19|20)\d\d年(?:度|为|是|完成|支出|收入|决算|数)*")
_FEWEST = 2


def yearly_means(document: Document) -> Iterator[Relation]:
    """Every such mean with the amounts right before it, as many as there are years."""
    for paragraph in document.paragraphs:
        for sentence, terms in paragraph.sentences:
            if "均" not in sentence.text:
                continue
            for index, mean in enumerate(terms):
                said = _MEAN.search(mean.words)
                listed = _listed(terms[:index]) if said is not None and not mean.quantity.rough else []
                if said is not None and listed and listed[0].kind == mean.kind != "proportion":
                    told = said["years"]
                    if told is None or (_NUMBERS.get(told) or int(told)) == len(listed):
                        yield Relation(Kind.MEAN_OF_ALL, (*listed, mean))


def _listed(before: Sequence[Term]) -> list[Term]:
    """The amounts that end a list of years, each of the year after the one before it."""
    found: list[Term] = []
    for first, second in pairwise(reversed(before)):
        if not found:
            found.append(first)
        text = first.sentence.text
        joined = _BETWEEN.fullmatch(text, second.quantity.end, first.quantity.start)
        if joined is None or not _next(second, first):
            break
        found.append(second)
    plain = all(each.role in (Role.LEVEL, Role.UNCLEAR) and not each.quantity.rough for each in found)
    return found[::-1] if len(found) >= _FEWEST and plain else []


def _next(one: Term, other: Term) -> bool:
    if one.year in (None, BEFORE) or other.year in (None, BEFORE):
        return False
    return one.kind == other.kind and one.year + 1 == other.year
