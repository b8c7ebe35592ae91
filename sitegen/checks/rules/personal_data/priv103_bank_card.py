"""PRIV103: a bank card number in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV103",
    "bank-card",
    Severity.ERROR,
    "报告里有银行卡号",
    checks="报告、正文和附件里没有银行卡号（按 ISO/IEC 7812 的校验位判断）；隐去中间各位的不算。",
    why="卡号与姓名一起公开，可能被盗用。",
    example="发放账户: 6228480012345678910",
    remedy="删去卡号；需要说明发放方式的，写“发放到个人银行账户”。不是卡号的，写数据说明。",
    source="《中华人民共和国个人信息保护法》第二十八条；《中华人民共和国政府信息公开条例》第十五条。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.BANK_CARD)
