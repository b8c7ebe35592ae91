"""SUM107: a figure breaks what names imply and the rest of its table confirms, though the form has no formula."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.evaluation import Status, in_unit
from sitegen.checks.equations.implied import Implied, implied
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SUM107",
    "implied-relation-does-not-hold",
    Severity.WARNING,
    "与同表其他各行的算法不合",
    checks="表单没有写式子、名称却说明怎么算的列和行：占比、各种率、增减额、增减率、人均和单价、合计、净值、期末数、结余。"
    "至少 3 行（列）照同一个算法都对，只有这一处（行多的，五分之一以下）不对的，才报；要用的数另有错报出的，不再报。",
    why="同一列的数是用同一个算法算出来的，只有一行不合，多半是这一行填错了。",
    example="流动资产: {期末数: 1200.27, 占比: 7.04}\n固定资产: {期末数: 8548.41, 占比: 55.01}    # 其余各行都是 期末数 ÷ 资产总额",
    remedy="核对这一行的几个数；确实另有算法的，在“数据说明”里写明。把式子写进表单的“校验”，以后填报时就按它核对。",
    waivable=True,
)
MOST_NAMED = 3
"""Places that a message lists as evidence."""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place of a table where a relation that is believed can be computed."""
    report = subject.report
    accused = {each.subject for each in subject.evaluations if each.status is Status.BROKEN}
    for each in implied(report, accused):
        statement = f"{each.hypothesis.text}（{each.title}）"
        facts = tuple(fact.address for fact in (each.subject, *each.facts))
        if each.holds:
            yield Outcome(RULE.code, Result.PASS, each.subject.address, statement, facts=facts)
            continue
        found = _found(each, report.key)
        yield Outcome(RULE.code, Result.FAIL, each.subject.address, statement, diagnostic=found, facts=facts)


def _found(implied: Implied, report: str) -> Diagnostic:
    fact = implied.subject
    due = wording.with_unit(wording.number(in_unit(implied.due.nominal, fact.unit), 2), fact.unit)
    named = "、".join(f"“{title}”" for title in implied.fitting[:MOST_NAMED])
    return RULE.found(
        fact.span.place,
        f"“{fact.address}”填 {wording.value_of(fact)}，按“{implied.hypothesis.text}”应为 {due}。"
        f"表单没有写这个式子，是从同表看出来的：{named}等 {len(implied.fitting)} 处都合，这一处不合。",
        report=report,
        fact=fact.address,
        expected=wording.amount(implied.due, fact.unit),
        actual=wording.amount(implied.given, fact.unit),
        related=wording.related((fact, *implied.facts), fact),
    )
