"""GOAL101: the account of what was achieved is the goal, copied."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scores.goals import are_alike, bare, copied, joined
from sitegen.checks.texts.words import text_of
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "GOAL101",
    "goal-copied-as-result",
    Severity.WARNING,
    "完成情况照抄了目标",
    checks="表单的“目标对照”写明的两栏正文，去掉序号和标点以后是不是（几乎）一样；不到 20 个字的，一字不差才算，不到 8 个字的不比较。"
    "两栏都逐条编号的，还逐条比较：同一序号的一条一字不差（8 个字以上）就算。",
    why="目标说的是要做什么，完成情况说的是做了什么；照抄目标，读者看不出做没做。",
    example="# 预期目标\n开展科普活动12场，服务群众3000人次。\n\n# 实际完成情况\n开展科普活动12场，服务群众3000人次。",
    remedy="写实际做了什么、做到多少；与目标恰好一样的，也写明完成的情况，如时间、地点、人次。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
EXCERPT = 30
SHORTEST = 8
"""Characters: what is shorter (按时完成) says the same of goal and result."""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each pair of goal and result that the form names and the report fills."""
    report = subject.report
    for goal, result in report.form.disclosure.goals:
        statement = f"“{result}”不照抄“{goal}”"
        texts = text_of(report, goal), text_of(report, result)
        if None in texts:
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, result, statement, "正文资料缺失")
            continue
        if not all(texts):
            continue
        first, second = report.prose[goal], report.prose[result]
        written = joined(report, result)
        goals = joined(report, goal)
        same = bare(goals) == bare(written) and len(bare(written)) >= SHORTEST
        if not same and not are_alike(goals, written):
            yield _of_items(report, goal, result, statement)
            continue
        found = RULE.found(
            second.span.place,
            f"“{result}”与“{goal}”的文字几乎一样，没有写实际做到的。",
            report=report.key,
            fact=result,
            actual=bare(written)[:EXCERPT],
            related=(Related(goal, f"{len(bare(written))} 字", first.span.place),),
        )
        yield Outcome(RULE.code, Result.FAIL, result, statement, diagnostic=found)


def _of_items(report: Report, goal: str, result: str, statement: str) -> Outcome:
    """The outcome for texts that differ as a whole, but may share items."""
    pairs = tuple(copied(report, goal, result, SHORTEST))
    if not pairs:
        return Outcome(RULE.code, Result.PASS, result, statement)
    numbers = "、".join(str(each.number) for _, each in pairs)
    found = RULE.found(
        pairs[0][1].place,
        f"“{result}”第 {numbers} 条与“{goal}”的一字不差，没有写实际做到的。",
        report=report.key,
        fact=result,
        actual=f"第 {numbers} 条",
        related=tuple(Related(goal, due.text, due.place) for due, _ in pairs),
    )
    return Outcome(RULE.code, Result.FAIL, result, statement, diagnostic=found)
