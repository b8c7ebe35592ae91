"""Which column of a table a text speaks of where its columns are things, each with a name of its own: 三、机关事业单位基本养老保险基金 over a
text means the column 机关养老保险.

Knows headings and columns' names. Must not know what columns hold (`columns`) or how sentences are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sitegen.checks.narrative.naming.columns import Kind, sorts
from sitegen.model.forms.table import Column, Table
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report

_SHORTEST = 4
"""Characters of a column's name that says itself what it is of."""
_EVEN = str.maketrans("（）", "()", "“”‘’ 　")


def of_column_named(report: Report, facts: Sequence[Fact], told: str) -> tuple[Fact, ...]:
    """Those of `facts`, all of one table, that are in the only column that `told` names; none if it names none of them."""
    tables = {fact.address.partition(".")[0] for fact in facts}
    data = report.tables.get(tables.pop()) if len(tables) == 1 else None
    if data is None:
        return ()
    named = _named(_things(data.table, report.year, report.form.title), told.translate(_EVEN))
    return (
        tuple(fact for fact in facts if fact.address.startswith(f"{data.table.name}.{named}["))
        if named
        else ()
    )


@lru_cache(maxsize=256)
def _things(table: Table, year: int, title: str) -> tuple[Column, ...]:
    """The columns of a table that hold no more than what they are named for: none is of a year, of a budget, of a change."""
    told = (
        {each.kind for each in sorts(table, year, title).values()},
        {each.year for each in sorts(table, year, title).values()},
    )
    plain = told[0] <= {Kind.UNSAID, Kind.SPENT, Kind.BUDGET} and len(told[0]) == len(told[1]) == 1
    return tuple(each for each in table.leaves if each.spec.numeric) if plain else ()


@lru_cache(maxsize=1024)
def _named(columns: tuple[Column, ...], told: str) -> str:
    """The name of the only column that `told` names in full or in short."""
    found = [column.name for column in columns if any(_is_in(each, told) for each in _names(column))]
    return found[0] if len(found) == 1 else ""


def _names(column: Column) -> Iterable[str]:
    return {each.translate(_EVEN) for each in (column.name, column.label, *column.aliases)}


def _is_in(name: str, told: str) -> bool:
    """Whether the characters of `name` stand in `told` in their order: 机关养老保险 in 机关事业单位基本养老保险基金."""
    if len(name) < _SHORTEST:
        return False
    at = -1
    for each in name:
        at = told.find(each, at + 1)
        if at < 0:
            return False
    return True
