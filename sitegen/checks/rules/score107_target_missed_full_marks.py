"""SCORE107: a target is missed, yet full marks are given."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import indicators, total_fact
from sitegen.checks.targets import Achievement
from sitegen.diagnostics import Rule, Severity
from sitegen.model.outcome import Outcome, Result

RULE = Rule(
    "SCORE107",
    "target-missed-full-marks",
    Severity.ERROR,
    "指标没有完成，却得满分",
    checks="指标值用 ≥、≤、高于、不低于、不超过、达到、以上、以内、范围（90%-95%）、年内完成等写明，完成值是数字，"
    "或是“95%以上”“两次”“未完成”这样说得准的，直接比较；没有达到而该项得满分（或表单不分项打分而总分为满分）的，就是矛盾。只有文字、方向不明的不比较，列为“无法核对”。",
    why="没有完成的指标得满分，评价就失去了意义。",
    example="群众满意率高于98%: {完成情况: 98%}，总分 100    # 98% 不高于 98%",
    remedy="核对指标值和实际值；确未完成的，按规定扣分并写明原因。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


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
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”的目标是“{goal}”，实际 {wording.value_of(actual)}，没有达到，{marks}。",
            report=report.key,
            fact=actual.address,
            expected=goal,
            actual=wording.value_of(actual),
            related=wording.related(facts, actual),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=addresses)
