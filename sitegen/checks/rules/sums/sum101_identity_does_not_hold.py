"""SUM101: an identity within a table does not hold. Knows equalities only."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.equations.repetition import Reach
from sitegen.checks.identity_outcomes import outcomes
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "SUM101",
    "identity-does-not-hold",
    Severity.ERROR,
    "表内合计与分项不符",
    checks="表单写明的等式（如 支出合计 = 基本支出 + 项目支出），以及合计行等于其余各行之和，清单里印出的合计、小计等于各项之和。"
    "两个以上四舍五入过的数相加，每个数字代表一个区间，两边的区间相交就算相等，所以尾差不会误报；"
    "0、元和角分、一个数与一个数，没有余地。合计在别处相符的，说明错的更可能是分项；只有一个数改动一个数字（或对调相邻两位，或把元换成万元）就能使"
    "各式都成立的，提出来供核对。",
    why="合计与分项不符，说明至少有一个数字是错的；公开后读者无法知道哪个可信。",
    example="支出:\n  科技馆: {支出合计: 87.01, 基本支出: 3.20, 项目支出: 83.84}    # 3.20 + 83.84 = 87.04",
    remedy="对照原始账表改正填错的数字；原件就是如此而又不能改动的，在“数据说明”里写明原因，公开时会一并列出。",
    source="XBRL Calculations 1.1（2023）；《预算法》第七十五条：数额准确。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Equalities within a table; those that hold only by rounding are SUM103's."""
    return outcomes(RULE, subject, frozenset({Reach.TABLE}), equality=True)
