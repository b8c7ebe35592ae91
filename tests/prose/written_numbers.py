"""Numbers as departments write them, each with the value behind it, and slips in them.

Knows units, rounding, digits and how they are mistyped. Must not know sentences, nor what the program reads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

SIZES = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8, "%": Fraction(1, 100)}
"""What one of each unit is in 元, or as a part of 1; of things one is one."""
OPPOSITES = {
    "增加": "减少",
    "增长": "下降",
    "上升": "下降",
    "提高": "降低",
    "增收": "减收",
    "多支出": "少支出",
    "减少": "增加",
    "下降": "增长",
    "降低": "提高",
    "减收": "增收",
    "少支出": "多支出",
}
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@dataclass(frozen=True, slots=True)
class Style:
    """How the numbers of one text are written."""

    unit: str
    decimals: int
    rate_decimals: int
    separators: bool
    wide: bool
    gap: str

    @property
    def least(self) -> Fraction:
        """The smallest amount that can be told, in 元."""
        return Fraction(SIZES[self.unit]) / 10**self.decimals


def style(random: Random) -> Style:
    """Some way of writing numbers."""
    unit = random.choice(["元", "万元", "万元", "万元", "万元", "亿元", "千元", "百万元"])
    most = {"元": 2, "万元": 6, "亿元": 6, "千元": 5, "百万元": 6}[unit]
    decimals = random.choice([2, 2, random.randint(0, most)])
    return Style(
        unit,
        decimals,
        random.choice([2, 2, 1, 0]),
        random.random() < 0.3,
        random.random() < 0.1,
        random.choice(["", "", "", " "]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """`digits` without separators of some `unit`, after the word of change `way` where it is one; falling if `way`
    says so. `written` as the text has it, from the unit's first character on with the unit.
    """

    digits: str
    unit: str
    style: Style
    way: str = ""

    @property
    def written(self) -> str:
        digits = self.digits
        if self.style.separators:
            whole, point, rest = digits.partition(".")
            digits = f"{int(whole):,}{point}{rest}"
        text = digits + self.style.gap + self.unit
        return text.translate(_WIDE) if self.style.wide else text

    @property
    def value(self) -> Fraction:
        """What it says, in 元, as a part of 1, or in things; negative if it falls."""
        return self._sign * Fraction(self.digits) * SIZES.get(self.unit, 1)

    @property
    def margin(self) -> Fraction:
        """How far the true value may lie from it: half a unit of its last digit; money to the 分 is exact, and
        nothing is nothing.
        """
        size = Fraction(SIZES.get(self.unit, 1)) / 10 ** len(self.digits.partition(".")[2])
        exact = self.unit != "%" and (size <= Fraction(1, 100) or not self.value or self.unit not in SIZES)
        return Fraction(0) if exact else size / 2

    @property
    def _sign(self) -> int:
        return -1 if self.way in ("减少", "下降", "降低", "减收", "少支出") else 1


def number(value: Fraction, unit: str, style: Style, way: str = "") -> Number:
    """`value`, in 元 or as a part of 1 or in things, rounded as `style` wants it."""
    scaled = Fraction(abs(value)) / SIZES.get(unit, 1)
    decimals = style.rate_decimals if unit == "%" else style.decimals if unit in SIZES else 0
    with_more = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return Number(f"{with_more.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}", unit, style, way)


def slipped(whole: Number, random: Random) -> Number | None:
    """The same with one slip that no rounding explains; None if there is none to make."""
    kinds = [_digit, _swapped, _other_unit, _flipped]
    random.shuffle(kinds)
    for kind in kinds:
        changed = kind(whole, random)
        if changed is not None and changed.value != whole.value:
            return changed
    return None


def _digit(whole: Number, random: Random) -> Number | None:
    at = random.choice([index for index, each in enumerate(whole.digits) if each.isdigit()])
    other = random.choice([each for each in "123456789" if each != whole.digits[at]])
    return replace(whole, digits=whole.digits[:at] + other + whole.digits[at + 1 :])


def _swapped(whole: Number, random: Random) -> Number | None:
    digits = whole.digits
    places = [
        index
        for index in range(len(digits) - 1)
        if digits[index : index + 2].isdigit() and digits[index] != digits[index + 1]
    ]
    places = [index for index in places if index or digits[1] != "0"]
    if not places:
        return None
    at = random.choice(places)
    return replace(whole, digits=digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _other_unit(whole: Number, random: Random) -> Number | None:
    other = {"元": "万元", "万元": random.choice(["元", "亿元"]), "亿元": "万元"}.get(whole.unit)
    return replace(whole, unit=other) if other is not None and Fraction(whole.digits) else None


def _flipped(whole: Number, random: Random) -> Number | None:
    return replace(whole, way=OPPOSITES[whole.way]) if whole.way and Fraction(whole.digits) else None
