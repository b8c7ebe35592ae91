"""Lists that say themselves that they are complete: 由甲 3 公里、乙 2 公里两部分组成.

Knows how sentences tell what a whole consists of, in whatever unit. Must not know other lists or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_OPEN = re.compile(r"等|主要")
_NEXT = re.compile(r"(?:\([^()]*\))?[、,和及与].*")
_TOTAL = re.compile(r"[,;]?(?:合计|共计|总计|总共|共)(?:有|为|是)?")
_MOST = 40


def compositions(document: Document) -> Iterator[Relation]:
    """Every such list with its whole: the amount before it or behind it in its sentence, else the one of the sentence
    before that it adds up to, or would but for one slip.
    """
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            text = sentence.text
            for match in words.COMPOSED.finditer(text) if "成" in text else ():
                parts = _parts(text, match, terms)
                if (
                    not parts
                    or _OPEN.search(match["parts"])
                    or _OPEN.search(text, match.start() - 2, match.start())
                ):
                    continue
                own = _wholes(terms, parts, match)
                if own:
                    yield _likeliest(parts, own)[0]
                    continue
                earlier = [term for term in reversed(paragraph.before(place)) if _may_be_whole(term, parts)]
                if earlier:
                    found, is_likely = _likeliest(parts, earlier)
                    if is_likely or _names(text[: match.start()], found.terms[-1]):
                        yield found


def _names(words_before: str, whole: Term) -> bool:
    """Whether the list is told of what the whole is told of."""
    name = re.split("[,;:]", words_before)[-1]
    return len(name) >= _LONG and name in whole.words and not whole.planned


_LONG = 3


def _parts(text: str, match: re.Match[str], terms: Sequence[Term]) -> tuple[Term, ...]:
    """The numbers of the list, if all are of one unit and one stands behind the other."""
    start, end = match.span("list")
    found = tuple(term for term in terms if start <= term.quantity.start and term.quantity.end <= end)
    if not 1 < len(found) <= _MOST or len({term.quantity.unit for term in found}) > 1:
        return ()
    ends = pairwise(found)
    listed = all(_NEXT.fullmatch(text, one.quantity.end, other.quantity.start) for one, other in ends)
    plain = not any(term.quantity.rough or term.kind == "proportion" for term in found)
    return found if listed and plain and found[-1].quantity.end >= end - 1 else ()


def _wholes(terms: Sequence[Term], parts: Sequence[Term], match: re.Match[str]) -> list[Term]:
    """The amount right before the list, and the one right behind it that is called a total."""
    before = [term for term in terms if term.quantity.end <= match.start()][-1:]
    behind = [term for term in terms if term.quantity.start >= match.end()][:1]
    totals = [term for term in behind if _TOTAL.fullmatch(match.string, match.end(), term.quantity.start)]
    return [term for term in (*before, *totals) if _may_be_whole(term, parts)]


def _may_be_whole(term: Term, parts: Sequence[Term]) -> bool:
    return (
        term.quantity.unit == parts[0].quantity.unit
        and not term.quantity.rough
        and term.role in (Role.LEVEL, Role.UNCLEAR)
        and term.year != BEFORE
        and not term.beside
    )


def _likeliest(parts: Sequence[Term], wholes: Sequence[Term]) -> tuple[Relation, bool]:
    """The list with the whole that it adds up to, else with the one that a slip keeps from it, and whether it is one of
    these; else with the first.
    """
    tried = [Relation(Kind.SUM, (*parts, whole)) for whole in wholes]
    for fits in (lambda each: each.holds, is_one_slip_away):
        found = next((each for each in tried if fits(each)), None)
        if found is not None:
            return found, True
    return tried[0], False
