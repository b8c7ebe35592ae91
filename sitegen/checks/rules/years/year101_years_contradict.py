"""YEAR101: an identity between this year's report and last year's does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.equations.repetition import Reach
from sitegen.checks.identity_outcomes import outcomes
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "YEAR101",
    "years-contradict",
    Severity.ERROR,
    "与上年的报告对不上",
    checks="表单写明的跨年等式（如 上年结转 = 上年的累计结余）；上年没有同一表单的报告时不适用。",
    why="上年末的结余就是今年初的结转，两年的报告应当一致。",
    example="收入:\n  科技馆: {上年结转: 45.89}    # 上年报告的累计结余是 54.89",
    remedy="核对两年的报告；上年数字有更正的，在“数据说明”里写明。",
    source="XBRL Calculations 1.1（2023）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Equalities between years; those that hold only by rounding are SUM103's."""
    return outcomes(RULE, subject, frozenset({Reach.YEARS}), equality=True)
