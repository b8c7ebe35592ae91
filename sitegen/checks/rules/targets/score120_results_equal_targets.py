"""SCORE120: nearly every result is exactly its target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Target, measure
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

FEWEST = 10
"""Indicators in figures: fewer may well all be met exactly."""

SHARE = Decimal("0.9")
"""The part of them that is odd if it is exactly as targeted."""

RULE = Rule(
    "SCORE120",
    "results-equal-targets",
    Severity.INFO,
    "完成值几乎都与指标值分毫不差",
    checks="十个以上指标的指标值和完成值都是数，其中九成以上正好相等。",
    why="实际做下来总有多有少；项项正好，多半是照着目标填的，审核和读者都会问。",
    example="14 个指标，指标值 100%、完成值 100% 的有 13 个",
    remedy="逐项核对实际数；属实的不用改，这只是提示。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
STATEMENT = "完成值不都正好等于指标值"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome, for a report with many indicators in figures."""
    report = subject.report
    compared = [(each, same) for each in indicators(report) if (same := _is_same(each)) is not None]
    if len(compared) < FEWEST:
        return
    equal = [each for each, same in compared if same]
    facts = tuple(each.actual.address for each, _ in compared)
    at = (equal or [compared[0][0]])[0].actual
    if len(equal) < len(compared) * SHARE:
        yield Outcome(RULE.code, Result.PASS, at.address, STATEMENT, facts=facts)
        return
    found = RULE.found(
        at.span.place,
        f"指标值和完成值都是数的 {len(compared)} 个指标中，{len(equal)} 个的完成值正好等于指标值，请复核。",
        report=report.key,
        fact=at.address,
        actual=f"{len(compared)} 个中有 {len(equal)} 个相等",
        related=tuple(
            Related(each.actual.address, each.actual.value.text, each.actual.span.place) for each in equal[1:]
        ),
    )
    yield Outcome(RULE.code, Result.FAIL, at.address, STATEMENT, diagnostic=found, facts=facts)


def _is_same(indicator: Indicator) -> bool | None:
    """Whether the result is the figure of the target; None where one of them is no figure."""
    said = indicator.achieved
    if said is None or said.least is None or said.least != said.most or said.nothing:
        return None
    if len(indicator.targets) != 1 or not isinstance(indicator.targets[0], Target):
        return None
    goal = indicator.targets[0]
    factor, kind = measure(said.unit or goal.unit)
    due_factor, due_kind = measure(goal.unit or said.unit)
    return kind == due_kind and said.least * factor == goal.value * due_factor
