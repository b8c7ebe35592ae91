"""GOAL102: there are numbered goals of which the numbered results say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scores.goals import answers, outermost, unanswered
from sitegen.checks.texts.words import text_of
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "GOAL102",
    "goal-without-result",
    Severity.WARNING,
    "有的目标没有写完成情况",
    checks="“目标对照”的两栏都逐条编号的，每个目标在完成情况里都有同一序号的一条，或在别的一条里提到；没有编号的不查。",
    why="逐条列了目标，就要逐条交代完成了没有；少的那几条，读者会以为没有做。",
    example="预期目标写了目标1到目标7，实际完成只写了 1 到 6",
    remedy="补写缺的几条；并在一条里写的，写明是哪几条。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each pair of numbered texts that the form names."""
    report = subject.report
    for goal, result in report.form.disclosure.goals:
        statement = f"“{goal}”的每一条，“{result}”都有对应的一条"
        if None in (text_of(report, goal), text_of(report, result)):
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, result, statement, "正文资料缺失")
            continue
        missing = unanswered(report, goal, result)
        if missing is None:
            continue
        if not missing:
            yield Outcome(RULE.code, Result.PASS, result, statement)
            continue
        goals, results = outermost(report, goal), answers(report, result)
        skips = results[-1].number > len(results)
        numbers = "、".join(str(each.number) for each in missing)
        found = RULE.found(
            report.prose[result].span.place,
            f"“{goal}”有 {len(goals)} 条，“{result}”只有 {len(results)} 条，缺第 {numbers} 条。",
            remedy=f"补写第 {numbers} 条；只是编错了序号的，改正序号。" if skips else "",
            report=report.key,
            fact=result,
            expected=f"{len(goals)} 条",
            actual=f"{len(results)} 条",
            related=tuple(Related(goal, each.text, each.place) for each in missing),
        )
        yield Outcome(RULE.code, Result.FAIL, result, statement, diagnostic=found)
