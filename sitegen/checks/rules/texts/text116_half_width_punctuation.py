"""TEXT116: punctuation of Latin text in Chinese text."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import proofreading
from sitegen.checks.rule import Subject
from sitegen.checks.texts import typography
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT116",
    "half-width-punctuation",
    Severity.WARNING,
    "中文里用了半角标点",
    checks="汉字前后的逗号、句号、分号、冒号、问号、叹号用全角；一对括号同是全角，句子里注释汉字的括号用全角。"
    "数字、时间、比例、网址、公式、外文里的标点，序号“指标1:”，名称里的“发放(缴纳)”，姓名里的点不在此列。",
    why="半角标点印出来挤在字的左下角，同一篇里两样混用，显得没有校对过。",
    example="推动岳阳经济的发展.",
    remedy="改成全角标点；sitegen check --fix 可以代改。",
    source="GB/T 15834—2011《标点符号用法》；在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each mark, or one for the report."""
    found = proofreading.slips(subject.report, typography.half_width_punctuation)
    return proofreading.outcomes(RULE, subject, found, _message, "中文用全角标点")


def _message(excerpt: str, slip: proofreading.Slip) -> str:
    passage, fault = slip
    mark, full = passage.text[fault.start : fault.end].strip(), fault.replacement
    return f"“{excerpt}”里，“{mark}”是半角标点，应当用“{full}”。"
