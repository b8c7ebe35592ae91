"""TAB101: an identity between tables, or a table and a field, does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.equations.repetition import Reach
from sitegen.checks.identity_outcomes import outcomes
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TAB101",
    "tables-contradict",
    Severity.ERROR,
    "两张表对不上",
    checks="表单写明的跨表等式（如 当年结余 = 收入.收入合计 - 支出合计，收入总计 = 支出总计）。",
    why="同一笔钱在两张表里应当一致；不一致，说明至少一张表填错了。",
    example="收入:\n  科技馆: {收入合计: 200.45}\n支出:\n  科技馆: {支出合计: 195.59, 当年结余: 5.86}    # 应为 4.86",
    remedy="对照两张表的原始数据改正；原件如此的，在“数据说明”里写明原因。",
    source="XBRL Calculations 1.1（2023）；《预算法》第七十五条：数额准确。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Equalities between tables; those that hold only by rounding are SUM103's."""
    return outcomes(RULE, subject, frozenset({Reach.REPORT}), equality=True)
