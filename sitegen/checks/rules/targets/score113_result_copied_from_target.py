"""SCORE113: the result of an indicator is its target, copied."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import achieved, restates
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE113",
    "result-copied-from-target",
    Severity.WARNING,
    "完成值照抄了指标值",
    checks="完成值与指标值一字不差：带着比较符号（≥95%），或是 6 个字以上的文字；换一种写法的（≥95% 写成“95%以上”）也算。名称就是目标的，不照抄名称。"
    "不打分的表单也查；照抄的不计入“达到目标的指标”。"
    "数字相同（目标 735，完成 735）的不算，“有效”“已完成”一类的短语也不算。",
    why="“≥95%”说的是要做到多少，不是做到了多少；照抄目标等于没有写结果。",
    example="{年度指标值: ≥95%, 实际完成值: ≥95%}",
    remedy="写实际做到的数值或情况，不带比较符号。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
SHORTEST = 6
"""Characters: shorter words are grades (效果明显), which a result may well share with its target."""

_IGNORED = re.compile(r"[\s，。；;、,．.]|^(?:指标|目标|任务)?\d+\s*[:：、．.]")
_EVEN = str.maketrans(
    {"％": "%", "≧": "≥", "≦": "≤", "＞": ">", "＜": "<", "＝": "=", "：": ":", "（": "(", "）": ")"}
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator with a target and a result."""
    for indicator in indicators(subject.report):
        actual = indicator.actual
        if not indicator.goal or actual.value.state not in (State.FIGURE, State.TEXT):
            continue
        facts = tuple(fact.address for fact in (actual, indicator.target) if fact is not None)
        statement = f"{indicator.row.label}：完成值不照抄指标值"
        if actual.value.state is State.FIGURE or not _is_copied(indicator):
            yield Outcome(RULE.code, Result.PASS, actual.address, statement, facts=facts)
            continue
        at, name = indicator.target, indicator.row.label
        place = at.span.place if at is not None else indicator.row.span.place
        found = RULE.found(
            actual.span.place,
            f"“{actual.address}”照抄了指标值“{indicator.goal}”，没有写实际做到的。",
            remedy=_remedy(indicator),
            report=subject.report.key,
            fact=actual.address,
            actual=actual.value.text.strip(),
            related=(Related(at.address if at is not None else name, indicator.goal, place),),
        )
        yield Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=facts)


def _remedy(indicator: Indicator) -> str:
    if not indicator.bound:
        return "写实际做到的：做了什么、做了多少、结果怎样；还没有做的，写“未完成”。"
    return f"写实际做到的数；恰好做到 {indicator.bound} 的，写“{indicator.bound}”。"


def _is_copied(indicator: Indicator) -> bool:
    """Whether the result is the target as it is written, or as its columns state it together."""
    text = indicator.actual.value.text
    if indicator.achieved is not None and restates(indicator.targets, indicator.achieved):
        return True
    goals = (indicator.goal, *(each.text for each in indicator.targets[:1]))
    return _even(text) in map(_even, goals) and not _is_result(text)


def _is_result(text: str) -> bool:
    """Whether `text` says plainly what was achieved, whatever the target; or is a mere grade."""
    said = achieved(text)
    if said is None:
        return len(_even(text)) < SHORTEST
    return said.done is not None or said.least == said.most


def _even(text: str) -> str:
    """`text` without punctuation and ordinals, its signs in one form."""
    return _IGNORED.sub("", text.strip()).translate(_EVEN)
