"""SUM103: a sum holds, but only because its figures are rounded. Knows nothing of ratios."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.evaluation import Status, in_unit
from sitegen.checks.identity_outcomes import outcome
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SUM103",
    "rounding-difference",
    Severity.INFO,
    "合计与分项因四舍五入略有出入",
    checks="两个以上四舍五入过的数相加，按书写的数字与合计不相等，但差额在四舍五入所能造成的范围之内："
    "n 个分项，最多差 (n+1)/2 个末位单位。只有一个对一个的、相除相乘的，不在此列；元和角分不是四舍五入来的，一分也不能差。",
    why="四舍五入确会造成这样的尾差，页面上会加脚注“因四舍五入，分项之和与合计略有出入”；"
    "但末位写错一个数字，看上去也是这样，程序分不出来，只能请人看一眼。",
    example="合计: 10.00，分项: 3.33、3.33、3.33    # 相差 1 个末位单位（0.01 万元）",
    remedy="用没有四舍五入过的原始数据（如以元为单位的账）重新相加：相符的，不必理会；不符的，是末位写错了，改正它。",
    source="XBRL Calculations 1.1（2023）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Every sum that holds though its two sides differ as written."""
    for evaluation in subject.evaluations:
        if evaluation.status is not Status.HOLDS_ROUNDED:
            continue
        assert evaluation.actual is not None and evaluation.expected is not None
        fact, unit = evaluation.subject, evaluation.unit
        difference = in_unit(abs(evaluation.actual.nominal - evaluation.expected.nominal), unit)
        found = RULE.found(
            fact.span.place,
            f"“{evaluation.statement}”两边{wording.apart(difference, evaluation.last_place, unit)}，"
            "可能是四舍五入的尾差，也可能是末位写错，请与原始数据对照。",
            report=subject.report.key,
            fact=fact.address,
            expected=wording.amount(evaluation.expected, unit),
            actual=wording.amount(evaluation.actual, unit),
            related=wording.related(evaluation.facts, fact),
        )
        yield outcome(RULE, evaluation, Result.PASS, found)
