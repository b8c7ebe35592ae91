"""DOC102: what other reports count into a figure of this one comes to more than it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.concepts import Term, added_up, concepts, is_unknown, same_kind
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DOC102",
    "parts-exceed-the-whole",
    Severity.ERROR,
    "分项报告之和超过总数",
    checks="表单用“计入”标明是别的报告某个“概念”的一部分的数（如各项目自评表的全年执行数是部门项目支出的一部分），"
    "同一部门同一年度的加起来不超过那个数。在总数处报出。",
    why="各项目的支出都在部门的项目支出里，部分之和不会大于总数。",
    example="部门项目支出 644 万元；三个项目自评表的全年执行数是 300、250、120 万元，合计 670 万元",
    remedy="核对各项目的执行数，有没有单位写错、重复填报；口径确实不同的，在“数据说明”里写明。",
    source="XBRL Calculations 1.1（2023）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each concept that other reports of the department count into."""
    for name, fact in concepts(subject.report):
        parts = tuple(
            Term(sibling.origin, part)
            for sibling in subject.siblings
            if (part := sibling.counted.get(name)) is not None
        )
        if parts:
            yield _compared(subject, name, fact, parts)


def _compared(subject: Subject, name: str, fact: Fact, parts: tuple[Term, ...]) -> Outcome:
    statement = f"{name} ≥ 计入它的 {len(parts)} 份报告之和"
    facts = (fact.address,)
    given = [part for part in parts if part.fact.figure is not None]
    reason = ""
    if fact.figure is None:
        reason = f"“{fact.address}”没有数字"
    elif not all(same_kind(fact, part.fact) for part in given):
        reason = "单位不是一类"
    if reason:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, reason, facts=facts)
    whole, total = added_up((fact,)), added_up(part.fact for part in given)
    if total.may_be_at_most(whole):
        unknown = [part for part in parts if part.fact.figure is None or is_unknown(part.fact)]
        if unknown:
            reason = f"“{unknown[0].related.fact}”没有数字"
            return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, reason, facts=facts)
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    most = wording.amount(total, fact.unit)
    found = RULE.found(
        fact.span.place,
        f"“{name}”是 {wording.value_of(fact)}，计入它的 {len(given)} 份报告加起来是 {most}，部分大于总数。",
        report=subject.report.key,
        fact=fact.address,
        expected=f"≥ {most}",
        actual=wording.value_of(fact),
        related=tuple(part.related for part in given),
    )
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=facts)
