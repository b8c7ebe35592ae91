"""To how many decimals each figure of a report was rounded, or that it is exact.

Knows that figures of one unit that stand in one table, or as fields in one part of a form, are
written to one last place, the finest among them. Must not know identities or findings. This is
the only place that decides it: everything else asks a fact for its interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from sitegen.figures import is_to_the_fen
from sitegen.intervals import Rounding
from sitegen.model.form import ValueSpec, ValueType
from sitegen.model.report import Fact, Value

SHARED = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.SCORE})
"""Types whose figures share their last place. A rate keeps its own: 95.1% stands beside 98.36%."""

Key = TypeVar("Key")


def with_decimals(facts: dict[Key, Fact]) -> None:
    """Put in the place of each of `facts`, which stand together, the one that knows its decimals."""
    shared = finest(facts.values())
    for key, fact in facts.items():
        decimals = _rounded_to(fact.value, fact.spec, shared)
        if decimals is not None:
            facts[key] = Fact(fact.address, fact.value, fact.spec, fact.span, decimals)


def finest(facts: Iterable[Fact]) -> dict[str, int]:
    """By unit, the most decimals that a figure among `facts` is written with."""
    found: dict[str, int] = {}
    for fact in facts:
        value = fact.value
        if (
            value.figure is not None
            and fact.spec.type in SHARED
            and value.decimals > found.get(value.unit, -1)
        ):
            found[value.unit] = value.decimals
    return found


def _rounded_to(value: Value, spec: ValueSpec, shared: Mapping[str, int]) -> int | None:
    """The decimals that a figure was rounded to beside others of `shared` decimals; None: it is exact.

    Exact are counts, what the form calls 精确, a 0, and money to the 分: 元 is never a rounding.
    """
    precision = spec.precision
    if value.figure is None or precision.rounding is Rounding.EXACT or value.unit == "元":
        return None
    if value.figure == 0 and not precision.zero_rounded:
        return None
    decimals = shared.get(value.unit, 0) if spec.type in SHARED else 0
    if precision.most is not None and decimals > precision.most:
        decimals = precision.most
    decimals = max(decimals, value.decimals, precision.least)
    return None if is_to_the_fen(value.unit, decimals) else decimals
