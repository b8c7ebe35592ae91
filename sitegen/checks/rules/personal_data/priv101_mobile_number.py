"""PRIV101: a mobile number in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV101",
    "mobile-number",
    Severity.ERROR,
    "报告里有手机号",
    checks="报告、正文和附件里没有个人手机号；中间隐去四位的（159****9860）、办公固定电话、400 等客服号码不算。",
    why="手机号是个人信息，公开到网上无法收回。",
    example="联络电话: 13800138000",
    remedy="改填办公电话；确需填手机的，隐去中间四位。不是手机号的，写数据说明。",
    source="《中华人民共和国个人信息保护法》第二十八条；《中华人民共和国政府信息公开条例》第十五条。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.MOBILE)
