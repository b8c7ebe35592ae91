"""DISC107: a correction says something else than the report says now."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.model.reports.fact import State
from sitegen.model.reports.report import Correction, Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import Figure, parse_figure, to_base, unit_kind

RULE = Rule(
    "DISC107",
    "correction-does-not-fit",
    Severity.ERROR,
    "更正与报告不符",
    checks="每条更正的位置存在，“原为”与“改为”不同，日期不早于公开日期；同一位置最后一次更正的“改为”就是报告现在的数字或文字。",
    why="更正记录会公开，读者照它改手里的旧件；它与报告对不上，就有了两个“正确”的数字。",
    example="更正:\n  - {日期: 2024-09-12, 位置: 支出.项目支出[汇总], 原为: 640.38, 改为: 640.83, 原因: 两位数字颠倒}    # 报告里仍是 640.38",
    remedy="改好报告里的数字，或改正更正里的“位置”“改为”。位置写成 表.列[行]、字段名，或正文标题。",
    source="《政府信息公开条例》第四十一条：公开的信息不准确的，应当更正。",
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome a correction."""
    report = subject.report
    last = {correction.at: correction for correction in report.corrections}
    for correction in report.corrections:
        statement = f"{correction.day.isoformat()} 更正：{correction.at}"
        fault = _fault(report, correction, latest=last[correction.at] is correction)
        result = Result.PASS if fault is None else Result.FAIL
        yield Outcome(RULE.code, result, correction.at, statement, diagnostic=fault)


def _fault(report: Report, correction: Correction, *, latest: bool) -> Diagnostic | None:
    now, message = _now(report, correction.at), ""
    if now is None:
        message = f"更正的位置“{correction.at}”在这份报告里不存在。"
    elif correction.before.strip() == correction.after.strip():
        message = "“原为”和“改为”相同，没有更正什么。"
    elif report.published is not None and correction.day < report.published:
        message = f"更正的日期 {correction.day.isoformat()} 早于公开日期 {report.published.isoformat()}；公开之前的改动不用登记。"
    elif latest and not _fits(report, correction):
        message = f"更正说改为“{correction.after}”，报告里现在是“{now}”。"
    if not message:
        return None
    return RULE.found(
        correction.span.place,
        message,
        report=report.key,
        fact=correction.at,
        expected=correction.after if latest and now is not None else "",
        actual=now if latest and now is not None and len(now) <= 60 else "",
    )


def _now(report: Report, at: str) -> str | None:
    """What stands at `at` now; None where the report has no such place."""
    fact = report.fact(at)
    if fact is not None:
        return fact.value.text
    prose = report.prose.get(at)
    return prose.plain if prose is not None else None


def _fits(report: Report, correction: Correction) -> bool:
    fact = report.fact(correction.at)
    if fact is None:
        return "".join(correction.after.split()) in "".join(report.prose[correction.at].plain.split())
    written = parse_figure(correction.after)
    if fact.value.state is not State.FIGURE or fact.figure is None or not isinstance(written, Figure):
        return fact.value.text.strip() == correction.after.strip()
    if written.unit and unit_kind(written.unit) != unit_kind(fact.unit):
        return False
    return to_base(written.value, written.unit or fact.unit) == to_base(fact.figure, fact.unit)
