"""Percentages that texts tell, with what they follow from.

Knows nothing of how they are found.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.reports.fact import Fact
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.terms import Term


@dataclass(frozen=True, slots=True)
class Percentage:
    """`term` is told behind the amount `anchor`: by `facts`, and the `whole` that the text tells, it is `due`, and `agrees`
    or not.
    """

    term: Term
    anchor: Term
    facts: tuple[Fact, ...]
    due: Interval
    agrees: bool
    whole: Term | None = None
