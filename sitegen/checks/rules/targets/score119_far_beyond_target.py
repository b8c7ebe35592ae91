"""SCORE119: a result is twice its target or more, or half the cost, and nobody says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.marks import reason_fields
from sitegen.checks.scores.scoring import Indicator, execution_lines, indicators
from sitegen.checks.targets import Target, measure
from sitegen.checks.texts.words import is_no_reason, narrative, text_of
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import State
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure, rounded, to_base, unit_factor, unit_kind

TWICE = Decimal(2)
"""The part of the target from which a reason is asked for: a bound of our own, far above the 30 % of practice."""

_WHOLE = Decimal(1)
_TEN_THOUSAND = Decimal(10**4)
_NEAR = (Decimal("0.5"), Decimal("1.5"))
"""Parts of the target between which an amount in another unit is plausible."""

_PLACES = 2
_LEAST_SHOWN = Decimal(1).scaleb(-_PLACES)
_COST_REMEDY = "核对两个数和单位；属实的，在原因一栏写明为什么用得这么少，下年的成本指标是否调低。"
_SLIP_REMEDY = "核对完成值和指标值的单位（元还是万元），写错的改过来；单位没有错的，在“数据说明”里写明。"

RULE = Rule(
    "SCORE119",
    "far-beyond-target",
    Severity.WARNING,
    "完成值是指标值的两倍以上，没有分析",
    checks="要做到的数（≥6 次、100 人）完成了两倍以上而且至少多出 2 个单位的，成本（≤30万元）只花了一半或更少的，要在原因一栏写明；"
    "表单没有这一栏的，正文要提到这个指标，或说明超出的原因。金额差得很远、换成一万倍或万分之一却与指标值相当（0.5～1.5 倍）、"
    "或与预算执行里的一个数相同的，写了原因也提醒核对单位。目标是 0 的、事故和投诉一类本来越少越好的、"
    "要不低于一个比例而没有超过 100% 的（占比 ≥30%）不查。",
    why="超出太多，不是目标定得太低，就是数填错了（6 写成了 60）；绩效自评要求分析偏差大的指标。",
    example="党性教育培训次数: {指标值: ≥6, 完成值: 12}",
    remedy="核对两个数；属实的，在原因一栏写明为什么超出这么多，下年目标是否调整。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表的“偏差原因分析”；各地一般要求偏差 30% 以上的作说明，两倍是本程序取的界限。",
    waivable=True,
)


@dataclass(frozen=True, slots=True)
class _Distance:
    """How far a result is from its only target; all amounts in base units."""

    goal: Target
    unit: str
    done: Decimal
    due: Decimal
    beyond: bool
    """Whether a reason is asked for."""
    judged: bool
    """Whether a distance in that direction is one that this rule asks about."""

    @property
    def costs(self) -> bool:
        """Whether money was to be saved, not something to be done."""
        return self.goal.relation in (Relation.AT_MOST, Relation.LESS)

    @property
    def share(self) -> str:
        """The result as a part of the target."""
        percent = self.done / self.due * 100
        if 0 < percent < _LEAST_SHOWN:
            return f"不到 {plain_figure(_LEAST_SHOWN)}%"
        places = 0 if percent >= 1 or not percent else _PLACES
        return f"{plain_figure(rounded(percent, places))}%"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each figure that is held against a figure."""
    report = subject.report
    funds: frozenset[Decimal] | None = None
    for indicator in indicators(report):
        distance = _distance(indicator)
        if distance is None:
            continue
        slip = ""
        if unit_kind(distance.unit) == "money" and _is_far(distance.done, distance.due):
            funds = _funds(report) if funds is None else funds
            slip = _slip(distance, funds)
        if not slip and not distance.judged:
            continue
        actual = indicator.actual
        facts = tuple(fact for fact in (actual, indicator.target, indicator.reason) if fact is not None)
        addresses = tuple(fact.address for fact in facts)
        statement = f"{indicator.row.label}：超出指标值很多的要有分析"
        reason = indicator.reason
        if not slip and (not distance.beyond or _is_explained(report, indicator)):
            yield Outcome(RULE.code, Result.PASS, actual.address, statement, facts=addresses)
            continue
        if not slip and reason is not None and reason.value.state is State.UNAVAILABLE:
            words = "偏差原因资料缺失"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, actual.address, statement, words, facts=addresses)
            continue
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”是 {wording.value_of(actual)}，指标值“{indicator.goal}”，{_said(distance)}"
            f"{slip or '，没有写原因。'}",
            remedy=_SLIP_REMEDY if slip else _COST_REMEDY if distance.costs else "",
            report=report.key,
            fact=actual.address,
            expected="核对单位" if slip else "写明原因",
            actual=distance.share,
            related=wording.related(facts, actual),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=addresses)


def _said(distance: _Distance) -> str:
    """What part of the target the result is, in words for work or for costs."""
    share = distance.share if distance.share.startswith("不到") else f" {distance.share}"
    if not distance.costs:
        return f"完成了{share}"
    if not distance.done:
        return "一分没有用"
    return f"只用了{share}" if distance.done < distance.due else f"是指标值的{share}"


def _distance(indicator: Indicator) -> _Distance | None:
    """How far the result is from its only target; None where that means nothing."""
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
    beyond, judged = False, True
    if kind == "proportion" and done <= _WHOLE and goal.relation in (Relation.AT_LEAST, Relation.GREATER):
        judged = False  # a share has a legal minimum, not a plan: 面向中小企业采购占比 ≥30%
    elif goal.relation in (Relation.AT_LEAST, Relation.GREATER):
        beyond = done >= due * TWICE and done - due >= TWICE * factor
    elif goal.relation in (Relation.AT_MOST, Relation.LESS) and kind == "money":
        beyond = done * TWICE <= due
    else:
        judged = False
    return _Distance(goal, unit, done, due, beyond, judged)


def _is_far(done: Decimal, due: Decimal) -> bool:
    return done > 0 and (done * TWICE <= due or done >= due * TWICE)


def _funds(report: Report) -> frozenset[Decimal]:
    """Every amount of the funds of the report, in 元."""
    facts = (fact for line in execution_lines(report) for fact in (line.budget, line.spent))
    return frozenset(
        to_base(fact.figure, fact.unit) for fact in facts if fact is not None and fact.figure is not None
    )


def _slip(distance: _Distance, funds: frozenset[Decimal]) -> str:
    """That the unit may be a slip (元 for 万元): ten thousand times more or less would be about the target, or
    is an amount of the report. "" where neither.
    """
    for times in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
        other = distance.done * times
        if (other > distance.done) is not (distance.due > distance.done):
            continue
        near = distance.due * _NEAR[0] <= other <= distance.due * _NEAR[1]
        if near or other in funds:
            shown = _amount(other)
            why = "与指标值相当" if near else "与预算执行里的数相同"
            return f"；若是 {shown}，就{why}：单位可能写错了（元、万元差一万倍）。"
    return ""


def _amount(yuan: Decimal) -> str:
    """An amount in the unit in which it is usually written."""
    unit = "万元" if yuan >= _TEN_THOUSAND else "元"
    return f"{wording.number(Fraction(yuan / unit_factor(unit)))} {unit}"


def _is_explained(report: Report, indicator: Indicator) -> bool:
    """Whether its line, the form's place for reasons, or the narrative says why."""
    reason = indicator.reason
    if reason is not None:
        return reason.value.state is State.TEXT and not is_no_reason(reason.value.text)
    for field in reason_fields(report.form):
        if field.spec.type is ValueType.NARRATIVE:
            said = text_of(report, field.name)
        else:
            said = report.fields[field.name].value.text
        if said and not is_no_reason(said):
            return True
    name = indicator.row.label
    return any(name in each.text or "超额" in each.text or "超出" in each.text for each in narrative(report))
