"""Chinese words for figures, intervals and facts.

Knows how values are worded so that all findings word them alike. Must not know rules.
"""

from __future__ import annotations

from fractions import Fraction

from sitegen.checks.equations.evaluation import in_unit
from sitegen.diagnostics import Related
from sitegen.model.reports.fact import Fact, State
from sitegen.numbers.figures import plain_figure, rounded
from sitegen.numbers.intervals import Interval

_STATES = {
    State.BLANK: "未填",
    State.NOT_APPLICABLE: "不适用",
    State.UNAVAILABLE: "资料缺失",
}


def number(value: Fraction, places: int = 6) -> str:
    """`value` in digits, rounded to `places` decimals, without superfluous zeros."""
    text = plain_figure(rounded(value, places))
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Interval, unit: str) -> str:
    """`87.01 万元`, and the interval it stands for: `87.01 万元（87.005～87.015）`."""
    low, high = in_unit(value.low, unit), in_unit(value.high, unit)
    nominal = number(in_unit(value.nominal, unit))
    if value.is_point:
        return with_unit(nominal, unit)
    return f"{with_unit(nominal, unit)}（{number(low)}～{number(high)}）"


def with_unit(text: str, unit: str) -> str:
    """`text` with `unit`: 12%, 12 万元."""
    return f"{text}{unit}" if unit in ("%", "‰", "") else f"{text} {unit}"


def apart(difference: Fraction, last_place: Fraction, unit: str) -> str:
    """`相差 1 个末位单位（0.01 万元）`: a difference that rounding may have made."""
    return f"相差 {number(difference / last_place, 2)} 个末位单位（{with_unit(number(difference), unit)}）"


def value_of(fact: Fact) -> str:
    """The value of `fact` as written, with its unit; 未填 and the like for others."""
    if fact.figure is None:
        return _STATES.get(fact.value.state) or fact.value.text
    unit = "" if fact.unit and fact.value.text.rstrip().endswith(fact.unit) else fact.unit
    return with_unit(fact.value.text, unit)


def related(facts: tuple[Fact, ...], subject: Fact) -> tuple[Related, ...]:
    """The facts that take part beside `subject`, each once; blank ones at the row they lack."""
    others = {fact.address: fact for fact in facts if fact.address != subject.address}
    return tuple(Related(fact.address, value_of(fact), fact.span.place) for fact in others.values())
