"""Figures in listings: formatted as everywhere, the change from one to another in words.

Knows facts and their units. Must not know pages.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sitegen.model.reports.fact import Fact, State
from sitegen.model.results.summary import StatedFigure
from sitegen.numbers.figures import format_figure, plain_figure, rounded, unit_factor, unit_kind
from sitegen.rendering.grids.cells import WORDS
from sitegen.rendering.parts import Item

ABSENT = Item("—", tone="absent")
"""There is nothing to be shown: no report, no such figure in its form."""


def converted(figure: Decimal, unit: str, to: str) -> Decimal | None:
    """`figure` in `unit`, exactly, in the unit `to`; None where they are not of one kind."""
    if unit == to:
        return figure
    if unit_kind(unit) != unit_kind(to):
        return None
    return figure * unit_factor(unit) / unit_factor(to)


def in_unit(stated: StatedFigure, unit: str, href: str = "") -> Item:
    """`stated` in a cell of a column in `unit`: converted exactly, no digit lost. What is of another kind
    stands there in its own unit.
    """
    figure = converted(stated.figure, stated.unit, unit)
    if figure is None or stated.unit == unit:
        shown = format_figure(stated.figure, stated.decimals)
        return Item(shown, href, plain_figure(stated.figure), "%" if stated.unit == "%" else "")
    exponent = figure.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Item(format_figure(figure, decimals), href, plain_figure(figure))


def item(fact: Fact | None, href: str = "", *, with_unit: bool = False) -> Item:
    """`fact` in a cell, linked to `href`; what is no figure is shown in words."""
    if fact is None:
        return ABSENT
    if fact.figure is None:
        words = WORDS.get(fact.value.state) or fact.value.text
        return Item(words, href, tone="" if fact.value.state is State.TEXT else "absent")
    shown = format_figure(fact.figure, fact.value.decimals)
    unit = fact.unit if with_unit or fact.unit == "%" else ""
    return Item(shown, href, plain_figure(fact.figure), unit)


def restated(fact: Fact | None, unit: str) -> Fact | None:
    """`fact` in `unit`, converted exactly; as it is where it is no figure or of another kind. Reports that
    choose their unit can choose another one each year.
    """
    if fact is None or fact.figure is None or fact.unit == unit:
        return fact
    figure = converted(fact.figure, fact.unit, unit)
    if figure is None:
        return fact
    figure = figure.normalize()
    exponent = figure.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    value = replace(fact.value, text=plain_figure(figure), figure=figure, decimals=decimals, unit=unit)
    return replace(fact, value=value)


def difference(before: Fact | None, after: Fact | None) -> Item:
    """How much `after` is more than `before`, exactly, with its sign."""
    if before is None or after is None or before.figure is None or after.figure is None:
        return ABSENT
    change = after.figure - before.figure
    decimals = max(before.value.decimals, after.value.decimals)
    sign = "+" if change > 0 else ""
    return Item(f"{sign}{format_figure(change, decimals)}", value=plain_figure(change))


def rate(before: Fact | None, after: Fact | None) -> Item:
    """The change in per cent of `before`, two decimals; nothing where that has no meaning (before is
    nothing or less, or a percentage itself).
    """
    if before is None or after is None or before.figure is None or after.figure is None:
        return ABSENT
    if before.figure <= 0 or before.unit in ("%", "‰"):
        return ABSENT
    change = rounded((after.figure - before.figure) / before.figure * 100, 2, half_up=True)
    sign = "+" if change > 0 else ""
    return Item(f"{sign}{format_figure(change, 2)}", value=plain_figure(change), unit="%")
