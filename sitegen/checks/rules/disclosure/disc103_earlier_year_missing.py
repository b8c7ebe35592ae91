"""DISC103: between two years that a department has published there is one it has not."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC103",
    "earlier-year-missing",
    Severity.WARNING,
    "中间少了一年的报告",
    checks="同一部门、同一表单、同一标识的报告，年度是不是连续；缺的年度在后面那份报告里报出。",
    why="缺了一年，结转结余就接不上，读者也会问那一年为什么不公开。",
    example="有 2018、2020 年度的报告，没有 2019 年度的",
    remedy="补上缺的那份报告；那一年确实没有的，在“数据说明”里写明。",
    waivable=True,
)
AT = "年度"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for a report that has an earlier one."""
    report, last = subject.report, subject.earlier
    if last is None:
        return
    statement = f"{last.year} 年度之后的报告不缺"
    missing = [str(year) for year in range(last.year + 1, report.year)]
    if not missing:
        yield Outcome(RULE.code, Result.PASS, AT, statement)
        return
    years = "、".join(missing)
    found = RULE.found(
        report.where(AT).place,
        f"有 {last.year} 年度和 {report.year} 年度的报告，没有 {years} 年度的。",
        report=report.key,
        fact=AT,
        actual=f"缺 {years}",
        related=(Related(last.title, str(last.year), last.span.place),),
    )
    yield Outcome(RULE.code, Result.FAIL, AT, statement, diagnostic=found)
