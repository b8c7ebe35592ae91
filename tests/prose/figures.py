"""A report's figures that all agree: what was planned, what was spent, and what had been spent the year before.

Knows which wholes consist of which parts. Must not know how anything is written or told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.prose.written_numbers import Style

PARTS: Mapping[str, tuple[str, ...]] = {
    "支出合计": ("基本支出", "项目支出"),
    "基本支出": ("人员经费", "公用经费"),
    "“三公”经费": ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"),
    "公务用车购置及运行维护费": ("公务用车购置费", "公务用车运行维护费"),
    "政府采购支出": ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出"),
    "一般公共预算财政拨款支出": (
        "一般公共服务支出",
        "社会保障和就业支出",
        "卫生健康支出",
        "住房保障支出",
        "其他支出",
    ),
    "收入合计": ("财政拨款收入", "事业收入", "其他收入"),
}
"""Wholes and all their parts."""
LEAVES = tuple(part for parts in PARTS.values() for part in parts if part not in PARTS)
MAY_BE_NOTHING = ("因公出国（境）费", "公务用车购置费", "政府采购工程支出")
OTHERS = (
    "会议费",
    "培训费",
    "机关运行经费",
    "城市更新项目",
    "农村公路养护项目",
    "智慧水务平台建设项目",
    "困难群众救助补助资金",
    "老旧小区改造资金",
)
"""What is no part of anything told."""


@dataclass(frozen=True, slots=True)
class Item:
    """Amounts in 元 to the 分."""

    budget: Fraction
    spent: Fraction
    last: Fraction

    def __add__(self, other: Item) -> Item:
        return Item(self.budget + other.budget, self.spent + other.spent, self.last + other.last)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a report of `year`, by name."""

    year: int
    items: Mapping[str, Item]


def figures(random: Random, style: Style) -> Figures:
    """Some figures, large enough to be told in `style`."""
    items = {name: _item(random, style, name in MAY_BE_NOTHING) for name in (*LEAVES, *OTHERS)}
    for whole in reversed(PARTS):
        if whole not in items:
            _add_up(whole, items)
    return Figures(random.randint(2019, 2025), items)


def _add_up(whole: str, items: dict[str, Item]) -> None:
    for part in PARTS[whole]:
        if part not in items:
            _add_up(part, items)
    first, *others = (items[part] for part in PARTS[whole])
    items[whole] = sum(others, start=first)


def _item(random: Random, style: Style, may_be_nothing: bool) -> Item:
    if may_be_nothing and random.random() < 0.4:
        return Item(*(3 * [Fraction(0)]))
    spent = _fen(style.least * Fraction(10 ** random.uniform(1.5, 4.5)))
    return Item(_near(spent, random, style), spent, _near(spent, random, style))


def _near(amount: Fraction, random: Random, style: Style) -> Fraction:
    """The same, or another amount of about the size, so different that it is told."""
    if random.random() < 0.1:
        return amount
    while True:
        other = _fen(amount * Fraction(random.uniform(0.4, 1.8)))
        if abs(other - amount) >= 2 * style.least:
            return other


def _fen(amount: Fraction) -> Fraction:
    return Fraction(round(amount * 100), 100)
