"""PRIV106: a licence plate in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV106",
    "licence-plate",
    Severity.WARNING,
    "报告里有车牌号",
    checks="报告、正文和附件里没有车牌号（湘F12345、湘F·D12345）；隐去几位的不算。",
    why="车牌号能查到车主和行踪。",
    example="公务用车 湘F·12345 已报废",
    remedy="改写为“一辆公务用车”，或隐去中间几位。项目编号等不是车牌的，写数据说明。",
    source="《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的政府信息不得公开。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.PLATE)
