"""SCORE110: an indicator has a target or marks, but its result or score is blank."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators, parts
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact, State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE110",
    "result-blank",
    Severity.ERROR,
    "指标没有填完成值或得分",
    checks="列出的指标要填实际完成值（表单印好的行，目标和分值都没有的不算）；有分值的项目要填得分。必填的格子空着而没有给分的，只由 FORM103 报出。完成值写“—”或“/”，却得了分的，是警告。",
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
        if _is_unused(indicator):
            continue
        statement = f"{indicator.row.label}：填写完成值"
        score = indicator.score
        if indicator.actual.value.state is State.DASH and score is not None and score.figure:
            yield _nothing(indicator.actual, score, statement, report)
        else:
            yield _outcome(indicator.actual, statement, "完成值", report, score)
    for item in parts(subject.report):
        if item.score is not None and item.weight is not None and item.weight.figure is not None:
            yield _outcome(item.score, f"{item.row.label}：填写得分", "得分", report)


def _is_unused(indicator: Indicator) -> bool:
    """Whether it is a line that the form prints and the report does not use: no target, no marks."""
    if indicator.row.line is None or indicator.actual.value.state is not State.BLANK:
        return False
    given = (indicator.target, indicator.weight, indicator.score)
    return all(fact is None or fact.value.state in (State.BLANK, State.DASH) for fact in given)


def _nothing(fact: Fact, score: Fact, statement: str, report: str) -> Outcome:
    """A dash in place of a result that was scored."""
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”写“{fact.value.text}”，没有完成值，得分却是 {wording.value_of(score)}。",
        remedy="写明完成情况；这一项本年没有开展的，说明得分的依据。",
        report=report,
        fact=fact.address,
        actual=fact.value.text,
        related=wording.related((score,), fact),
        severity=Severity.WARNING,
    )
    facts = (fact.address, score.address)
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=facts)


def _outcome(fact: Fact, statement: str, what: str, report: str, score: Fact | None = None) -> Outcome:
    facts = (fact.address,)
    if fact.value.state is State.UNAVAILABLE:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, "资料缺失", facts=facts)
    if fact.value.state is not State.BLANK:
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    marks = f"，得分却是 {wording.value_of(score)}" if score is not None and score.figure else ""
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”没有填{marks}，这一项的{what}不能空着。",
        report=report,
        fact=fact.address,
        related=wording.related((score,), fact) if marks and score is not None else (),
    )
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=facts)
