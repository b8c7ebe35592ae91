"""Expressions of a formula computed over facts, as intervals.

Knows how blanks, dashes and missing values enter a sum or a ratio. Must not know which result is
good. Every amount is in its base unit (元; 1 for proportions), so that 万元 and 元 can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from sitegen.figures import unit_factor
from sitegen.intervals import Interval, greatest, least
from sitegen.model.formula import Call, Expression, LineRange, Negation, Number, Operation, Reference
from sitegen.model.report import Fact, State

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


@dataclass(frozen=True, slots=True)
class Amount:
    """A value: what it may be, and what it is if every figure is taken as written."""

    interval: Interval
    nominal: Fraction


@dataclass(slots=True)
class Computation:
    """Computes expressions and keeps the facts it met, in order."""

    lookup: Lookup
    facts: list[Fact] = field(default_factory=list)

    def value(self, expression: Expression, *, strict: bool = False) -> Amount:
        """The value of `expression`. A blank adds nothing to a sum; where `strict` (factors,
        divisors, 最小, 最大) it makes the value unknown. Raises NotCheckable, NotApplicable.
        """
        match expression:
            case Number(value=value):
                return Amount(Interval.exactly(value), Fraction(value))
            case Reference():
                return self._sum(self.lookup(expression, False), strict)
            case LineRange():
                return self._sum(self.lookup(expression, True), strict)
            case Negation(operand):
                return _scaled(self.value(operand, strict=strict), -1)
            case Operation("+", left, right):
                return _added(self.value(left, strict=strict), self.value(right, strict=strict))
            case Operation("-", left, right):
                return _added(self.value(left, strict=strict), _scaled(self.value(right, strict=strict), -1))
            case Operation("×", left, right):
                first, second = self.value(left, strict=True), self.value(right, strict=True)
                return Amount(first.interval * second.interval, first.nominal * second.nominal)
            case Operation(_, left, right):
                return _quotient(self.value(left, strict=True), self.value(right, strict=True))
            case Call("合计", arguments):
                return self._added_up(arguments, strict)
            case Call(name, (left, right)):
                return _extreme(name, self.value(left, strict=True), self.value(right, strict=True))
        raise AssertionError(f"the parser makes no {expression!r}")

    def _added_up(self, arguments: Iterable[Expression], strict: bool) -> Amount:
        result = Amount(Interval.exactly(0), Fraction(0))
        for argument in arguments:
            if isinstance(argument, Reference | LineRange):
                result = _added(result, self._sum(self.lookup(argument, True), strict))
            else:
                result = _added(result, self.value(argument, strict=strict))
        return result

    def _sum(self, facts: tuple[Fact, ...], strict: bool) -> Amount:
        self.facts += facts
        unknown = [
            fact for fact in facts if fact.value.state in (State.UNAVAILABLE, State.TEXT, State.INVALID)
        ]
        if unknown:
            words = {State.UNAVAILABLE: "资料缺失", State.TEXT: "不是数字", State.INVALID: "填写有误"}
            raise NotCheckable(
                "；".join(f"“{fact.address}”{words[fact.value.state]}" for fact in unknown[:3])
            )
        result = Amount(Interval.exactly(0), Fraction(0))
        for fact in facts:
            amount = amount_of(fact)
            if amount is not None:
                result = _added(result, amount)
            elif strict:
                raise NotCheckable(f"“{fact.address}”没有数字")
        return result


def amount_of(fact: Fact) -> Amount | None:
    """The figure of `fact` in its base unit; None where there is no figure."""
    interval = fact.interval()
    if interval is None or fact.figure is None:
        return None
    factor = Fraction(unit_factor(fact.unit))
    if factor == 1:
        return Amount(interval, Fraction(fact.figure))
    return Amount(interval.scaled(factor), Fraction(fact.figure) * factor)


def _added(first: Amount, second: Amount) -> Amount:
    return Amount(first.interval + second.interval, first.nominal + second.nominal)


def _scaled(amount: Amount, weight: int) -> Amount:
    return Amount(amount.interval.scaled(Fraction(weight)), amount.nominal * weight)


def _quotient(dividend: Amount, divisor: Amount) -> Amount:
    try:
        return Amount(dividend.interval / divisor.interval, dividend.nominal / divisor.nominal)
    except ZeroDivisionError:
        raise NotCheckable("除数是 0 或可能是 0") from None


def _extreme(name: str, first: Amount, second: Amount) -> Amount:
    if name == "最小":
        return Amount(least(first.interval, second.interval), min(first.nominal, second.nominal))
    return Amount(greatest(first.interval, second.interval), max(first.nominal, second.nominal))
