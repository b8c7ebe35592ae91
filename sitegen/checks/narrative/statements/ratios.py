"""Ratios that sentences state, compared with those that follow from the figures.

Knows that every pairing the words allow must disagree before a ratio is wrong. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.statements.statements import Option
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Followed:
    """What follows from the likeliest pair: the value `due`, whether what is stated `agrees` with it
    or with that of any other pair, and the pair itself. Where it is not `sure` that the words can mean the pair, only
    a slip for what is due says that they do.
    """

    due: Interval
    agrees: bool
    first: Option
    second: Option

    def stands(self, quantity: Quantity, sign: int = 1) -> bool:
        """Whether `quantity`, which is stated, is right, or is wrong for sure."""
        sure = self.first.sure and self.second.sure
        return self.agrees or sure or is_slip(quantity, self.due.nominal, sign)


def follow(
    stated: Interval,
    firsts: tuple[Option, ...],
    seconds: tuple[Option, ...],
    value: Callable[[Interval, Interval], Interval],
    *,
    wide: bool = False,
) -> Followed | None:
    """Compare `stated` with `value` of each pair that goes together, of different rows too if
    `wide`; None if there is none.
    """
    likeliest: Followed | None = None
    for first in firsts:
        for second in seconds:
            if not first.goes_with(second, wide=wide):
                continue
            try:
                due = value(first.amount, second.amount)
            except ZeroDivisionError:
                continue
            if due.agrees(stated):
                return Followed(due, True, first, second)
            likeliest = likeliest or Followed(due, False, first, second)
    return likeliest
