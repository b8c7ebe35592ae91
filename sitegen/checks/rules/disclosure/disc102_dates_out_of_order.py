"""DISC102: a report was public before it was approved or signed."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.texts.date_pairs import beginnings_and_ends
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC102",
    "dates-out-of-order",
    Severity.ERROR,
    "日期前后颠倒",
    checks="公开日期不早于批复日期，也不早于填报、签字、盖章、提出意见的日期。一个部分里的两个日期、一张表里的两列日期，"
    "名称一个说开始（起始、开始、开工、启动），一个说结束（完成、结束、竣工、终止、截止），其余的字相同，或者只有这一对的，开始不晚于结束。",
    why="没有批复、没有签字就公开，还没有开始就已经完成，或者是日期填错了，总有一处不对。",
    example="批复日期: 2021-08-20\n公开日期: 2021-08-02",
    remedy="核对日期，改正填错的。",
    waivable=True,
)
APPROVED, PUBLISHED = "批复日期", "公开日期"
_SIGNING = re.compile(r"签|盖章|填报|填表|意见|审核|审定")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each date that must not be later than the day of publication, or than the end of what it
    begins.
    """
    yield from _before_publication(subject.report)
    for first, last in beginnings_and_ends(subject.report):
        yield _in_order(subject.report, first, last)


def _in_order(report: Report, first: Fact, last: Fact) -> Outcome:
    begin, end = first.value.day, last.value.day
    assert begin is not None and end is not None, "only dates that are filled are paired"
    statement, facts = f"{first.address}不晚于{last.address}", (first.address, last.address)
    if begin <= end:
        return Outcome(RULE.code, Result.PASS, last.address, statement, facts=facts)
    found = RULE.found(
        last.span.place,
        f"“{last.address}”是 {end.isoformat()}，“{first.address}”是 {begin.isoformat()}，前后颠倒。",
        report=report.key,
        fact=last.address,
        expected=f"不早于 {begin.isoformat()}",
        actual=end.isoformat(),
        related=wording.related((first,), last),
    )
    return Outcome(RULE.code, Result.FAIL, last.address, statement, diagnostic=found, facts=facts)


def _before_publication(report: Report) -> Iterator[Outcome]:
    """One outcome for each date that must not be later than the day of publication."""
    published = report.published
    if published is None:
        return
    dates = [(APPROVED, report.approved, report.where(APPROVED))] + [
        (field.name, fact.value.day, fact.span)
        for field in report.form.fields.values()
        if field.spec.type is ValueType.DATE
        and _SIGNING.search(field.name)
        and (fact := report.fields.get(field.name)) is not None
    ]
    for name, day, span in dates:
        if day is None:
            continue
        statement = f"{name}不晚于{PUBLISHED}"
        if day <= published:
            yield Outcome(RULE.code, Result.PASS, name, statement)
            continue
        found = RULE.found(
            span.place,
            f"{name}是 {day.isoformat()}，{PUBLISHED}是 {published.isoformat()}，前后颠倒。",
            report=report.key,
            fact=name,
            expected=f"不晚于 {published.isoformat()}",
            actual=day.isoformat(),
        )
        yield Outcome(RULE.code, Result.FAIL, name, statement, diagnostic=found)
