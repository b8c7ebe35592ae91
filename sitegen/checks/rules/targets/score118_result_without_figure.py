"""SCORE118: the target is a figure, and the result has none."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Achievement, Target
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import PROPORTIONS
from sitegen.numbers.numerals import in_digits

RULE = Rule(
    "SCORE118",
    "result-without-figure",
    Severity.WARNING,
    "指标值是数字，完成值没有数字",
    checks="指标值写的是数（≥95%、100%、30万元以内），完成值写“无”“完成”“较好”“—”一类的，没有数可比。“完成”对 100% 算说清了，"
    "“未完成”对要做到的数算没有达到，“无”“未发生”对“0 起”“不超过 3 起”算达到，都不报。"
    "要做到的是个数（12期、500人次），完成值只写百分比、原因一栏也没有写数的，提示一声；名称是率、比例、程度的不提示。",
    why="写“完成”说不出花了多少、做了几个，读者和审核都无法比较；这样的指标不计入“达到目标的指标”。",
    example="项目成本: {指标值: ≤30万元, 完成值: 完成}\n利息补贴保障率: {指标值: 100%, 完成值: 无}",
    remedy="写出实际的数，单位与指标值一样；这一项本年没有发生的，写明没有发生，并在原因一栏说明。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
_COUNTED_UP = (Relation.AT_LEAST, Relation.GREATER, Relation.EQUAL)
_COUNTED = re.compile(
    r"[十百千万亿]?(?:人次|人|名|位|户次|户|家次|家|场次|场|期|次|批次|批|份|册|本|篇|件|套|台套|台次|台|辆次|辆|艘|架|条|"
    r"项|座|处|所|栋|幢|间|个|只|头|羽|尾|株|棵|亩|公顷|公里|千米|米|平方米|平方公里|立方米|吨|公斤|千克|班次|班|课时|学时|"
    r"支|部|幅|块|张|例|起|宗|趟|单|门|节)"
)
"""Units of what is counted or measured out; of years, days and marks a part says enough."""
_RATE = re.compile(r"率|比例|占比|比重|程度|进度|满意|合格|达标|覆盖|及时|按时|准时|准确|增长|增幅")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each result of an indicator whose target is a figure."""
    for indicator in indicators(subject.report):
        actual = indicator.actual
        if actual.value.state not in (State.FIGURE, State.TEXT, State.DASH):
            continue
        if not any(isinstance(each, Target) for each in indicator.targets):
            continue
        facts = tuple(fact.address for fact in (actual, indicator.target) if fact is not None)
        statement = f"{indicator.row.label}：指标值是数字，完成值也有数字"
        share = _is_share_of_count(indicator)
        if not share and not _lacks_figure(indicator):
            yield Outcome(RULE.code, Result.PASS, actual.address, statement, facts=facts)
            continue
        at, text = indicator.target, actual.value.text.strip()
        place = at.span.place if at is not None else indicator.row.span.place
        shown = text if len(text) <= 20 else f"{text[:20]}…"
        lacking = f"只有百分比，没有写多少{_unit(indicator)}" if share else "没有数字"
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”写“{shown}”，{lacking}，无法与指标值“{indicator.goal}”比较。",
            remedy=_remedy(indicator),
            severity=Severity.INFO if share else None,
            report=subject.report.key,
            fact=actual.address,
            expected=f"多少{_unit(indicator)}" if share else "数字",
            actual=text,
            related=(Related(at.address if at is not None else indicator.row.label, indicator.goal, place),),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=facts)


def _lacks_figure(indicator: Indicator) -> bool:
    if indicator.achievement is not Achievement.NOT_COMPARABLE:
        return False
    value = indicator.actual.value
    return value.state is State.DASH or (
        value.state is State.TEXT and not re.search(r"\d", in_digits(value.text))
    )


def _is_share_of_count(indicator: Indicator) -> bool:
    """Whether things were to be counted, and the result says only how large a part of them was done."""
    result, actual = indicator.achieved, indicator.actual
    match indicator.targets:
        case (Target(relation=relation, value=due, unit=unit),):
            counted = due > 0 and relation in _COUNTED_UP and _COUNTED.fullmatch(unit) is not None
        case _:
            return False
    if not counted or result is None or result.unit not in PROPORTIONS or result.least != result.most:
        return False
    if actual.spec.type is ValueType.PERCENT or _RATE.search(_headings(indicator)):
        return False
    reason = indicator.reason
    return reason is None or not re.search(r"\d", in_digits(reason.value.text))


def _unit(indicator: Indicator) -> str:
    return next(each.unit for each in indicator.targets if isinstance(each, Target))


def _headings(indicator: Indicator) -> str:
    """What the indicator and the column of its result are called."""
    return f"{indicator.row.label} {indicator.actual.address}"


def _remedy(indicator: Indicator) -> str:
    if not indicator.bound:
        return ""
    return (
        f"写出实际的数，单位与指标值一样；恰好是 {indicator.bound} 的，写“{indicator.bound}”。"
        "这一项本年没有发生的，写明没有发生，并在原因一栏说明。"
    )
