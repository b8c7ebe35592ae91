"""SUM104: a ≤ or ≥ of the form does not hold within a table or among fields."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.equations.repetition import Reach
from sitegen.checks.identity_outcomes import outcomes
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "SUM104",
    "limit-exceeded",
    Severity.ERROR,
    "部分大于整体，或超出上限",
    checks="表单写明的大小关系（如 其中：外事接待费 ≤ 国内接待费，实有人数 ≤ 人员编制）。",
    why="“其中”不会大于它所在的整体；超出上限的，要么填错，要么需要说明。",
    example="人员编制: 27\n实有人数: 72",
    remedy="核对两个数字；确实超出的，在“数据说明”里说明原因。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Inequalities within a table or among fields."""
    return outcomes(RULE, subject, frozenset({Reach.TABLE}), equality=False)
