"""SCORE114: one indicator has too large a share of all marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import indicators
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import plain_figure
from sitegen.model.outcome import Outcome, Result

MOST = Decimal("0.4")
"""The share of all marks that one indicator may have."""

FEWEST = 3
"""Indicators: among fewer, a large share cannot be avoided."""

RULE = Rule(
    "SCORE114",
    "weight-concentrated",
    Severity.WARNING,
    "分值过于集中",
    checks="有三个以上指标的，一个指标的分值不超过满分的 40%。",
    why="一个指标占了近半的分，其余指标做得好坏都影响不了结果。",
    example="满分 100；发放覆盖率 60 分，另外四个指标各 10 分、5 分",
    remedy="重新分配分值，或把这个指标拆细；确需如此的，在“数据说明”里写明。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）：二、三级指标的权重根据重要程度等因素综合确定；40% 是本程序取的界限。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator with a weight, where there are several."""
    report = subject.report
    weighted = [
        each for each in indicators(report) if each.weight is not None and each.weight.figure is not None
    ]
    if len(weighted) < FEWEST or report.form.scoring is None:
        return
    full = report.form.scoring.full
    for indicator in weighted:
        weight = indicator.weight
        assert weight is not None and weight.figure is not None, "chosen for that"
        statement = f"{indicator.row.label}：分值不超过满分的 40%"
        facts = (weight.address,)
        if weight.figure <= full * MOST:
            yield Outcome(RULE.code, Result.PASS, weight.address, statement, facts=facts)
            continue
        share = plain_figure((weight.figure / full * 100).quantize(Decimal(1)))
        found = RULE.found(
            weight.span.place,
            f"“{indicator.row.label}”一项占 {wording.value_of(weight)}，是满分 {plain_figure(full)} 分的 {share}%。",
            report=report.key,
            fact=weight.address,
            expected=f"≤ {plain_figure((full * MOST).normalize())} 分",
            actual=wording.value_of(weight),
        )
        yield Outcome(RULE.code, Result.FAIL, weight.address, statement, diagnostic=found, facts=facts)
