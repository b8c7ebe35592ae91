"""What audits cut: 送审 100 万元，审定 90 万元，审减 10 万元，审减率 10 %.

Knows how sentences tell what was asked for and what was granted. Must not know other changes or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term

_BEHIND = 2
"""Numbers behind what was granted that tell the difference."""


def audits(document: Document) -> Iterator[Relation]:
    """Every difference between the two that is told right behind them, as an amount and as a rate."""
    for paragraph in document.paragraphs:
        for _, terms in paragraph.sentences:
            for index, asked in enumerate(terms[:-_BEHIND]):
                granted = terms[index + 1]
                if _is(asked, words.ASKED) and _is(granted, words.GRANTED):
                    yield from _cut(asked, granted, terms[index + 2 : index + 2 + _BEHIND])


def _is(term: Term, said: re.Pattern[str]) -> bool:
    return term.kind == "money" and not term.quantity.rough and said.search(term.words) is not None


def _cut(asked: Term, granted: Term, behind: Sequence[Term]) -> Iterator[Relation]:
    change: Term | None = None
    for term in behind:
        said = words.CUT_BY_AUDIT.search(term.words)
        if said is None or term.quantity.rough:
            return
        sign = 1 if said["way"] == "增" else -1
        if term.kind == "money" and not said["rate"]:
            change = replace(term, role=Role.CHANGE, sign=sign)
            apart = Relation(Kind.DIFFERENCE, (granted, asked, change))
            if apart.holds or is_one_slip_away(apart):
                yield apart  # what is a little off was rounded on the way
        elif term.kind == "proportion" and said["rate"]:
            rate = replace(term, role=Role.RATE, sign=sign)
            if change is not None:
                yield Relation(Kind.RATE_OF_BASE, (asked, change, rate))
            else:
                yield Relation(Kind.GROWTH, (granted, asked, rate))
