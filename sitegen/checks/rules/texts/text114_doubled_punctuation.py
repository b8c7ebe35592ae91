"""TEXT114: two punctuation marks where one belongs."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import proofreading
from sitegen.checks.rule import Subject
from sitegen.checks.texts import typography
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT114",
    "doubled-punctuation",
    Severity.WARNING,
    "标点重复",
    checks="逗号、句号、顿号、分号、冒号不连着写，如“，。”“。。”“、，”。省略号、破折号、“？！”和引号、括号后面的标点不在此列。",
    why="连着的标点多半是删改时留下的，删去的内容可能没有补上。",
    example="湖南省科技助力乡村振兴县域试点项目成功落地临湘市，。围绕巩固脱贫攻坚成果…",
    remedy="看清中间有没有漏掉内容，只留下一个标点；能确定留哪一个的，sitegen check --fix 可以代改。",
    source="GB/T 15834—2011《标点符号用法》；在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    found = proofreading.slips(subject.report, typography.doubled_punctuation)
    return proofreading.outcomes(RULE, subject, found, _message, "标点不重复")


def _message(excerpt: str, slip: proofreading.Slip) -> str:
    passage, fault = slip
    return f"“{excerpt}”里，标点“{passage.text[fault.start : fault.end]}”连在一起。"
