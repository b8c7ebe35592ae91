"""TAB102: a ≤ or ≥ of the form does not hold between tables or years."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.equations.repetition import Reach
from sitegen.checks.identity_outcomes import outcomes
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TAB102",
    "limit-exceeded-between-tables",
    Severity.ERROR,
    "一张表的数字超出另一张表",
    checks="表单写明的跨表大小关系（如 公务接待费与公务用车运维费之和 ≤ 支出合计）。",
    why="部分支出不会大于全部支出。",
    example="三公经费:\n  科技馆: {公务接待费: 900}\n支出:\n  科技馆: {支出合计: 195.59}",
    remedy="核对两张表的数字和单位。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Inequalities between tables or years."""
    return outcomes(RULE, subject, frozenset({Reach.REPORT, Reach.YEARS}), equality=False)
