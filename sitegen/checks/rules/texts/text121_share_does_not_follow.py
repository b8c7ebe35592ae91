"""TEXT121: a share stated in the narrative does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.narrative.grammar.claims import Share
from sitegen.checks.narrative.statements.ratios import follow
from sitegen.checks.narrative.statements.rule_outcomes import outcome, percent, with_percentages
from sitegen.checks.narrative.statements.statements import Option, Statement
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.terms import Role

RULE = Rule(
    "TEXT121",
    "share-does-not-follow",
    Severity.ERROR,
    "正文里的占比与数字不符",
    checks="“甲占乙的N%”“占比N%”“分别占N%、N%”与两个数相除的结果相符，按各数写到的位数留出四舍五入的余地。"
    "文中有这两个数的，用文中的；没有的，取自表里。没有写占什么的，看“其中”前面的总数；文中也找不到总数的，看几个占比推算出来的总数是不是同一个数；各项的数也没有写的，加起来不超过100%（改一个数正好是100%的才报）。"
    "占全国、全县、同类单位的，不核对。前面的数是表里一行的，表里又有占比一栏的，只差一位或颠倒的才报。像是截去了尾数、没有四舍五入的，是警告。",
    why="占比是读者最先看的，算错了整段结论就错了。",
    example="基本支出431.30万元，占支出合计1,075.3万元的41.0%（应为40.1%）",
    remedy="重新计算占比；数字写错的，改正数字。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each share that is stated; numbers of the text itself come before those of tables."""
    told = (each for each in subject.percentages if each.term.role is Role.SHARE)
    return with_percentages(RULE, subject.report.key, _outcomes(subject), told, subject.within.judges)


def _outcomes(subject: Subject) -> Iterator[Outcome]:
    within = subject.within
    yield from within.outcomes(RULE)
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if not isinstance(claim, Share):
            continue
        if within.judges(sentence.passage, sentence.offsets[claim.quantity.start]):
            continue
        parts, wholes = _parts(statement, claim), statement.options(claim.whole, wide=True)
        stated = claim.quantity.amount
        result = follow(stated, parts, wholes, lambda part, whole: part / whole, wide=True)
        said = f"{statement.words(claim.part)}占{statement.words(claim.whole)}"
        yield outcome(RULE, subject.report.key, statement, claim.quantity, result, said, percent(result))


def _parts(statement: Statement, claim: Share) -> tuple[Option, ...]:
    """What the part may be: the figure of its name, and what the sentence says that it is."""
    named = statement.options(claim.part, level=claim.level)
    stated = statement.options(claim.level) if claim.level is not None else ()
    return (*named, *(each for each in stated if not isinstance(claim.part, Quantity)))
