"""Rows of a list that are printed as totals (合计, 小计), and the rows that each of them may add up.

Knows names, groups and the order of rows. Must not know figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.model.forms.table import ListRows
from sitegen.model.reports.table_data import Row, RowKind, TableData

_PART = re.compile(r"\s*其中[:：]")
_LEVELS = (
    re.compile(r"\s*[一二三四五六七八九十百]+、"),
    re.compile(r"\s*[(（][一二三四五六七八九十百]+[)）]"),
    re.compile(r"\s*(?:\d+、|\d+[.．](?!\d))"),
    re.compile(r"\s*(?:[(（]\d+[)）]|[①-⑳])"),
)
"""Ordinals, from the outermost level to the innermost."""

Rows = tuple[Row, ...]


def totals_of_lists(data: TableData) -> Iterator[tuple[Row, tuple[Rows, ...]]]:
    """Each total that a list prints, with the rows that it may add up: what is most likely meant comes first."""
    if not isinstance(data.table.rows, ListRows):
        return
    rows = [row for row in data.value_rows if row.kind is RowKind.ITEM]
    for index, row in enumerate(rows):
        if row.sums:
            found = tuple(dict.fromkeys(each for each in _candidates(rows, index) if each))
            if found:
                yield row, found


def _candidates(rows: list[Row], index: int) -> Iterator[Rows]:
    """What the total at `index` may add up. A 小计 of a list without groups stands behind its items, or before them;
    any other total is that of its whole group.
    """
    row = rows[index]
    whole = _items(rows, row)
    before = _until_total(rows[:index][::-1], row)[::-1]
    after = _until_total(rows[index + 1 :], row)
    if "小计" in row.label and not row.groups:
        yield from (_outermost(before), before, _outermost(after), after)
    yield from (_outermost(whole), whole)


def _items(rows: list[Row], total: Row) -> Rows:
    depth = len(total.groups)
    return tuple(each for each in rows if not each.sums and each.groups[:depth] == total.groups)


def _until_total(rows: list[Row], total: Row) -> Rows:
    found: list[Row] = []
    for each in rows:
        if each.sums:
            break
        if each.groups == total.groups:
            found.append(each)
    return tuple(found)


def _outermost(rows: Rows) -> Rows:
    """`rows` without those that are printed as parts of others: 其中, or the ordinals of an inner level."""
    rows = tuple(row for row in rows if not _PART.match(row.label))
    levels = [_level(row) for row in rows]
    known = [level for level in levels if level is not None]
    if len(known) < len(rows) or len(set(known)) < 2:
        return rows
    return tuple(row for row, level in zip(rows, levels, strict=True) if level == min(known))


def _level(row: Row) -> int | None:
    return next((level for level, sign in enumerate(_LEVELS) if sign.match(row.label)), None)
