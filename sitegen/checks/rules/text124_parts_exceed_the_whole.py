"""TEXT124: the amounts that the narrative lists are not its whole."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.outcome import Outcome

RULE = Rule(
    "TEXT124",
    "parts-exceed-the-whole",
    Severity.ERROR,
    "正文里各项之和与总数不符",
    checks="“……万元，其中甲……万元、乙……万元”（分段列举的也算），各项之和不超过总数；括号里的细项不重复相加。"
    "各项就是全部的（三公经费的三项、基本支出的人员经费和公用经费、最后一项是“其他”的），各项之和等于总数；"
    "只差一个数字、两个数字颠倒或者单位不同就能相符的，也要报出。写了“主要”“等”的，不要求等于总数。批次不超过人次。",
    why="分项是总数的一部分，加起来不可能比总数还多；列全了的，加起来就是总数。",
    example="投入资金100万元，其中省级60万元、市级50万元",
    remedy="核对总数和各项；各项有重叠的，不要用“其中”并列；没有列全的，写“主要包括”或者“等”。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each list of amounts that can be compared with its whole."""
    yield from subject.within.outcomes(RULE)
