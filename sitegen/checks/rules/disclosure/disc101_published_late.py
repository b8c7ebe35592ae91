"""DISC101: a report was made public later than the law allows."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result
from sitegen.model.results.summary import deadline

RULE = Rule(
    "DISC101",
    "published-late",
    Severity.WARNING,
    "公开晚了",
    checks="表单规定了公开期限的，公开日期不晚于批复日期之后那么多天；两个日期缺一个的，无法核对。",
    why="预算、决算应当在批复后二十日内公开，晚了就违反了预算法。",
    example="批复日期: 2021-08-20\n公开日期: 2021-09-15    # 晚了 6 天",
    remedy="核对两个日期；确实晚了的，在“数据说明”里写明原因。",
    source="《预算法》第十四条：部门预算、决算及报表，在批复后二十日内向社会公开。",
    waivable=True,
)
AT = "公开日期"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome, where the form has a time limit."""
    report = subject.report
    days = report.form.disclosure.days
    if days is None:
        return
    statement = f"批复后 {days} 日内公开"
    if report.approved is None or report.published is None:
        missing = "批复日期" if report.approved is None else "公开日期"
        yield Outcome(RULE.code, Result.NOT_CHECKABLE, AT, statement, f"没有写{missing}")
        return
    last = deadline(report)
    assert last is not None
    late = (report.published - last).days
    if late <= 0:
        yield Outcome(RULE.code, Result.PASS, AT, statement)
        return
    found = RULE.found(
        report.where(AT).place,
        f"{report.approved.isoformat()} 批复，{report.published.isoformat()} 公开，应当在 {days} 日内，晚了 {late} 天。",
        report=report.key,
        fact=AT,
        expected=f"不晚于 {last.isoformat()}",
        actual=report.published.isoformat(),
    )
    yield Outcome(RULE.code, Result.FAIL, AT, statement, diagnostic=found)
