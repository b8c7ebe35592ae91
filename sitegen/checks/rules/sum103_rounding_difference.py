"""SUM103: an identity holds, but only because its figures are rounded."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.evaluation import Status, in_unit
from sitegen.checks.identities import outcome
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.outcome import Outcome, Result

RULE = Rule(
    "SUM103",
    "rounding-difference",
    Severity.INFO,
    "合计与分项因四舍五入略有出入",
    checks="等式两边按书写的数字不相等，但差额在四舍五入所能造成的范围之内。",
    why="这不是错误，页面上会自动加脚注“因四舍五入，分项之和与合计略有出入”，免得读者疑惑。",
    example="合计: 10.00，分项: 3.33、3.33、3.33",
    remedy="不用改动；若两边本应分毫不差，请核对原始数据。",
    source="XBRL Calculations 1.1（2023）。",
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Every equality that holds though its two sides differ as written."""
    for evaluation in subject.evaluations:
        if evaluation.status is not Status.HOLDS_ROUNDED:
            continue
        assert evaluation.actual is not None and evaluation.expected is not None
        fact, unit = evaluation.subject, evaluation.unit
        difference = wording.number(
            in_unit(abs(evaluation.actual.nominal - evaluation.expected.nominal), unit)
        )
        found = RULE.found(
            fact.span.place,
            f"“{evaluation.statement}”两边相差 {wording.with_unit(difference, unit)}，在四舍五入的范围之内。",
            report=subject.report.key,
            fact=fact.address,
            expected=wording.amount(evaluation.expected, unit),
            actual=wording.amount(evaluation.actual, unit),
            related=wording.related(evaluation.facts, fact),
        )
        yield outcome(RULE, evaluation, Result.PASS, found)
