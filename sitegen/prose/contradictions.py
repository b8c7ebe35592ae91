"""Everything that a text's quantities say of one another, and which of them cannot all be right.

Knows all finders, and how several faults are told apart. Must not know words or rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace
from itertools import chain, islice

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.audits import audits
from sitegen.prose.balances import balances
from sitegen.prose.both_sides import both_sides
from sitegen.prose.budgets import budgets
from sitegen.prose.changes import changes
from sitegen.prose.changes_in_words import changes_in_words
from sitegen.prose.compared_names import compared_names
from sitegen.prose.comparisons import comparisons
from sitegen.prose.completions import completions
from sitegen.prose.compositions import compositions
from sitegen.prose.counted_nouns import counted_nouns
from sitegen.prose.counted_targets import counted_targets
from sitegen.prose.counts import counts
from sitegen.prose.document import Document
from sitegen.prose.enumerations import enumerations
from sitegen.prose.grid_sums import grid_sums
from sitegen.prose.growth_gaps import growth_gaps
from sitegen.prose.lists import lists
from sitegen.prose.mending import Mended, mendings
from sitegen.prose.mistyped_amounts import mistyped_amounts
from sitegen.prose.mixtures import mixtures
from sitegen.prose.named_bodies import named_bodies
from sitegen.prose.parts_of_counts import parts_of_counts
from sitegen.prose.quantities import quantities
from sitegen.prose.reasons import reasons
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.repeats import identities, repeats
from sitegen.prose.sentences import sentences
from sitegen.prose.shares import shares
from sitegen.prose.spread_lists import spread_lists
from sitegen.prose.sums import sums
from sitegen.prose.superlatives import superlatives
from sitegen.prose.terms import Term
from sitegen.prose.unit_prices import unit_prices
from sitegen.prose.what_is_left import what_is_left
from sitegen.prose.yearly_means import yearly_means

_FINDERS = (
    changes,
    changes_in_words,
    completions,
    shares,
    lists,
    sums,
    balances,
    identities,
    repeats,
    comparisons,
    counts,
    enumerations,
    budgets,
    compositions,
    superlatives,
    counted_nouns,
    reasons,
    grid_sums,
    mistyped_amounts,
    audits,
    both_sides,
    spread_lists,
    growth_gaps,
    named_bodies,
    parts_of_counts,
    yearly_means,
    unit_prices,
    counted_targets,
    what_is_left,
    compared_names,
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`relations` that do not hold and have a quantity in common: the first is told, the others follow. `suspect` is
    the quantity that is in all of them where there are several; `mended` the only single slip that mends them all.
    """

    relations: tuple[Relation, ...]
    suspect: Term | None
    mended: Mended | None


_OF_ONE = re.compile(r"原因|预算|相关")
"""What every text has that says of a single number that it rises, falls or exceeds the budget."""
_OF_NONE = re.compile(r"第一|一是|机构|科室|处室|股室|单位")
"""What every text has that counts things off or names them."""


def may_relate(passages: Sequence[Passage]) -> bool:
    """Whether a text may have relations. Most cells of a report's own tables hold one number, or none."""
    if any(passage.cell is not None for passage in passages):
        return True
    if any(_OF_NONE.search(passage.text) for passage in passages):
        return True
    found = [quantities(sentence.text) for passage in passages for sentence in sentences(passage)]
    alone = sum(map(len, found)) < _PAIR
    return any(found) and not (alone and not any(_OF_ONE.search(each.text) for each in passages))


_PAIR = 2


def relations(document: Document) -> tuple[Relation, ...]:
    """Everything that ties the text's quantities together, each once."""
    seen: set[tuple[object, ...]] = set()
    found: list[Relation] = []
    for each in chain.from_iterable(finder(document) for finder in _FINDERS):
        key = (each.kind, *map(id, each.terms))
        if key not in seen:
            seen.add(key)
            found.append(each)
    found += mixtures(document, found)
    return tuple(_without_chance_likeness(_without_shorter_lists(found)))


def _without_shorter_lists(found: Sequence[Relation]) -> Iterator[Relation]:
    """Those that remain where a list with one part more than is usual adds up: the usual ones alone need not."""
    complete: dict[Term, list[frozenset[Term]]] = defaultdict(list)
    for each in found:
        if each.kind is Kind.SUM and each.holds:
            complete[each.terms[-1]].append(frozenset(each.terms[:-1]))
    for each in found:
        shorter = each.kind is Kind.SUM and not each.holds
        if not (shorter and any(parts > set(each.terms[:-1]) for parts in complete.get(each.terms[-1], ()))):
            yield each


def _without_chance_likeness(found: Iterable[Relation]) -> Iterator[Relation]:
    """Those that remain where two amounts that look like one, mistyped, each have something to bear them out, or are
    told to be of one name already.
    """
    found = tuple(found)
    borne = {term for each in found if each.holds for term in each.terms}
    same = {frozenset(each.terms) for each in found if each.kind is Kind.SAME}
    for each in found:
        if each.kind is not Kind.MISTYPED or not (
            borne.issuperset(each.terms) or frozenset(each.terms) in same
        ):
            yield each


def contradictions(found: Iterable[Relation]) -> Iterator[Contradiction]:
    """The faults behind the relations that do not hold, as few as explain all of them: each time the quantity that is
    in most of those left, of several the one that is in the fewest that hold, of these the first. A quantity that
    holds in as many relations as it breaks is behind none of them.
    """
    found = tuple(found)
    good = Counter(term for each in found if each.holds for term in each.terms)
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
        return -times[term], good[term], places[0]

    # What is told leaves others in fewer, and never in more: a rank that is out of date is too high.
    queue = [(*rank(term), term) for term in holding]
    heapify(queue)
    while queue and (worst := queue[0][-1]) is not None:
        if not times[worst] or 1 < times[worst] <= good[worst]:
            heappop(queue)
        elif (now := rank(worst)) != queue[0][:-1]:
            heapreplace(queue, (*now, worst))
        elif times[worst] == 1:
            break
        else:
            group = [broken.pop(index) for index in dict(holding[worst]) if index in broken]
            for each in group:
                for term in each.terms:
                    times[term] -= 1
            yield from _faults(group, worst)
    yield from (_contradiction([each], None) for each in broken.values())


def _faults(group: Sequence[Relation], suspect: Term) -> Iterator[Contradiction]:
    """One fault for what one slip may be behind; what words say wrongly, at another place, is a fault of its own where no
    slip in the number mends it as well.
    """
    numbers = [each for each in group if each.word is None]
    said = [each for each in group if each.word is not None]
    whole = _contradiction([*numbers, *said], suspect)
    if whole.mended is not None or not said or not numbers:
        yield whole
        return
    yield _contradiction(numbers, suspect if len(numbers) > 1 else None)
    yield from (_contradiction([each], None) for each in said)


def _contradiction(group: Sequence[Relation], suspect: Term | None) -> Contradiction:
    fits = (
        each
        for each in mendings(group[0])
        if (suspect is None or each.term is suspect)
        and all(each.mends(other) for other in group[1:] if each.term in other.terms)
    )
    several = tuple(islice(fits, 2))
    return Contradiction(tuple(group), suspect, several[0] if len(several) == 1 else None)
