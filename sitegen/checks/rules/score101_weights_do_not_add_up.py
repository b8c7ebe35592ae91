"""SCORE101: the marks of all parts do not add up to the full marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import is_cut_off, scored_facts
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import plain_figure
from sitegen.model.form import Role
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import State

RULE = Rule(
    "SCORE101",
    "weights-do-not-add-up",
    Severity.ERROR,
    "各项分值之和不是满分",
    checks="预算执行的分值与各指标分值之和等于表单规定的满分（一般为 100 分）。",
    why="分值之和不是满分，总分就不能与别的项目比较，等次也无从评定。",
    example="执行 10 分，指标分值 40、30、10，合计 90 分",
    remedy="核对各行分值；原件如此的，在“数据说明”里写明。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome a report: the sum of the weights."""
    report, scoring = subject.report, subject.report.form.scoring
    facts = scored_facts(report, Role.WEIGHT)
    if scoring is None or not facts:
        return
    statement = f"各项分值之和 = {wording.number(Fraction(scoring.full))}"
    addresses = tuple(fact.address for fact in facts)
    given = [fact for fact in facts if fact.figure is not None]
    unknown = any(fact.value.state in (State.UNAVAILABLE, State.INVALID) for fact in facts)
    if is_cut_off(report) or unknown or not given:
        reason = "分值没有填报" if not given and not unknown else "部分分值缺失或填写有误"
        yield Outcome(RULE.code, Result.NOT_CHECKABLE, "分值", statement, reason, facts=addresses)
        return
    total = sum((fact.figure for fact in given if fact.figure is not None), Decimal(0))
    if total == scoring.full:
        yield Outcome(RULE.code, Result.PASS, "分值", statement, facts=addresses)
        return
    found = RULE.found(
        given[0].span.place,
        f"各项分值之和是 {plain_figure(total)} 分，应为 {plain_figure(scoring.full)} 分。",
        report=report.key,
        fact=given[0].address,
        expected=f"{plain_figure(scoring.full)} 分",
        actual=f"{plain_figure(total)} 分",
        related=wording.related(facts, given[0]),
    )
    yield Outcome(RULE.code, Result.FAIL, "分值", statement, diagnostic=found, facts=addresses)
