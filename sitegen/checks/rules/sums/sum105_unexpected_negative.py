"""SUM105: a figure is negative where the form does not allow it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SUM105",
    "unexpected-negative",
    Severity.ERROR,
    "不该有负数的地方是负数",
    checks="没有标明“可负”的数字不能小于零；结余一类可以。",
    why="收入、支出、人数不会是负数；负号多半是误填。",
    example="支出:\n  科技馆: {支出合计: -195.59}",
    remedy="去掉负号，或核对数字是否填错了列。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Every figure that the form does not allow to be negative."""
    for fact in subject.report.facts():
        if fact.figure is None or fact.spec.negative or not fact.spec.numeric:
            continue
        statement = f"{fact.address} ≥ 0"
        if fact.figure >= 0:
            yield Outcome(RULE.code, Result.PASS, fact.address, statement)
            continue
        found = RULE.found(
            fact.span.place,
            f"“{fact.address}”是 {wording.value_of(fact)}，这一项不应是负数。",
            report=subject.report.key,
            fact=fact.address,
            expected="≥ 0",
            actual=wording.value_of(fact),
        )
        yield Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found)
