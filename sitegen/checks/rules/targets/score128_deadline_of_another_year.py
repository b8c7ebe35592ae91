"""SCORE128: what is due in the year of the report was due before it began."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.scores.planned import Planned, planned
from sitegen.checks.targets import Deadline
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE128",
    "deadline-of-another-year",
    Severity.WARNING,
    "完成时限不在报告的年度里",
    checks="指标值写了年份的完成时限（2023年11月底前）：不早于报告的年度；“年度指标值”一栏的，也不晚于报告的年度。"
    "长期、实施期、中期的栏不查晚，名称、说明里有“跨年”“续建”“上年”“结转”的不查。",
    why="年度目标说的是这一年要做到什么。多半是照抄了上一年的目标，忘了改年份，完成得及时不及时就无从比较。",
    example="年度: 2024\n绩效目标:\n  工程完工时间: {年度指标值: 2023年11月底前}",
    remedy="把年份改成报告的年度；确是跨年的任务，在指标名称里写明，或在“数据说明”里说明。",
    waivable=True,
)
_OF_YEAR = re.compile("年度|本年|当年|全年")
_LONG_TERM = re.compile("长期|实施期|中期|总体")
_ACROSS = re.compile("跨年|跨年度|续建|上年|结转|历年|以前年度|第[一二三四]期|规划")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each target that is a deadline with a year of its own."""
    report = subject.report
    for each in planned(report):
        for goal in each.goals:
            if isinstance(goal, Deadline) and re.search(r"(?:19|20)\d\d", goal.text):
                yield _outcome(report, each, goal)


def _outcome(report: Report, planned: Planned, goal: Deadline) -> Outcome:
    at = planned.target
    statement = f"{planned.row.label}：完成时限在 {report.year} 年"
    wrong = _says_of_year(at.address, goal.by.year, report.year)
    if not wrong or _ACROSS.search(f"{planned.row.label}{goal.text}"):
        return Outcome(RULE.code, Result.PASS, at.address, statement)
    found = RULE.found(
        at.span.place,
        f"“{at.address}”是“{goal.text}”，报告是 {report.year} 年度：{wrong}。",
        report=report.key,
        fact=at.address,
        expected=f"{report.year} 年",
        actual=goal.text,
    )
    return Outcome(RULE.code, Result.FAIL, at.address, statement, diagnostic=found)


def _says_of_year(address: str, due: int, year: int) -> str:
    """Why a deadline in the year `due` cannot be one of `year`; "" where it can."""
    column = address.split("[", maxsplit=1)[0]
    if due < year:
        return "这一年还没有开始，期限就已经过了"
    if due > year and _OF_YEAR.search(column) and not _LONG_TERM.search(column):
        return "年度指标值说的是这一年要做到的"
    return ""
