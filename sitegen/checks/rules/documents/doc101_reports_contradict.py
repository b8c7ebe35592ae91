"""DOC101: two reports of a department and year give different figures for the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.concepts import Term, concepts, same_kind
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DOC101",
    "reports-contradict",
    Severity.ERROR,
    "两份报告对不上",
    checks="同一部门同一年度的几份报告，表单用“概念”标明是同一个数（名称连同口径都相同）的，应当相符；单位和位数相同的要相等，"
    "不同的先换算，粗的要是细的四舍五入得来的。在排在后面的那份报告里报出。",
    why="自评报告和决算公开说的是同一笔钱，两处不一样，读者不知道该信哪个。",
    example="决算公开表：支出合计 10753000.00 元；自评报告：支出合计 1057.3 万元    # 应为 1075.3",
    remedy="对照原始账表改正填错的一份；口径确实不同的，在“数据说明”里写明，或在表单里给“概念”另取名称。",
    source="XBRL Calculations 1.1（2023）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each concept and each earlier report of the department that has it too."""
    earlier = [each for each in subject.siblings if each.folder < subject.report.folder]
    for name, fact in concepts(subject.report):
        for sibling in earlier:
            other = sibling.mean.get(name)
            if other is not None and (fact.figure is not None or other.figure is not None):
                yield _compared(subject, name, fact, Term(sibling.origin, other))


def _compared(subject: Subject, name: str, fact: Fact, other: Term) -> Outcome:
    statement = f"{name}：与《{other.origin.title}》一致"
    facts = (fact.address,)
    mine, theirs = amount_of(fact), amount_of(other.fact)
    reason = ""
    if mine is None or theirs is None:
        reason = f"“{fact.address if mine is None else other.fact.address}”没有数字"
    elif not same_kind(fact, other.fact):
        reason = f"单位不是一类（{fact.unit}，{other.fact.unit}）"
    if mine is None or theirs is None or reason:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, reason, facts=facts)
    if mine.agrees(theirs):
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    related = other.related
    found = RULE.found(
        fact.span.place,
        f"“{name}”这里是 {wording.value_of(fact)}，《{other.origin.title}》的“{other.fact.address}”"
        f"是 {wording.value_of(other.fact)}。",
        report=subject.report.key,
        fact=fact.address,
        expected=related.value,
        actual=wording.value_of(fact),
        related=(related,),
    )
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=facts)
