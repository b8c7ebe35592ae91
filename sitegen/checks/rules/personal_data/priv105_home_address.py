"""PRIV105: a home address in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV105",
    "home-address",
    Severity.WARNING,
    "报告里有家庭住址",
    checks="报告、正文和附件里没有家庭住址，也没有写到单元、室的住处；办公地址不算。",
    why="住址是敏感的个人信息。",
    example="家庭住址: 幸福路1号3栋2单元501室",
    remedy="删去，或只写到乡镇、街道。",
    source="《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的政府信息不得公开。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.ADDRESS)
