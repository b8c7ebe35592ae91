"""PRIV104: a private e-mail address in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV104",
    "personal-email",
    Severity.WARNING,
    "报告里有个人电子邮箱",
    checks="报告、正文和附件里没有个人邮箱（qq.com、163.com 等，或以手机号开头的）；单位邮箱不算。",
    why="个人邮箱会招来骚扰，也常常就是手机号。",
    example="联系邮箱: example88@qq.com",
    remedy="改填单位邮箱（gov.cn 等），或删去。",
    source="《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的政府信息不得公开。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.EMAIL)
