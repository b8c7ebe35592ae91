"""DISC105: a field for a signature or seal is blank."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC105",
    "not-signed",
    Severity.WARNING,
    "没有签字盖章",
    checks="表单的“签章”列出的各栏是不是填了。",
    why="签字盖章说明有人对报告负责；空着，读者不知道这是定稿还是草稿。",
    example="部门（单位）负责人签章:    # 空着",
    remedy="请负责人签字盖章后填上姓名；原件没有签章的，在“数据说明”里写明。",
    source="表单印有签字、盖章栏。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each field that is to be signed."""
    report = subject.report
    for name in report.form.disclosure.signatures:
        fact = report.fields[name]
        statement = f"“{name}”已签"
        facts = (fact.address,)
        if fact.value.state is State.UNAVAILABLE:
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, name, statement, "资料缺失", facts=facts)
        elif fact.value.state not in (State.BLANK, State.DASH):
            yield Outcome(RULE.code, Result.PASS, name, statement, facts=facts)
        else:
            found = RULE.found(fact.span.place, f"“{name}”空着。", report=report.key, fact=name)
            yield Outcome(RULE.code, Result.FAIL, name, statement, diagnostic=found, facts=facts)
