"""SCORE117: marks stand where targets and results belong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Target
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.forms.form import Scoring
from sitegen.model.forms.formula import Relation
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE117",
    "marks-in-place-of-values",
    Severity.ERROR,
    "指标值一栏填的是分值",
    checks="指标值不会全是不带单位、不带方向的数，而加起来又恰好是满分（100 分，或去掉预算执行的 90 分）。",
    why="填了分值，目标是什么、完成了多少都没有说，等于没有公开。",
    example="指标值: 20, 20, 10, 10, 10, 10, 20    # 合计正好 100",
    remedy="写出要达到的数量、比例或要求，带上符号和单位；分值填在分值栏里，表上没有分值栏的不填。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
FEWEST = 4
"""Indicators: fewer may add up to 100 by chance."""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome where every target is a bare number."""
    report = subject.report
    found = indicators(report)
    targets = [each.target for each in found if each.target is not None]
    if len(targets) < FEWEST or len(targets) < len(found) or any(each.sign is not None for each in found):
        return
    values = [_bare(target) for target in targets]
    statement = "指标值写的是目标，不是分值"
    facts = tuple(target.address for target in targets)
    full = (report.form.scoring or Scoring()).full
    total = sum((value for value in values if value is not None), start=Decimal(0))
    if None in values or total not in (full, full - 10):
        yield Outcome(RULE.code, Result.PASS, targets[0].address, statement, facts=facts)
        return
    first = targets[0]
    diagnostic = RULE.found(
        first.span.place,
        f"{len(targets)} 个指标的指标值都是不带单位的数，合计正好 {total}，填的是分值，不是目标。",
        remedy=_remedy(found[0]),
        report=report.key,
        fact=first.address,
        actual=" + ".join(target.value.text for target in targets),
        related=tuple(
            Related(target.address, target.value.text, target.span.place) for target in targets[1:]
        ),
    )
    yield Outcome(RULE.code, Result.FAIL, first.address, statement, diagnostic=diagnostic, facts=facts)


def _remedy(first: Indicator) -> str:
    """What becomes of the first number, which stands for all."""
    assert first.target is not None, "every indicator has a target"
    value, name = first.target.value.text, first.row.label
    sign = "≤" if _wants_less(first) else "≥"
    return (
        f"“{name}”的 {value} 是分值的，填在分值栏里（表上没有分值栏的不填），指标值改写要达到的数量、比例或要求；"
        f"确实要达到 {value} 的，写“{sign}{value}”，后面加上单位。其余各项也是这样。"
    )


def _wants_less(indicator: Indicator) -> bool:
    return any(isinstance(each, Target) and each.relation is Relation.AT_MOST for each in indicator.targets)


def _bare(fact: Fact) -> Decimal | None:
    """The number, if that is all that is written."""
    return fact.figure if fact.figure is not None and fact.value.text.replace(".", "").isdigit() else None
