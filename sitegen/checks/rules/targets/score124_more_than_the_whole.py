"""SCORE124: a part of a whole above 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.quantities.proportions import is_loosely_named, is_part_of_whole, is_rate_of_parts
from sitegen.checks.rule import Subject
from sitegen.checks.scores.planned import planned
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Target
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure

RULE = Rule(
    "SCORE124",
    "more-than-the-whole",
    Severity.ERROR,
    "满意度、合格率一类超过 100%",
    checks="名称说的是整体中一部分的百分数（满意度、满意率、合格率、达标率、知晓率、公开率、准确率、及时率、办结率、采纳率……）不超过 100%，"
    "指标的完成值、指标值和这样命名的百分比栏目都查；覆盖率、参与率、受益率，以及目标不超过 100% 的别的“……率”超过的是警告。完成率、增长率、执行率、到位率、支出进度等可以超过，不查。",
    why="一百个人里不会有一百零六个满意的；多半是小数点错了位（96.0% 写成 960%），或把完成比例当成了这一项。",
    example="参训人员满意度: {指标值: ≥95%, 完成值: 960%}",
    remedy="核对这个数；算的是完成了计划的多少的，指标改称完成率。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
WHOLE = Decimal(100)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each percentage of an indicator, field or column so named."""
    report, seen = subject.report, set[str]()
    for indicator in indicators(report):
        if is_part_of_whole(indicator.row.label) or _is_rate_of_parts(indicator):
            for fact, percent in _percentages(indicator):
                seen.add(fact.address)
                yield _outcome(report, fact, indicator.row.label, percent)
    for each in planned(report):
        if each.target.address not in seen and is_part_of_whole(each.row.label):
            goals = [goal for goal in each.goals if isinstance(goal, Target)]
            if len(goals) == 1 and goals[0].unit == "%":
                yield _outcome(report, each.target, each.row.label, goals[0].value)
    for fact, label in _named(report):
        if fact.figure is not None and fact.unit == "%" and fact.address not in seen:
            yield _outcome(report, fact, label, fact.figure)


def _is_rate_of_parts(indicator: Indicator) -> bool:
    """Whether an indicator is so named, and its target tells nothing else."""
    goals = [each for each in indicator.targets if isinstance(each, Target)]
    return (
        bool(goals) and all(each.value <= WHOLE for each in goals) and is_rate_of_parts(indicator.row.label)
    )


def _percentages(indicator: Indicator) -> Iterator[tuple[Fact, Decimal]]:
    """The result in percent; what may be counted in something else is left out."""
    goals = [each for each in indicator.targets if isinstance(each, Target)]
    said = indicator.achieved
    if said is not None and said.least is not None:
        unit = said.unit or (goals[0].unit if goals else "")
        if unit == "%":
            yield indicator.actual, said.least


def _named(report: Report) -> Iterator[tuple[Fact, str]]:
    """Every field and every cell of percentages that is called so."""
    for name, field in report.form.fields.items():
        if field.spec.type is ValueType.PERCENT and is_part_of_whole(field.label):
            yield report.fields[name], field.label
    for data in report.tables.values():
        columns = [
            column
            for column in data.table.leaves
            if column.spec.type is ValueType.PERCENT and is_part_of_whole(column.label)
        ]
        for column in columns:
            for row in data.value_rows:
                yield data.cells[row.key, column.name], column.label


def _outcome(report: Report, fact: Fact, label: str, percent: Decimal) -> Outcome:
    statement = f"{fact.address} ≤ 100%"
    if percent <= WHOLE:
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=(fact.address,))
    shown = plain_figure(percent)
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”是 {shown}%，“{label}”是整体中的一部分，不会超过 100%。",
        remedy=_remedy(percent),
        severity=Severity.WARNING if is_loosely_named(label) else None,
        report=report.key,
        fact=fact.address,
        expected="≤ 100%",
        actual=wording.value_of(fact),
    )
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=(fact.address,))


def _remedy(percent: Decimal) -> str:
    tenth = percent / 10
    slip = f"小数点错位的，写 {wording.number(Fraction(tenth))}%；" if 50 <= tenth <= WHOLE else ""
    return f"{slip}核对这个数；算的是完成了计划的多少的，指标改称完成率。"
