"""Targets as they are set, whether or not the form has a column for results: those of indicators, and those of
tables that hold targets alone (绩效目标申报表).

Knows which tables are such. Must not know results, rules or findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen.checks.scores.marks import chosen_rows, in_role
from sitegen.checks.scores.scoring import indicator_tables, indicators, target_tables
from sitegen.checks.targets import Goal, target_of_columns
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData


@dataclass(frozen=True, slots=True)
class Planned:
    """A target in a column of its own; a fact is None where the form has no column."""

    row: Row
    sign: Fact | None
    target: Fact
    unit: Fact | None
    weight: Fact | None
    goals: tuple[Goal, ...]


@lru_cache(maxsize=8)
def planned(report: Report) -> tuple[Planned, ...]:
    """Every target of the report that stands in a column."""
    return (*_of_indicators(report), *targets_alone(report))


def _of_indicators(report: Report) -> Iterator[Planned]:
    tables = {id(row): data for data in indicator_tables(report) for row in data.value_rows}
    for each in indicators(report):
        if each.target is not None:
            unit = in_role(tables[id(each.row)], each.row, Role.UNIT)
            yield Planned(each.row, each.sign, each.target, unit, each.weight, each.targets)


def targets_alone(report: Report) -> Iterator[Planned]:
    """Every row of the tables that hold targets and no results."""
    for data in target_tables(report):
        for row in chosen_rows(data):
            target = in_role(data, row, Role.TARGET)
            if target is not None and row.kind in (RowKind.ITEM, RowKind.LINE) and not row.sums:
                yield _planned(data, row, target, report.year)


def _planned(data: TableData, row: Row, target: Fact, year: int) -> Planned:
    sign, unit, weight = (in_role(data, row, role) for role in (Role.OPERATOR, Role.UNIT, Role.WEIGHT))
    text = target.value.text if target.value.state in (State.FIGURE, State.TEXT) else ""
    goals = target_of_columns(_text(sign), text, _text(unit), year) if text else ()
    return Planned(row, sign, target, unit, weight, goals)


def _text(fact: Fact | None) -> str:
    return fact.value.text.strip() if fact is not None and fact.value.state is State.TEXT else ""
