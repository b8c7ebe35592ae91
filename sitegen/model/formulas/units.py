"""The units of a formula: which go together, and what a bare number in it means.

Knows that 万元 and 元 add up, that 人 and 元 do not, that a number without a unit has that of what
it is compared with or added to, and that a factor without one is pure unless only a unit makes the
sides fit (`得分 = 20 × 执行率`). Must not know figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import (
    Call,
    Expression,
    Identity,
    LineRange,
    Negation,
    Number,
    Operation,
    Reference,
    references,
)
from sitegen.model.forms.table import Column, Line, Table
from sitegen.model.formulas.bare_numbers import HUNDRED, first_number, is_bare_hundred, scaled_once
from sitegen.model.formulas.measures import (
    PURE,
    RATE,
    Measure,
    UnitsDoNotFit,
    fits,
    may_take,
    measure_of,
    misfit,
    product_words,
    words,
)
from sitegen.model.formulas.named_measures import Names
from sitegen.numbers.figures import plain_figure, unit_factor, unit_kind

DOUBTFUL_RATIO = 10
"""A bare number from which on it is unclear whether ten times or 10 % is meant."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """An identity that can be computed, and the `unit` in which its sides are worded. `measured` tells that
    targets or results take part, whose units only the report knows.
    """

    identity: Identity
    unit: str
    measured: bool = False


def fitted(
    form: Form,
    table: Table | None,
    identity: Identity,
    column: Column | None = None,
    line: Line | None = None,
) -> Fitted:
    """`identity` with every number in base units; in `column` where it is between lines, of a cell in its
    column and line. Raises UnitsDoNotFit.
    """
    names = Names(form, table, column, line)
    units = _Units(names)
    sides = (identity.left, identity.right)
    left, right = units.alike(sides, None)
    measures = [found for side in sides if (found := units.measure(side)) is not None]
    settled = next((each for each in measures if not each.open and each.units), None)
    unit = (settled or measures[0]).unit if measures else ""
    measured = any(names.is_measured(name) for side in sides for name in references(side))
    return Fitted(replace(identity, left=left, right=right), unit, measured)


@dataclass(frozen=True, slots=True)
class _Units:
    names: Names

    def measure(self, expression: Expression) -> Measure | None:
        """What `expression` is counted in; None for what fits anything: numbers without a unit, and targets and
        results, which the report may give in any unit.
        """
        match expression:
            case Number(unit=unit):
                return None if unit is None else measure_of(unit)
            case Reference():
                return self.names.measure(expression)
            case LineRange():
                return self.names.measure_of_range(expression)
            case Negation(operand):
                return self.measure(operand)
            case Operation("×" | "÷" as operator, left, right):
                return self._product(operator, left, right)
            case Operation(_, left, right):
                return self._common((left, right))
            case Call(_, arguments):
                return self._common(arguments)
        raise AssertionError(f"the parser makes no {expression!r}")

    def alike(self, items: tuple[Expression, ...], wanted: Measure | None) -> tuple[Expression, ...]:
        """`items`, which are added or compared, with their numbers in base units."""
        common = self._common(items)
        if common is None or (common.open and wanted is not None and not fits(common, wanted)):
            common = wanted
        return tuple(self._fit(item, common) for item in items)

    def _fit(self, expression: Expression, wanted: Measure | None) -> Expression:
        match expression:
            case Number(unit=None):
                return self._taking(expression, wanted)
            case Negation(operand):
                return Negation(self._fit(operand, wanted))
            case Operation("×" | "÷" as operator, left, right):
                measure = self.measure(expression)
                if measure is None or wanted is None or fits(measure, wanted):
                    return self._pure(expression, per_cent=_in_percent(measure, wanted))
                factor = unit_factor(self._only_unit(wanted, expression))
                return Operation(
                    operator, *scaled_once(self._pure(left), self._pure(right), operator, factor)
                )
            case Operation(operator, left, right):
                return Operation(operator, *self.alike((left, right), wanted))
            case Call(name, arguments):
                return Call(name, self.alike(arguments, wanted))
        return expression

    def _pure(self, expression: Expression, *, per_cent: bool = False) -> Expression:
        """A factor: its bare numbers are pure. But × 100 that makes a percentage, and ÷ 100 that
        undoes one, are ×/÷ 100%: clerks write them for the numbers as printed.
        """
        match expression:
            case Operation("×" | "÷" as operator, left, right):
                if operator == "÷" and is_bare_hundred(right) and self._has_rate(left):
                    return Operation("÷", self._pure(left), Number(Decimal(1), "100%", "%"))
                if operator == "×" and per_cent:
                    for one, other in ((left, right), (right, left)):
                        if is_bare_hundred(one) and not self._has_rate(other):
                            return self._pure(other)
                left_percent = per_cent and isinstance(left, Operation)
                return Operation(operator, self._pure(left, per_cent=left_percent), self._pure(right))
            case Number():
                return expression
            case Negation(operand):
                return Negation(self._pure(operand, per_cent=per_cent))
        return self._fit(expression, None)

    def _has_rate(self, expression: Expression) -> bool:
        measure = self.measure(expression)
        return measure is not None and dict(measure.powers).get(RATE, 0) > 0

    def _taking(self, number: Number, wanted: Measure | None) -> Number:
        """A bare number in the unit of what it is compared with or added to."""
        if number.value == 0 or wanted is None:
            return number
        if wanted.ratio and number.value == HUNDRED:
            return replace(number, value=Decimal(1), unit="%")
        if (wanted.ratio and number.value >= DOUBTFUL_RATIO) or (wanted.kind == RATE and number.value <= 1):
            as_rate, as_times = f"{number.text}%", f"{plain_figure((number.value * HUNDRED).normalize())}%"
            raise UnitsDoNotFit(f"“{number.text}”没有写单位，是{as_rate}还是{as_times}，请写明", number)
        unit = self._only_unit(wanted, number)
        return replace(number, value=number.value * unit_factor(unit), unit=unit)

    def _only_unit(self, wanted: Measure, at: Expression) -> str:
        if len({unit_factor(unit) for unit in wanted.units}) > 1:
            first = first_number(at)
            text = first.text if first is not None else ""
            ways = "、".join(f"{text}{unit}" for unit in wanted.units)
            raise UnitsDoNotFit(f"“{text}”没有写单位，可以是{ways}，请写明", first or at)
        return wanted.unit

    def _common(self, items: tuple[Expression, ...]) -> Measure | None:
        """The measure that all `items` share; raises UnitsDoNotFit."""
        measures = [(item, found) for item in items if (found := self.measure(item)) is not None]
        for item, found in measures:
            if found.kind is None:
                raise UnitsDoNotFit(f"“{words(item)}”乘除出来的单位没有意义（{product_words(found)}）", item)
        settled = [(item, found) for item, found in measures if not found.open] or measures
        if not settled:
            return None
        # What is counted in a unit of its own decides before what is a mere ratio.
        first, common = next(((item, found) for item, found in settled if found.kind != PURE), settled[0])
        for item, found in measures:
            if not fits(found, common) and not (found.open and may_take(found, common)):
                raise UnitsDoNotFit(misfit(first, common, item, found), item)
        units = [unit for _, found in settled if found.kind == common.kind for unit in found.units]
        is_open = all(found.open for _, found in measures)
        return Measure(common.powers, tuple(dict.fromkeys((*common.units, *units))), is_open, common.ratio)

    def _product(self, operator: str, left: Expression, right: Expression) -> Measure | None:
        if operator == "÷" and isinstance(right, Number) and right.value == 0:
            raise UnitsDoNotFit("除数是 0，永远算不出", right)
        one, other = self.measure(left), self.measure(right)
        if one is None and other is None:
            return None
        sign = 1 if operator == "×" else -1
        powers = dict(one.powers) if one is not None else {}
        for kind, power in other.powers if other is not None else ():
            powers[kind] = powers.get(kind, 0) + sign * power
        kept = tuple((kind, power) for kind, power in powers.items() if power)
        is_open = one is None or one.open or (operator == "×" and (other is None or other.open))
        units = [unit for each in (one, other) if each is not None for unit in each.units]
        whole = Measure(kept).kind
        own = tuple(dict.fromkeys(unit for unit in units if unit_kind(unit) == whole))
        return Measure(kept, own, is_open, ratio=bool(powers) and not kept)


def _in_percent(measure: Measure | None, wanted: Measure | None) -> bool:
    return (
        measure is not None
        and measure.kind == PURE
        and wanted is not None
        and wanted.kind == RATE
        and measure.open
    )
