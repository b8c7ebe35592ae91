"""TEXT115: a text ends in a comma or an opening bracket."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import proofreading
from sitegen.checks.rule import Subject
from sitegen.checks.texts import typography
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT115",
    "paragraph-ends-in-comma",
    Severity.WARNING,
    "文字没有写完",
    checks="段落、列表的一项、表格里的文字，不以逗号、顿号或左括号、左引号结尾。以分号结尾的列表项和没有句号的短语不在此列。",
    why="读者不知道后面还有没有内容；往往是复制时漏掉了一段。",
    example="…县域试点项目成功落地临湘市，获支持资金200万元，",
    remedy="补上漏掉的内容；已经写完的，把末尾的逗号改成句号，列表的各项改成分号。",
    source="GB/T 15834—2011《标点符号用法》；在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each text that breaks off, or one for the report."""
    found = proofreading.slips(subject.report, typography.unfinished_end)
    return proofreading.outcomes(RULE, subject, found, _message, "文字写完，不以逗号结尾")


def _message(excerpt: str, slip: proofreading.Slip) -> str:
    passage, fault = slip
    mark = passage.text[fault.start : fault.end]
    shown = f"“{mark}”" if mark not in "“”" else f"引号 {mark} "
    return f"这段文字以{shown}结尾，像是没有写完：{excerpt}"
