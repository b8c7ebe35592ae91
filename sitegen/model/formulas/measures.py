"""What an expression of a formula is counted in, and which such measures go together.

Knows that 万元 and 元 add up, that 人 and 元 do not, and how to say so. Must not know names of forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sitegen.model.forms.formula import Call, Expression, LineRange, Negation, Number, Operation
from sitegen.numbers.figures import unit_kind

MONEY, RATE, SCORE, PURE, COUNTED = "money", "proportion", "分", "", "×"
"""Kinds; COUNTED is what comes of several counted things (人 × 次). Others are their units (人)."""


class UnitsDoNotFit(Exception):
    """Units that cannot be added or compared. `message` is Chinese; `at` is the part it is about."""

    def __init__(self, message: str, at: Expression) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass(frozen=True, slots=True)
class Measure:
    """What an expression is counted in: powers of kinds of units, and the `units` of its kind as its
    names and numbers have them. `open` tells that a factor without a unit may still take one,
    `ratio` that units cancelled out in a division.
    """

    powers: tuple[tuple[str, int], ...] = ()
    units: tuple[str, ...] = ()
    open: bool = False
    ratio: bool = False

    @property
    def kind(self) -> str | None:
        """Money, rate, score, something counted, or a pure number; None for none of them (万元 × 万元).
        What is counted vanishes beside money and marks (单价 × 数量), a rate beside anything.
        """
        return _kind(self.powers)

    @property
    def unit(self) -> str:
        """The unit in which a result is worded."""
        return self.units[0] if self.units else ""


@lru_cache(maxsize=256)
def _kind(powers: tuple[tuple[str, int], ...]) -> str | None:
    left = dict(powers)
    rate = left.pop(RATE, 0)
    weighty = {kind: left.pop(kind) for kind in (MONEY, SCORE) if kind in left}
    if weighty:
        (kind, power), *more = weighty.items()
        return kind if power == 1 and not more else None
    if not left:
        return RATE if rate > 0 else PURE
    (kind, power), *more = left.items()
    return kind if power == 1 and not more else COUNTED


def measure_of(unit: str) -> Measure:
    """The measure of one thing that is stated in `unit`."""
    kind = unit_kind(unit)
    return Measure(((kind, 1),) if kind != PURE else (), (unit,) if unit else ())


def fits(one: Measure, other: Measure) -> bool:
    """Whether the two can be added or compared: of one kind, or a ratio and a rate. A number without
    a unit (金额 ÷ 单价), and what comes of several counted things (人 × 次), may count anything.
    """
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 or kinds == {PURE, RATE}:
        return True
    return bool(kinds & {COUNTED, PURE}) and not kinds & {MONEY, SCORE, RATE, None}


def may_take(one: Measure, wanted: Measure) -> bool:
    """Whether `one` fits if a factor in it has the wanted unit: what else is in it must not matter."""
    if wanted.kind is None:
        return False
    powers = dict(one.powers)
    powers[wanted.kind] = powers.get(wanted.kind, 0) + 1
    return fits(Measure(tuple(powers.items())), wanted)


def words(expression: Expression) -> str:
    """`expression` as one would write it."""
    match expression:
        case Number(text=text):
            return text
        case Negation(operand):
            return f"-{words(operand)}"
        case Operation(operator, left, right):
            return f"{words(left)} {operator} {words(right)}"
        case Call(name, arguments):
            return f"{name}({', '.join(map(words, arguments))})"
        case LineRange(first, last):
            return f"{first}:{last}"
    return str(expression)


_NAMES = {MONEY: "金额", SCORE: "得分", RATE: "比率", PURE: "没有单位的数"}


def _kind_words(measure: Measure) -> str:
    kind, units = measure.kind, "、".join(measure.units)
    if kind in _NAMES:
        return f"是{_NAMES[kind]}（{units}）" if units else f"是{_NAMES[kind]}"
    if kind == COUNTED:
        return f"的单位由{'、'.join(each for each, _ in measure.powers)}乘除得来"
    return f"的单位是{kind}"


def product_words(measure: Measure) -> str:
    """What money and marks were multiplied to, where that is nothing."""
    named = [(_NAMES.get(kind, kind), power) for kind, power in measure.powers if kind in (MONEY, SCORE)]
    above = "×".join(name for name, power in named for _ in range(power))
    below = "×".join(name for name, power in named for _ in range(-power))
    return f"{above or '1'} ÷ {below}" if below else above


def misfit(first: Expression, common: Measure, item: Expression, found: Measure) -> str:
    """That `item` does not go with `first`, whose measure is `common`, and what would."""
    return (
        f"“{words(item)}”{_kind_words(found)}，“{words(first)}”{_kind_words(common)}，"
        f"不能相加，也不能相比。{_remedy(common, item)}"
    )


def _remedy(common: Measure, item: Expression) -> str:
    """What would fit in the place of `item`."""
    unit = common.unit
    if isinstance(item, Number):
        return f"这里可以写 {item.text.rstrip(item.text.lstrip('0123456789.'))}{unit}"
    if common.kind == MONEY:
        return "这里要用金额，元、千元、万元、百万元、亿元都可以，程序会换算"
    if common.kind == SCORE:
        return "这里要用得分，也可以写成 分值 × 比率"
    if common.kind in (RATE, PURE):
        return "这里要用比率（%），或两个同类的数相除"
    return f"这里要用单位是{unit or common.kind}的数"
