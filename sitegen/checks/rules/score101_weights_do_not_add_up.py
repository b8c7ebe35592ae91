"""SCORE101: the marks of all parts do not add up to the full marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.marks import is_fixed
from sitegen.checks.planned import targets_alone
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import (
    ExecutionLine,
    TotalRow,
    indicator_tables,
    indicators,
    is_cut_off,
    parts,
    scored_facts,
    target_tables,
    total_rows,
)
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import plain_figure
from sitegen.model.form import Role
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Fact, Report, Row, State

RULE = Rule(
    "SCORE101",
    "weights-do-not-add-up",
    Severity.ERROR,
    "各项分值之和不是满分",
    checks="预算执行的分值与各指标分值之和等于表单规定的满分（一般为 100 分）；表里印出的合计、小计等于所含各项之和；"
    "表单规定了一张表的分值的，各项之和与它相等。",
    why="分值之和不是满分，总分就不能与别的项目比较，等次也无从评定。",
    example="执行 10 分，指标分值 40、30、10，合计 90 分",
    remedy="核对各行分值；原件如此的，在“数据说明”里写明。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome a report, the sum of the weights; one for each total of them that is printed or fixed."""
    report, scoring = subject.report, subject.report.form.scoring
    facts = scored_facts(report, Role.WEIGHT)
    if scoring is not None and facts:
        statement = f"各项分值之和 = {wording.number(Fraction(scoring.full))}"
        if _some_have_none(report):
            addresses = tuple(fact.address for fact in facts)
            reason = "有的项目没有分值一栏"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, "分值", statement, reason, facts=addresses)
        else:
            at = next((fact for fact in facts if fact.figure is not None and not is_fixed(fact)), facts[0])
            yield _sum(report, "分值", statement, "各项分值之和是", facts, at, scoring.full)
    tables = (*indicator_tables(report), *target_tables(report))
    for data in tables if any(each.table.marks is not None for each in tables) else ():
        marks = data.table.marks
        weights = tuple(
            weight for row, weight in _weights(report) if not is_fixed(weight) and data.row(row.key) is row
        )
        if marks is not None and weights:
            statement = f"“{data.table.caption}”各项分值之和 = {plain_figure(marks)}"
            what = f"“{data.table.caption}”各项分值之和是"
            yield _sum(report, data.table.name, statement, what, weights, weights[0], marks)
    for row in total_rows(report):
        if row.weight is not None and not is_fixed(row.weight) and row.weight.figure is not None:
            yield _total(report, row, row.weight, row.weight.figure)


def _weights(report: Report) -> Iterator[tuple[Row, Fact]]:
    """The marks of every indicator, and of every target that stands alone."""
    for each in (indicators(report), targets_alone(report)):
        yield from ((one.row, one.weight) for one in each if one.weight is not None)


def _some_have_none(report: Report) -> bool:
    """Whether something is scored whose full marks the form does not ask for."""
    counted = [part for part in parts(report) if not isinstance(part, ExecutionLine) or part.whole]
    return any(part.weight is None and part.score is not None for part in counted)


def _total(report: Report, row: TotalRow, weight: Fact, said: Decimal) -> Outcome:
    """Whether a printed total is the sum of its rows, or (of all rows) of the whole report."""
    facts = tuple(part.weight for part in row.parts if part.weight is not None)
    everything = scored_facts(report, Role.WEIGHT)
    statement = f"{weight.address} = 各项分值之和"
    if row.whole and _added(everything) == said:
        addresses = tuple(fact.address for fact in (weight, *everything))
        return Outcome(RULE.code, Result.PASS, weight.address, statement, facts=addresses)
    what = f"“{weight.address}”填 {plain_figure(said)} 分，所含各项分值之和是"
    return _sum(report, weight.address, statement, what, facts, weight, said)


def _added(facts: tuple[Fact, ...]) -> Decimal:
    return sum((fact.figure for fact in facts if fact.figure is not None), Decimal(0))


def _sum(
    report: Report, where: str, statement: str, what: str, facts: tuple[Fact, ...], at: Fact, due: Decimal
) -> Outcome:
    addresses = tuple(fact.address for fact in facts)
    given = [fact for fact in facts if fact.figure is not None]
    unknown = any(fact.value.state in (State.UNAVAILABLE, State.INVALID) for fact in facts)
    if is_cut_off(report) or unknown or not given:
        reason = "分值没有填报" if not given and not unknown else "部分分值缺失或填写有误"
        return Outcome(RULE.code, Result.NOT_CHECKABLE, where, statement, reason, facts=addresses)
    total = _added(facts)
    if total == due:
        return Outcome(RULE.code, Result.PASS, where, statement, facts=addresses)
    found = RULE.found(
        at.span.place,
        f"{what} {plain_figure(total)} 分，应为 {plain_figure(due)} 分。"
        if not what.startswith(f"“{at.address}”")
        else f"{what} {plain_figure(total)} 分。",
        report=report.key,
        fact=at.address,
        expected=f"{plain_figure(due)} 分",
        actual=f"{plain_figure(total)} 分",
        related=wording.related(facts, at),
    )
    return Outcome(RULE.code, Result.FAIL, where, statement, diagnostic=found, facts=addresses)
