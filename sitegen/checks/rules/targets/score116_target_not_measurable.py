"""SCORE116: an indicator has a sign of comparison, but no figure to compare with."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.scores.planned import planned
from sitegen.checks.targets import Target, is_sign
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE116",
    "target-not-measurable",
    Severity.WARNING,
    "指标性质是比较符号，指标值却不是数字",
    checks="指标性质填了 ≥、≤、>、<、= 的，指标值要有数字；定性指标的指标性质应填“定性”或留空。",
    why="没有数字就无从比较，完成没有完成说不清楚。",
    example="{指标性质: ≥, 指标值: 效果明显, 度量单位: '%'}",
    remedy="写出要达到的数值；定性的指标，指标性质改为“定性”。",
    source="财政部《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：指标应当量化易评。",
    waivable=True,
)
_FIGURES = re.compile(r"[\d零一二两三四五六七八九十百千万亿半]")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each target whose sign stands in a column of its own."""
    for each in planned(subject.report):
        sign, target = each.sign, each.target
        if sign is None or not is_sign(sign.value.text):
            continue
        if target.value.state not in (State.FIGURE, State.TEXT):
            continue
        facts = (target.address, sign.address)
        statement = f"{each.row.label}：指标性质“{sign.value.text}”，指标值是数字"
        measurable = any(isinstance(goal, Target) for goal in each.goals)
        if measurable or _FIGURES.search(target.value.text):
            yield Outcome(RULE.code, Result.PASS, target.address, statement, facts=facts)
            continue
        found = RULE.found(
            target.span.place,
            f"“{target.address}”写的是“{target.value.text}”，没有数字，“{sign.value.text}”无从比较。",
            report=subject.report.key,
            fact=target.address,
            expected="数字",
            actual=target.value.text,
            related=(Related(sign.address, sign.value.text, sign.span.place),),
        )
        yield Outcome(RULE.code, Result.FAIL, target.address, statement, diagnostic=found, facts=facts)
