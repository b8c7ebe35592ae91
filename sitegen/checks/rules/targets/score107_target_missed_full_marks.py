"""SCORE107: a target is missed, yet full marks are given."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators, total_fact
from sitegen.checks.targets import Achievement, Target
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE107",
    "target-missed-full-marks",
    Severity.ERROR,
    "指标没有完成，却得满分",
    checks="指标值用 ≥、≤、高于、不低于、不超过、达到、以上、以内、范围（90%-95%）、年内完成、10月底前等写明，完成值是数字，"
    "或是“95%以上”“两次”“未完成”“11月18日”这样说得准的，直接比较；没有达到而该项得满分（或表单不分项打分而总分为满分）的，就是矛盾。"
    "指标值只写一个数的（100%、735人次、30万元），按“不低于”理解，名称表明越少越好的（控制率、变动率、成本、事故、投诉……）或写了“反向”的按"
    "“不超过”理解，没有达到而得满分的是警告。写“=”的，比它更好（完成率 =100%，实际 104%）不算没有达到。只有文字、两个方向都说得通的（结转结余率、补助标准）不比较，列为“无法核对”。",
    why="没有完成的指标得满分，评价就失去了意义。",
    example="群众满意率高于98%: {完成情况: 98%}，总分 100    # 98% 不高于 98%",
    remedy="核对指标值和实际值；确未完成的，按规定扣分并写明原因。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


_REMEDY = "核对指标值和完成值；确未完成的，按规定扣分并写明原因。不是这个方向的，在指标值前写上 ≥ 或 ≤（或在指标性质一栏写“反向”）。"


def _understood(indicator: Indicator) -> str:
    """How a bare number was taken, for the finding to say."""
    for target in indicator.targets:
        if isinstance(target, Target) and target.presumed:
            return (
                "（没有写方向，按不超过理解）"
                if target.relation is Relation.AT_MOST
                else "（没有写方向，按不低于理解）"
            )
    return ""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator that has a target and a result."""
    report, scoring = subject.report, subject.report.form.scoring
    total = total_fact(report)
    all_full = scoring is not None and total is not None and total.figure == scoring.full
    for indicator in indicators(report):
        actual = indicator.actual
        facts = tuple(
            fact
            for fact in (actual, indicator.target, indicator.score, indicator.weight)
            if fact is not None
        )  # fmt: skip
        if indicator.score is None and total is not None:
            facts = (*facts, total)
        addresses = tuple(fact.address for fact in facts)
        goal = indicator.target_words
        statement = f"{indicator.row.label}：达到目标才得满分"
        achieved = indicator.achievement
        if achieved is Achievement.NOT_COMPARABLE:
            reason = "指标值或完成值只有文字，或没有写明比较的方向"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, actual.address, statement, reason, facts=addresses)
            continue
        full = indicator.lost == 0 if indicator.score is not None else all_full
        if achieved is Achievement.MET or not full:
            yield Outcome(RULE.code, Result.PASS, actual.address, statement, facts=addresses)
            continue
        marks = (
            "该项得满分"
            if indicator.score is not None
            else f"总分得满分（{wording.value_of(total)}）"
            if total
            else ""
        )
        presumed = indicator.presumed
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”的目标是“{goal}”{_understood(indicator)}，实际 {wording.value_of(actual)}，没有达到，{marks}。",
            remedy=_REMEDY if presumed else "",
            severity=Severity.WARNING if presumed else None,
            report=report.key,
            fact=actual.address,
            expected=goal,
            actual=wording.value_of(actual),
            related=wording.related(facts, actual),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=addresses)
