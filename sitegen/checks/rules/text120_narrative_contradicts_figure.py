"""TEXT120: a figure in the narrative is not the one in the tables."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.narrative.claims import Level
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Related, Rule, Severity, quoted
from sitegen.figures import unit_kind
from sitegen.model.outcome import Outcome, Result

RULE = Rule(
    "TEXT120",
    "narrative-contradicts-figure",
    Severity.ERROR,
    "正文里的数字与表里的不一致",
    checks="正文写明了名称和数值的（支出合计1,075.3万元），与报告里同一项、同一单位、同一年度的数字相符；"
    "单位和小数位数相同的，要一模一样；不同的（10,753,000元，0.11亿元），粗的要是细的四舍五入得来的。“约”“余”“以上”之类的数不比较。",
    why="同一份报告里一个数字有两个说法，读者不知道该信哪一个。",
    example="正文：2020年支出合计1,057.3万元　　支出.支出合计：1075.3",
    remedy="核对两处，改正写错的一处；正文里也可以用 {{ }} 引用，数字由表里带出，永不出错。",
    source="XBRL Calculations 1.1：同一事实的两个写法，精确程度不同的，区间相交即为相符。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each figure that the narrative names."""
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if not isinstance(claim, Level):
            continue
        tied = statement.tied(claim.mention, unit_kind(claim.quantity.unit))
        if tied is None:
            continue
        fact, at = tied.fact, sentence.passage.at
        words = sentence.written(claim.quantity.start, claim.quantity.end)
        said = f"正文“{statement.words(claim.mention)}”{words} = {fact.address}"
        if tied.agrees(claim.quantity.amount):
            yield Outcome(RULE.code, Result.PASS, at, said, facts=(fact.address,))
            continue
        due = wording.value_of(fact)
        found = RULE.found(
            sentence.place(claim.quantity.start, claim.quantity.end),
            f"正文写{quoted(statement.words(claim.mention))}是 {words}，“{fact.address}”填的是 {due}。",
            remedy=(
                "核对两处，改正写错的一处；正文里也可以写 "
                f"{{{{ {fact.address} }}}}，数字由表里带出，永不出错。"
            ),
            report=subject.report.key,
            fact=at,
            expected=due,
            actual=words,
            related=(Related(fact.address, due, fact.span.place),),
        )
        yield Outcome(RULE.code, Result.FAIL, at, said, diagnostic=found, facts=(fact.address,))
