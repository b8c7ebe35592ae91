"""How many points one growth is above that of something named: 增长 25 %，高于教育支出增幅 7.7 个百分点.

Knows the words of such comparisons. Must not know how changes follow from amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sitegen.prose.relations.relations import Kind, Relation, first_that_holds
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term


def growth_gaps(document: Document) -> Iterator[Relation]:
    """Every such gap, with the growth told before it and that told right behind the amount of what it names."""
    gaps: list[tuple[Term, Term]] = []
    growths: dict[Term, Term] = {}
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
            for first, second in pairwise(terms):
                if first.role is Role.RATE and second.quantity.unit == "百分点":
                    gaps.append((first, second))
                elif first.role is Role.LEVEL and second.role is Role.RATE and not second.subject:
                    growths[first] = second
    for growth, gap in gaps:
        yield from first_that_holds(_tried(document, growths, growth, gap))


def _tried(document: Document, growths: dict[Term, Term], growth: Term, gap: Term) -> Iterator[Relation]:
    said = words.ABOVE_GROWTH.fullmatch(gap.words)
    if said is None or growth.quantity.rough or gap.quantity.rough:
        return
    sign = -1 if (said["way"] or said["way2"]) in words.LOWER else 1
    for named in document.named(labels.label(said["name"] or said["name2"]), gap, "money"):
        other = growths.get(named)
        same_year = document.year_of(named) == document.year_of(gap)
        if other is not None and other is not growth and same_year:
            yield Relation(Kind.POINTS, (growth, other, replace(gap, sign=sign)))
