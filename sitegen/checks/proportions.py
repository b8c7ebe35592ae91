"""Proportions that are parts of a whole by their name: none is above 100 %.

Knows words at the end of names. Must not know reports or rules. What compares with a plan, an earlier year or
another whole (完成率, 增长率, 执行率, 到位率, 参保率, 利用率) may exceed 100 %, and is not here.
"""

from __future__ import annotations

import re

_PARTS = (
    "满意度|满意率|好评率|合格率|及格率|达标率|优良率|优秀率|良好率|知晓率|知晓度|公开率|准确率|正确率|真实率|差错率|"
    "及时率|按时率|准时率|完好率|成活率|存活率|治愈率|好转率|出勤率|到课率|巩固率|认可度|认同度|支持率|合规率|就业率|毕业率|"
    "通过率|覆盖率|覆盖面|覆盖度|参与率|受益率"
)
_LOOSE = re.compile(r"(?:覆盖|参与|受益)[率面度]$|到位及时率$")
"""Clerks call by these names, too, what was done of what was planned."""

_PART = re.compile(rf"(?:{_PARTS})(?:指标|比例|情况)?$")
_ASIDE = re.compile(
    r"[（(【\[][^（）()【】\[\]]*[)）】\]]|^\W*(?:指标|目标)?\d+\s*[:：、.．]\s*|(?:指标|情况)$"
)
_STATED = re.compile(r"(?:[≥≤><=＞＜＝≧≦]|不低于|不少于|不小于|达到?|高于|大于|超过|为)\s*\d.*$")
_COMPARED = re.compile(r"增长|增加|增幅|提高|提升|上升|下降|降低|同比|环比|目标完成|计划完成|任务完成")


def bare_name(name: str) -> str:
    """`name` without what stands in brackets, its number, and a target that is written into it."""
    return _ASIDE.sub("", _STATED.sub("", _ASIDE.sub("", name.strip()))).strip()


def is_part_of_whole(name: str) -> bool:
    """Whether what is called `name` cannot be above 100 %."""
    plain = bare_name(name)
    return _PART.search(plain) is not None and _COMPARED.search(plain) is None


def is_loosely_named(name: str) -> bool:
    """Whether `name` is used as well for what was done of a plan."""
    return _LOOSE.search(bare_name(name)) is not None
