"""PRIV109: the number or name of somebody in a chat in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV109",
    "chat-account",
    Severity.WARNING,
    "报告里有 QQ 号或微信号",
    checks="报告、正文和附件里没有个人的 QQ 号、微信号（前面或表头写着 QQ、微信的）；公众号、官方微信、客服 QQ、QQ 群不算。",
    why="凭 QQ 号、微信号可以直接找到本人，公开后会招来骚扰和诈骗。",
    example="备注: 加微信号 example_88 联系",
    remedy="改填办公电话或单位邮箱，或删去；是单位对外公布的，写明“官方微信”“客服QQ”。",
    source="《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的政府信息不得公开。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.CHAT)
