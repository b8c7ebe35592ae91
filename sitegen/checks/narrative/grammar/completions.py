"""How much of a budget a sentence says was spent, and what it says itself of either.

Knows the order of names and quantities. Must not know facts.
"""

from __future__ import annotations

from sitegen.checks.narrative.grammar import phrases
from sitegen.checks.narrative.grammar.claims import Completion, Mention
from sitegen.checks.narrative.grammar.standing import Standing
from sitegen.numbers.figures import unit_kind
from sitegen.prose.text.quantities import Quantity


def completion(
    standing: Standing, budget: Mention | None, spent: Quantity | None, quantity: Quantity
) -> Completion:
    """That `quantity` of `budget` was spent, after what was `spent`, where that is said."""
    if spent is None or spent.rough or spent.unit == "%":
        return Completion(budget, None, quantity)
    names = [each for each in standing.items if isinstance(each, Mention) and each.end <= spent.start]
    subject = standing.levels.get(spent.start) or (names[-1] if names else None)
    return Completion(budget, spent, quantity, budgets_before(standing, spent), subject)


def budgets_before(standing: Standing, spent: Quantity) -> tuple[Quantity, ...]:
    """The budget that the sentence states right before what was `spent` of it, or several: 年初, 调整."""
    text, at = standing.text, standing.quantities.index(spent)
    found: list[Quantity] = []
    for budget in reversed(standing.quantities[:at]):
        if not phrases.BUDGETED.search(text, max(0, budget.start - 12), budget.start):
            break
        if budget.rough or unit_kind(budget.unit) != unit_kind(spent.unit):
            break
        found.append(budget)
    if not found or spent.rough or not _goes_on_to_spent(standing, found[0].end, spent.start):
        return ()
    return tuple(found)


def _goes_on_to_spent(standing: Standing, start: int, end: int) -> bool:
    """Whether the words between a budget and an amount say that this was spent of it, and of nothing else."""
    words = standing.text[start:end]
    spending = phrases.SPENT.search(words)
    return (
        spending is not None
        and "其中" not in words
        and standing.opens(words[: spending.start()])
        and all(
            phrases.SPENT_NAME.fullmatch(each.name)
            for each in standing.items
            if isinstance(each, Mention) and start <= each.start < end
        )
    )
