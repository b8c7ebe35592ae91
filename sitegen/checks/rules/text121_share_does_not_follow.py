"""TEXT121: a share stated in the narrative does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.arithmetic import NOTHING
from sitegen.checks.narrative.claims import Composition, Share
from sitegen.checks.narrative.outcomes import outcome, percent
from sitegen.checks.narrative.ratios import follow
from sitegen.checks.narrative.statements import Option, Statement
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity, quoted
from sitegen.model.outcome import Outcome, Result
from sitegen.prose.quantities import Quantity

RULE = Rule(
    "TEXT121",
    "share-does-not-follow",
    Severity.ERROR,
    "正文里的占比与数字不符",
    checks="“甲占乙的N%”“占比N%”与两个数字相除的结果相符，按各数写到的位数留出四舍五入的余地。"
    "数字优先取自表里，表里没有的取自同一句。没有写明占什么的，看几个占比推算出来的总数是不是同一个数。",
    why="占比是读者最先看的，算错了整段结论就错了。",
    example="基本支出431.30万元，占支出合计1,075.3万元的41.0%（应为40.1%）",
    remedy="重新计算占比；数字写错的，改正数字。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each share that is stated."""
    for statement in subject.statements:
        claim = statement.claim
        if isinstance(claim, Composition):
            yield _composition(subject, statement, claim)
        elif isinstance(claim, Share):
            stated, parts, wholes = (
                claim.quantity.amount,
                _parts(statement, claim),
                statement.options(claim.whole, wide=True),
            )
            result = follow(stated, parts, wholes, lambda part, whole: part / whole, wide=True)
            said = f"{statement.words(claim.part)}占{statement.words(claim.whole)}"
            yield outcome(RULE, subject.report.key, statement, claim.quantity, result, said, percent(result))


def _parts(statement: Statement, claim: Share) -> tuple[Option, ...]:
    """What the part may be: the figure of its name, and what the sentence says that it is."""
    named = statement.options(claim.part, level=claim.level)
    stated = statement.options(claim.level) if claim.level is not None else ()
    return (*named, *(each for each in stated if not isinstance(claim.part, Quantity)))


def _composition(subject: Subject, statement: Statement, claim: Composition) -> Outcome:
    """Parts of one whole, each with its share: every part must lead to the same whole."""
    pairs = tuple(zip(claim.parts, claim.shares, strict=True))
    words = "，".join(f"{statement.words(part)}占{statement.words(share)}" for part, share in pairs)
    at = statement.sentence.passage.at
    wholes = {share: part.amount / share.amount for part, share in pairs if not share.amount.meets(NOTHING)}
    if len(wholes) < 2:
        reason = "没有可以用来计算的数字"
        return Outcome(RULE.code, Result.NOT_CHECKABLE, at, f"正文“{words}”", reason)
    odd = {share: sum(not whole.agrees(each) for each in wholes.values()) for share, whole in wholes.items()}
    worst = max(odd, key=lambda share: odd[share])
    if not odd[worst]:
        return Outcome(RULE.code, Result.PASS, at, f"正文“{words}”")
    found = RULE.found(
        statement.sentence.place(worst.start, worst.end),
        f"正文写{quoted(words)}，用各数除以占比，推算出来的总数不是同一个数。",
        report=subject.report.key,
        fact=at,
        expected="各占比推算出的总数相同",
        actual=words,
    )
    return Outcome(RULE.code, Result.FAIL, at, f"正文“{words}”", diagnostic=found)
