"""Shares of one whole that is not told, listed one after another, that come to more than all of it: 甲支出占 75.12 %，乙支出占 28.88 %.

Knows which shares are told of one whole. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.numbers.intervals import total
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term

_OF_MONEY = re.compile(r"(?:支出|收入|经费|资金|费)$")
_NAMED = re.compile(r"^(?:其中)?[:,]?(?P<name>[^,;:占%\d]{2,24}?)(?:决算)?占(?:比)?(?:了|为)?$")
_BETWEEN = re.compile(r"[,;、]")
_TWO = 2


def shares_beyond(document: Document) -> Iterator[Relation]:
    """Such shares where one slip in one of them would make them the whole."""
    for paragraph in document.paragraphs:
        if paragraph.passage.text.count("占") < _TWO:
            continue
        for sentence, terms in paragraph.sentences:
            for run in _runs(sentence.text, terms):
                relation = Relation(Kind.SHARES, run)
                beyond = total(relation.amounts).nominal > 1
                if relation.holds or (beyond and any(mendings(relation))):
                    yield relation


def _runs(text: str, terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Shares with nothing but the names of their parts between."""
    run: list[Term] = []
    for term in terms:
        if not _is_share(term):
            if len(run) >= _TWO:
                yield tuple(run)
            run = []
            continue
        gap = text[run[-1].quantity.end : term.quantity.start] if run else ""
        if run and not (_BETWEEN.match(gap) and len(gap) == len(term.words) + 1):
            if len(run) >= _TWO:
                yield tuple(run)
            run = []
        run.append(term)
    if len(run) >= _TWO:
        yield tuple(run)


def _is_share(term: Term) -> bool:
    if term.role is not Role.SHARE or term.whole or term.quantity.rough or term.quantity.unit != "%":
        return False
    named = _NAMED.match(term.words)
    return named is not None and _OF_MONEY.search(named["name"]) is not None
