"""Numbers in a formula that have no unit of their own: finding them, and putting them in one.

Knows the shape of expressions. Must not know which unit is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sitegen.model.forms.formula import Call, Expression, Negation, Number, Operation

HUNDRED = Decimal(100)


def is_bare_hundred(expression: Expression) -> bool:
    """Whether it is 100, without a unit."""
    return isinstance(expression, Number) and expression.unit is None and expression.value == HUNDRED


def scaled_once(
    left: Expression, right: Expression, operator: str, factor: Decimal
) -> tuple[Expression, Expression]:
    """The factors, the first bare number among those above the line in units of `factor`."""
    scaled = _scaled(left, factor)
    if scaled != left or operator == "÷":
        return scaled, right
    return left, _scaled(right, factor)


def _scaled(expression: Expression, factor: Decimal) -> Expression:
    match expression:
        case Number(value=value, unit=None):
            return replace(expression, value=value * factor)
        case Negation(operand):
            return Negation(_scaled(operand, factor))
        case Operation("×" | "÷" as operator, left, right):
            return Operation(operator, *scaled_once(left, right, operator, factor))
    return expression


def first_number(expression: Expression) -> Number | None:
    """The first number without a unit."""
    return next((part for part in parts(expression) if isinstance(part, Number) and part.unit is None), None)


def parts(expression: Expression) -> Iterator[Expression]:
    """`expression` and all that it consists of, from left to right; a range is one name."""
    yield expression
    match expression:
        case Operation(_, left, right):
            yield from parts(left)
            yield from parts(right)
        case Negation(operand):
            yield from parts(operand)
        case Call(_, arguments):
            for argument in arguments:
                yield from parts(argument)
