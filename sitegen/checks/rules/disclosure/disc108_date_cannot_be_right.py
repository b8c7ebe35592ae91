"""DISC108: a date of the report lies in the future, or long before its year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitegen.checks.rule import Subject
from sitegen.checks.texts.field_dates import LAST_MONTH, dates
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC108",
    "date-cannot-be-right",
    Severity.ERROR,
    "日期不会是真的",
    checks="批复、填报、签字、更正的日期不晚于今天，公开日期不晚于今天之后 31 日；批复、公开、填报、签字、更正的日期不早于报告年度的前一年。"
    "自评、评价的日期不早于报告年度的 12 月（提示；监控、半年、目标申报一类的表不查）。"
    "计划、截止、完工之类的日期不在此列。",
    why="还没有到的日子，事情不会已经发生；往往是年份写错了，公开是否及时就核对不准。",
    example="年度: 2020\n公开日期: 2012-06-30    # 应为 2021",
    remedy="核对日期，改正写错的。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each date of something that has happened."""
    report, today = subject.report, subject.today
    for each in dates(report):
        statement = f"{each.name}不在将来，也不早于报告年度的前一年"
        fault, severity = "", RULE.severity
        if today is not None and each.day > today + each.ahead:
            fault = f"{each.name}是 {each.day.isoformat()}，今天是 {today.isoformat()}，还没有到这一天"
        elif each.of_report and each.day.year < report.year - 1:
            fault = f"报告是 {report.year} 年度，{each.name}却是 {each.day.isoformat()}"
        elif each.of_results and each.day < date(report.year, LAST_MONTH, 1):
            fault = f"{each.name}是 {each.day.isoformat()}，{report.year} 年度还没有过完，全年的结果还说不了"
            severity = Severity.WARNING
        if not fault:
            yield Outcome(RULE.code, Result.PASS, each.name, statement)
            continue
        found = RULE.found(
            each.span.place,
            f"{fault}。",
            report=report.key,
            fact=each.name,
            actual=each.day.isoformat(),
            severity=severity,
        )
        yield Outcome(RULE.code, Result.FAIL, each.name, statement, diagnostic=found)
