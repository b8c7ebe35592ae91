"""How a table is set on paper: upright or lying, in which type, how wide its columns.

A form says how wide its columns are to each other; what stands in them says how wide they must be: a figure stands
on one line, and long texts get the room that shorter ones can spare. Lengths are in ems of the table's type, widths in
points. Cells are padded in ems (styles/paper.css), so all needs shrink with the type. Must not know templates, nor where
the texts come from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, floor, sqrt

UPRIGHT, LYING = 442.0, 700.0
"""Width of the text on an upright page (156 mm) and on one that lies (247 mm)."""

LEGIBLE = 30
"""The widest table, in half columns of figures, that is legible on an upright page."""

NORMAL, SMALLEST = 9.5, 6.5
"""The type of tables in points, and the smallest that can be read."""

PADDING = 0.95
"""What a cell needs beside its text: twice 0.418 em and a line."""

TALL = 10
"""Lines of a cell from which on its row may be broken over pages."""

_HALF = 0.5
_LENGTHS = dict.fromkeys("0123456789-\N{MINUS SIGN}", 0.6) | dict.fromkeys(",.", 0.34) | {"%": 0.97}
_LETTER = 0.65
_PATIENCE, _ROOMY = 14, 12.0
"""Lines that a text may have on an upright page before the table is laid on its side, where lines are shorter than
that many characters.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `share` is its width beside the others, `least` the room that it has in any case, `whole` the length
    of what must not be broken, `typical` that of its texts, where long ones count for more.
    """

    share: float
    least: float
    whole: float = 0.0
    typical: float = 0.0

    @property
    def need(self) -> float:
        """Ems without which something would be overprinted."""
        return max(self.least, self.whole) + PADDING

    @property
    def wish(self) -> float:
        """Ems with which its texts do not become towers."""
        return max(self.need, min(self.typical / _PATIENCE, _ROOMY) + PADDING)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is set: `points` are the size of its type, `widths` those of the columns in points. One that does
    not `fit` leaves columns less than they need.
    """

    lies: bool
    points: float
    widths: tuple[float, ...]
    fits: bool = True

    @property
    def type(self) -> str:
        """The class of the type in style sheets: "" for the normal one, else its size in tenths of points."""
        return "" if self.points == NORMAL else f"type-{round(self.points * 10)}"

    def lines(self, column: int, length: float, span: int = 1) -> int:
        """How many lines a text of `length` ems takes in `span` columns from `column` on."""
        room = sum(self.widths[column : column + span]) / self.points - PADDING
        return ceil(length / max(room, 1.0))


def setting(columns: Sequence[Column]) -> Setting:
    """How a table of these columns is set."""
    needs = NORMAL * sum(column.need for column in columns)
    wishes = NORMAL * sum(column.wish for column in columns)
    lies = sum(column.share for column in columns) > LEGIBLE or max(needs, wishes) > UPRIGHT
    whole = LYING if lies else UPRIGHT
    points = min(NORMAL, floor(NORMAL * whole / needs / _HALF) * _HALF)
    if points < SMALLEST:
        return Setting(
            lies, SMALLEST, tuple(whole * NORMAL * column.need / needs for column in columns), fits=False
        )
    return Setting(lies, points, _widths(columns, whole, points))


def _widths(columns: Sequence[Column], whole: float, points: float) -> tuple[float, ...]:
    """The widths of `columns`, together `whole`: what each needs, and as much more as its share and its texts ask for
    beside the others.
    """
    shares = sum(column.share for column in columns)
    needs = [points * column.need for column in columns]
    asked = [
        max(whole * column.share / shares, points * (column.typical + PADDING))
        if column.typical
        else whole * column.share / shares
        for column in columns
    ]
    # Those whose part is less than they need get what they need; the others divide what is left.
    fixed: set[int] = set()
    while True:
        left = whole - sum(needs[at] for at in fixed)
        rest = sum(asked[at] for at in range(len(columns)) if at not in fixed)
        part = left / rest if rest else 0.0
        short = {at for at in range(len(columns)) if at not in fixed and asked[at] * part < needs[at]}
        if not short:
            break
        fixed |= short
    widths = [needs[at] if at in fixed else asked[at] * part for at in range(len(columns))]
    spare = (whole - sum(widths)) / len(columns)
    return tuple(width + spare for width in widths)


def typical(lengths: Sequence[float]) -> float:
    """What stands for texts of these lengths: the root of the mean of their squares."""
    return sqrt(sum(length * length for length in lengths) / len(lengths)) if lengths else 0.0


def length(text: str) -> float:
    """The length of `text` in ems: an upper bound for the fonts of official documents."""
    return sum(_LENGTHS.get(each) or _other(each) for each in text)


@cache
def _other(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _LETTER
