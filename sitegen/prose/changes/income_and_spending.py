"""收入总计 5 万元，支出总计 5 万元。收支比上年增加 1 万元: income and spending that are told as one.

Knows how sentences tell both sides. Must not know what else changes or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_BOTH = re.compile(r"收支(?:总[计额]|合计)?(?:均|各|都)?")
_SIDES = ("收入", "支出")


def both_sides(document: Document) -> Iterator[Relation]:
    """Income and spending right before one change of both: they are the same."""
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            changes = (term for term in terms if is_of_both(term) and term.role is Role.CHANGE)
            change = next(changes, None)
            told = sides([*paragraph.before(place), *terms], change) if change is not None else ()
            if change is None or not told:
                continue
            start = sentence.text.rfind("收支", 0, change.quantity.start)
            offsets = sentence.offsets
            word = Word(paragraph.passage, offsets[start], offsets[start + 1] + 1)
            yield Relation(Kind.EQUAL, told, word)


def is_of_both(change: Term) -> bool:
    """Whether a change is told of both sides at once."""
    return _BOTH.fullmatch(change.subject) is not None


def sides(told: Sequence[Term], change: Term) -> tuple[Term, ...]:
    """The last two amounts of `told` before a change of both sides, if one is all income and the other all spending."""
    levels = [
        term
        for term in told
        if term.role is Role.LEVEL
        and term.kind == change.kind
        and not (term.beside or term.depth or term.planned)
        and term.year != BEFORE
        and (term.sentence is not change.sentence or term.quantity.end <= change.quantity.start)
    ][-len(_SIDES) :]
    totals = tuple(term for term, side in zip(levels, _SIDES, strict=False) if _is_total(term, side))
    return totals if len(totals) == len(_SIDES) else ()


def _is_total(term: Term, side: str) -> bool:
    return re.fullmatch(rf"{side}(?:总计|总额|合计)|总{side}", term.subject) is not None
