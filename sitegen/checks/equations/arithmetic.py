"""Expressions of a formula computed over facts, as intervals.

Knows how blanks, dashes and missing values enter a sum or a ratio. Must not know which result is
good. Every amount is in its base unit (元; 1 for proportions), so that 万元 and 元 can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.model.forms.formula import Call, Expression, LineRange, Negation, Number, Operation, Reference
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact, State
from sitegen.numbers.figures import Malformed, parse_figure, unit_factor, unit_kind
from sitegen.numbers.intervals import Interval, greatest, least

Lookup = Callable[[Reference | LineRange, bool], "tuple[Fact, ...]"]
"""The facts a name stands for; with True, those that 合计() adds up."""


class NotCheckable(Exception):
    """The expression has no value: something is missing, or no number. `reason` is Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotApplicable(Exception):
    """The expression is about something that does not exist here. `reason` is Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


NOTHING = Interval.exactly(0)
ONE = Interval.exactly(1)


@dataclass(slots=True)
class Computation:
    """Computes expressions and keeps the facts it met, in order. `given` tells whether any of them
    has a figure.
    """

    lookup: Lookup
    unit: str | None = None
    """What targets and results are compared with, where such take part; a bare number is in it, too."""
    facts: list[Fact] = field(default_factory=list)
    given: bool = False
    known_only: bool = False
    """Whether what is missing is left out of sums, which then tell only what there is at least."""

    def value(self, expression: Expression, *, strict: bool = False) -> Interval:
        """The value of `expression`. A blank adds nothing to a sum; where `strict` (factors,
        divisors, 最小, 最大) it makes the value unknown. Raises NotCheckable, NotApplicable.
        """
        match expression:
            case Reference():
                return self._sum(self.lookup(expression, False), strict)
            case Number(value=value, unit=None) if self.unit:
                return Interval.exactly(value * unit_factor(self.unit))
            case Number(value=value):
                return Interval.exactly(value)
            case LineRange():
                return self._sum(self.lookup(expression, True), strict)
            case Negation(operand):
                return -self.value(operand, strict=strict)
            case Operation("+", left, right):
                return self.value(left, strict=strict) + self.value(right, strict=strict)
            case Operation("-", left, right):
                return self.value(left, strict=strict) - self.value(right, strict=strict)
            case Operation("×", left, right):
                return self.value(left, strict=True) * self.value(right, strict=True)
            case Operation(_, left, right):
                return _quotient(self.value(left, strict=True), self.value(right, strict=True))
            case Call("合计", arguments):
                return self._added_up(arguments, strict)
            case Call("绝对值", (operand,)):
                return abs(self.value(operand, strict=True))
            case Call(name, (left, right)):
                extreme = least if name == "最小" else greatest
                return extreme(self.value(left, strict=True), self.value(right, strict=True))
        raise AssertionError(f"the parser makes no {expression!r}")

    def _added_up(self, arguments: Iterable[Expression], strict: bool) -> Interval:
        result = NOTHING
        for argument in arguments:
            if isinstance(argument, Reference | LineRange):
                result += self._sum(self.lookup(argument, True), strict)
            else:
                result += self.value(argument, strict=strict)
        return result

    def _sum(self, facts: tuple[Fact, ...], strict: bool) -> Interval:
        self.facts += facts
        result: Interval | None = None
        unknown: list[Fact] = []
        for fact in facts:
            amount = amount_of(fact) if self.unit is None else self._measured(fact)
            if amount is not None:
                result = amount if result is None else result + amount
            elif strict or fact.value.state in _UNKNOWN:
                unknown.append(fact)
        self.given = self.given or result is not None
        if unknown and (strict or not self.known_only):
            reasons = (
                f"“{fact.address}”{_UNKNOWN.get(fact.value.state, '没有数字')}" for fact in unknown[:3]
            )
            raise NotCheckable("；".join(reasons))
        return NOTHING if result is None else result

    def _measured(self, fact: Fact) -> Interval | None:
        """The amount of a fact among which there are targets or results: their number, in the unit written
        beside it or else that of the others.
        """
        if fact.spec.type is not ValueType.MEASURE:
            return amount_of(fact)
        interval, unit = _number_in(fact)
        if interval is None:
            return None
        if self.unit and unit and unit_kind(unit) != unit_kind(self.unit):
            raise NotCheckable(f"“{fact.address}”的单位是“{unit}”，不能与“{self.unit}”比较")
        return interval.scaled(unit_factor(unit or self.unit or ""))


def unit_of(fact: Fact) -> str:
    """The unit of a figure, or of the number in a target (≥95%)."""
    return _number_in(fact)[1] if fact.spec.type is ValueType.MEASURE else fact.unit or fact.spec.unit


_SIGNS = "≥≤><=＞＜＝≧≦"


def _number_in(fact: Fact) -> tuple[Interval | None, str]:
    """The number of a target or result, and its unit: as a figure, or behind a single sign (≥95%). Words
    have none.
    """
    if fact.value.state is not State.TEXT:
        return fact.interval(), fact.unit
    bare = fact.value.text.strip().lstrip(_SIGNS)
    parsed = parse_figure(bare)
    if bare == fact.value.text.strip() or isinstance(parsed, Malformed):
        return None, ""
    return Interval.exactly(parsed.value), parsed.unit or fact.spec.unit


def multiplies(expression: Expression, operators: str = "×÷") -> bool:
    """Whether something is multiplied or divided, so that its units change; with other `operators`, whether they
    are used.
    """
    match expression:
        case Operation(operator, left, right):
            return operator in operators or any(multiplies(each, operators) for each in (left, right))
        case Negation(operand):
            return multiplies(operand, operators)
        case Call(_, arguments):
            return any(multiplies(each, operators) for each in arguments)
    return False


_UNKNOWN = {State.UNAVAILABLE: "资料缺失", State.TEXT: "不是数字", State.INVALID: "填写有误"}
"""States of what has a value that is not known. A blank has none."""


def _quotient(dividend: Interval, divisor: Interval) -> Interval:
    try:
        return dividend / divisor
    except ZeroDivisionError:
        raise NotCheckable("除数是 0 或可能是 0") from None


@lru_cache(maxsize=4096)
def amount_of(fact: Fact) -> Interval | None:
    """The figure of `fact` in its base unit; None where there is no figure."""
    interval, factor = fact.interval(), unit_factor(fact.unit)
    return interval if interval is None or factor == 1 else interval.scaled(factor)
