"""SCORE118: the target is a figure, and the result has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scoring import Indicator, indicators
from sitegen.checks.targets import Achievement, Target
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import State
from sitegen.numerals import in_digits

RULE = Rule(
    "SCORE118",
    "result-without-figure",
    Severity.WARNING,
    "指标值是数字，完成值没有数字",
    checks="指标值写的是数（≥95%、100%、30万元以内），完成值写“无”“完成”“较好”“—”一类的，没有数可比。“完成”对 100% 算说清了，"
    "“未完成”对要做到的数算没有达到，“无”“未发生”对“0 起”“不超过 3 起”算达到，都不报。",
    why="写“完成”说不出花了多少、做了几个，读者和审核都无法比较；这样的指标不计入“达到目标的指标”。",
    example="项目成本: {指标值: ≤30万元, 完成值: 完成}\n利息补贴保障率: {指标值: 100%, 完成值: 无}",
    remedy="写出实际的数，如“28.6万元”；这一项本年没有发生的，写明没有发生，并在原因一栏说明。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each result of an indicator whose target is a figure."""
    for indicator in indicators(subject.report):
        actual = indicator.actual
        if actual.value.state not in (State.FIGURE, State.TEXT, State.DASH):
            continue
        if not any(isinstance(each, Target) for each in indicator.targets):
            continue
        facts = tuple(fact.address for fact in (actual, indicator.target) if fact is not None)
        statement = f"{indicator.row.label}：指标值是数字，完成值也有数字"
        if not _lacks_figure(indicator):
            yield Outcome(RULE.code, Result.PASS, actual.address, statement, facts=facts)
            continue
        at, text = indicator.target, actual.value.text.strip()
        place = at.span.place if at is not None else indicator.row.span.place
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”写“{text if len(text) <= 20 else text[:20] + '…'}”，没有数字，"
            f"无法与指标值“{indicator.goal}”比较。",
            report=subject.report.key,
            fact=actual.address,
            expected="数字",
            actual=text,
            related=(Related(at.address if at is not None else indicator.row.label, indicator.goal, place),),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=facts)


def _lacks_figure(indicator: Indicator) -> bool:
    if indicator.achievement is not Achievement.NOT_COMPARABLE:
        return False
    value = indicator.actual.value
    return value.state is State.DASH or (
        value.state is State.TEXT and not re.search(r"\d", in_digits(value.text))
    )
