"""What percentages a table states or lets one reckon of each of its rows: changes, shares, rates of completion.

Knows the words of columns' headers. Must not know sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import ONE, amount_of
from sitegen.checks.narrative.naming.columns import BUDGETS, Kind, changes, headers, sorts
from sitegen.model.forms.table import Role as Use
from sitegen.model.forms.table import Table
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.table_data import TableData
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.terms import Role

_OF_LAST_YEAR = re.compile(
    r"(?:为|是|占|相当于)(?:上年|去年|上一年|20\d\d年)[^,，]*(?:%|％|百分比|比例|比率)"
)
"""预算数为上年执行数的%: what is above 100 % is the growth."""
_SHARE = re.compile(r"占比|比重|构成比|占(?!上年|预算)[^,，]*(?:%|％|比例|比率)")
_DONE = re.compile(r"(?:执行|完成|支付|支出|使用|预算)(?:率|进度|比例|百分比)|(?:完成|占|为)[^,，]*预算")
_OF_MARKS = "得分率"
"""What texts call the part of the marks that is reached."""
_UNIT = re.compile(r"[（(]?[%％][）)]?$")


@dataclass(frozen=True, slots=True)
class Way:
    """How a percentage of a row is found: `role` says what it is of, `named` what the column is called where one states
    it; `columns` hold what it is reckoned from, the row's own amount first.
    """

    role: Role
    columns: tuple[str, ...]
    named: str = ""
    beyond_all: bool = False
    """Whether the column states the whole of which 100 % is what was before."""

    def due(self, data: TableData, row: str) -> tuple[tuple[Fact, ...], Interval] | None:
        """The facts and what follows from them for a row; None where the row does not tell."""
        facts = [data.cell(row, column) for column in self.columns]
        amounts = [amount_of(fact) if fact is not None else None for fact in facts]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(facts):
            return None
        found = known[0]
        if len(known) > 1:
            if known[1].may_be_zero:
                return None
            found = known[0] / known[1]
        grown = self.role is Role.RATE and (self.beyond_all or len(known) > 1)
        return tuple(fact for fact in facts if fact is not None), found - ONE if grown else found


@lru_cache(maxsize=4096)  # every table of every form, in every year
def ways(table: Table, year: int, title: str) -> tuple[Way, ...]:
    """Every way by which a row of `table` tells a percentage, in a report of `year` on the form `title`."""
    return (*_stated(table, year, title), *_reckoned(table, year, title))


def _stated(table: Table, year: int, title: str) -> Iterator[Way]:
    changing = changes(table, year, title)
    for column, words in headers(table.columns):
        if unit_kind(column.spec.unit) != "proportion":
            continue
        named = _UNIT.sub("", column.label)
        if _OF_LAST_YEAR.search(words):
            yield Way(Role.RATE, (column.name,), beyond_all=True)
        elif column.name in changing:
            yield Way(Role.RATE, (column.name,))
        elif _SHARE.search(words):
            yield Way(Role.SHARE, (column.name,), named)
        elif _DONE.search(words):
            yield Way(Role.COMPLETION, (column.name,), named)
        else:
            yield Way(Role.UNCLEAR, (column.name,), named)


def _reckoned(table: Table, year: int, title: str) -> Iterator[Way]:
    score, most = table.with_role(Use.SCORE), table.with_role(Use.WEIGHT)
    if score is not None and most is not None:
        yield Way(Role.UNCLEAR, (score.name, most.name), _OF_MARKS)
    kinds = {name: each for name, each in sorts(table, year, title).items() if each.kind is not Kind.OTHER}
    numeric = {column.name for column, _ in headers(table.columns) if column.spec.numeric}
    numeric -= {column for way in _stated(table, year, title) for column in way.columns}
    now = {name: each for name, each in kinds.items() if each.year in (None, 0) and name in numeric}
    for name, each in now.items():
        for other, before in kinds.items():
            if other in numeric and before.year == -1 and _comparable(each.kind, before.kind):
                yield Way(Role.RATE, (name, other))
            if other in now and each.kind is Kind.SPENT and before.kind in BUDGETS:
                yield Way(Role.COMPLETION, (name, other))


def _comparable(now: Kind, before: Kind) -> bool:
    """Whether texts compare the two: a budget also with what was spent the year before."""
    return now is before or (now in BUDGETS and before in (*BUDGETS, Kind.SPENT))
