"""SCORE110: an indicator has a target or marks, but its result or score is blank."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scoring import indicators, parts
from sitegen.diagnostics import Rule, Severity
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Fact, State

RULE = Rule(
    "SCORE110",
    "result-blank",
    Severity.ERROR,
    "指标没有填完成值或得分",
    checks="列出的指标要填实际完成值；有分值的项目要填得分。",
    why="没有结果的自评等于没有评。",
    example="发放覆盖率: {指标性质: =, 指标值: 100, 度量单位: '%', 分值: 60}    # 没有完成值和得分",
    remedy="补填；原始材料没有的，在“资料缺失”里写明。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each result, and each score that has a weight."""
    report = subject.report.key
    for indicator in indicators(subject.report):
        yield _outcome(indicator.actual, f"{indicator.row.label}：填写完成值", "完成值", report)
    for item in parts(subject.report):
        if item.score is not None and item.weight is not None and item.weight.figure is not None:
            yield _outcome(item.score, f"{item.row.label}：填写得分", "得分", report)


def _outcome(fact: Fact, statement: str, what: str, report: str) -> Outcome:
    facts = (fact.address,)
    if fact.value.state is State.UNAVAILABLE:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, "资料缺失", facts=facts)
    if fact.value.state is not State.BLANK:
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    found = RULE.found(
        fact.span.place, f"“{fact.address}”没有填，这一项的{what}不能空着。", report=report, fact=fact.address
    )
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=facts)
