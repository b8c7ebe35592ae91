"""The parts of a report that are scored: execution of the budget, indicators, total, grade.

Knows which columns play which role. Must not know rules or findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from sitegen.checks.targets import (
    Achieved,
    Achievement,
    Goal,
    achieved,
    achieved_figure,
    compare,
    stated_targets,
    target_of_columns,
)
from sitegen.model.form import FixedRows, ListRows, Role, Scoring
from sitegen.model.report import Fact, Report, Row, RowKind, State, TableData


@dataclass(frozen=True, slots=True)
class ExecutionLine:
    """A line of a table on the execution of the budget; `whole` marks the one that is scored."""

    row: Row
    whole: bool
    budget: Fact
    spent: Fact
    rate: Fact | None
    weight: Fact | None
    score: Fact | None
    reason: Fact | None


@dataclass(frozen=True)
class Indicator:
    """An indicator with its target, result and marks; a fact is None where the form has no column.

    `goal` is the target as written, in its column or in the name of the item; "" where there is none.
    """

    row: Row
    goal: str
    sign: Fact | None
    target: Fact | None
    targets: tuple[Goal, ...]
    actual: Fact
    weight: Fact | None
    score: Fact | None
    reason: Fact | None

    @cached_property
    def achievement(self) -> Achievement:
        """Whether the actual value meets the target; most words are not comparable."""
        result = self._achieved
        if result is None or not self.targets:
            return Achievement.NOT_COMPARABLE
        return compare(self.targets, result)

    @property
    def _achieved(self) -> Achieved | None:
        value = self.actual.value
        if value.figure is not None:
            return achieved_figure(value.figure, value.unit)
        return achieved(value.text) if value.state is State.TEXT else None

    @property
    def target_words(self) -> str:
        """The targets as written."""
        return "；".join(target.text for target in self.targets)

    @property
    def lost(self) -> Decimal | None:
        """Marks lost; None where weight or score is no figure."""
        return lost(self.weight, self.score)


Part = ExecutionLine | Indicator


def lost(weight: Fact | None, score: Fact | None) -> Decimal | None:
    """`weight` − `score`; None where one of them is no figure."""
    if weight is None or score is None or weight.figure is None or score.figure is None:
        return None
    return weight.figure - score.figure


def attainments(report: Report) -> dict[str, bool]:
    """Address of an indicator's actual value → whether it meets the target, where that can be told."""
    return {
        each.actual.address: each.achievement is Achievement.MET
        for each in indicators(report)
        if each.achievement is not Achievement.NOT_COMPARABLE
    }


@lru_cache(maxsize=8)
def execution_lines(report: Report) -> tuple[ExecutionLine, ...]:
    """Every line of a table that has a budget and what was spent of it; the first is the whole."""
    return tuple(_execution_lines(report))


def _execution_lines(report: Report) -> Iterator[ExecutionLine]:
    for data in report.tables.values():
        table = data.table
        budget, spent = table.with_role(Role.BUDGET), table.with_role(Role.SPENT)
        if not isinstance(table.rows, FixedRows) or budget is None or spent is None:
            continue
        for index, row in enumerate(data.value_rows):
            first, second = data.cell(row.key, budget.name), data.cell(row.key, spent.name)
            assert first is not None and second is not None, "every cell of a line holds a fact"
            yield ExecutionLine(
                row,
                index == 0,
                first,
                second,
                _in_role(data, row, Role.RATE),
                _in_role(data, row, Role.WEIGHT),
                _in_role(data, row, Role.SCORE),
                _in_role(data, row, Role.REASON),
            )


def indicator_tables(report: Report) -> Iterator[TableData]:
    """The tables of indicators."""
    for data in report.tables.values():
        if isinstance(data.table.rows, ListRows) and data.table.with_role(Role.ACTUAL) is not None:
            yield data


@lru_cache(maxsize=8)
def indicators(report: Report) -> tuple[Indicator, ...]:
    """Every indicator of the report."""
    return tuple(
        _indicator(data, row)
        for data in indicator_tables(report)
        for row in data.value_rows
        if row.kind is RowKind.ITEM
    )


def _indicator(data: TableData, row: Row) -> Indicator:
    rows = data.table.rows
    target = _in_role(data, row, Role.TARGET)
    actual = _in_role(data, row, Role.ACTUAL)
    assert actual is not None, "indicator_tables() chose it for that column"
    sign, unit = _in_role(data, row, Role.OPERATOR), _in_role(data, row, Role.UNIT)
    if target is not None:
        text = target.value.text if target.value.state in (State.FIGURE, State.TEXT) else ""
        targets = target_of_columns(_text(sign), text, _text(unit))
    else:
        text = row.label if isinstance(rows, ListRows) and rows.role is Role.TARGET else ""
        targets = stated_targets(text)
    return Indicator(
        row,
        text.strip(),
        sign,
        target,
        targets,
        actual,
        _in_role(data, row, Role.WEIGHT),
        _in_role(data, row, Role.SCORE),
        _in_role(data, row, Role.REASON),
    )


def _in_role(data: TableData, row: Row, role: Role) -> Fact | None:
    column = data.table.with_role(role)
    return data.cell(row.key, column.name) if column is not None else None


def _text(fact: Fact | None) -> str:
    return fact.value.text if fact is not None and fact.value.state is State.TEXT else ""


@lru_cache(maxsize=8)
def parts(report: Report) -> tuple[Part, ...]:
    """Everything that can have marks: lines of the budget, then indicators."""
    return (*execution_lines(report), *indicators(report))


@lru_cache(maxsize=16)
def scored_facts(report: Report, role: Role) -> tuple[Fact, ...]:
    """The weights, or the scores, that make up the total: of the whole budget and every indicator."""
    counted = [part for part in parts(report) if isinstance(part, Indicator) or part.whole]
    facts = [part.weight if role is Role.WEIGHT else part.score for part in counted]
    return tuple(fact for fact in facts if fact is not None)


def total_fact(report: Report) -> Fact | None:
    """The total score, where the form has one."""
    scoring = report.form.scoring
    return report.fields.get(scoring.total) if scoring is not None else None


def grade_fact(report: Report) -> Fact | None:
    """The grade, where the form has one."""
    scoring = report.form.scoring
    return report.fields.get(scoring.grade) if scoring is not None else None


def grade_of(scoring: Scoring, total: Decimal) -> str:
    """The grade that the form's table gives for `total`; "" below the lowest."""
    return next((grade for grade, least in scoring.grades if total >= least), "")


def is_cut_off(report: Report) -> bool:
    """Whether indicators are missing from the source, so that nothing can be said of their sums."""
    names = {data.table.name for data in indicator_tables(report)}
    return any(
        gap.at.split(".")[0] in names and "*" in gap.at.split(".", 1)[-1] and _whole_rows(gap.at)
        for gap in report.gaps
    )


def _whole_rows(pattern: str) -> bool:
    """`绩效指标.*` covers rows nobody has named; `绩效指标.偏差原因[*]` covers one column."""
    return pattern.split(".", 1)[-1] in ("*", "*[*]")
