"""DISC110: blank, though the form wants it filled under a condition that holds."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.required_if import demands
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC110",
    "blank-under-condition",
    Severity.ERROR,
    "条件成立时必填的没有填",
    checks="表单写明在一定条件下必填的（如 扣分原因：总分 < 100 时必填），条件成立就要填；原因、说明一类的文字，写“无”也算没有填。",
    why="扣了分、调了预算、执行得慢而不说原因，读者无从判断；表式要求说明的，就要说明。",
    example="总分: 97.6\n扣分原因:    # 表单规定“总分 < 100”时必填",
    remedy="补填；数字填错了的，改正数字；原始材料确实没有的，在“资料缺失”里写明范围和原因。",
    source="各地表式的填报说明，如四川 510000_0013zp：执行率低于 90% 的说明原因。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place that must be filled under a condition."""
    report = subject.report
    for demand in demands(report, subject.last_year):
        statement = f"{demand.address}：“{demand.condition.text}”时必填"
        facts = (demand.address, *(fact.address for fact in demand.facts))
        if demand.holds is None or (demand.holds and demand.filled is None):
            reason = demand.reason or "资料缺失"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, demand.address, statement, reason, facts=facts)
            continue
        if not demand.holds or demand.filled:
            result = Result.PASS if demand.holds else Result.NOT_APPLICABLE
            yield Outcome(RULE.code, result, demand.address, statement, facts=facts)
            continue
        figures = "，".join(f"“{fact.address}”是 {wording.value_of(fact)}" for fact in demand.facts)
        blank = f"只写了“{demand.written}”" if demand.written else "没有填"
        note = f"（{demand.condition.note}）" if demand.condition.note else ""
        found = RULE.found(
            demand.span.place,
            f"“{demand.address}”{blank}；{figures}，按表单“{demand.condition.text}”时必填。{note}",
            report=report.key,
            fact=demand.address,
            expected="填写",
            actual=demand.written or "未填",
            related=tuple(
                Related(fact.address, wording.value_of(fact), fact.span.place) for fact in demand.facts
            ),
            severity=demand.condition.severity,
        )
        yield Outcome(RULE.code, Result.FAIL, demand.address, statement, diagnostic=found, facts=facts)
