"""Figures of charts in words: sums, shares, changes.

Exact however many digits a figure has. Must not know charts.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from sitegen.numbers.figures import format_figure, plain_figure

MISSING = "缺"
"""What stands in place of a figure that is not there."""

_TENFOLD = 11
"""Growth beyond tenfold is not given as a rate."""


def summed_figures(values: Iterable[Decimal | None]) -> str:
    """The sum in figures, with as many decimals as its parts have; 缺 if one is missing."""
    total, decimals = Fraction(0), 0
    for value in values:
        if value is None:
            return MISSING
        total += Fraction(value)
        decimals = max(decimals, _decimals(value))
    return rounded(total, decimals)


def change_in_words(before: Decimal, after: Decimal, unit: str) -> str:
    """`增长 9.49%`; in absolute terms where a rate would mean nothing: `减少 5 万元`."""
    old, new = Fraction(before), Fraction(after)
    if new == old:
        return "持平"
    if old > 0 and 0 <= new <= _TENFOLD * old:
        rate = rounded(abs(new - old) / old * 100, 2)
        word = "增长" if new > old else "下降"
        return f"{word} {rate}%" if rate != "0.00" else f"{word}不足 0.01%"
    difference = rounded(abs(new - old), max(_decimals(before), _decimals(after)))
    return f"{'增加' if new > old else '减少'} {with_unit(difference, unit)}"


def share_in_words(share: Fraction) -> str:
    """`40.1%`; what is not nothing is never called 0.0%."""
    if 0 < share < Fraction(1, 2000):
        return "不足 0.1%"
    return f"{rounded(share * 100, 1)}%"


def in_figures(value: Decimal) -> str:
    """`value` as a page shows it, with the decimals it has."""
    return format_figure(value, _decimals(value))


def _decimals(value: Decimal) -> int:
    return len(plain_figure(value).partition(".")[2])


def rounded(value: Fraction, decimals: int) -> str:
    """`value` in figures, half rounded away from zero; exact however many digits it has."""
    digits = int(abs(value) * 10**decimals + Fraction(1, 2))
    text = f"{digits:0{decimals + 1}d}"
    whole = len(text) - decimals
    sign = "-" if value < 0 and digits else ""
    return format_figure(Decimal(f"{sign}{text[:whole]}.{text[whole:]}"), decimals)


def with_unit(figure: str, unit: str) -> str:
    """`5 万元`."""
    return f"{figure} {unit}" if unit else figure


def named(label: str, figure: str, unit: str) -> str:
    """`公务接待费 5 万元`."""
    space = "" if label.endswith(("）", "”", "》")) else " "
    return f"{label}{space}{with_unit(figure, unit)}"


def spaced(share: str) -> str:
    """A share behind a word: with a space before a figure."""
    return share if share.startswith("不") else f" {share}"
