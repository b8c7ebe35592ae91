"""To how many decimals each figure of a report was rounded, or that it is exact.

Knows that figures of one unit that stand in one table, or as fields in one part of a form, are
written to one last place, the finest among them. Must not know identities or findings. This is
the only place that decides it: everything else asks a fact for its interval.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sitegen import lazy_re as re
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.numbers.figures import is_to_the_fen
from sitegen.numbers.intervals import Rounding

SHARED = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.SCORE})
"""Types whose figures share their last place. A rate keeps its own: 95.1% stands beside 98.36%."""

Key = TypeVar("Key")


def with_decimals(facts: dict[Key, Fact], full_marks: Collection[Key] = ()) -> None:
    """Put in the place of each of `facts`, which stand together, the one that knows its decimals.

    Exact are counts, what the form calls 精确, a 0, and money to the 分: 元 is never a rounding; `full_marks`, which
    nobody computes; and whole numbers whose name says that they are how many, beside none with decimals.
    """
    given = [
        (key, fact)
        for key, fact in facts.items()
        if (value := fact.value).figure is not None
        and value.unit != "元"
        and fact.spec.precision.rounding is not Rounding.EXACT
    ]
    shared: dict[str, int] = {}
    for _, fact in given:
        value = fact.value
        if fact.spec.type in SHARED and value.decimals > shared.get(value.unit, 0):
            shared[value.unit] = value.decimals
    for key, fact in given:
        precision, value = fact.spec.precision, fact.value
        if key in full_marks or (not value.figure and not precision.zero_rounded):
            continue
        decimals = shared.get(value.unit, 0) if fact.spec.type in SHARED else 0
        if precision.most is not None and decimals > precision.most:
            decimals = precision.most
        decimals = max(decimals, value.decimals, precision.least)
        if not decimals and _says_how_many(fact):
            continue
        if not is_to_the_fen(value.unit, decimals):
            facts[key] = Fact(fact.address, value, fact.spec, fact.span, decimals)


_HOW_MANY = re.compile(r"(?:数量|[人次个台套件辆户份场期项处座条张栋株册]数)(?:\[|$)")


def _says_how_many(fact: Fact) -> bool:
    """Whether a number without a unit is of things that are counted: 数量: 9 is no rounding of 9.4."""
    unit = fact.value.unit or fact.spec.unit
    return fact.spec.type is ValueType.NUMBER and not unit and _HOW_MANY.search(fact.address) is not None
