"""SUM108: fewer persons than groups, or something was paid for and none of it counted."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.evaluation import Status
from sitegen.checks.quantities.counted import groups_and_persons, paid_and_counted
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SUM108",
    "counts-do-not-fit",
    Severity.ERROR,
    "人次、数量与批次、金额对不上",
    checks="名称相同的批次（团组）和人次（人数）：人次不少于批次。公务用车购置费与购置数、公务接待费与接待批次、出国费与团组数和人次："
    "有支出的，数量不是 0；买了车的，购置费也不是 0。按本年实际数的一栏核对，预算数、上年数的栏不查；表单写了式子的由式子核对。",
    why="每一批至少来一个人；花了买车的钱而一辆也没有买，总有一处填错或漏填。",
    example="国内公务接待批次: 6\n国内公务接待人次: 4",
    remedy="核对两个数，改正填错的；车是别人付钱买的、接待费是结清上年的，在“数据说明”里写明。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each pair of groups and persons, and for each amount beside what it was paid for."""
    report = subject.report
    refused = [set(each.facts) for each in subject.evaluations if each.status is Status.BROKEN]
    for pair in groups_and_persons(report):
        groups, persons = pair.first, pair.second
        if groups.figure is None or persons.figure is None:
            continue
        if any({groups, persons} <= facts for facts in refused):
            continue
        found = None
        if persons.figure < groups.figure:
            message = (
                f"“{persons.address}”是 {wording.value_of(persons)}，比“{groups.address}”的 {wording.value_of(groups)} 还少："
                "一批至少有一个人。"
            )
            found = _found(persons, (groups,), message, report.key, Severity.ERROR)
        yield _outcome(persons, (groups,), f"{persons.address} ≥ {groups.address}", found)
    for paid, counted in paid_and_counted(report):
        figures = [fact.figure for fact in counted]
        if paid.figure is None or any(figure is None for figure in figures):
            continue
        found, number = None, counted[0]
        if paid.figure > 0 and not any(figures):
            message = f"“{paid.address}”是 {wording.value_of(paid)}，“{number.address}”却是 {wording.value_of(number)}。"
            found = _found(number, (paid,), message, report.key, Severity.WARNING)
        elif paid.figure == 0 and "购置" in number.address and any(figures):
            message = f"“{number.address}”是 {wording.value_of(number)}，“{paid.address}”却是 {wording.value_of(paid)}。"
            found = _found(number, (paid,), message, report.key, Severity.WARNING)
        yield _outcome(number, (paid, *counted[1:]), f"{paid.address} 与 {number.address} 同有同无", found)


def _found(at: Fact, others: tuple[Fact, ...], message: str, report: str, severity: Severity) -> Diagnostic:
    return RULE.found(
        at.span.place,
        message,
        report=report,
        fact=at.address,
        actual=wording.value_of(at),
        related=wording.related((at, *others), at),
        severity=severity,
    )


def _outcome(at: Fact, others: tuple[Fact, ...], statement: str, found: Diagnostic | None) -> Outcome:
    facts = tuple(fact.address for fact in (at, *others))
    result = Result.PASS if found is None else Result.FAIL
    return Outcome(RULE.code, result, at.address, statement, diagnostic=found, facts=facts)
