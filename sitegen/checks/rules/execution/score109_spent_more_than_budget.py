"""SCORE109: more was spent than the budget allowed."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import execution_lines
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE109",
    "spent-more-than-budget",
    Severity.WARNING,
    "执行数大于预算数",
    checks="全年执行数不大于全年预算数。预算数取年初数的表单，执行率可能因追加预算而超过 100%，需要说明。",
    why="超预算支出要么有追加预算的手续，要么是填错了数。",
    example="年初预算数: 187.36，全年执行数: 353.75（执行率 188.81%）",
    remedy="核对两个数；有追加预算的，在“数据说明”里写明。",
    source="《预算法》第十三条：经批准的预算，非经法定程序，不得调整；在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each line that has both."""
    for line in execution_lines(subject.report):
        if line.spent is None or line.budget is None:
            continue
        spent, budget = amount_of(line.spent), amount_of(line.budget)
        if spent is None or budget is None:
            continue
        facts = (line.spent.address, line.budget.address)
        statement = f"{line.spent.address} ≤ {line.budget.address}"
        if spent.may_be_at_most(budget):
            yield Outcome(RULE.code, Result.PASS, line.spent.address, statement, facts=facts)
            continue
        rate = (
            f"，执行率 {wording.number(spent.nominal / budget.nominal * 100, 2)}%" if budget.nominal else ""
        )
        found = RULE.found(
            line.spent.span.place,
            f"“{line.spent.address}”{wording.value_of(line.spent)}，大于预算数 {wording.value_of(line.budget)}{rate}。",
            report=subject.report.key,
            fact=line.spent.address,
            expected=f"≤ {wording.value_of(line.budget)}",
            actual=wording.value_of(line.spent),
            related=wording.related((line.budget,), line.spent),
        )
        yield Outcome(RULE.code, Result.FAIL, line.spent.address, statement, diagnostic=found, facts=facts)
