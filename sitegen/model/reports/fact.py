"""A figure or text of a report as a fact: what stands there, its address, what it may be, its place.

Knows which states a place can be in, and what a rounded figure stands for. Must not know tables or reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sitegen.model.forms.spec import ValueSpec
from sitegen.numbers.intervals import Interval
from sitegen.source import Span


class State(StrEnum):
    """What stands in a cell. These are different things, and none is ever taken for another."""

    FIGURE = "figure"
    TEXT = "text"
    BLANK = "blank"
    """未填: nothing is written."""
    DASH = "dash"
    """— or /: the form or the clerk says there is nothing to write."""
    NOT_APPLICABLE = "not-applicable"
    """不适用."""
    UNAVAILABLE = "unavailable"
    """资料缺失: the source the report was transcribed from lacks it."""
    INVALID = "invalid"
    """Something that is not allowed here; a diagnostic says so."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written: `text` is the raw text, `figure` its number where it is one.

    `unit` is the unit of the figure: the one declared by the form, or for an indicator's target
    or actual value the one written beside it.
    """

    state: State
    text: str = ""
    figure: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    day: date | None = None


BLANK = Value(State.BLANK)


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A value with its address, what it may be, and its place. Each is equal to itself alone.

    `address` is `表.列[行]` or the name of a field. `span` is the value's place, or for a blank
    one the place of the row or report it is missing from. `decimals` are those that its figure was
    rounded to, as sitegen.loading.reports.precision found; None where it is exact.
    """

    address: str
    value: Value
    spec: ValueSpec
    span: Span
    decimals: int | None = None

    @property
    def figure(self) -> Decimal | None:
        """The number, None where there is none."""
        return self.value.figure

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return self.value.unit

    def interval(self) -> Interval | None:
        """What the figure stands for, in its own unit; None where there is no figure."""
        if self.value.figure is None:
            return None
        if self.decimals is None:
            return Interval.exactly(self.value.figure)
        return Interval.of(self.value.figure, self.decimals)
