"""TEXT122: a change since last year stated in the narrative does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.arithmetic import ONE, amount_of
from sitegen.checks.narrative.claims import Change
from sitegen.checks.narrative.outcomes import outcome
from sitegen.checks.narrative.quantities import Quantity
from sitegen.checks.narrative.ratios import Followed, follow
from sitegen.checks.narrative.statements import Option, Statement
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import unit_kind
from sitegen.intervals import Interval
from sitegen.model.outcome import Outcome

RULE = Rule(
    "TEXT122",
    "change-does-not-follow",
    Severity.ERROR,
    "正文里的增减与数字不符",
    checks="“比上年增加（减少、增长、下降）N万元、N%”与本年、上年两份报告里的数字相符；没有上年报告的，"
    "看同一句里的增减额、增减幅与本年数、上年数是否对得上。",
    why="增减是公开报告最常被引用的一句，方向或幅度错了，意思就反了。",
    example="支出合计1,100万元，比上年增加100万元，增长9.1%（应为10%）",
    remedy="按本年数和上年数重新计算；数字写错的，改正数字。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each change that is stated, two where it is stated in two units."""
    for statement in subject.statements:
        claim = statement.claim
        if isinstance(claim, Change):
            for quantity in (claim.quantity, claim.other):
                if quantity is not None and unit_kind(quantity.unit) != "百分点":
                    yield _outcome(subject, statement, claim, quantity)


def _outcome(subject: Subject, statement: Statement, claim: Change, quantity: Quantity) -> Outcome:
    way = "增加" if claim.sign > 0 else "减少"
    about = statement.words(claim.subject) if claim.subject is not None else "本年数"
    stated = quantity.amount if claim.sign > 0 else -quantity.amount
    result = _against_last_year(subject, statement, claim, quantity, stated)
    if result is None:
        result = _against_what_was(statement, claim, quantity, stated)
    if result is None:
        result = _against_the_same_sentence(statement, claim, quantity, stated)
    due = _worded(result.due, quantity) if result is not None else ""
    return outcome(RULE, subject.report.key, statement, quantity, result, f"{about}比上年{way}", due)


def _worded(due: Interval, quantity: Quantity) -> str:
    if due.nominal == 0:
        return "没有增减"
    way = "增加" if due.nominal > 0 else "减少"
    if quantity.unit == "%":
        return f"{way} {wording.number(abs(due.nominal) * 100, 2)}%"
    if quantity.unit == "元":
        return f"{way} {wording.number(abs(due.nominal) / 10000, 6)} 万元"
    return f"{way} {wording.number(abs(due.nominal))} {quantity.unit}"


def _against_last_year(
    subject: Subject, statement: Statement, claim: Change, quantity: Quantity, stated: Interval
) -> Followed | None:
    last_year = subject.last_year
    if last_year is None or claim.subject is None or claim.year not in (None, last_year.year):
        return None
    now = tuple(
        option
        for option in statement.options(claim.subject)
        if option.fact is not None and subject.report.fact(option.fact.address) is option.fact
    )
    before = tuple(
        Option(amount, option.kind, fact)
        for option in now
        if option.fact is not None
        and (fact := last_year.fact(option.fact.address)) is not None
        and (amount := amount_of(fact)) is not None
    )
    if quantity.unit == "%":
        return follow(stated, now, before, lambda new, old: new / old - ONE)
    of_kind = tuple(option for option in now if option.kind == unit_kind(quantity.unit))
    return follow(stated, of_kind, before, lambda new, old: new - old)


def _against_what_was(
    statement: Statement, claim: Change, quantity: Quantity, stated: Interval
) -> Followed | None:
    """Against the figure before, which the same sentence states."""
    if claim.base is None or claim.level is None:
        return None
    now, before = statement.options(claim.level), statement.options(claim.base)
    if quantity.unit == "%":
        return follow(stated, now, before, lambda new, old: new / old - ONE)
    if quantity.unit != claim.base.unit:
        return None
    return follow(stated, now, before, lambda new, old: new - old)


def _against_the_same_sentence(
    statement: Statement, claim: Change, quantity: Quantity, stated: Interval
) -> Followed | None:
    """The percentage against the amount of the change and this year's figure."""
    other = claim.other if quantity is claim.quantity else claim.quantity
    level = claim.level or claim.subject
    if quantity.unit != "%" or other is None or level is None:
        return None
    change = other.amount if claim.sign > 0 else -other.amount
    changed = (Option(change, unit_kind(other.unit)),)
    return follow(stated, statement.options(level), changed, lambda new, by: ONE / (new / by - ONE))
