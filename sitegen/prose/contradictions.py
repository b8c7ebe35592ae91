"""Everything that a text's quantities say of one another, and which of them cannot all be right.

Knows all finders, and how several faults are told apart. Must not know words or rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.prose.changes import changes
from sitegen.prose.comparisons import comparisons
from sitegen.prose.completions import completions
from sitegen.prose.counts import counts
from sitegen.prose.document import Document
from sitegen.prose.lists import lists
from sitegen.prose.mending import Mended, mendings
from sitegen.prose.relations import Relation
from sitegen.prose.repeats import identities, repeats
from sitegen.prose.shares import shares
from sitegen.prose.sums import sums
from sitegen.prose.terms import Term

_FINDERS = (changes, completions, shares, lists, sums, identities, repeats, comparisons, counts)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`relations` that do not hold and have a quantity in common: the first is told, the others follow. `suspect` is
    the quantity that is in all of them where there are several; `mended` the only single slip that mends them all.
    """

    relations: tuple[Relation, ...]
    suspect: Term | None
    mended: Mended | None


def relations(document: Document) -> tuple[Relation, ...]:
    """Everything that ties the text's quantities together, each once."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for finder in _FINDERS:
        for each in finder(document):
            key = (each.kind, *map(id, each.terms))
            if key not in seen:
                seen.add(key)
                found.append(each)
    return tuple(found)


def contradictions(found: Iterable[Relation]) -> Iterator[Contradiction]:
    """The faults behind the relations that do not hold, as few as explain all of them."""
    found = tuple(found)
    broken = [each for each in found if not each.holds]
    good = Counter(term for each in found if each not in broken for term in each.terms)
    while broken:
        times = Counter(term for each in broken for term in each.terms)
        worst = max(times, key=lambda term: (times[term], -good[term]))
        if times[worst] == 1:
            yield _contradiction([broken.pop(0)], None)
            continue
        group = [each for each in broken if worst in each.terms]
        broken = [each for each in broken if worst not in each.terms]
        yield _contradiction(group, worst)


def _contradiction(group: Sequence[Relation], suspect: Term | None) -> Contradiction:
    fits = [
        each
        for each in mendings(group[0])
        if (suspect is None or each.term is suspect)
        and all(_mends(each, other) for other in group[1:] if each.term in other.terms)
    ]
    terms = {each.term for each in fits}
    return Contradiction(tuple(group), suspect, fits[0] if len(terms) == 1 and len(fits) == 1 else None)


def _mends(mended: Mended, relation: Relation) -> bool:
    return any(each.term is mended.term and each.written == mended.written for each in mendings(relation))
