"""SCORE104: the execution rate is not what was spent divided by the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import execution_lines
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE104",
    "rate-does-not-follow",
    Severity.ERROR,
    "执行率与预算数、执行数不符",
    checks="执行率 = 全年执行数 ÷ 全年预算数，按各数的小数位数代表的区间比较。按 100 倍才相符的（写 1 表示 100%），"
    "说明写的是小数。预算数、执行数都是 0 而执行率写了数的，只提示：0 ÷ 0 没有结果。",
    why="执行率决定预算执行得分，也是读者最先看的数。",
    example="全年预算数 985.19，全年执行数 914.97，执行率写 100%（应为 92.87%）",
    remedy="按两个数重新计算执行率。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each line with a rate."""
    for line in execution_lines(subject.report):
        rate = line.rate
        if rate is None or rate.figure is None or line.spent is None or line.budget is None:
            continue
        facts = (rate, line.spent, line.budget)
        addresses = tuple(fact.address for fact in facts)
        statement = f"{rate.address} = {line.spent.address} ÷ {line.budget.address}"
        if line.spent.figure == 0 and line.budget.figure == 0:
            found = RULE.found(
                rate.span.place,
                f"“{rate.address}”填 {wording.value_of(rate)}，预算数和执行数却都是 0：0 ÷ 0 没有执行率。",
                remedy="没有预算的写“—”，不写 0%；有预算的补上预算数。",
                report=subject.report.key,
                fact=rate.address,
                expected="—",
                actual=wording.value_of(rate),
                related=wording.related(facts, rate),
                severity=Severity.INFO,
            )
            yield Outcome(RULE.code, Result.FAIL, rate.address, statement, diagnostic=found, facts=addresses)
            continue
        given, spent, budget = amount_of(rate), amount_of(line.spent), amount_of(line.budget)
        if given is None or spent is None or budget is None or budget.may_be_zero:
            reason = "预算数或执行数没有填，或预算数为 0"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, rate.address, statement, reason, facts=addresses)
            continue
        due = spent / budget
        if given.agrees(due):
            yield Outcome(RULE.code, Result.PASS, rate.address, statement, facts=addresses)
            continue
        shown = f"{wording.number(due.nominal * 100, 2)}%"
        share = given.scaled(Decimal(100)).meets(due)
        as_share = f"这一栏的单位是 %，写 {rate.value.text} 就是 {rate.value.text.rstrip('%％')}%；若是当小数写的，意思是 {shown}。"
        found = RULE.found(
            rate.span.place,
            f"“{rate.address}”填 {wording.value_of(rate)}，"
            f"{wording.value_of(line.spent)} ÷ {wording.value_of(line.budget)} 应为 {shown}。{as_share if share else ''}",
            remedy=f"写 {shown}（或 {shown[:-1]}）；确是 {wording.value_of(rate)} 的，核对预算数和执行数。"
            if share
            else "",
            report=subject.report.key,
            fact=rate.address,
            expected=wording.amount(due, "%"),
            actual=wording.amount(given, "%"),
            related=wording.related(facts, rate),
        )
        yield Outcome(RULE.code, Result.FAIL, rate.address, statement, diagnostic=found, facts=addresses)
