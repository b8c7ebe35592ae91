"""How many things a text says that it tells of, and how many it does: 分为三段，第一段…；三个方面：一是….

Knows how things are counted off. Must not know amounts or rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.numbers.numerals import numeral
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence, whole
from sitegen.prose.text.terms import Role, Term

_DIGITS = "一二三四五六七八九十"
_SORTS = "阶段|标段|路段|段|部分|环节|层次|步骤|批次|批|类|种"
_KINDS = "方面|措施|问题|原因|任务|举措|做法|特点|重点|途径|办法|要求|困难|不足"
_TOLD = re.compile(
    rf"(?P<told>(?P<number>[{_DIGITS}两]{{1,3}}|\d{{1,2}})个?(?:大|主要)?(?:(?P<sort>{_SORTS})|(?P<kind>{_KINDS})))"
)
"""*三段*; *3 个方面*."""
_ORDINAL = re.compile(rf"第(?P<place>[{_DIGITS}]{{1,3}})个?(?:大)?(?P<sort>{_SORTS})|(?P<item>[{_DIGITS}])是")
_NOT_OF_THESE = re.compile(r"[第前后这上每另其各]$|(?<!以)下$|等$")
"""Before a number that counts nothing that follows: *第*三段, *前*两个方面."""
_NEAR = 40
"""Characters between the number and the first of the things."""
_MOST = 24
"""Of numbers and of things, those that are looked at from one place on."""


def enumerations(document: Document) -> Iterator[Relation]:
    """Every number of things with the last of them, where one paragraph counts all of them off."""
    for index, paragraph in enumerate(document.paragraphs):
        text = paragraph.passage.text
        if "第一" not in text and "一是" not in text:
            continue
        behind = document.paragraphs[index + 1].passage.text if index + 1 < len(document.paragraphs) else ""
        yield from _counted_off(paragraph, behind)


def _counted_off(paragraph: Paragraph, behind: str) -> Iterator[Relation]:
    sentence = whole(paragraph.passage)
    text = sentence.text
    places = [*_ORDINAL.finditer(text)]
    told = [*_TOLD.finditer(text)]
    for index, first in enumerate(places):
        if _number(first) != 1:
            continue
        run = _run(places[index : index + _MOST])
        near = _from(told, first.start() - _NEAR)
        number = _told_before(text, near, first)
        following = places[index + len(run) : index + len(run) + _MOST]
        if number is None or len(run) < 2 or _goes_on(following, behind, first, len(run)):
            continue
        yield Relation(
            Kind.AS_MANY,
            (
                _term(sentence, number.start("told"), number.end("told"), _value(number["number"])),
                _term(sentence, run[-1].start(), run[-1].end(), len(run)),
            ),
        )


def _from(told: Sequence[re.Match[str]], start: int) -> Sequence[re.Match[str]]:
    index = bisect_left(told, start, key=re.Match.start)
    return told[index : index + _MOST]


def _number(place: re.Match[str]) -> int | None:
    return numeral(place["place"] or place["item"])


def _value(number: str) -> int | None:
    return int(number) if number.isdecimal() else numeral(number)


def _run(places: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The first of the places and those that count on from it."""
    first = places[0]
    alike = [each for each in places if each["sort"] == first["sort"]]
    run = [first]
    for one, other in pairwise(alike):
        if _number(other) != (_number(one) or 0) + 1:
            break
        run.append(other)
    return run


def _told_before(text: str, told: Sequence[re.Match[str]], first: re.Match[str]) -> re.Match[str] | None:
    """The number of things right before the first of them, of those `told` from near it on, if it is of such things and the only one there."""
    near = [each for each in told if each.end() <= first.start()]
    if len(near) != 1 or _NOT_OF_THESE.search(text, max(0, near[0].start() - 2), near[0].start()):
        return None
    found = near[0]
    return found if (found["sort"] == first["sort"] if first["place"] else found["kind"]) else None


def _goes_on(rest: Sequence[re.Match[str]], behind: str, first: re.Match[str], count: int) -> bool:
    """Whether more of these things are counted off, further on or in the paragraph behind."""
    ahead = _ORDINAL.search(behind)
    following = [*rest, *([ahead] if ahead is not None else [])]
    return any(each["sort"] == first["sort"] and _number(each) == count + 1 for each in following)


def _term(sentence: Sentence, start: int, end: int, value: int | None) -> Term:
    return Term(sentence, Quantity(start, end, Decimal(value or 0), 0, "个", rough=False), Role.LEVEL, "")
