"""The parts of a report that are scored: execution of the budget, indicators, other marks, total, grade.

Knows which columns and fields play which role. Must not know rules or findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from sitegen import lazy_re as re
from sitegen.checks.scores.marks import (
    chosen_rows,
    fixed_marks,
    in_role,
    is_execution,
    row_of,
    section_marks,
)
from sitegen.checks.targets import (
    Achieved,
    Achievement,
    Goal,
    Target,
    achieved,
    achieved_figure,
    compare,
    directed,
    is_sign,
    restates,
    stated_targets,
    target_of_columns,
)
from sitegen.model.forms.form import Scoring
from sitegen.model.forms.table import FixedRows, InstitutionRows, ListRows, Role
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.numbers.figures import plain_figure


@dataclass(frozen=True, slots=True)
class ExecutionLine:
    """A line on the execution of the budget; `whole` marks the one that is scored. A form may ask for the
    amounts, for the rate alone, or for both.
    """

    row: Row
    whole: bool
    budget: Fact | None
    spent: Fact | None
    rate: Fact | None
    weight: Fact | None
    score: Fact | None
    reason: Fact | None

    @property
    def at(self) -> Fact:
        """The fact that stands for the line."""
        found = self.spent or self.rate or self.score or self.budget
        assert found is not None, "a line has amounts, a rate or a score"
        return found


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
    year: int

    @cached_property
    def achievement(self) -> Achievement:
        """Whether the actual value meets the target; most words are not comparable. A target written
        down again (≥95% for ≥95%) says nothing of what was achieved.
        """
        result = self.achieved
        if result is None or not self.targets or restates(self.targets, result):
            return Achievement.NOT_COMPARABLE
        return compare(self.targets, result)

    @cached_property
    def achieved(self) -> Achieved | None:
        """What the result says, where that is certain."""
        value = self.actual.value
        if value.figure is not None:
            when = achieved(value.text, self.year) if value.unit == "月" else None
            return when or achieved_figure(value.figure, value.unit)
        return achieved(value.text, self.year) if value.state is State.TEXT else None

    @property
    def presumed(self) -> bool:
        """Whether the direction of a target follows from the name alone."""
        return any(getattr(target, "presumed", False) for target in self.targets)

    @property
    def target_words(self) -> str:
        """The targets as written."""
        return "；".join(target.text for target in self.targets)

    @property
    def bound(self) -> str:
        """The amount that was due, written as a result would be (95% for ≥95%); "" where there is not just one."""
        match self.targets:
            case (Target() as only,):
                return f"{plain_figure(only.value)}{only.unit}"
        return ""

    @property
    def lost(self) -> Decimal | None:
        """Marks lost; None where weight or score is no figure."""
        return lost(self.weight, self.score)


@dataclass(frozen=True, slots=True)
class OtherMarks:
    """Marks that belong to no table of indicators, such as those that stand in fields."""

    row: Row
    weight: Fact | None
    score: Fact | None
    reason: Fact | None


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that gives the sum of other marks: of `parts`, or (where `whole`) perhaps of all of the report."""

    row: Row
    weight: Fact | None
    score: Fact | None
    parts: tuple[Part, ...]
    whole: bool


Part = ExecutionLine | Indicator | OtherMarks


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
    """Every line of a table that says how much of a budget was spent; the first is the whole."""
    return tuple(_execution_lines(report))


def _execution_lines(report: Report) -> Iterator[ExecutionLine]:
    beside = {marks.table: marks for marks in section_marks(report.form) if marks.table is not None}
    for data in report.tables.values():
        table = data.table
        if not is_execution(table):
            continue
        own = beside.get(table)
        for index, row in enumerate(data.value_rows):
            weight, score, reason = (
                in_role(data, row, role) for role in (Role.WEIGHT, Role.SCORE, Role.REASON)
            )
            if index == 0 and weight is None and table.marks is not None:
                weight = fixed_marks(f"{table.name}.分值[{row.key}]", table.marks, row)
            if index == 0 and own is not None:
                scores = [field for field in own.fields if field.role is Role.SCORE]
                if score is None and len(scores) == 1:
                    score = report.fields.get(scores[0].name)
                    weight = weight or own.weight(report, scores[0])
                weight = weight or own.one(report, Role.WEIGHT)
                reason = reason or own.one(report, Role.REASON)
            budget, spent, rate = (in_role(data, row, role) for role in (Role.BUDGET, Role.SPENT, Role.RATE))
            yield ExecutionLine(row, index == 0, budget, spent, rate, weight, score, reason)
    for marks in section_marks(report.form):
        rate = marks.one(report, Role.RATE)
        budget, spent = marks.one(report, Role.BUDGET), marks.one(report, Role.SPENT)
        at = rate or (spent if budget is not None else None)
        if marks.table is None and at is not None:
            scores = [field for field in marks.fields if field.role is Role.SCORE]
            score = report.fields.get(scores[0].name) if len(scores) == 1 else None
            weight = marks.weight(report, scores[0]) if len(scores) == 1 else marks.one(report, Role.WEIGHT)
            reason = marks.one(report, Role.REASON)
            row = row_of(at, report.form.fields[at.address].label)
            yield ExecutionLine(row, True, budget, spent, rate, weight, score, reason)


def indicator_tables(report: Report) -> Iterator[TableData]:
    """The tables of indicators, whether the report names them or the form."""
    for data in report.tables.values():
        rows, actual = data.table.rows, data.table.with_role(Role.ACTUAL)
        if actual is not None and not isinstance(rows, InstitutionRows) and not is_execution(data.table):
            yield data


def target_tables(report: Report) -> Iterator[TableData]:
    """The tables that hold targets and no results, as an application for a budget does."""
    for data in report.tables.values():
        table = data.table
        if table.with_role(Role.TARGET) is None or table.with_role(Role.ACTUAL) is not None:
            continue
        if isinstance(table.rows, FixedRows | ListRows) and not is_execution(table):
            yield data


@lru_cache(maxsize=8)
def indicators(report: Report) -> tuple[Indicator, ...]:
    """Every indicator of the report; of lines that stand for one another, the one that is filled."""
    return tuple(
        _indicator(data, row, report.year)
        for data in indicator_tables(report)
        for row in chosen_rows(data)
        if row.kind in (RowKind.ITEM, RowKind.LINE) and not row.sums
    )


def _indicator(data: TableData, row: Row, year: int) -> Indicator:
    rows = data.table.rows
    target = in_role(data, row, Role.TARGET)
    actual = in_role(data, row, Role.ACTUAL)
    assert actual is not None, "indicator_tables() chose it for that column"
    sign, unit = in_role(data, row, Role.OPERATOR), in_role(data, row, Role.UNIT)
    if target is not None:
        text = target.value.text if target.value.state in (State.FIGURE, State.TEXT) else ""
        targets = target_of_columns(_text(sign), text, _text(unit), year)
        targets = directed(targets, row.label, row.groups, _direction(row, sign))
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
        in_role(data, row, Role.WEIGHT),
        in_role(data, row, Role.SCORE),
        in_role(data, row, Role.REASON),
        year,
    )


def _direction(row: Row, sign: Fact | None) -> str:
    """Which way is better, as the form or the report says it (正向, 反向, 定性); "" where neither does."""
    said = _text(sign).strip()
    if said and not is_sign(said):
        return said
    return row.line.direction if row.line is not None else ""


def _text(fact: Fact | None) -> str:
    return fact.value.text if fact is not None and fact.value.state is State.TEXT else ""


@lru_cache(maxsize=8)
def parts(report: Report) -> tuple[Part, ...]:
    """Everything that can have marks: lines of the budget, then indicators, then other marks."""
    return (*execution_lines(report), *indicators(report), *_other_marks(report))


def _other_marks(report: Report) -> Iterator[OtherMarks]:
    """Lines of tables that have marks, but neither results nor a budget; scores that stand in fields."""
    known = {data.table for data in indicator_tables(report)}
    if known:  # what was planned has marks of its own; those of the results are what counts
        known |= {data.table for data in target_tables(report)}
    for data in report.tables.values():
        table = data.table
        if not isinstance(table.rows, (FixedRows, ListRows)) or table in known or is_execution(table):
            continue
        if table.with_role(Role.SCORE) is None and table.with_role(Role.WEIGHT) is None:
            continue
        for row in chosen_rows(data):
            if not row.sums:
                weight, score, reason = (
                    in_role(data, row, role) for role in (Role.WEIGHT, Role.SCORE, Role.REASON)
                )
                yield OtherMarks(row, weight, score, reason)
    taken = {line.score for line in execution_lines(report)}
    for marks in section_marks(report.form):
        for field in marks.fields:
            score = report.fields.get(field.name)
            if field.role is Role.SCORE and score is not None and score not in taken:
                weight, reason = marks.weight(report, field), marks.one(report, Role.REASON)
                yield OtherMarks(row_of(score, field.label), weight, score, reason)


@lru_cache(maxsize=8)
def total_rows(report: Report) -> tuple[TotalRow, ...]:
    """The rows of scored tables that give the sum of others."""
    return tuple(_total_rows(report))


def _total_rows(report: Report) -> Iterator[TotalRow]:
    by_row = {id(part.row): part for part in parts(report)}
    for data in report.tables.values():
        rows = data.value_rows
        for index, row in enumerate(rows):
            if is_execution(data.table) or not row.sums:
                continue
            weight, score = in_role(data, row, Role.WEIGHT), in_role(data, row, Role.SCORE)
            if weight is None and score is None:
                continue
            below = _below(rows, index)
            others = below or [
                each for each in rows if each is not row and each.groups[: len(row.groups)] == row.groups
            ]
            found = tuple(by_row[id(each)] for each in others if id(each) in by_row)
            if found:
                yield TotalRow(row, weight, score, found, not below and not row.groups)


def _below(rows: tuple[Row, ...], index: int) -> list[Row]:
    """The fixed lines below the one at `index` that stand deeper."""
    line = rows[index].line
    found: list[Row] = []
    for row in rows[index + 1 :]:
        if line is None or row.line is None or row.line.indent <= line.indent:
            break
        found.append(row)
    return found


@lru_cache(maxsize=16)
def scored_facts(report: Report, role: Role) -> tuple[Fact, ...]:
    """The weights, or the scores, that make up the total: of the whole budget, every indicator, the rest."""
    counted = [part for part in parts(report) if not isinstance(part, ExecutionLine) or part.whole]
    facts = [part.weight if role is Role.WEIGHT else part.score for part in counted]
    return tuple(fact for fact in facts if fact is not None)


def total_fact(report: Report) -> Fact | None:
    """The total score, where the form has one."""
    scoring = report.form.scoring
    return report.fields.get(scoring.total) if scoring is not None else None


USUAL_GRADES = (("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", Decimal(0)))
"""Grades and their least marks of a hundred, where a form uses these words and says nothing else."""
_GRADE = re.compile("(?:等级|等次|档次|级别)$")


def grade_fact(report: Report) -> Fact | None:
    """The grade: where the form says, or of a form without a table of grades in the only field that is called so. It
    can then be told only where it is a usual one.
    """
    scoring = report.form.scoring
    if scoring is None:
        return None
    if scoring.grades:
        return report.fields.get(scoring.grade)
    named = [fact for name, fact in report.fields.items() if name == scoring.grade or _GRADE.search(name)]
    usual = [fact for fact in named if fact.value.text.strip() in dict(USUAL_GRADES)]
    return usual[0] if len(named) == len(usual) == 1 else None


def grade_of(scoring: Scoring, total: Decimal) -> str:
    """The grade that the form's table, or else the usual one, gives for `total`; "" below the lowest."""
    grades = scoring.grades or tuple((name, least * scoring.full / 100) for name, least in USUAL_GRADES)
    return next((grade for grade, least in grades if total >= least), "")


def is_cut_off(report: Report) -> bool:
    """Whether indicators are missing from the source, so that nothing can be said of their sums."""
    return any(report.lacks_rows(data) for data in (*indicator_tables(report), *target_tables(report)))
