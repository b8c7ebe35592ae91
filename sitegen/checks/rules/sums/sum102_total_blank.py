"""SUM102: parts are given but their total is blank. Knows nothing of the total's right value."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.evaluation import Status
from sitegen.checks.identity_outcomes import outcome
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SUM102",
    "total-blank",
    Severity.ERROR,
    "填了分项，没填合计",
    checks="等式左边的合计没有填，右边的分项却有数字；“≥”“≤”写的整体（如 公用经费 ≥ 办公费 + 水电费）没有填，它所含的几项却有数字。"
    "率（执行率 = 执行数 ÷ 预算数）填“—”“不适用”的不报，表单写明必填的除外；合计、小计的一行只写各项之和，率空着、表单也没有写必填的，不报；各数里有负数（收不抵支）的，率没有意义，空着也不报。",
    why="空白不等于零。合计空着，上一级合计就会漏掉这笔钱。",
    example="支出:\n  科技活动管理中心: {人员支出: 3.17}    # 基本支出 = 人员支出 + 公用支出，却没有填",
    remedy="按分项补填合计；分项填错了位置的，移到正确的列。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """Every identity whose left side is a blank fact while its right side has figures."""
    for evaluation in subject.evaluations:
        if evaluation.status is not Status.TOTAL_BLANK or evaluation.expected is None:
            continue
        fact = evaluation.subject
        given = "、".join(
            f"“{other.address}”填了 {wording.value_of(other)}"
            for other in evaluation.facts
            if other.figure is not None
        )
        blank = "没有填" if fact.value.state is State.BLANK else f"填的是“{fact.value.text}”"
        expected = wording.amount(evaluation.expected, evaluation.unit)
        due = "应填" if evaluation.relation is Relation.EQUAL else "不应少于"
        found = RULE.found(
            fact.span.place,
            f"“{fact.address}”{blank}，而{given}；按“{evaluation.statement}”{due} {expected}。",
            report=subject.report.key,
            fact=fact.address,
            expected=expected,
            actual=wording.value_of(fact),
            related=wording.related(evaluation.facts, fact),
            severity=evaluation.severity,
        )
        yield outcome(RULE, evaluation, Result.FAIL, found)
