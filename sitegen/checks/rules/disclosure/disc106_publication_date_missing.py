"""DISC106: the law sets a time limit for publication, and the report does not say when it was made public."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC106",
    "publication-date-missing",
    Severity.INFO,
    "没有写公开日期",
    checks="表单规定了公开期限的，报告要写公开日期。",
    why="没有日期，读者看不出是不是按期公开的。",
    example="报告开头没有“公开日期”这一项",
    remedy="在报告开头写上，如“公开日期: 2021-06-30”；同时写上“批复日期”，就能核对期限。",
    source="《预算法》第十四条。",
    waivable=True,
)
AT = "公开日期"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome, where the form has a time limit."""
    report = subject.report
    if report.form.disclosure.days is None:
        return
    statement = "写明公开日期"
    if report.published is not None:
        yield Outcome(RULE.code, Result.PASS, AT, statement)
        return
    message = (
        f"《{report.form.title}》要在批复后 {report.form.disclosure.days} 日内公开，报告没有写公开日期。"
    )
    found = RULE.found(report.span.place, message, report=report.key, fact=AT)
    yield Outcome(RULE.code, Result.FAIL, AT, statement, diagnostic=found)
