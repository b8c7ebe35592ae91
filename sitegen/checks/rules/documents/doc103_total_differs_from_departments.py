"""DOC103: a department's figures are not the sum of those of the departments it adds up."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.concepts import Term, added_up, is_unknown, missing_members, same_kind, sums
from sitegen.checks.equations.evaluation import in_unit, is_off_by_rounding, last_place
from sitegen.checks.rule import Subject
from sitegen.checks.sibling import Origin
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DOC103",
    "total-differs-from-departments",
    Severity.ERROR,
    "汇总数不等于各单位之和",
    checks="departments.yaml 里写了“汇总”的部门，它的报告里各个“概念”、各表金额列的合计（或仅有的一行），"
    "等于所汇总的各部门同一表单、同一年度的报告之和。有的部门没有报告的，无法核对。"
    "差额在四舍五入所能造成的范围之内的，只提示差几个末位单位。",
    why="汇总报告由各单位的报告加起来，对不上就说明有一份填错了，或者漏了单位。",
    example="汇总：支出合计 1075.3；三个单位：792.7、195.59、87.01，合计 1075.30",
    remedy="核对汇总和各单位的报告；有内部往来抵销的，在“数据说明”里写明。",
    source="XBRL Calculations 1.1（2023）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each figure that is to be a sum; one in all if a member has no report."""
    report = subject.report
    if not report.department.members:
        return
    missing = missing_members(subject)
    if missing:
        statement = f"{report.department.name}：汇总数等于各单位之和"
        reason = f"没有这些部门的报告：{'、'.join(missing)}"
        yield Outcome(RULE.code, Result.NOT_CHECKABLE, report.key, statement, reason)
        return
    for name, fact, parts in sums(subject):
        terms = tuple(
            Term(Origin.of(member), part)
            for member, part in zip(subject.members, parts, strict=True)
            if part is not None
        )
        if fact.figure is not None or any(term.fact.figure is not None for term in terms):
            yield _compared(subject, name, fact, terms)


def _compared(subject: Subject, name: str, fact: Fact, terms: tuple[Term, ...]) -> Outcome:
    statement = f"{name}：等于 {len(subject.members)} 个单位之和"
    facts = (fact.address,)
    unknown = [each for each in (fact, *(term.fact for term in terms)) if is_unknown(each)]
    reason = ""
    if len(terms) < len(subject.members):
        there = {term.origin.key for term in terms}
        lacking = next(each for each in subject.members if each.key not in there)
        reason = f"{lacking.department.name}的报告里没有这个数"
    elif unknown or fact.figure is None:
        reason = f"“{(unknown or [fact])[0].address}”没有数字"
    elif not all(same_kind(fact, term.fact) for term in terms if term.fact.figure is not None):
        reason = "单位不是一类"
    if reason:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, reason, facts=facts)
    own, total = added_up((fact,)), added_up(term.fact for term in terms)
    all_facts = (fact, *(term.fact for term in terms))
    agrees = own.agrees(total)
    rounded = agrees and is_off_by_rounding(own, total, all_facts, fact.unit)
    if agrees and not rounded:
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    difference = in_unit(abs(own.nominal - total.nominal), fact.unit)
    apart = f"相差 {wording.with_unit(wording.number(difference), fact.unit)}"
    if rounded:
        place = last_place(all_facts, fact.unit)
        apart = (
            f"{wording.apart(difference, place, fact.unit)}，可能是四舍五入的尾差，也可能是末位写错，请对照"
        )
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”填 {wording.value_of(fact)}，各单位之和是 {wording.amount(total, fact.unit)}，{apart}。",
        report=subject.report.key,
        fact=fact.address,
        expected=wording.amount(total, fact.unit),
        actual=wording.amount(own, fact.unit),
        related=tuple(term.related for term in terms),
        severity=Severity.INFO if rounded else None,
    )
    result = Result.PASS if rounded else Result.FAIL
    return Outcome(RULE.code, result, fact.address, statement, diagnostic=found, facts=facts)
