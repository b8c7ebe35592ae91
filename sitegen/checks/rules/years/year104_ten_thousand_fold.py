"""YEAR104: figures are ten thousand times what they were before, or what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TypeGuard

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.concepts import Term, same_kind
from sitegen.checks.rule import Subject
from sitegen.checks.sibling import Origin
from sitegen.diagnostics import Diagnostic, Related, Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import to_base

RULE = Rule(
    "YEAR104",
    "ten-thousand-fold",
    Severity.ERROR,
    "相差一万倍，像是把元写成了万元",
    checks="与上一次的报告比，一张表（或不在表里的金额）过半的金额都是上次的两千到五万倍，或者五万分之一到两千分之一；同一行的"
    "预算数与执行数恰好相差一万倍左右（八千到一万二千五百倍）。只有一个金额可比的，只警告。",
    why="元和万元差一万倍。整张表都写错单位的，合计与分项照样对得上，别的核对发现不了。",
    example="上年（万元）：支出合计: 1075.30\n今年（万元）：支出合计: 11320000.00    # 应为 1132.00",
    remedy="看清表单规定的单位（sitegen forms show 可查），换算以后再填。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
STATEMENT = "金额没有差一万倍"
FAR, NEAR = (Fraction(2000), Fraction(50_000)), (Fraction(8000), Fraction(12_500))
DIGITS = 3
"""Figures whose numbers of digits differ by less are not a thousand times as large."""
PETTY = 1000
"""元: so little may well grow ten thousand times as large."""
_BUDGET = re.compile("(?:年初|全年|本年度?|调整后?|上年)*预算(?:数|金额|安排数?|调整数)?")
_SPENT = re.compile("(?:全年|本年度?|上年|实际|预算|累计)*(?:执行|决算|支出|到位|拨付)(?:数|金额|资金数?)")
"""Two columns of one and the same money; others in a row may be parts of it."""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each group of amounts that can be compared, and for each row that is odd in itself."""
    report, earlier = subject.report, subject.earlier
    groups = [list(report.fields.values()), *(list(data) for data in report.tables.values())]
    for facts in groups if earlier is not None else ():
        pairs = [(fact, before) for fact in facts if (before := _before(fact, earlier)) is not None]
        if pairs:
            yield _compared(subject, pairs, earlier)
    for data in report.tables.values():
        yield from _rows(report, data)


def _is_money(fact: Fact | None) -> TypeGuard[Fact]:
    """Whether a fact is an amount of money, and not nought."""
    return fact is not None and bool(fact.value.figure) and fact.spec.type is ValueType.MONEY


def _amount(fact: Fact) -> Fraction:
    """What an amount of money is in 元."""
    return Fraction(abs(to_base(fact.value.figure or Decimal(0), fact.unit)))


def _before(fact: Fact, earlier: Report | None) -> Fact | None:
    before = earlier.fact(fact.address) if earlier is not None and _is_money(fact) else None
    return before if _is_money(before) and same_kind(fact, before) else None


def _far_off(fact: Fact, other: Fact, bounds: tuple[Fraction, Fraction]) -> bool:
    one, another = fact.value.figure, other.value.figure
    if one is None or another is None:
        return False
    if fact.unit == other.unit and abs(one.adjusted() - another.adjusted()) < DIGITS:
        return False  # as nearly always: no fractions are needed to tell
    less, more = sorted((_amount(fact), _amount(other)))
    return less >= PETTY and bounds[0] <= more / less <= bounds[1]


def _compared(subject: Subject, pairs: list[tuple[Fact, Fact]], earlier: Report | None) -> Outcome:
    odd = [pair for pair in pairs if _far_off(pair[0], pair[1], FAR)]
    first, before = (odd or pairs)[0]
    facts = tuple(fact.address for fact, _ in pairs)
    if 2 * len(odd) <= len(pairs) or earlier is None:
        return Outcome(RULE.code, Result.PASS, first.address, STATEMENT, facts=facts)
    which = f"等 {len(odd)} 个金额" if len(odd) > 1 else ""
    message = (
        f"“{first.address}”{which}是 {wording.value_of(first)}，{earlier.year} 年度是 {wording.value_of(before)}，"
        f"{_times(_amount(first), _amount(before))}。"
    )
    severity = Severity.WARNING if len(odd) == 1 else None
    found = _found(subject.report, first, before, Term(Origin.of(earlier), before).related, message, severity)
    return Outcome(RULE.code, Result.FAIL, first.address, STATEMENT, diagnostic=found, facts=facts)


def _rows(report: Report, data: TableData) -> Iterator[Outcome]:
    columns = [
        each.name
        for each in data.table.leaves
        if each.spec.type is ValueType.MONEY and (_BUDGET.fullmatch(each.name) or _SPENT.fullmatch(each.name))
    ]
    for row in data.value_rows:
        facts = [fact for name in columns if _is_money(fact := data.cell(row.key, name))]
        for other, fact in pairwise(facts):
            if not _far_off(fact, other, NEAR):
                continue
            message = (
                f"“{fact.address}”是 {wording.value_of(fact)}，同一行的“{other.address}”是 {wording.value_of(other)}，"
                f"{_times(_amount(fact), _amount(other))}。"
            )
            related = Related(other.address, wording.value_of(other), other.span.place)
            found = _found(report, fact, other, related, message, None)
            at = (fact.address, other.address)
            yield Outcome(RULE.code, Result.FAIL, fact.address, STATEMENT, diagnostic=found, facts=at)


def _times(one: Fraction, other: Fraction) -> str:
    if one >= other:
        return f"约为 {wording.number(one / other, 0)} 倍"
    return f"约为 {wording.number(other / one, 0)} 分之一"


def _found(
    report: Report, fact: Fact, other: Fact, related: Related, message: str, severity: Severity | None
) -> Diagnostic:
    return RULE.found(
        fact.span.place,
        message,
        report=report.key,
        fact=fact.address,
        expected=f"与 {wording.value_of(other)} 相近",
        actual=wording.value_of(fact),
        related=(related,),
        severity=severity,
    )
