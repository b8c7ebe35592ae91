"""Figures as written: parsing to Decimal, units, and formatting.

Knows digits, signs, decimals, separators and units of money. Must not know forms, reports or
diagnostics; it says what is odd about a figure and leaves the finding to its caller.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from sitegen import lazy_re as re

MAX_DIGITS = 24
"""Digits before the decimal point; more is refused (a national budget in 元 has 14)."""

MAX_DECIMALS = 24
"""Digits after the decimal point that are still read, to be reported as excess."""

MONEY_UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(10**3),
    "万元": Decimal(10**4),
    "百万元": Decimal(10**6),
    "亿元": Decimal(10**8),
}
"""Units of money and how many 元 they are."""

_TO_THE_FEN = {unit: 1 + len(str(factor)) for unit, factor in MONEY_UNITS.items()}
"""Decimals that reach the 分: 2 of a 元, 6 of a 万元."""

PROPORTIONS: dict[str, Decimal] = {"%": Decimal("0.01"), "‰": Decimal("0.001")}
"""Units of proportions and how much of the whole they are."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％（）\N{MINUS SIGN}", "0123456789.,-+%()-")
_PERCENT_WORDS = {"百分比": "%", "百分点": "%", "％": "%"}
_FIGURE = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d[\d,]*)(?:\.(?P<decimals>\d*))?\s*(?P<unit>\D*)", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)


class Oddity(Enum):
    """What is unusual, though understood, about the way a figure is written."""

    FULL_WIDTH = auto()
    THOUSANDS_SEPARATOR = auto()


class Malformed(Enum):
    """Why a text is no figure."""

    NOT_A_NUMBER = auto()
    LEADING_ZERO = auto()
    TOO_LONG = auto()
    BAD_GROUPING = auto()
    EXPONENT = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written: `431.30` has value 431.30 and 2 decimals. `unit` is what follows the
    digits ("" when nothing does), in its canonical form.
    """

    value: Decimal
    decimals: int
    unit: str = ""
    oddities: tuple[Oddity, ...] = ()


def parse_figure(text: str) -> Figure | Malformed:
    """Read a figure as a clerk writes it: sign, digits, decimals, perhaps a unit.

    Nothing is guessed: exponents, underscores, colons, leading zeros and irregular grouping
    make it `Malformed`. Full-width digits and regular thousands separators are understood and
    reported as oddities.
    """
    written = text.strip()
    plain = written if written.isascii() else written.translate(_FULL_WIDTH)
    oddities = [] if plain == written.replace("\N{MINUS SIGN}", "-") else [Oddity.FULL_WIDTH]
    match = _FIGURE.fullmatch(plain)
    if match is None or match["decimals"] == "":
        if re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", plain, re.ASCII):
            return Malformed.EXPONENT
        return Malformed.NOT_A_NUMBER
    digits, decimals, unit = match["digits"], match["decimals"] or "", match["unit"]
    if "," in digits:
        if not _GROUPED.fullmatch(digits):
            return Malformed.BAD_GROUPING
        digits = digits.replace(",", "")
        oddities.append(Oddity.THOUSANDS_SEPARATOR)
    if len(digits) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return Malformed.TOO_LONG
    if len(digits) > 1 and digits.startswith("0"):
        return Malformed.LEADING_ZERO
    if unit and not _plausible_unit(unit):
        return Malformed.EXPONENT if unit[:1] in "eE" else Malformed.NOT_A_NUMBER
    value = Decimal(match["sign"] + digits + ("." + decimals if decimals else ""))
    if not value:
        value = abs(value)  # -0 is 0
    return Figure(value, len(decimals), _PERCENT_WORDS.get(unit, unit), tuple(oddities))


def _plausible_unit(unit: str) -> bool:
    """A unit is %, ‰, ℃, ㎡ or a short word of Chinese or Latin letters: no sentence."""
    return unit in ("%", "‰", "℃", "㎡") or (len(unit) <= 8 and unit.isalpha() and unit[:1] not in "eE")


def to_base(value: Decimal, unit: str) -> Decimal:
    """`value` in the base unit of its kind: 元 for money, 1 for proportions, itself otherwise."""
    factor = MONEY_UNITS.get(unit) or PROPORTIONS.get(unit)
    return value if factor is None else value * factor


def unit_factor(unit: str) -> Decimal:
    """How many base units (元, 1) one `unit` is; 1 for a unit that has no other."""
    return MONEY_UNITS.get(unit) or PROPORTIONS.get(unit) or Decimal(1)


def is_to_the_fen(unit: str, decimals: int) -> bool:
    """Whether money in `unit` with so many decimals leaves out no 分: nothing was rounded then."""
    return decimals >= _TO_THE_FEN.get(unit, decimals + 1)


def unit_kind(unit: str) -> str:
    """Money, proportion, or the unit itself: figures of different kinds are never compared."""
    if unit in MONEY_UNITS:
        return "money"
    return "proportion" if unit in PROPORTIONS else unit


def rounded(value: Decimal | Fraction, places: int, *, half_up: bool = False) -> Decimal:
    """`value` to so many decimals, exactly and of any size: Decimal's own `quantize` fails beyond 28 digits. Halves
    go to the even digit, or with `half_up` away from 0.
    """
    scaled = Fraction(value) * 10**places
    whole = math.floor(abs(scaled) + Fraction(1, 2)) if half_up else abs(round(scaled))
    return Decimal(f"{'-' if scaled < 0 and whole else ''}{whole}E{-places}")


def format_figure(value: Decimal, decimals: int) -> str:
    """`value` with `decimals` decimals and separators from 10,000 up: `387,664.62`, `1075.3`."""
    grouping = "," if abs(value) >= 10_000 else ""
    return f"{value:{grouping}.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def plain_figure(value: Decimal) -> str:
    """`value` for machines: no separators, ASCII minus, no exponent, decimals as they are."""
    return f"{value:f}"
