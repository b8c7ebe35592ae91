"""Changes and rates of change, and the amounts they are of.

Knows how sentences tell them. Must not know shares, lists or rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.prose.changes.from_to import from_to, is_from_base_alone
from sitegen.prose.changes.income_and_spending import is_of_both, sides
from sitegen.prose.relations.relations import Kind, Relation, first_that_holds
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import Role, Term


def changes(document: Document) -> Iterator[Relation]:
    """Every change with its rate and the amount that has changed."""
    for paragraph in document.paragraphs:
        before: dict[_Sort, list[Term]] = defaultdict(list)
        for sentence, terms in paragraph.sentences:
            told = [term for term in terms if term.role in (Role.CHANGE, Role.RATE)]
            yield from from_to(terms)
            yield from _points(sentence.text, terms)
            if told:
                yield from _of_changes(document, before, sentence, terms)
            for term in terms:
                if term.role is Role.LEVEL and not term.depth:
                    before[term.kind, term.period].append(term)


_Sort = tuple[str, str]
"""Kind and period of amounts."""


def _of_changes(
    document: Document, before: Mapping[_Sort, Sequence[Term]], sentence: Sentence, terms: Sequence[Term]
) -> Iterator[Relation]:
    """Of a sentence that tells changes or rates of change, what they say of amounts."""
    yield from _since_budget(terms)
    yield from _since_start(terms)
    yield from _bare_rates(document, before, sentence, terms)
    for change, rate in _pairs(sentence.text, terms):
        direction = Relation(Kind.DIRECTION, tuple(sorted((change, rate), key=_start)))
        yield direction
        if direction.holds and not is_from_base_alone(terms, min(change, rate, key=_start)):
            yield from _rate(document, before, terms, change, rate)
    yield from _enough(document, terms)
    yield from _between_years(document, terms)


def _start(term: Term) -> int:
    return term.quantity.start


def _pairs(text: str, terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Changes told twice, as an amount and as a rate, one right behind the other, each once."""
    taken: Term | None = None
    for first, second in pairwise(terms):
        if first is taken or {first.role, second.role} != {Role.CHANGE, Role.RATE} or second.subject:
            continue
        if words.ADJACENT.fullmatch(text[first.quantity.end : second.quantity.start]):
            taken = second
            yield (first, second) if first.role is Role.CHANGE else (second, first)


def _rate(
    document: Document,
    before: Mapping[_Sort, Sequence[Term]],
    terms: Sequence[Term],
    change: Term,
    rate: Term,
) -> Iterator[Relation]:
    """The rate against the change and the amount that is meant: with several that may be meant, it is wrong only if
    it fits none.
    """
    first = min(change, rate, key=_start)
    levels = _levels_meant(document, before, terms, first, change)
    if _is_between_budgets(first):
        yield from first_that_holds(
            Relation(kind, (level, change, rate))
            for level in levels
            if level.planned
            for kind in _of_budget(level)
        )
        return
    of_a_budget = _is_of_a_budget(change)
    yield from first_that_holds(
        Relation(kind, (level, change, rate))
        for level in levels
        for kind in (_of_budget(level) if of_a_budget and level.planned else (_kind(document, level),))
    )


def _kind(document: Document, level: Term) -> Kind:
    return Kind.RATE_OF_BASE if _is_base(document, level) else Kind.RATE


def _is_of_a_budget(change: Term) -> bool:
    """Whether a change is what was added to a budget, or taken from it, in the year: 年初预算 10 万元，*追加* 2 万元，追加 20 %."""
    if words.SINCE.search(change.words) or words.SINCE_BUDGET.search(change.words):
        return False
    said = words.ADDED_TO_BUDGET if change.sign > 0 else words.TAKEN_FROM_BUDGET
    return said.search(change.words) is not None


def _of_budget(level: Term) -> tuple[Kind, Kind]:
    """How the rate between two budgets may follow from one of them, the likelier first."""
    if "年初" in level.words:
        return Kind.RATE_OF_BASE, Kind.RATE
    return Kind.RATE, Kind.RATE_OF_BASE


def _is_between_budgets(change: Term) -> bool:
    """Whether it is a budget that differs from another: 调整预算较年初预算增加. What was spent has no part in it."""
    since = words.SINCE_BUDGET.search(change.words)
    return since is not None and "预算" in change.words[: since.start()]


def _bare_rates(
    document: Document, before: Mapping[_Sort, Sequence[Term]], sentence: Sentence, terms: Sequence[Term]
) -> Iterator[Relation]:
    """13 万元，增加 1.59 万元，增长 13.95: a number that is the rate of the change before it, but for its %."""
    for change in terms:
        if change.role is not Role.CHANGE:
            continue
        said = words.BARE_RATE.match(sentence.text, change.quantity.end)
        if said is None or words.sign_of(said["way"]) != change.sign:
            continue
        digits = said["number"]
        quantity = Quantity(
            said.start("number"),
            said.end("number"),
            Decimal(digits),
            len(digits.partition(".")[2]),
            "%",
            rough=False,
        )
        rate = replace(change, quantity=quantity, role=Role.RATE, words=said["way"], subject="")
        for level in _levels_meant(document, before, terms, change, change):
            kind = _kind(document, level)
            if kind is Kind.RATE and Relation(kind, (level, change, rate)).holds:
                yield Relation(Kind.BARE_RATE, (level, change, rate))
                break


def _is_base(document: Document, level: Term) -> bool:
    """Whether an amount is of the year before the report's, with which its changes compare."""
    return document.year_of(level) == document.year - 1


def _levels_meant(
    document: Document,
    before: Mapping[_Sort, Sequence[Term]],
    terms: Sequence[Term],
    first: Term,
    change: Term,
) -> list[Term]:
    """The amounts that a change may be of, the likeliest first: of the year told, or, where there is none, of the one
    before.
    """
    kind = change.kind
    if first.subject and first.subject not in labels.NAMELESS:
        near = document.named_in_section(first.subject, first, change.kind)
        named = (*near, *(term for term in document.named(first.subject, change) if term not in near))
        if not named and is_of_both(first):
            named = sides([*before.get((kind, first.period), ()), *terms], first)
        planned = document.is_budget or _is_between_budgets(first)
        return _of_the_year(document, named if planned else [term for term in named if not term.planned])
    earlier = [
        term
        for term in terms
        if term.quantity.end <= first.quantity.start
        and term.role is Role.LEVEL
        and term.kind == kind
        and term.depth <= first.depth
        and term.period == first.period
        and not term.beside
    ]
    own = [term for term in earlier[-_MOST:] if term.item == first.item] or earlier[-1:]
    if _hides(terms, own[-1].quantity.end if own else 0, first, kind):
        return []
    if own:
        nearest = _of_the_year(document, [*reversed(own)])
        spent = [term for term in nearest if not term.planned]
        heads = [term for term in earlier[:1] if not (spent and term.planned)]
        return [*(spent or nearest), *_of_the_year(document, heads)]
    levels = before.get((kind, first.period), ())
    return _of_the_year(document, [*reversed(levels[-2:]), *levels[:1]])


def _hides(terms: Sequence[Term], start: int, first: Term, kind: str) -> bool:
    """Whether an amount of `kind` of which it is unclear what it is stands between `start` and a change, which may be
    of that.
    """
    begin, end = bisect_left(terms, start, key=_start), bisect_left(terms, _start(first), key=_start)
    return any(term.role is Role.UNCLEAR and term.kind == kind for term in terms[begin:end])


def _of_the_year(document: Document, found: Sequence[Term]) -> list[Term]:
    """Of amounts those of the report's year; else those of the year before, of which it is the base."""
    own = [term for term in found if document.year_of(term) == document.year]
    return own or [term for term in found if document.year_of(term) == document.year - 1]


_MOST = 24


def _since_budget(terms: Sequence[Term]) -> Iterator[Relation]:
    """预算 6 万元，支出 5 万元，比预算减少 1 万元，下降 16.7 %."""
    for index, term in enumerate(terms):
        if term.role is not Role.CHANGE or term.subject or not words.SINCE_BUDGET.search(term.words):
            continue
        before = [
            each
            for each in terms[:index]
            if each.role is Role.LEVEL and each.item == term.item and not each.beside
        ]
        budgets = [each for each in before if each.planned and each.kind == term.kind]
        spent = [each for each in before if each.planned is False and each.kind == term.kind]
        if len(budgets) == 1 and len(spent) == 1:
            yield Relation(Kind.DIFFERENCE, (spent[0], budgets[0], term))


def _since_start(terms: Sequence[Term]) -> Iterator[Relation]:
    """年初结转 6 万元，年末结转 5 万元，比年初减少 1 万元."""
    for index, term in enumerate(terms):
        if term.role is not Role.CHANGE or term.subject or words.SINCE_START.search(term.words) is None:
            continue
        before = [each for each in terms[:index] if each.role is Role.LEVEL and each.kind == term.kind]
        start, end = ([each for each in before if each.subject.startswith(when)] for when in ("年初", "年末"))
        if len(start) == len(end) == 1 and start[0].subject[2:] == end[0].subject[2:]:
            yield Relation(Kind.DIFFERENCE, (end[0], start[0], term))


def _enough(document: Document, terms: Sequence[Term]) -> Iterator[Relation]:
    """购置 18 辆，比上年增加 27 辆: nothing has grown by more than it is."""
    for level, change in pairwise(terms):
        if (
            level.role is Role.LEVEL
            and change.role is Role.CHANGE
            and change.sign > 0
            and not change.subject
            and change.quantity.value > 0
            and level.kind == change.kind
            and level.item == change.item
            and level.depth == change.depth
            and not level.beside
            and document.year_of(level) == document.year
            and words.SINCE.search(change.words)
        ):
            yield Relation(Kind.ENOUGH, (level, change))


def _points(text: str, terms: Sequence[Term]) -> Iterator[Relation]:
    """下降 4.1 %，比我市增幅（-5.2 %）高 1.1 个百分点; 由 90 % 提高到 95 %，提高 5 个百分点; 占 40 %，上年占 38 %，提高 2 个百分点."""
    for first, second, points in zip(terms, terms[1:], terms[2:], strict=False):
        if (first.kind, second.kind, points.quantity.unit) != ("proportion", "proportion", "百分点"):
            continue
        if any(term.quantity.rough for term in (first, second, points)):
            continue
        between = text[first.quantity.end : second.quantity.start]
        said = text[second.quantity.end : points.quantity.start]
        has_risen = words.FROM_RATE.search(first.words) and words.RISEN_TO.fullmatch(between)
        was_before = words.BEFORE_RATE.fullmatch(between)
        way = words.POINTS.fullmatch(said.lstrip(",") if has_risen or was_before else said)
        if way is not None and (has_risen or was_before or _THAN.match(between)):
            higher, lower = (second, first) if has_risen else (first, second)
            sign = -1 if way["way"] in words.LOWER else 1
            yield Relation(Kind.POINTS, (higher, lower, replace(points, sign=sign)))


_THAN = re.compile(r"[,(]?[比较]")


def _between_years(document: Document, terms: Sequence[Term]) -> Iterator[Relation]:
    """A named change against the amounts of both years that the text tells elsewhere."""
    for term in terms:
        if term.role is not Role.CHANGE or not term.subject or term.subject in labels.GENERIC:
            continue
        found = document.named(term.subject, term)
        now = [each for each in found if each.year is not None and document.year_of(each) == document.year]
        old = [each for each in found if document.year_of(each) == document.year - 1]
        yield from first_that_holds(
            Relation(Kind.DIFFERENCE, (new, past, term)) for new in now for past in old
        )
