"""Formulas of a form as a tree: references, arithmetic, relations.

Knows the shape of `支出合计 = 基本支出 + 项目支出`. Must not know how formulas are written
(sitegen.reading.formula) nor what figures they are about (sitegen.checks.equations.evaluation).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sitegen.diagnostics import Severity
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A name of a figure: `支出.人员支出[科协机关]`, or a part of that.

    `names` are the parts between dots, `row` what stands in brackets (None: not given),
    `last_year` whether it begins with `上年.`.
    """

    names: tuple[str, ...]
    row: str | None = None
    last_year: bool = False
    span: Span | None = field(default=None, compare=False)

    def __str__(self) -> str:
        row = "" if self.row is None else f"[{self.row}]"
        return ("上年." if self.last_year else "") + ".".join(self.names) + row


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, exact. `unit` is the one written with it (None: none is, and that of its
    surroundings is meant); `value` is in the base unit of that: `100%` is 1, `5万元` is 50000.
    """

    value: Decimal
    text: str
    unit: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """`left operator right`, the operator being one of + - × ÷."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negation:
    """`-operand`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """`合计(列)`, `最小(a, b)`, `最大(a, b)`, `绝对值(a)`."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class LineRange:
    """`第一行:末一行`: the lines of a table from one to another, both included; in 合计() only."""

    first: Reference
    last: Reference


Expression = Reference | Number | Operation | Negation | Call | LineRange

FUNCTIONS = ("合计", "最小", "最大", "绝对值")
"""What a formula may call."""
ABSOLUTE = "绝对值"


class Relation(StrEnum):
    """How the two sides of an identity are to be related."""

    EQUAL = "="
    AT_MOST = "≤"
    AT_LEAST = "≥"
    LESS = "<"
    GREATER = ">"
    DIFFERENT = "≠"
    """In conditions only."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A statement of a form that must hold in every report.

    `text` is the formula as written, `span` its place in the form. `columns` restricts an
    identity between lines to some columns (empty: all that hold amounts), `note` says why it
    must hold, `severity` overrides the rule's.
    """

    left: Expression
    relation: Relation
    right: Expression
    text: str
    span: Span
    severity: Severity | None = None
    columns: tuple[str, ...] = ()
    note: str = ""


def span_of(expression: Expression) -> Span | None:
    """Where `expression` begins in the form, as far as is known."""
    match expression:
        case Reference(span=span) | Number(span=span):
            return span
        case Operation(_, left, _):
            return span_of(left)
        case Negation(operand):
            return span_of(operand)
        case Call(_, arguments):
            return span_of(arguments[0])
        case LineRange(first, _):
            return first.span


def references(expression: Expression) -> tuple[Reference, ...]:
    """Every reference in `expression`, from left to right; of a range, its two ends."""
    match expression:
        case Reference():
            return (expression,)
        case Operation(_, left, right):
            return references(left) + references(right)
        case Negation(operand):
            return references(operand)
        case Call(_, arguments):
            return tuple(found for argument in arguments for found in references(argument))
        case LineRange(first, last):
            return (first, last)
    return ()
