"""TEXT120: a figure in the narrative is not the one in the tables."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.arithmetic import amount_of
from sitegen.checks.narrative.claims import Apposition, Level
from sitegen.checks.narrative.results import stated_rows
from sitegen.checks.narrative.statements import Statement
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Related, Rule, Severity, quoted
from sitegen.figures import unit_kind
from sitegen.intervals import total
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Fact
from sitegen.prose.quantities import Quantity
from sitegen.prose.sentences import Sentence

RULE = Rule(
    "TEXT120",
    "narrative-contradicts-figure",
    Severity.ERROR,
    "正文里的数字与表里的不一致",
    checks="正文写明了名称和数值的（支出合计1,075.3万元），与报告里同一项、同一单位、同一年度的数字相符；"
    "单位和小数位数相同的，要一模一样；不同的（10,753,000元，0.11亿元），粗的要是细的四舍五入得来的。“约”“余”“以上”之类的数不比较。"
    "一行有几栏的，按句子说的预算、决算（支出）、上年找那一栏，分不清的与任一栏相符即可。"
    "写完成情况的正文里照指标的名称写的数（出院人次20156人次），与指标的实际完成值比较；"
    "辆数、批次、人次（国内公务接待83批次）与金额之间的整数行比较。",
    why="同一份报告里一个数字有两个说法，读者不知道该信哪一个。",
    example="正文：2020年支出合计1,057.3万元　　支出.支出合计：1075.3",
    remedy="核对两处，改正写错的一处；正文里也可以用 {{ }} 引用，数字由表里带出，永不出错。",
    source="XBRL Calculations 1.1：同一事实的两个写法，精确程度不同的，区间相交即为相符。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each figure that the narrative names."""
    tied: set[tuple[int, int]] = set()
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if not isinstance(claim, Level):
            continue
        found = statement.tied(claim.mention, unit_kind(claim.quantity.unit), level=claim.quantity)
        if found is not None:
            fact = found.accused(claim.quantity)
            if fact is None and not found.agrees(claim.quantity.amount):
                continue
            tied.add(_where(sentence, claim.quantity))
            name = statement.words(claim.mention)
            yield _outcome(subject, sentence, name, claim.quantity, fact or found.fact, fact is None)
    for statement in subject.statements:
        if isinstance(statement.claim, Apposition):
            for level, fact in _parts(statement, statement.claim):
                if _where(statement.sentence, level.quantity) not in tied:
                    agrees = _agrees(fact, level.quantity)
                    name = statement.words(level.mention)
                    yield _outcome(subject, statement.sentence, name, level.quantity, fact, agrees)
    for stated in stated_rows(subject.report):
        if _where(stated.sentence, stated.quantity) not in tied:
            name = stated.sentence.written(stated.start, stated.end)
            yield _outcome(
                subject, stated.sentence, name, stated.quantity, stated.told[0].fact, stated.agrees
            )


def _parts(statement: Statement, claim: Apposition) -> Iterator[tuple[Level, Fact]]:
    """The parts with their figures, where those of one column add up to the whole that is stated: only then is it
    sure that the sentence speaks of them.
    """
    columns: list[dict[str, Fact]] = []
    for part in claim.parts:
        found = statement.tied(part.mention, "money")
        facts = (found.fact, *found.others) if found is not None and found.sure else ()
        columns.append({fact.address.partition("[")[0]: fact for fact in facts if fact.figure is not None})
    for column in columns[0]:
        figures = [each[column] for each in columns if column in each]
        amounts = [amount for each in figures if (amount := amount_of(each)) is not None]
        if len(amounts) == len(columns) and total(amounts).agrees(claim.whole.amount):
            yield from zip(claim.parts, figures, strict=True)
            return


def _agrees(fact: Fact, quantity: Quantity) -> bool:
    amount = amount_of(fact)
    return amount is not None and amount.agrees(quantity.amount)


def _where(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    return id(sentence.passage), sentence.offsets[quantity.start]


def _outcome(
    subject: Subject, sentence: Sentence, name: str, quantity: Quantity, fact: Fact, agrees: bool
) -> Outcome:
    at, words = sentence.passage.at, sentence.written(quantity.start, quantity.end)
    said = f"正文“{name}”{words} = {fact.address}"
    if agrees:
        return Outcome(RULE.code, Result.PASS, at, said, facts=(fact.address,))
    due = wording.value_of(fact)
    found = RULE.found(
        sentence.place(quantity.start, quantity.end),
        f"正文写{quoted(name)}是 {words}，“{fact.address}”填的是 {due}。",
        remedy=(
            f"核对两处，改正写错的一处；正文里也可以写 {{{{ {fact.address} }}}}，数字由表里带出，永不出错。"
        ),
        report=subject.report.key,
        fact=at,
        expected=due,
        actual=words,
        related=(Related(fact.address, due, fact.span.place),),
    )
    return Outcome(RULE.code, Result.FAIL, at, said, diagnostic=found, facts=(fact.address,))
