"""SCORE119: a result is twice its target or more, or half the cost, and nobody says why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.marks import reason_fields
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import Indicator, indicators
from sitegen.checks.targets import Target, measure
from sitegen.checks.words import narrative, says_nothing, text_of
from sitegen.diagnostics import Rule, Severity
from sitegen.figures import plain_figure
from sitegen.model.form import ValueType
from sitegen.model.formula import Relation
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Report, State

TWICE = Decimal(2)
"""The part of the target from which a reason is asked for: a bound of our own, far above the 30 % of practice."""

RULE = Rule(
    "SCORE119",
    "far-beyond-target",
    Severity.WARNING,
    "完成值是指标值的两倍以上，没有分析",
    checks="要做到的数（≥6 次、100 人）完成了两倍以上而且至少多出 2 个单位的，成本（≤30万元）只花了一半或更少的，要在原因一栏写明；"
    "表单没有这一栏的，正文要提到这个指标，或说明超出的原因。目标是 0 的、事故和投诉一类本来越少越好的不查。",
    why="超出太多，不是目标定得太低，就是数填错了（6 写成了 60）；绩效自评要求分析偏差大的指标。",
    example="党性教育培训次数: {指标值: ≥6, 完成值: 12}",
    remedy="核对两个数；属实的，在原因一栏写明为什么超出这么多，下年目标是否调整。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表的“偏差原因分析”；各地一般要求偏差 30% 以上的作说明，两倍是本程序取的界限。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each figure that is held against a figure."""
    for indicator in indicators(subject.report):
        times = _times(indicator)
        if times is None:
            continue
        actual = indicator.actual
        facts = tuple(fact for fact in (actual, indicator.target, indicator.reason) if fact is not None)
        addresses = tuple(fact.address for fact in facts)
        statement = f"{indicator.row.label}：超出指标值很多的要有分析"
        beyond, share = times
        reason = indicator.reason
        if not beyond or _is_explained(subject.report, indicator):
            yield Outcome(RULE.code, Result.PASS, actual.address, statement, facts=addresses)
            continue
        if reason is not None and reason.value.state is State.UNAVAILABLE:
            words = "偏差原因资料缺失"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, actual.address, statement, words, facts=addresses)
            continue
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”是 {wording.value_of(actual)}，指标值“{indicator.goal}”，完成了 {share}，没有写原因。",
            report=subject.report.key,
            fact=actual.address,
            expected="写明原因",
            actual=share,
            related=wording.related(facts, actual),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=addresses)


def _times(indicator: Indicator) -> tuple[bool, str] | None:
    """Whether the result is far beyond its only target, and what part of it; None where that means nothing."""
    if len(indicator.targets) != 1 or not isinstance(indicator.targets[0], Target):
        return None
    goal = indicator.targets[0]
    figure, said = indicator.actual.figure, indicator.achieved
    if figure is None and said is not None and said.least is not None and said.least == said.most:
        figure = said.least
    if figure is None or said is None or said.nothing:
        return None
    unit = said.unit or goal.unit
    factor, kind = measure(unit)
    due_factor, due_kind = measure(goal.unit or unit)
    if goal.value <= 0 or figure < 0 or kind != due_kind:
        return None
    done, due = figure * factor, goal.value * due_factor
    if goal.relation in (Relation.AT_LEAST, Relation.GREATER):
        beyond = done >= due * TWICE and done - due >= TWICE * factor
    elif goal.relation in (Relation.AT_MOST, Relation.LESS) and kind == "money":
        beyond = done * TWICE <= due
    else:
        return None
    return beyond, f"{plain_figure((done / due * 100).quantize(Decimal(1)))}%" if beyond else ""


def _is_explained(report: Report, indicator: Indicator) -> bool:
    """Whether its line, the form's place for reasons, or the narrative says why."""
    reason = indicator.reason
    if reason is not None:
        return reason.value.state is State.TEXT and not says_nothing(reason.value.text)
    for field in reason_fields(report.form):
        if field.spec.type is ValueType.NARRATIVE:
            said = text_of(report, field.name)
        else:
            said = report.fields[field.name].value.text
        if said and not says_nothing(said):
            return True
    name = indicator.row.label
    return any(name in each.text or "超额" in each.text or "超出" in each.text for each in narrative(report))
