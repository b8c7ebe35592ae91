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
    for key, terms in before.items():
        yield from _compared(document, behind.get(key, ())[:_MOST], terms[:_MOST])


def _is_counted(term: Term) -> bool:
    return (
        term.kind not in ("money", "proportion")
        and term.role in (Role.LEVEL, Role.UNCLEAR)
        and not term.quantity.rough
        and len(_digits(term)) >= _FEWEST
    )


def _compared(document: Document, first: Sequence[Term], second: Sequence[Term]) -> Iterator[Relation]:
    for one in first:
        for other in second:
            same_time = document.year_of(one) == document.year_of(other) and one.period == other.period
            if same_time and (one.amount.agrees(other.amount) or _are_turned(_digits(one), _digits(other))):
                yield Relation(Kind.SAME, (one, other))


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
