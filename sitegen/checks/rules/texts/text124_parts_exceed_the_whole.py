"""TEXT124: the amounts that the narrative tells as parts do not make up their whole."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT124",
    "parts-exceed-the-whole",
    Severity.ERROR,
    "正文里各项之和与总数不符",
    checks="“……万元，其中甲……万元、乙……万元”，括号里的细项，分段列举的各项：各项之和不超过总数；括号里的细项不与括号外的重复相加。"
    "各项就是全部的，各项之和等于总数：三公经费的三项，基本支出的人员经费和公用经费，支出的基本支出和项目支出，政府采购的货物、工程、服务，"
    "专业技术、管理、工勤人员，最后一项是“其他”的；三公经费、基本支出这样的，各项写在别处也算。“由甲、乙两部分组成”的，各项之和等于总数；“年初预算、追加、调减、全年预算”依次相符。“甲加上乙，合计丙”“加上甲、扣除乙，总量丙”“预算甲，已支出乙，尚余丙”也要相符。"
    "正文里的表格，合计、小计行和栏，逐格核对；没有写“合计”的，几行在多数栏里加起来等于另一行的，也当作合计。车辆在“包括”“具体为”后面按用途列的、最后一项是“其他用车”的，各项之和等于总数。"
    "看不出列全没有的，只差一个数字、两个数字颠倒或者单位不同就能相符的，或者三项以上只差百分之一的，也报出。"
    "写了“主要”“等”的，不要求等于总数；人数、户数可以重叠，不相加。接待的批次、出国的团组不超过人次。",
    why="分项是总数的一部分，加起来不可能比总数还多；列全了的，加起来就是总数。",
    example="“三公”经费支出18.62万元，其中因公出国（境）费2.00万元、公务用车购置及运行维护费12.36万元、公务接待费4.20万元"
    "（合计18.56万元）",
    remedy="核对总数和各项；各项有重叠的，不要用“其中”并列；没有列全的，写“主要包括”或者“等”。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each list of amounts that can be compared with its whole."""
    yield from subject.within.outcomes(RULE)
