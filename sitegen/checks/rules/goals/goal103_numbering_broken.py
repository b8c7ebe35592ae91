"""GOAL103: the ordinals of a narrative text repeat or skip numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scores.goals import Fault, answers, faults, ordinals, unanswered
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "GOAL103",
    "numbering-broken",
    Severity.WARNING,
    "序号重复或跳号",
    checks="一栏正文里的序号（1.　一、　（一）　（1）　①　一是　目标1：）依次递增，不重复，不跳号。各种写法各算一层；"
    "重新从 1 编起的可以；不从 1 编起的不查；完成情况少了目标有的那几条，由 GOAL102 报出；小数、日期、金额不是序号。",
    why="跳号像是删掉了一条，重号像是漏改了一条，读者会问少的那条是什么。",
    example="1.应急科普。\n2.服务产业链建设。\n4.科技助力乡村振兴。    # 没有 3",
    remedy="改正序号；确实删去了一条的，把后面的往前移。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each fault, or for each text whose numbering has none."""
    report = subject.report
    for name in report.prose:
        found = tuple(faults(report, name))
        statement = f"“{name}”的序号不重复、不跳号"
        if not found and ordinals(report, name):
            yield Outcome(RULE.code, Result.PASS, name, statement)
        for fault in found:
            if _is_missing_result(report, name, fault):
                continue
            written, before = fault.ordinal.text, fault.before.text
            what = "跳号" if fault.is_skip else "重复"
            diagnostic = RULE.found(
                fault.ordinal.place,
                f"“{name}”里的序号“{written}”前面是“{before}”，{what}了；按顺序应是 {fault.expected}。",
                report=report.key,
                fact=name,
                expected=str(fault.expected),
                actual=written,
                related=(Related(name, before, fault.before.place),),
            )
            yield Outcome(RULE.code, Result.FAIL, name, statement, diagnostic=diagnostic)


def _is_missing_result(report: Report, name: str, fault: Fault) -> bool:
    """Whether the numbers left out are those of goals without a result: GOAL102 says so."""
    if not fault.is_skip or fault.ordinal not in answers(report, name):
        return False
    left_out = set(range(fault.expected, fault.ordinal.number))
    return any(
        left_out <= {each.number for each in unanswered(report, goal, result) or ()}
        for goal, result in report.form.disclosure.goals
        if result == name
    )
