"""Rows of a chart as shapes: where bars begin and end, where words stand and break.

Knows lengths along the drawing as exact shares of its width, and everything else in pixels: bars
stretch with the page, words keep their size. Must not know what the figures mean, nor SVG.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

NARROW = 280
"""The narrowest drawing, in pixels, that words are laid out for: a phone of 320 without margins."""

FONT = 14
"""The size of all words, in pixels."""

LINE = 20
BAR = 12
_BASELINE = 15
_GAP = 11
_ABOVE_HEADING = 10
_BELOW_HEADING = 5
_ABOVE_BAR = 3
_BETWEEN = 14
"""Pixels at least between a label and the value on its line."""

_MOST_LINES = 3
_SHORT_RUN = 12
_NO_START = frozenset("，。、；：？！）】》”’％%…,.;:)]}")
_NO_END = frozenset("（【《“‘([{")


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar: `start` and `length` are shares of the drawing's width, `y` and `height` pixels."""

    kind: ClassVar[str] = "rect"
    role: str
    start: Fraction
    length: Fraction
    y: int
    height: int

    @property
    def x(self) -> str:
        """Where it begins, for SVG."""
        return percent(self.start)

    @property
    def width(self) -> str:
        """Its length, for SVG."""
        return percent(self.length)


@dataclass(frozen=True, slots=True)
class Line:
    """An upright line at the share `at` of the width."""

    kind: ClassVar[str] = "line"
    role: str
    at: Fraction
    y1: int
    y2: int

    @property
    def x(self) -> str:
        """Where it stands, for SVG."""
        return percent(self.at)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of words on the baseline `y`, at the left edge or, with the anchor "end", the right."""

    kind: ClassVar[str] = "text"
    role: str
    text: str
    y: int
    anchor: str = "start"

    @property
    def x(self) -> str:
        """Where it is anchored, for SVG."""
        return "100%" if self.anchor == "end" else "0"


Shape = Rect | Line | Text


def percent(share: Fraction) -> str:
    """`share` of the width for SVG, to a millionth: `40.1097%`."""
    return f"{float(round(share * 100, 4)):.4f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero to `value`."""

    value: Fraction
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """A label, a value, and the bars under them, the later over the earlier. Without bars it is a
    heading, or a row that has no figure.
    """

    label: str
    value: str
    bars: tuple[Bar, ...] = ()
    heading: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From figures to shares of the width: `low` is the left edge, `high` the right."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, values: Iterable[Fraction]) -> Scale:
        """The scale that holds zero and all `values`."""
        known = (Fraction(0), *values)
        return cls(min(known), max(known))

    @property
    def zero(self) -> Fraction:
        """Where zero lies."""
        return self.share(-self.low)

    def share(self, length: Fraction) -> Fraction:
        """`length` as a share of the width."""
        span = self.high - self.low
        return length / span if span else Fraction(0)


def draw(rows: Sequence[Row]) -> tuple[tuple[Shape, ...], int]:
    """The shapes of `rows`, one under the other on one scale, and the height of the drawing."""
    scale = Scale.of(bar.value for row in rows for bar in row.bars)
    shapes: list[Shape] = []
    y = 0
    for row in rows:
        if row.heading and y:
            y += _ABOVE_HEADING
        words, lines = _words(row, y)
        shapes += words
        y += lines * LINE
        if row.bars:
            y += _ABOVE_BAR
            shapes += _bars(row.bars, scale, y)
            y += BAR
        y += _BELOW_HEADING if row.heading else _GAP
    return tuple(shapes), y


def _bars(bars: tuple[Bar, ...], scale: Scale, y: int) -> list[Shape]:
    shapes: list[Shape] = []
    for bar in bars:
        length = scale.share(abs(bar.value))
        start = scale.zero - length if bar.value < 0 else scale.zero
        shapes.append(Rect(bar.role, start, length, y, BAR))
    return [*shapes, Line("zero", scale.zero, y - 2, y + BAR + 2)]


def _words(row: Row, y: int) -> tuple[list[Shape], int]:
    """The label, and the value at the right of its last line if there is room, else below."""
    role = "heading" if row.heading else "label"
    label = wrapped(row.label, NARROW, _MOST_LINES)
    value = wrapped(row.value, NARROW)
    shared = bool(label and value) and _fits_beside(label[-1], value)
    first = len(label) - shared
    shapes: list[Shape] = [
        Text(role, text, y + number * LINE + _BASELINE) for number, text in enumerate(label)
    ]
    shapes += [
        Text("absent" if row.absent else "value", text, y + (first + number) * LINE + _BASELINE, "end")
        for number, text in enumerate(value)
    ]
    return shapes, first + len(value)


def _fits_beside(label: str, value: list[str]) -> bool:
    return len(value) == 1 and text_width(label) + _BETWEEN + text_width(value[0]) <= NARROW


def text_width(text: str) -> float:
    """How wide `text` is at most, in pixels, in Noto Sans CJK SC Bold; other fonts come close."""
    return sum(map(_advance, text)) * FONT / 100


def _advance(letter: str) -> int:
    """In hundredths of the height, which add up to the same in whatever order."""
    if unicodedata.east_asian_width(letter) in "WFA":
        return 100
    if letter in "MW@%&mw":
        return 102
    return 80 if letter.isupper() else 66


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """`text` in lines of at most `width` pixels. What goes beyond `most` lines (0: any number) is
    cut off, with an ellipsis.
    """
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest:
        end = _reach(rest, width)
        if end == len(rest):
            return [*lines, rest]
        if most and len(lines) == most - 1:
            room = _reach(rest, width - FONT)
            return [*lines, rest[:room].rstrip() + "…"]
        end = _break(rest, end)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines


def _reach(text: str, width: int) -> int:
    """How many letters fit; at least one, so that there is an end."""
    used = 0
    for number, letter in enumerate(text):
        used += _advance(letter)
        if used * FONT > width * 100:
            return max(number, 1)
    return len(text)


def _break(text: str, end: int) -> int:
    """The best place to break at or shortly before `end`: no word or number is torn, no line begins
    with a closing mark or ends with an opening one.
    """
    for place in range(end, max(end - _SHORT_RUN, 0), -1):
        before, after = text[place - 1], text[place]
        torn = before.isascii() and after.isascii() and before != " " and after != " "
        if not torn and after not in _NO_START and before not in _NO_END:
            return place
    return end
