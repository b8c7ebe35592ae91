"""Everything that a text's quantities say of one another.

Knows all finders. Must not know which of them are right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.changes.accounts import accounts
from sitegen.prose.changes.adjustment_rates import adjustment_rates
from sitegen.prose.changes.audits import audits
from sitegen.prose.changes.changes import changes
from sitegen.prose.changes.changes_in_words import changes_in_words
from sitegen.prose.changes.compared_names import compared_names
from sitegen.prose.changes.comparisons import comparisons
from sitegen.prose.changes.growth_gaps import growth_gaps
from sitegen.prose.changes.income_and_spending import both_sides
from sitegen.prose.changes.net_changes import net_changes
from sitegen.prose.changes.over_plans import over_plans
from sitegen.prose.changes.reasons import reasons
from sitegen.prose.changes.superlatives import superlatives
from sitegen.prose.changes.years_before import years_before
from sitegen.prose.counts.counted_nouns import counted_nouns
from sitegen.prose.counts.counted_targets import counted_targets
from sitegen.prose.counts.counts import counts
from sitegen.prose.counts.done_and_open import complements
from sitegen.prose.counts.enumerations import enumerations
from sitegen.prose.counts.named_bodies import named_bodies
from sitegen.prose.counts.parallel_groups import parallel_groups
from sitegen.prose.counts.runs import runs
from sitegen.prose.counts.unit_prices import unit_prices
from sitegen.prose.counts.yearly_means import yearly_means
from sitegen.prose.rates.completions import completions
from sitegen.prose.rates.mixtures import mixtures
from sitegen.prose.rates.parts_of_counts import parts_of_counts
from sitegen.prose.rates.shares import shares
from sitegen.prose.rates.shares_beyond import shares_beyond
from sitegen.prose.relations.mistyped_amounts import mistyped_amounts
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.sums.balances import balances
from sitegen.prose.sums.budgets import budgets
from sitegen.prose.sums.compositions import compositions
from sitegen.prose.sums.grid_sums import grid_sums
from sitegen.prose.sums.lists import lists
from sitegen.prose.sums.mark_sums import mark_sums
from sitegen.prose.sums.repeats import identities, repeats
from sitegen.prose.sums.spread_lists import spread_lists
from sitegen.prose.sums.sums import sums
from sitegen.prose.sums.what_is_left import what_is_left
from sitegen.prose.text.document import Document
from sitegen.prose.text.quantities import quantities
from sitegen.prose.text.sentences import sentences
from sitegen.prose.text.terms import Term

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
    over_plans,
    shares_beyond,
    years_before,
    complements,
    accounts,
    parallel_groups,
    runs,
    adjustment_rates,
    net_changes,
    mark_sums,
)

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
    added = {each.terms for each in found if each.kind is Kind.SUM}
    found = [each for each in found if each.kind is not Kind.AT_MOST or each.terms not in added]
    return tuple(_without_chance_likeness(_without_shorter_lists(found)))


def _without_shorter_lists(found: Sequence[Relation]) -> Iterator[Relation]:
    """Those that remain where a list with one part more than is usual adds up: the usual ones alone need not; and where
    parts add up to their whole: one of them is not the whole of the others.
    """
    complete: dict[Term, list[frozenset[Term]]] = defaultdict(list)
    beside: dict[Term, list[frozenset[Term]]] = defaultdict(list)
    for each in found:
        if each.kind is Kind.SUM and each.holds:
            *parts, whole = each.terms
            complete[whole].append(frozenset(parts))
            beside[parts[0]].append(frozenset(parts))
    for each in found:
        if each.kind is not Kind.SUM or each.holds:
            yield each
            continue
        *parts, whole = each.terms
        longer = any(others > set(parts) for others in complete.get(whole, ()))
        siblings = any(others >= set(each.terms) for part in parts for others in beside.get(part, ()))
        if not longer and not siblings:
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
