"""Boxes that lines enclose, and tables of boxes that touch.

Knows lines across and down a page. Must not know text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.importing.readers.pdf_marks import Mark

_NEAR = 2.5
"""Points by which lines that are meant to meet miss each other."""
_SHORTEST = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """What four lines enclose."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line at `at`, from `begin` to `end` along the other axis."""

    at: float
    begin: float
    end: float


def tables(lines: Iterable[Mark]) -> list[list[Box]]:
    """The boxes of each table, from the top of the page."""
    across, down = _joined(lines, across=True), _joined(lines, across=False)
    boxes = _boxes(across, down)
    return sorted(_touching(boxes), key=lambda table: min(box.top for box in table))


def _joined(lines: Iterable[Mark], *, across: bool) -> list[_Line]:
    """Lines in one direction, those that lie on or behind one another as one."""
    found: list[_Line] = []
    for mark in lines:
        is_across = mark.right - mark.left >= mark.bottom - mark.top
        if is_across and across:
            found.append(_Line((mark.top + mark.bottom) / 2, mark.left, mark.right))
        elif not is_across and not across:
            found.append(_Line((mark.left + mark.right) / 2, mark.top, mark.bottom))
    groups: list[list[_Line]] = []
    for each in sorted(found, key=lambda line: line.at):
        if groups and each.at - groups[-1][-1].at <= _NEAR / 2 and each.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(each)
        else:
            groups.append([each])
    joined = []
    for group in groups:
        at = sum(line.at for line in group) / len(group)
        begin, end = float("inf"), float("-inf")
        for line in sorted(group, key=lambda line: line.begin):
            if line.begin > end + _NEAR:
                if end - begin >= _SHORTEST:
                    joined.append(_Line(at, begin, end))
                begin, end = line.begin, line.end
            end = max(end, line.end)
        if end - begin >= _SHORTEST:
            joined.append(_Line(at, begin, end))
    return joined


def _boxes(across: Sequence[_Line], down: Sequence[_Line]) -> list[Box]:
    """The smallest boxes between crossing lines."""
    crossings: dict[tuple[int, int], tuple[float, float]] = {}
    on_row: dict[int, list[int]] = defaultdict(list)
    on_column: dict[int, list[int]] = defaultdict(list)
    for row, level in enumerate(across):
        for column, upright in enumerate(down):
            if (
                level.begin - _NEAR <= upright.at <= level.end + _NEAR
                and upright.begin - _NEAR <= level.at <= upright.end + _NEAR
            ):
                crossings[row, column] = (upright.at, level.at)
                on_row[row].append(column)
                on_column[column].append(row)
    for columns in on_row.values():
        columns.sort(key=lambda column: down[column].at)
    for rows in on_column.values():
        rows.sort(key=lambda row: across[row].at)
    found = []
    for (row, column), (x, y) in crossings.items():
        right = [each for each in on_row[row] if down[each].at > x + _NEAR / 2]
        below = [each for each in on_column[column] if across[each].at > y + _NEAR / 2]
        corner = next(
            ((lower, other) for lower in below for other in right if (lower, other) in crossings), None
        )
        if corner is not None:
            lower, other = corner
            found.append(Box(x, y, down[other].at, across[lower].at))
    return found


def _touching(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that share a corner, with all that they share one with."""
    by_corner: dict[tuple[int, int], list[int]] = defaultdict(list)
    corners = []
    for number, box in enumerate(boxes):
        own = [(round(x), round(y)) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        corners.append(own)
        for corner in own:
            by_corner[corner].append(number)
    left = set(range(len(boxes)))
    found = []
    while left:
        pending = [left.pop()]
        table = []
        while pending:
            number = pending.pop()
            table.append(boxes[number])
            for corner in corners[number]:
                near = [each for each in by_corner[corner] if each in left]
                left.difference_update(near)
                pending += near
        if len(table) > 1:
            found.append(table)
    return found
