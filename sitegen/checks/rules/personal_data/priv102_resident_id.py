"""PRIV102: a resident ID number in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV102",
    "resident-id",
    Severity.ERROR,
    "报告里有身份证号",
    checks="报告、正文和附件里没有 18 位居民身份证号（按 GB 11643 的校验码判断）；隐去中间各位的不算。",
    why="身份证号是敏感的个人信息，泄露会被冒用。",
    example="受助人: 张某（110101199001011237）",
    remedy="删去身份证号，或隐去出生日期和顺序码。不是身份证号的，写数据说明。",
    source="《中华人民共和国个人信息保护法》第二十八条；《中华人民共和国政府信息公开条例》第十五条。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.RESIDENT_ID)
