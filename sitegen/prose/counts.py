"""Numbers of things beside the money that they cost.

Knows which go together. Must not know rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.terms import Role, Term

_BOUGHT = (
    (re.compile(r"购置(?!及|和)"), re.compile(r"购置|更新"), "辆台"),
    (re.compile(r"出国"), re.compile(r"出国|团组|累计|^$"), "个人次"),
)


def counts(document: Document) -> Iterator[Relation]:
    """Nothing is spent where nothing is bought; as many receptions as guests at most."""
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
            for index, many in enumerate(terms):
                few = next((term for term in reversed(terms[:index]) if term.depth == many.depth), None)
                if few is None or few.quantity.rough or many.quantity.rough or few.item > many.item:
                    continue
                gap = many.quantity.start - few.quantity.end
                if _is_fewer(few, many) and gap <= _NEAR:
                    yield Relation(Kind.AT_MOST, (few, many))
                    if few.quantity.value == 0:
                        yield Relation(Kind.NOTHING, (few, many))
            yield from _bought(terms)


_NEAR = 24
_FEWER = frozenset(
    (few, many)
    for few in ("批次", "批", "次", "户", "户次")
    for many in ("人次", "人")
    if (few, many) != ("次", "人")
)
"""As many receptions or households as people in them at most."""


def _is_fewer(first: Term, second: Term) -> bool:
    units = (first.quantity.unit, second.quantity.unit)
    return units in _FEWER or (units in (("个", "人次"), ("次", "人次")) and "团组" in first.words)


def _bought(terms: tuple[Term, ...]) -> Iterator[Relation]:
    for first, second in pairwise(terms):
        if first.role is not Role.LEVEL or first.kind != "money" or second.quantity.rough:
            continue
        for money, thing, units in _BOUGHT:
            if (
                money.search(first.subject)
                and second.quantity.unit
                and second.quantity.unit in units
                and thing.search(second.subject or "")
                and second.role is Role.LEVEL
                and second.item == first.item
            ):
                yield Relation(Kind.NOTHING, (first, second))
