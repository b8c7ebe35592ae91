"""SCORE108: marks are lost and the reason is not given."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import indicators
from sitegen.checks.targets import Achievement
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import plain_figure
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import State

RULE = Rule(
    "SCORE108",
    "points-lost-without-reason",
    Severity.WARNING,
    "扣了分，没有写原因",
    checks="得分低于分值的指标，或没有达到目标的指标，要在“偏差原因”一列写明原因；表单没有这一列的不适用。",
    why="读者要知道为什么没有做到；目标达到了还扣分，更要说明。",
    example="资金到位及时率: {指标性质: ≥, 指标值: 100, 实际完成值: 100%, 分值: 10, 得分: 7}",
    remedy="补写偏差原因和改进措施；扣分有误的改正得分。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator that lost marks or missed its target, if the form asks why."""
    for indicator in indicators(subject.report):
        lost, reason = indicator.lost, indicator.reason
        missed = indicator.achievement is Achievement.MISSED
        if reason is None or not (missed or (lost is not None and lost > 0)):
            continue
        facts = tuple(
            fact
            for fact in (indicator.score or indicator.actual, indicator.weight, indicator.actual, reason)
            if fact is not None
        )
        at = facts[0]
        addresses = tuple(fact.address for fact in facts)
        statement = f"{indicator.row.label}：扣分或未完成要写明原因"
        if reason.value.state is State.UNAVAILABLE:
            yield Outcome(
                RULE.code, Result.NOT_CHECKABLE, at.address, statement, "偏差原因资料缺失", facts=addresses
            )
            continue
        if reason.value.state is State.TEXT:
            yield Outcome(RULE.code, Result.PASS, at.address, statement, facts=addresses)
            continue
        what = "没有达到目标" if missed else "达到了目标" if indicator.achievement is Achievement.MET else ""
        marks = f"扣了 {plain_figure(lost)} 分" if lost else ""
        found = RULE.found(
            at.span.place,
            f"“{indicator.row.label}”{'，'.join(part for part in (what, marks) if part)}，没有写偏差原因。",
            report=subject.report.key,
            fact=at.address,
            related=wording.related(facts, at),
        )
        yield Outcome(RULE.code, Result.FAIL, at.address, statement, diagnostic=found, facts=addresses)
