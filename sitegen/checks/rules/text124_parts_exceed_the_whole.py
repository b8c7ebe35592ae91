"""TEXT124: the amounts that the narrative lists after 其中 add up to more than the whole."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.arithmetic import NOTHING
from sitegen.checks.narrative.claims import Level, Parts
from sitegen.checks.narrative.outcomes import figure, reading
from sitegen.checks.narrative.statements import Statement
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import unit_kind
from sitegen.model.outcome import Outcome, Result

RULE = Rule(
    "TEXT124",
    "parts-exceed-the-whole",
    Severity.ERROR,
    "正文里“其中”各项之和超过总数",
    checks="同一句里“……万元，其中甲……万元、乙……万元”，各项之和不超过总数；括号里的细项不重复相加。"
    "各项在表里都有的，由 TEXT120 与表核对，这里不查。",
    why="“其中”是总数的一部分，加起来不可能比总数还多。",
    example="投入资金100万元，其中省级60万元、市级50万元",
    remedy="核对总数和各项；各项有重叠的，不要用“其中”并列。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each list of amounts."""
    known = {
        (id(statement.sentence.passage), statement.claim.quantity)
        for statement in subject.statements
        if isinstance(statement.claim, Level) and _is_tied(statement, statement.claim)
    }
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if not isinstance(claim, Parts) or any((id(sentence.passage), part) in known for part in claim.parts):
            continue
        at, whole = sentence.passage.at, claim.whole.amount
        added = sum((part.amount for part in claim.parts), start=NOTHING)
        words = sentence.written(claim.whole.start, claim.whole.end)
        said = f"正文“{words}，其中……”各项之和不超过总数"
        parts = (figure(sentence, part, "其中一项") for part in claim.parts)
        read = reading((figure(sentence, claim.whole, "总数"), *parts))
        if added.may_be_at_most(whole):
            yield Outcome(RULE.code, Result.PASS, at, said, read=read)
            continue
        listed = " + ".join(sentence.written(part.start, part.end) for part in claim.parts)
        sum_of_parts = f"{wording.number(added.nominal / 10000)} 万元"
        found = RULE.found(
            sentence.place(claim.whole.start, claim.whole.end),
            f"正文“其中”各项 {listed} = {sum_of_parts}，超过了总数 {words}。",
            report=subject.report.key,
            fact=at,
            expected=f"不超过 {words}",
            actual=sum_of_parts,
        )
        yield Outcome(RULE.code, Result.FAIL, at, said, diagnostic=found, read=read)


def _is_tied(statement: Statement, claim: Level) -> bool:
    return statement.tied(claim.mention, unit_kind(claim.quantity.unit)) is not None
