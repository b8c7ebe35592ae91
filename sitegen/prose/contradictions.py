"""Which of the relations of a text's quantities cannot all be right.

Knows how several faults are told apart. Must not know words, finders or rules.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace
from itertools import islice

from sitegen import lazy_re as re
from sitegen.prose.relations.causes import MOST, mended_together
from sitegen.prose.relations.mending import LEAST_DIGITS, Mended, goes_the_other_way, mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.terms import Term


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`relations` that do not hold and have a quantity in common: the first is told, the others follow. `suspect` is
    the quantity that is in all of them where there are several; `mended` the only single slip that mends them all.
    """

    relations: tuple[Relation, ...]
    suspect: Term | None
    mended: Mended | None


def contradictions(
    found: Iterable[Relation], confirmed: Collection[tuple[str, int]] = ()
) -> Iterator[Contradiction]:
    """The faults behind the relations that do not hold, as few as explain all of them: each time the quantity that in
    most of those left one other number would mend, of several the one that is in the fewest that hold, of these the first. A
    quantity that holds in as many relations as it breaks is behind none of them; to be one of those `confirmed`, by
    their keys, counts as one that holds.
    """
    found = tuple(found)
    held = _Held(found, confirmed)
    broken = {index: each for index, each in enumerate(found) if not each.holds}
    holding: dict[Term, deque[tuple[int, int]]] = defaultdict(deque)
    for index, each in broken.items():
        for place, term in enumerate(each.terms):
            holding[term].append((index, place))
    times = {term: len(places) for term, places in holding.items()}

    def rank(term: Term) -> tuple[int, int, tuple[int, int]]:
        places = holding[term]
        while places[0][0] not in broken:
            places.popleft()
        return -times[term], held.by(term), places[0]

    # What is told leaves others in fewer, and never in more: a rank that is out of date is too high.
    queue = [(*rank(term), term) for term in holding]
    heapify(queue)
    while queue and (worst := queue[0][-1]) is not None:
        if not times[worst] or 1 < times[worst] <= held.by(worst):
            heappop(queue)
        elif (now := rank(worst)) != queue[0][:-1]:
            heapreplace(queue, (*now, worst))
        elif times[worst] == 1:
            break
        else:
            left = [index for index in dict(holding[worst]) if index in broken]
            group = mended_together(worst, [broken[index] for index in left])
            if len(group) < min(times[worst], MOST):
                times[worst] = len(group)
                continue
            for index in left:
                if broken[index] in group:
                    for term in broken.pop(index).terms:
                        times[term] = max(times[term] - 1, 0)
            yield from _faults(group, worst, held)
    yield from (_contradiction([each], None, held) for each in broken.values())


class _Held:
    """What bears a number out: relations that hold, and that a table confirms it."""

    def __init__(self, found: Iterable[Relation], confirmed: Collection[tuple[str, int]]) -> None:
        self._holding: dict[Term, list[Relation]] = defaultdict(list)
        self._confirmed = frozenset(confirmed)
        for each in found:
            for term in each.terms if each.holds else ():
                self._holding[term].append(each)

    def by(self, term: Term) -> int:
        """How much bears `term` out. That a rate has the sign of its change says nothing of its digits."""
        told = sum(each.kind is not Kind.DIRECTION for each in self._holding.get(term, ()))
        return told + self.confirms(term)

    def confirms(self, term: Term) -> bool:
        """Whether a table does."""
        return bool(self._confirmed) and term.key in self._confirmed

    def allows(self, mended: Mended) -> bool:
        """Whether a slip mended leaves all as it is that bears its number out."""
        known = self._holding.get(mended.term, ())
        return not self.confirms(mended.term) and all(mended.mends(each) for each in known[:MOST])


def _faults(group: Sequence[Relation], suspect: Term, held: _Held) -> Iterator[Contradiction]:
    """One fault for what one slip may be behind; what words say wrongly, at another place, is a fault of its own where no
    slip in the number mends it as well.
    """
    numbers = [each for each in group if each.word is None]
    said = [each for each in group if each.word is not None]
    whole = _contradiction([*numbers, *said], suspect, held)
    turned = any(map(goes_the_other_way, group))
    if (turned or whole.mended is None) and all(_is_explained_without(suspect, each, held) for each in group):
        yield from (_contradiction([each], None, held) for each in group)
        return
    if whole.mended is not None or not said or not numbers:
        yield whole
        return
    yield _contradiction(numbers, suspect if len(numbers) > 1 else None, held)
    yield from (_contradiction([each], None, held) for each in said)


def _is_explained_without(suspect: Term, relation: Relation, held: _Held) -> bool:
    """Whether a slip in another number than `suspect` may be why `relation` does not hold."""
    if goes_the_other_way(relation):
        return True
    return any(each.term is not suspect and held.allows(each) for each in mendings(relation))


def _contradiction(group: Sequence[Relation], suspect: Term | None, held: _Held) -> Contradiction:
    fits = (
        each
        for each in (mendings(group[0]) if _is_mendable(group[0]) else ())
        if (suspect is None or each.term is suspect)
        and all(each.mends(other) for other in group[1:] if each.term in other.terms)
        and held.allows(each)
    )
    several = tuple(fits) if suspect is None else tuple(islice(fits, 2))
    if len(group) == 1 and group[0].kind in _DIVIDED:
        several = _likely(several, group[0])
    return Contradiction(tuple(group), suspect, several[0] if len(several) == 1 else None)


def _likely(found: tuple[Mended, ...], relation: Relation) -> tuple[Mended, ...]:
    """Those of the slips that only one relation tells of that are no chance: what follows by division is given to so few
    digits that some digit of an amount nearly always fits as well, and is more often reckoned wrongly.
    """
    last = relation.terms[-1]
    own = tuple(each for each in found if each.term is last and _is_due(each, relation))
    if own or len(found) != 1 or found[0].term is last or not found[0].written:
        return own
    digits, written = (sorted(_DIGIT.findall(each)) for each in (found[0].written, found[0].term.written))
    return found if digits == written and len(_DIGIT.findall(last.written)) >= LEAST_DIGITS else ()


def _is_due(mended: Mended, relation: Relation) -> bool:
    """Whether it is what the other numbers come to as written, but for one of the last place."""
    due, place = relation.due, mended.value.high - mended.value.low
    return due is None or not mended.written or abs(mended.value.nominal - due.nominal) <= place * 3 / 2


_DIGIT = re.compile("[1-9]")
_DIVIDED = frozenset(
    (
        Kind.RATE,
        Kind.RATE_OF_BASE,
        Kind.GROWTH,
        Kind.SHARE,
        Kind.MEAN,
        Kind.BARE_RATE,
        Kind.COMPLETION,
        Kind.COMPLETION_BY_CHANGE,
    )
)


def _is_mendable(relation: Relation) -> bool:
    """Whether a slip in one number may be offered."""
    return relation.kind not in _OF_MANY and not goes_the_other_way(relation)


_OF_MANY = frozenset((Kind.MIXED, Kind.MIXED_COMPLETION))
"""Kinds that tie so many numbers, with so much rounding, that a slip in one of them says little."""
