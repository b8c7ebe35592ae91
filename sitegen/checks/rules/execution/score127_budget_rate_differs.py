"""SCORE127: an indicator on the budget's execution or adjustment is not what the amounts of the report say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.columns import Kind, sorts
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.quantities.proportions import bare_name
from sitegen.checks.rule import Subject
from sitegen.checks.scores.execution import rate_of
from sitegen.checks.scores.scoring import Indicator, execution_lines, indicators
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity

RULE = Rule(
    "SCORE127",
    "budget-rate-differs",
    Severity.WARNING,
    "指标里的预算执行率、预算调整率与资金表不符",
    checks="指标叫预算执行率（资金执行率、预算完成率、资金支出率）的，完成值与资金表里哪一行的执行数 ÷ 预算数相符；"
    "叫预算调整率的，与（全年预算数 − 年初预算数）÷ 年初预算数相符。各地算法不尽相同，只有像是写错一位、颠倒、漏位的才报。",
    why="同一份表里两个执行率，一个算了分，一个没有。",
    example="年度资金总额: {年初预算数: 1652.30, 全年预算数: 1748.96}\n预算调整率: {指标值: ≤10%, 完成值: 8.55%}    # 应为 5.85%",
    remedy="按资金表重新计算；算法不同的，在备注里写明怎样算。",
    source="财政部《部门整体支出绩效评价共性指标体系框架》（财预〔2013〕53号）：预算完成率、预算调整率。",
    waivable=True,
)
_EXECUTED = re.compile(r"(?:部门|项目|年度|全年|本年|财政)*(?:预算|资金|支出)+(?:执行|完成|支出)率")
_ADJUSTED = re.compile(r"(?:部门|年度|全年)*预算调整率")


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """A rate by the amounts of the report."""

    rate: Interval
    facts: tuple[Fact, ...]


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each such indicator that is one of the rates, or seems to be miswritten for one."""
    report = subject.report
    for indicator in indicators(report):
        name, actual = bare_name(indicator.row.label), indicator.actual
        if _EXECUTED.fullmatch(name):
            rates = tuple(_executed(report))
        elif _ADJUSTED.fullmatch(name):
            rates = tuple(_adjusted(report))
        else:
            continue
        stated = _stated(indicator)
        if stated is not None:
            agreeing = [each for each in rates if each.rate.agrees(stated.amount)]
            slips = [each for each in rates if is_slip(stated, each.rate.nominal)]
            for each in (agreeing or slips)[:1]:
                yield _outcome(subject, actual, name, each, agrees=bool(agreeing))


def _stated(indicator: Indicator) -> Quantity | None:
    """The percentage that is the result; None where it is no single one."""
    said = indicator.achieved
    if said is None or said.least is None or said.least != said.most or said.unit != "%":
        return None
    return Quantity(0, 0, said.least, max(0, -int(said.least.as_tuple().exponent)), "%", rough=False)


def _executed(report: Report) -> Iterator[_Reckoned]:
    """What part of each budget of the report was spent."""
    for line in execution_lines(report):
        executed = rate_of(line)
        if executed is not None:
            yield _Reckoned(executed.rate, executed.facts)


def _adjusted(report: Report) -> Iterator[_Reckoned]:
    """What part of each first budget of the year was added to it, or taken away."""
    for data in report.tables.values():
        columns = sorts(data.table, report.year, report.form.title)
        initial = [
            name for name, each in columns.items() if each.kind is Kind.INITIAL and each.year in (None, 0)
        ]
        later = [
            name
            for name, each in columns.items()
            if each.kind in (Kind.ADJUSTED, Kind.BUDGET) and each.year in (None, 0)
        ]
        for row, first, last in product(data.value_rows, initial, later):
            facts = data.cell(row.key, first), data.cell(row.key, last)
            if facts[0] is None or facts[1] is None:
                continue
            before, after = amount_of(facts[0]), amount_of(facts[1])
            if before is None or after is None or before.may_be_zero or before.nominal <= 0:
                continue
            change = after - before
            yield _Reckoned((change if change.nominal >= 0 else -change) / before, (facts[1], facts[0]))


def _outcome(subject: Subject, actual: Fact, name: str, reckoned: _Reckoned, *, agrees: bool) -> Outcome:
    facts = (actual, *reckoned.facts)
    addresses, due = (
        tuple(fact.address for fact in facts),
        f"{wording.number(reckoned.rate.nominal * 100, 2)}%",
    )
    statement = f"{actual.address}：{name}与资金表相符"
    if agrees:
        return Outcome(RULE.code, Result.PASS, actual.address, statement, facts=addresses)
    amounts = "、".join(f"“{fact.address}”{wording.value_of(fact)}" for fact in reckoned.facts)
    found = RULE.found(
        actual.span.place,
        f"“{actual.address}”填 {wording.value_of(actual)}，按{amounts}计算是 {due}。",
        report=subject.report.key,
        fact=actual.address,
        expected=due,
        actual=wording.value_of(actual),
        related=wording.related(facts, actual),
    )
    return Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=addresses)
