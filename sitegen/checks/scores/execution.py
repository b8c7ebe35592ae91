"""How much of a budget was spent, as a part of it: by the amounts, or else by the rate that is stated.

Knows lines of execution. Must not know rules or findings.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.scores.scoring import ExecutionLine
from sitegen.model.reports.fact import Fact
from sitegen.numbers.intervals import Interval


@dataclass(frozen=True, slots=True)
class Executed:
    """The part of a budget that was spent, and the figures that say so."""

    rate: Interval
    facts: tuple[Fact, ...]


def rate_of(line: ExecutionLine) -> Executed | None:
    """What part was spent; None where neither amounts nor a rate tell. What was written as a share of 1
    (1 for 100 %) is left to SCORE104 and SCORE121.
    """
    if line.spent is not None and line.budget is not None:
        spent, budget = amount_of(line.spent), amount_of(line.budget)
        if spent is not None and budget is not None:
            if budget.may_be_zero or budget.low <= 0:
                return None
            return Executed(spent / budget, (line.spent, line.budget))
    rate = amount_of(line.rate) if line.rate is not None else None
    if line.rate is None or rate is None or line.rate.figure is None:
        return None
    if 0 < line.rate.figure <= 1 and not line.rate.value.text.rstrip().endswith(("%", "％")):
        return None
    return Executed(rate, (line.rate,))
