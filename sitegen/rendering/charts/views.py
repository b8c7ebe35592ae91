"""What charts are drawn from, and charts ready to draw.

Must not know the model, nor SVG.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sitegen.rendering.charts.layout import Shape
from sitegen.rendering.charts.words import MISSING, in_figures


@dataclass(frozen=True, slots=True)
class Source:
    """The table a chart is drawn from: `href` leads to it ("" where it is not on the page)."""

    label: str = ""
    href: str = ""


NO_SOURCE = Source()


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart. `id` is unique on the page; `shapes` are drawn in their order, in a drawing `height`
    pixels high and as wide as there is room. `description` states the figures in words.
    """

    id: str
    title: str
    description: str
    unit: str
    shapes: tuple[Shape, ...] = field(repr=False)
    height: int
    source: Source = NO_SOURCE

    @property
    def hatched(self) -> bool:
        """Whether it needs the pattern of negative bars."""
        return any(shape.role == "negative" for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its name. `text` is how it is shown, or why there is none ("": as computed)."""

    label: str
    value: Decimal | None
    text: str = ""

    @property
    def shown(self) -> str:
        """The figure as printed, or what stands in its place."""
        if self.text:
            return self.text
        return MISSING if self.value is None else in_figures(self.value)


@dataclass(frozen=True, slots=True)
class Mark:
    """The score of an indicator, out of its weight; or those of `count` indicators added up, of which
    `lacking` have no score.
    """

    label: str
    score: Decimal | None
    weight: Decimal | None
    count: int = 1
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Indicators under one heading ("" for none)."""

    label: str
    marks: tuple[Mark, ...]


Years = Mapping[int, Decimal | None]
"""A figure for every year; None, or a year left out between others, is missing."""
