"""DISC102: a report was public before it was approved or signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.form import ValueType
from sitegen.model.outcome import Outcome, Result

RULE = Rule(
    "DISC102",
    "dates-out-of-order",
    Severity.ERROR,
    "日期前后颠倒",
    checks="公开日期不早于批复日期，也不早于填报、签字、盖章、提出意见的日期。",
    why="没有批复、没有签字就公开，或者是日期填错了，总有一处不对。",
    example="批复日期: 2021-08-20\n公开日期: 2021-08-02",
    remedy="核对日期，改正填错的。",
    waivable=True,
)
APPROVED, PUBLISHED = "批复日期", "公开日期"
_SIGNING = re.compile(r"签|盖章|填报|填表|意见|审核|审定")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each date that must not be later than the day of publication."""
    report = subject.report
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
