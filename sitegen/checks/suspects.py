"""Which figure of a sum that does not hold is likelier wrong than the total.

Knows slips of the pen (one digit for another, two neighbours swapped), and tries them in the report: a figure
is named only if exactly one of them, in exactly one part, makes every identity hold that contains it. Must not
know rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.equations.evaluation import Evaluation, Status, evaluate, in_unit
from sitegen.checks.rule import Subject
from sitegen.model.forms.formula import Relation
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import plain_figure, rounded, unit_factor, unit_kind
from sitegen.numbers.intervals import Interval

MAX_PARTS = 30
"""A sum of more parts is left alone: with so many digits some slip fits by chance."""

MAX_TRIED = 12
"""So many slips that would close the gap are tried in the whole report; more of them prove nothing."""

MAX_BROKEN = 20
"""In a report where so many sums fail nothing is tried: the cause is no slip."""

_TEN_THOUSAND = Fraction(10**4)
_HOLDS = (Status.HOLDS, Status.HOLDS_ROUNDED)
_BETTER = (Status.BROKEN, Status.HOLDS_ROUNDED, Status.HOLDS)
_DIGIT = re.compile("[0-9]")


def suspicion(broken: Evaluation, subject: Subject) -> str:
    """What to add to the finding on a sum that does not hold; "" where nothing can be said."""
    total = broken.subject
    parts = tuple(
        fact for fact in dict.fromkeys(broken.facts) if fact is not total and fact.figure is not None
    )
    if not 1 < len(parts) <= MAX_PARTS or total.figure is None or broken.facts.count(total) != 1:
        return ""
    words = ""
    elsewhere = _agreeing(broken, subject)
    if elsewhere is not None:
        words = f"“{total.address}”与“{elsewhere.statement}”相符，更可能是某个分项填错了。"
    slip = _only_slip(broken, parts, subject)
    if slip is not None:
        fact, text = slip
        words += (
            f"若“{fact.address}”是 {wording.with_unit(text, fact.unit)}，含有它的各式都成立，请先核对它。"
        )
    return words if words else _follows(broken, parts, subject)


def _follows(broken: Evaluation, parts: tuple[Fact, ...], subject: Subject) -> str:
    """Which part another identity refuses as well, where this one holds with what that one has it be."""
    others = [each for each in subject.evaluations if each.status is Status.BROKEN and each is not broken]
    for each in others if len(others) <= MAX_BROKEN else ():
        fact = each.subject
        if each.relation is not Relation.EQUAL or each.expected is None or fact not in parts:
            continue
        due = _decimal(in_unit(each.expected.nominal, fact.unit), fact)
        mended = evaluate(_with(subject.report, fact, due), subject.last_year)
        if any(
            one.statement == broken.statement
            and one.subject.address == broken.subject.address
            and one.status in _HOLDS
            for one in mended
        ):
            figure = wording.with_unit(plain_figure(due), fact.unit)
            return f"若“{fact.address}”是 {figure}（按“{each.statement}”），这里就相符，请先核对它。"
    return ""


def _agreeing(broken: Evaluation, subject: Subject) -> Evaluation | None:
    """Another identity that confirms the total: a sum that holds, or one beside one whose other side is a
    sum that holds. A rate that would hold of what the parts come to as well confirms nothing.
    """
    total = broken.subject
    holding = _holding(subject)
    if any(_is_rate(each, total) and total in each.facts for each in holding):
        assert broken.expected is not None
        due = in_unit(broken.expected.nominal, total.unit)
        other = evaluate(_with(subject.report, total, _decimal(due, total)), subject.last_year)
        loose = {each.statement for each in other if each.status in _HOLDS and _is_rate(each, total)}
        holding = [each for each in holding if each.statement not in loose or not _is_rate(each, total)]
    for each in holding:
        if total not in each.facts:
            continue
        others = _figures(each, total)
        if len(others) > 1:
            return each
        if others and any(
            one is not each and total not in one.facts and others[0] in one.facts and len(_figures(one)) > 2
            for one in holding
        ):
            return each
    return None


def _holding(subject: Subject) -> list[Evaluation]:
    """The equalities that hold."""
    return [each for each in subject.evaluations if each.relation is Relation.EQUAL and each.status in _HOLDS]


def _is_rate(evaluation: Evaluation, fact: Fact) -> bool:
    """Whether an identity ties `fact` to what is measured otherwise: with few decimals it fits many figures."""
    return unit_kind(evaluation.unit) != unit_kind(fact.unit)


def _decimal(value: Fraction, fact: Fact) -> Decimal:
    """`value` as it would be written in place of `fact`."""
    places = fact.decimals if fact.decimals is not None else 6
    return rounded(value, places)


def _figures(evaluation: Evaluation, beside: Fact | None = None) -> list[Fact]:
    """The facts of an identity that say something: a 0 would be 0 whatever the others are."""
    return [fact for fact in dict.fromkeys(evaluation.facts) if fact.figure and fact is not beside]


def _only_slip(broken: Evaluation, parts: tuple[Fact, ...], subject: Subject) -> tuple[Fact, str] | None:
    """The part, and what it would be, that alone mends everything; None where there is none, or several."""
    equalities = [each for each in subject.evaluations if each.relation is Relation.EQUAL]
    if sum(each.status is Status.BROKEN for each in equalities) > MAX_BROKEN:
        return None
    # What takes part in an equality that holds would break it; a rate may be too coarse for that.
    innocent = {fact for each in _holding(subject) for fact in each.facts if not _is_rate(each, fact)}
    fitting = [
        (fact, text)
        for fact in (broken.subject, *parts)
        if fact not in innocent
        for text in _slips(fact)
        if _closes(broken, fact, text)
    ]
    if len(fitting) > MAX_TRIED:
        return None
    tried = [(fact, text, _mended(fact, Decimal(text), subject)) for fact, text in fitting]
    best = max((status for _, _, status in tried), key=_BETTER.index, default=Status.BROKEN)
    if best is Status.BROKEN:
        return None
    # One slip that mends several sums is likelier than one that leaves others broken.
    mends = {
        fact: sum(each.status is Status.BROKEN and fact in each.facts for each in equalities)
        for fact, _, status in tried
        if status is best
    }
    most = max(mends.values())
    mended = [(fact, text) for fact, text, status in tried if status is best and mends[fact] == most]
    # Of the total alone the finding says already what it should be; that it mends others is news.
    if len(mended) != 1 or (mended[0][0] is broken.subject and most < 2):
        return None
    return mended[0]


def _slips(fact: Fact) -> Iterator[str]:
    """What a figure would be with one digit changed, two neighbours swapped, or 元 for 万元."""
    assert fact.figure is not None
    if unit_kind(fact.unit) == "money" and fact.figure:
        for times in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
            other = _decimal(Fraction(fact.figure) * times, fact)
            if other:
                yield plain_figure(other)
    text = plain_figure(fact.figure)
    found: dict[str, None] = {}
    for match in _DIGIT.finditer(text):
        at = match.start()
        for digit in "0123456789":
            found[text[:at] + digit + text[at + 1 :]] = None
        if _DIGIT.match(text, at + 1):
            found[text[:at] + text[at + 1] + text[at] + text[at + 2 :]] = None
    long = len(text.lstrip("-").partition(".")[0]) > 1
    for each in found:
        if each != text and not (long and each.lstrip("-").startswith("0")):
            yield each


def _closes(broken: Evaluation, fact: Fact, text: str) -> bool:
    """Whether a part that differs so much would make up for the whole difference, whatever its sign."""
    assert fact.figure is not None and broken.actual is not None and broken.expected is not None
    factor = Fraction(unit_factor(fact.unit))
    change = abs(Fraction(Decimal(text)) - Fraction(fact.figure)) * factor
    gap: Interval = broken.actual - broken.expected
    return gap.low <= change <= gap.high or gap.low <= -change <= gap.high


def _mended(fact: Fact, figure: Decimal, subject: Subject) -> Status:
    """How the identities that contain the fact end with this `figure`, at worst: they hold as written, hold
    because figures are rounded, or are broken.
    """
    report = _with(subject.report, fact, figure)
    touched = {
        each.status
        for each in evaluate(report, subject.last_year)
        if any(one.address == fact.address for one in each.facts)
    }
    return next((status for status in _BETTER if status in touched), Status.HOLDS)


def _with(report: Report, fact: Fact, figure: Decimal) -> Report:
    """`report` with another figure in place of that of `fact`."""
    value = replace(fact.value, text=plain_figure(figure), figure=figure)
    changed = replace(fact, value=value)
    if report.fields.get(fact.address) is fact:
        return replace(report, fields={**report.fields, fact.address: changed})
    tables = {
        name: replace(data, cells={key: changed if one is fact else one for key, one in data.cells.items()})
        if any(one is fact for one in data)
        else data
        for name, data in report.tables.items()
    }
    return replace(report, tables=tables)
