"""TEXT122: a change since last year stated in the narrative does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import ONE, amount_of
from sitegen.checks.narrative.changes.compared_in_words import Compared, compared_in_words
from sitegen.checks.narrative.changes.unspent import Balance, balances
from sitegen.checks.narrative.changes.ways_of_counts import WayOfCount, ways_of_counts
from sitegen.checks.narrative.grammar.claims import Change, Mention
from sitegen.checks.narrative.naming.last_years_figures import bases
from sitegen.checks.narrative.statements.ratios import Followed, follow
from sitegen.checks.narrative.statements.rule_outcomes import (
    Reckoned,
    Words,
    money,
    outcome,
    places_compared,
    with_percentages,
)
from sitegen.checks.narrative.statements.statements import Option, Statement
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity, quoted
from sitegen.model.results.outcome import Outcome
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.terms import Role

RULE = Rule(
    "TEXT122",
    "change-does-not-follow",
    Severity.ERROR,
    "正文里的增减与数字不符",
    checks="“比上年增加（减少、增长、下降、增支、减收）N万元、N%”“与2019年相比……减少”“由……降至……”先看文中的数："
    "增减额、幅度与本年数、上年数对不对得上，增减额与幅度是不是一个方向，增加的有没有超过本年数，各项的增减合起来是不是总的增减，"
    "各项和总数都写了幅度的，按幅度倒推的上年数是不是也加得起来，“比……高N个百分点”“由……提高到……，提高N个百分点”是不是两个百分比之差，“高于……增幅N个百分点”、“短收N”与前面的数对不对得上；“增长13.95”没有单位而正是那个幅度的，是漏了“%”。"
    "“收入总计……支出总计……。收支较上年减少”的，与这两个总计比，“收支相抵，年终结余N”是不是两个总计之差；“送审……审定……审减……审减率”的，审减额是送审减审定，审减率是审减额除以送审。"
    "“执行621.75万元……结余12.45万元”的执行数或预算数是表里一行的，结余与这一行的预算数减执行数比，像是写错一位、颠倒的才报。"
    "文中没有的，与本年、上年两份报告里的数字比较；没有上年报告的，与同一行的上年、本年两栏或同比、增减率栏比较。"
    "没有写比什么的（本年收入3550万元，增长1.39%），前面的数是表里一行的，与这一行的上年数、“为上年执行数的%”比："
    "像是写错一位、颠倒、增减写反的才报，或者别的几项都这样算得出、只有这一个算不出的。"
    "“比上年末减少1845人”的数是表里增减一栏里独有的，方向与它的正负比。"
    "“接待批次减少”没有写数的，与表里这一行的上年、本年比方向；说的是本年的数，又写“与（本年）相比”的，年份写错了。“比上年预算”只与上年的预算数比，“同口径”“比年初”的不与表比较。像是截去了尾数的，是警告。",
    why="增减是公开报告最常被引用的一句，方向或幅度错了，意思就反了。",
    example="支出合计1,100万元，比上年增加100万元，增长9.1%（应为10%）",
    remedy="按本年数和上年数重新计算；数字写错的，改正数字。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each change that is stated, two where it is stated in two units; a percentage that follows from
    numbers of the text itself is compared with these.
    """
    told = (each for each in subject.percentages if each.term.role is Role.RATE)
    outcomes = with_percentages(RULE, subject.report.key, _outcomes(subject), told, subject.within.judges)
    return _with_ways_of_counts(subject, outcomes)


def _with_ways_of_counts(subject: Subject, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """`outcomes`, and the directions of counts that none of them compares."""
    compared: set[tuple[str, int]] = set()
    for each in outcomes:
        compared |= places_compared(each)
        yield each
    for way in ways_of_counts(subject.report):
        place = way.sentence.passage.key, way.sentence.offsets[way.quantity.start]
        if place not in compared:
            yield _of_way(way).outcome(RULE, subject.report.key)


def _outcomes(subject: Subject) -> Iterator[Outcome]:
    within = subject.within
    yield from within.outcomes(RULE)
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if isinstance(claim, Change):
            for quantity, sign in (
                (claim.quantity, claim.sign),
                (claim.other, claim.other_sign or claim.sign),
            ):
                if quantity is None or quantity.kind == "百分点":
                    continue
                if not within.judges(sentence.passage, sentence.offsets[quantity.start]):
                    yield _outcome(subject, statement, claim, quantity, sign)
    for compared in compared_in_words(subject.report):
        yield _in_words(compared, subject.report.year).outcome(RULE, subject.report.key)
    for balance in balances(subject.report):
        if not within.contradicts(balance.sentence.passage, balance.sentence.offsets[balance.quantity.start]):
            yield _left(balance).outcome(RULE, subject.report.key)


def _of_way(way: WayOfCount) -> Reckoned:
    """A count that has grown or fallen, with the column of changes."""
    words = way.sentence.written(way.quantity.start, way.quantity.end)
    due = f"{'增加' if way.sign < 0 else '减少'} {words}"
    message = f"正文写{quoted(way.said)} {words}，“{way.fact.address}”填的是 {wording.value_of(way.fact)}，方向相反。"
    return Reckoned(
        way.sentence,
        way.quantity,
        way.said,
        (way.fact,),
        due,
        message,
        way.agrees,
        "核对两处，改正写反的一处。",
    )


def _in_words(compared: Compared, year: int) -> Reckoned:
    """What words say of two years, with what a row has of both."""
    sentence, span = compared.sentence, Words(compared.start, compared.end)
    words = sentence.written(*span)
    if not compared.facts:
        message = f"正文说的是 {year} 年的数，又写{quoted(words)}，是与自己比，年份写错了。"
        return Reckoned(sentence, span, words, (), f"{year - 1}年", message, compared.agrees)
    told = "，".join(f"“{each.address}”是 {wording.value_of(each)}" for each in compared.facts)
    message = f"正文写{quoted(words)}，表里{told}，方向相反。"
    return Reckoned(sentence, span, words, compared.facts, "", message, compared.agrees)


def _left(balance: Balance) -> Reckoned:
    """What is said to be left of a budget, with the row that it is of."""
    sentence, quantity, facts = balance.sentence, balance.quantity, (balance.budget, balance.spent)
    due = money(balance.due, quantity, sentence)
    due = due if balance.due.nominal >= 0 else f"超支 {due}"
    words = sentence.written(quantity.start, quantity.end)
    planned, spent = (wording.value_of(fact) for fact in facts)
    message = f"正文写结余 {words}，按“{balance.budget.address}”{planned}减去“{balance.spent.address}”{spent}是 {due}。"
    return Reckoned(sentence, quantity, "结余", facts, due, message, balance.agrees)


def _outcome(subject: Subject, statement: Statement, claim: Change, quantity: Quantity, sign: int) -> Outcome:
    way = "增加" if sign > 0 else "减少"
    about = statement.words(claim.subject) if claim.subject is not None else "本年数"
    stated = quantity.amount if sign > 0 else -quantity.amount
    result = _against_figures(subject, statement, claim, quantity, stated)
    if result is not None and not result.stands(quantity, sign):
        result = None
    due = _worded(result.due, quantity) if result is not None else ""
    return outcome(RULE, subject.report.key, statement, quantity, result, f"{about}比上年{way}", due, sign)


def _worded(due: Interval, quantity: Quantity) -> str:
    if due.nominal == 0:
        return "没有增减"
    way = "增加" if due.nominal > 0 else "减少"
    if quantity.unit == "%":
        return f"{way} {wording.number(abs(due.nominal) * 100, 2)}%"
    if quantity.unit == "元":
        return f"{way} {wording.number(abs(due.nominal) / 10000, 6)} 万元"
    return f"{way} {wording.number(abs(due.nominal))} {quantity.unit}"


def _against_figures(
    subject: Subject, statement: Statement, claim: Change, quantity: Quantity, stated: Interval
) -> Followed | None:
    """Against what the reports hold of both years; last year's may say otherwise than a column of this one's."""
    found = _against_last_year(subject, statement, claim, quantity, stated)
    if found is None or not found.agrees:
        own = _against_own_columns(subject, statement, claim, quantity, stated)
        found = own if own is not None and (found is None or own.agrees) else found
    return found


def _against_own_columns(
    subject: Subject, statement: Statement, claim: Change, quantity: Quantity, stated: Interval
) -> Followed | None:
    """Against the row's own columns of both years, and its column of changes. A change that does not say since
    when is compared only where there is one.
    """
    if claim.subject is None or claim.year not in (None, subject.report.year - 1):
        return None
    if claim.level is not None and not _is_meant(statement, claim.subject, claim.level):
        return None
    likeliest: Followed | None = None
    changes = statement.changes(claim.subject, quantity.unit)
    for change in changes:
        agrees = change.amount.agrees(stated)
        if agrees or likeliest is None:
            likeliest = Followed(change.amount, agrees, change, change)
    if claim.bare and not changes:
        return None
    for new, old in statement.years(claim.subject):
        if likeliest is not None and likeliest.agrees:
            break
        if claim.level is not None and _is_of_another(statement, claim.subject, claim.level, new):
            continue
        if quantity.unit == "%":
            found = follow(stated, (new,), (old,), lambda now, before: now / before - ONE)
        elif quantity.kind == new.kind:
            found = follow(stated, (new,), (old,), lambda now, before: now - before)
        else:
            found = None
        if found is not None and (found.agrees or likeliest is None):
            likeliest = found
    return likeliest


def _is_meant(statement: Statement, mention: Mention, level: Quantity) -> bool:
    """Whether it is clear what `mention` means, so that another amount would be a slip."""
    return statement.tied(mention, unit_kind(level.unit), level=level) is not None


def _is_of_another(statement: Statement, mention: Mention, level: Quantity, new: Option) -> bool:
    """Whether the `level` that a sentence tells is the figure of another row of that name than `new` is."""
    tied = statement.tied(mention, unit_kind(level.unit), level=level)
    told = tied is not None and tied.agrees(level.amount)
    return told and new.kind == level.kind and not new.amount.agrees(level.amount)


def _against_last_year(
    subject: Subject, statement: Statement, claim: Change, quantity: Quantity, stated: Interval
) -> Followed | None:
    last_year = subject.last_year
    if last_year is None or claim.subject is None or claim.year not in (None, last_year.year):
        return None
    now = tuple(
        replace(option, sure=option.sure and not claim.bare)
        for option in statement.options(claim.subject, level=claim.level, change=claim.quantity)
        if option.fact is not None and subject.report.fact(option.fact.address) is option.fact
    )
    before = tuple(
        Option(amount, option.kind, fact)
        for option in now
        if option.fact is not None
        for fact in bases(last_year, option.fact, claim.than)
        if (amount := amount_of(fact)) is not None
    )
    if quantity.unit == "%":
        return follow(stated, now, before, lambda new, old: new / old - ONE)
    of_kind = tuple(option for option in now if option.kind == quantity.kind)
    return follow(stated, of_kind, before, lambda new, old: new - old)
