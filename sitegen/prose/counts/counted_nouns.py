"""Numbers of things that a text tells on either side of their name: 回收有效问卷 304 份…… 根据 304 份有效问卷.

Knows names right before and right behind numbers. Must not know amounts of money or rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term

_NAME = 4
"""Characters of a name that say what is counted, whoever counts it."""
_CHINESE = re.compile(rf"[\u4e00-\u9fff]{{{_NAME}}}")
_IS = re.compile(r"(?:共计?|合计|总计|为|是|有|达到?|了|:)*$")
_FEWEST = 3
"""Digits: shorter numbers are turned by chance."""
_MOST = 8
"""Places of one name that are compared."""


def counted_nouns(document: Document) -> Iterator[Relation]:
    """Every two numbers of one thing, one before its name and one behind it: the same, or with two digits exchanged."""
    behind: dict[tuple[str, str], list[Term]] = defaultdict(list)
    before: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for paragraph in document.paragraphs:
        for term in paragraph.terms:
            if _is_counted(term):
                text, unit = term.sentence.text, term.quantity.unit
                named = _CHINESE.match(text, term.quantity.end)
                if named is not None:
                    before[named[0], unit].append(term)
                words = _IS.sub("", term.words)[-_NAME:]
                if _CHINESE.fullmatch(words):
                    behind[words, unit].append(term)
    yield from _taken_up(document)
    for key, terms in before.items():
        yield from _compared(document, behind.get(key, ())[:_MOST], terms[:_MOST])


_AGAIN = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4})中(?=[,有共]|\d)")
"""550 份*问卷中*有 61 份: takes up a number that was told."""


def _taken_up(document: Document) -> Iterator[Relation]:
    """Every number that is taken up again, with the one that was told: the same, or but for one digit the same."""
    told: list[Term] = []
    for paragraph in document.paragraphs:
        for term in paragraph.terms:
            if not _is_counted(term) or len(_digits(term)) < _FEWEST:
                continue
            again = _AGAIN.match(term.sentence.text, term.quantity.end)
            if again is None or term.sentence.text[: term.quantity.start][-1:] not in ("", ",", ";", ":"):
                told.append(term)
                continue
            own = [
                each
                for each in told
                if each.quantity.unit == term.quantity.unit
                and _IS.sub("", each.words).endswith(again["name"])
                and (term.year is None or document.year_of(each) == document.year_of(term))
            ]
            same = [each for each in own if each.amount.agrees(term.amount)]
            near = [each for each in own if _is_one_digit_apart(_digits(each), _digits(term))]
            if same or len(near) == 1:
                yield Relation(Kind.SAME, ((same or near)[0], term))


def _is_one_digit_apart(one: str, other: str) -> bool:
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and (len(apart) == 1 or _are_turned(one, other))


def _is_counted(term: Term) -> bool:
    return (
        term.kind not in ("money", "proportion")
        and term.role in (Role.LEVEL, Role.UNCLEAR)
        and not term.quantity.rough
        and len(_digits(term)) >= _FEWEST - 1
    )


def _compared(document: Document, first: Sequence[Term], second: Sequence[Term]) -> Iterator[Relation]:
    for one in first:
        for other in second:
            same_time = document.year_of(one) == document.year_of(other) and one.period == other.period
            if min(len(_digits(one)), len(_digits(other))) < _FEWEST and not _are_of_all_year(one, other):
                continue
            if same_time and (one.amount.agrees(other.amount) or _are_turned(_digits(one), _digits(other))):
                yield Relation(Kind.SAME, (one, other))


_OF_ALL_YEAR = re.compile(r"全年[^,;。:\d]{0,8}$")


def _are_of_all_year(one: Term, other: Term) -> bool:
    """Whether both are told of the whole year: then even short numbers are no others."""
    return all(_OF_ALL_YEAR.search(term.sentence.text[: term.quantity.start]) for term in (one, other))


def _digits(term: Term) -> str:
    return f"{term.quantity.value:f}"


def _are_turned(one: str, other: str) -> bool:
    """Whether one has two neighbours of the other in the other order."""
    apart = [index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and sorted(one) == sorted(other)
        and apart[1] - apart[0] == 1
    )
