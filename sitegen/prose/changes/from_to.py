"""What something was and what it has become, told one behind the other: 由上年的 6 万元降至 5 万元，下降 16.7 %.

Knows how one sentence tells two amounts and what lies between them. Must not know rates of a single amount, lists or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text import labels, words
from sitegen.prose.text.terms import BEFORE, Role, Term

_FROM = re.compile(r"[由从]")


def from_to(terms: Sequence[Term]) -> Iterator[Relation]:
    """由上年的 6 万元降至 5 万元，下降 16.7 %; 5 万元，较上年的 6 万元减少 1 万元."""
    for index, term in enumerate(terms):
        if term.role is not Role.LEVEL:
            continue
        after = terms[index + 1 : index + 3]
        base, level = _base_and_level(terms, index)
        if base is not None and level is not None:
            level = _whose_year_before(terms, index, level, after)
            base = base if level is not None else None
        if level is None and _is_compared(term) and [each.role for each in after] == [Role.CHANGE, Role.RATE]:
            yield Relation(Kind.RATE_OF_BASE, (term, *after))
        if base is None or level is None:
            continue
        yield from _direction(level, base)
        if not after or not _is_of_no_other(after[0], level):
            continue
        for change in after:
            if words.APART.search(change.words) and change.kind == level.kind:
                yield Relation(Kind.APART, (level, base, change))
            elif change.role is Role.CHANGE and change.kind == level.kind and _is_of_no_other(change, level):
                yield Relation(Kind.DIFFERENCE, (level, base, change))
            elif change.role is Role.RATE and not change.subject:
                yield Relation(Kind.GROWTH, (level, base, change))
            else:
                break


def _whose_year_before(terms: Sequence[Term], index: int, level: Term, after: Sequence[Term]) -> Term | None:
    """Whether the amount of the year before at `index` is compared with `level`, a part, or with the whole before the list that
    `level` stands in: 收入 10 万元，其中结转 2 万元，比上年的 8 万元增加 2 万元. None if it fits neither.
    """
    base = terms[index]
    if not base.beside:
        return level
    wholes = [
        term
        for term in terms[:index]
        if term.role is Role.LEVEL
        and term.kind == level.kind
        and term.item < level.item
        and not (term.beside or term.planned or term.to or term.year == BEFORE)
    ]
    if not wholes or ";" in base.sentence.text[wholes[-1].quantity.end : base.quantity.start]:
        return level
    each = [(term, [*_apart_from(term, base, after)]) for term in (level, wholes[-1])]
    found = [term for term, relations in each if any(relation.holds for relation in relations)] or [
        term for term, relations in each if any(map(is_one_slip_away, relations))
    ]
    return found[0] if found else None


def _apart_from(level: Term, base: Term, after: Sequence[Term]) -> Iterator[Relation]:
    """What the terms behind an amount of the year before say if `level` is compared with it."""
    for change in after:
        if change.role is Role.CHANGE and change.kind == level.kind:
            yield Relation(Kind.DIFFERENCE, (level, base, change))
        elif change.role is Role.RATE:
            yield Relation(Kind.GROWTH, (level, base, change))


def _is_of_no_other(change: Term, level: Term) -> bool:
    """Whether the words of a change name nothing but what has changed."""
    return change.subject in ("", level.subject) or change.subject in labels.GENERIC


def _base_and_level(terms: Sequence[Term], index: int) -> tuple[Term | None, Term | None]:
    """With what the amount at `index` is compared there: it is what something was, or what it has become."""
    term = terms[index]
    beside = takewhile(lambda each: each.item == term.item, (terms[at] for at in range(index - 1, -1, -1)))
    before = (
        each for each in beside if each.role is Role.LEVEL and each.kind == term.kind and not each.beside
    )
    last = next(before, None)
    if last is None:
        return None, None
    if term.to:
        return (last, term) if _FROM.search(last.words) and last is terms[index - 1] else (None, None)
    if _is_compared(term):
        spent = next((each for each in chain((last,), before) if not each.planned), None)
        if spent is not None:
            return term, spent
    if last is not terms[index - 1]:
        return None, None
    if _are_apart(terms, index, last):
        return (last, term) if last.planned else (term, last)
    if _is_year_before(last, term) or _was_before(terms, index, last):
        return term, last
    return None, None


def _was_before(terms: Sequence[Term], index: int, last: Term) -> bool:
    """支出 5 万元，上年支出 6 万元，减少 1 万元."""
    after = terms[index + 1] if index + 1 < len(terms) else None
    term = terms[index]
    changed = after is not None and after.role in (Role.CHANGE, Role.RATE) and not after.subject
    return changed and term.year == BEFORE != last.year and term.subject in ("", last.subject)


def _are_apart(terms: Sequence[Term], index: int, last: Term) -> bool:
    """支出 5 万元，年初预算为 6 万元，差值为 1 万元."""
    after = terms[index + 1] if index + 1 < len(terms) else None
    term = terms[index]
    return (
        after is not None
        and (words.APART.search(after.words) is not None or words.OVERSPENT.search(after.words) is not None)
        and bool(term.planned) != bool(last.planned)
        and term.subject in ("", last.subject)
    )


def _is_compared(term: Term) -> bool:
    return term.beside and any(pattern.fullmatch(term.words) for pattern in _THAN_EACH)


_THAN_EACH = (words.THAN, words.THAN_BUDGET, words.THAN_NAMED, words.NAMED_THAN)


def _is_year_before(first: Term, second: Term) -> bool:
    """2023 年决算 5 万元，2022 年决算 6 万元."""
    if first.year is None or second.year is None or second.year != first.year - 1:
        return False
    return (
        second.subject in ("", first.subject)
        and first.item == second.item
        and first.planned == second.planned
    )


def _direction(level: Term, base: Term) -> Iterator[Relation]:
    """降至, where it is less than it was."""
    said = words.CHANGED_TO.search(level.words)
    if said is None or said["way"] in ("变", "变化"):
        return
    end = level.quantity.start
    offsets = level.sentence.offsets
    start = end - len(said[0])
    word = Word(level.sentence.passage, offsets[start], offsets[end - 1] + 1)
    less, more = (base, level) if words.sign_of(said["way"]) > 0 else (level, base)
    yield Relation(Kind.NOT_LARGER, (less, more), word)


def is_from_base_alone(terms: Sequence[Term], first: Term) -> bool:
    """Whether a change stands right behind what it is from, and nothing says there what has become of it."""
    index = terms.index(first) - 1
    return index >= 0 and _is_compared(terms[index]) and _base_and_level(terms, index) == (None, None)
