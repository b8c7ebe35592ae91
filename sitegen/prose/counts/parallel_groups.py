"""Things in groups, each told with its money: 共 11 个，涉及资金 75 万元：优 1 个，涉及 20 万元；良 6 个，涉及 30 万元；中 4 个，涉及 25 万元.

Knows that what adds up in one of two units is meant to in the other. Must not know how lists are opened or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sitegen.prose.relations.mending import LEAST_DIGITS, is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_NEAR = 14
"""Characters between the number of things and what they cost or measure."""
_ANY = frozenset(("个", "项"))
"""Units of a whole whose parts may be counted in any other."""
_NOT_COUNTED = frozenset(("money", "proportion", "百分点", "分", "倍", "公里", "公顷", "亩", "平方米", "吨"))
_FEWEST = 2
_MOST = 60
"""Numbers from one whole on that are looked at."""


def parallel_groups(document: Document) -> Iterator[Relation]:
    """Both sums of each such group, where the things add up or their measures do: then the other sum must hold, if it is
    counted, or is told if one slip keeps it from that.
    """
    for paragraph in document.paragraphs:
        terms = [term for term in paragraph.terms if term.kind != "proportion"]
        for index in range(len(terms) - 2 * _FEWEST - 1):
            yield from _group(terms[index : index + _MOST])


def _group(terms: Sequence[Term]) -> Iterator[Relation]:
    whole = _pair(terms[0], terms[1])
    if whole is None:
        return
    behind = [_pair(first, second) for first, second in zip(terms[2::2], terms[3::2], strict=False)]
    parts = [*takewhile(lambda each: each is not None and _is_part(each, whole), behind)]
    pairs = [each for each in parts if each is not None]
    if len(pairs) < _FEWEST or len({first.quantity.unit for first, _ in pairs}) > 1:
        return
    things = Relation(Kind.SUM, (*(first for first, _ in pairs), whole[0]))
    measures = Relation(Kind.SUM, (*(second for _, second in pairs), whole[1]))
    are_things = measures.holds and whole[1].quantity.length >= LEAST_DIGITS
    are_measures = things.holds and len(pairs) > _FEWEST and is_one_slip_away(measures)
    if are_things or are_measures:
        yield from (things, measures)


def _pair(first: Term, second: Term) -> tuple[Term, Term] | None:
    """A number of things and their measure right behind it."""
    alike = (
        first.sentence is second.sentence
        and first.kind not in _NOT_COUNTED
        and second.quantity.unit != first.quantity.unit
        and (second.kind == "money" or second.quantity.unit in _NOT_COUNTED)
        and second.quantity.start - first.quantity.end <= _NEAR
        and ";" not in second.words
    )
    return (first, second) if alike and _is_plain(first) and _is_plain(second) else None


def _is_plain(term: Term) -> bool:
    return (
        term.role in (Role.LEVEL, Role.UNCLEAR)
        and not (term.quantity.rough or term.beside or term.year == BEFORE)
        and "每" not in term.words
        and "均" not in term.words
    )


def _is_part(pair: tuple[Term, Term], whole: tuple[Term, Term]) -> bool:
    first, second = pair
    return (
        (first.quantity.unit == whole[0].quantity.unit or whole[0].quantity.unit in _ANY)
        and second.kind == whole[1].kind
        and first.planned == whole[0].planned
    )
