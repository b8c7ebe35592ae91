"""SCORE111: the marks of a group of indicators are not what the form prescribes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.marks import is_fixed
from sitegen.checks.scores.planned import targets_alone
from sitegen.checks.scores.scoring import indicators, is_cut_off, parts
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure

RULE = Rule(
    "SCORE111",
    "group-weights-differ",
    Severity.WARNING,
    "一组指标的分值与规定不符",
    checks="表单规定了各类指标分值的（如 产出 50、效益 30、满意度 10），各类之和与规定一致；没有分值一栏的，各类得分之和不超过规定。"
    "表单为某一行规定了分值的，报告里填的与它一致。",
    why="分值结构是统一规定的，各自改动就不能横向比较。",
    example="产出指标各项分值之和 40，规定为 50",
    remedy="按规定调整分值；本地另有规定的，在本地表单里写明“分组分值”。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）：原则上预算执行率 10%、产出 50%、效益 30%、满意度 10%。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each group whose marks the form prescribes."""
    report, scoring = subject.report, subject.report.form.scoring
    yield from _lines(subject)
    if scoring is None or not scoring.weights:
        return
    groups: dict[str, list[Fact]] = {}
    scored = False
    for indicator in indicators(report):
        marks = indicator.weight or indicator.score
        if indicator.row.groups and marks is not None:
            groups.setdefault(indicator.row.groups[0], []).append(marks)
            scored = scored or indicator.weight is None
    if not groups:
        for each in targets_alone(report):
            if each.row.groups and each.weight is not None:
                groups.setdefault(each.row.groups[0], []).append(each.weight)
    for group, due in scoring.weights:
        statement = f"{group}分值之和 = {plain_figure(due)}"
        facts = groups.get(group, [])
        addresses = tuple(fact.address for fact in facts)
        figures = [fact.figure for fact in facts if fact.figure is not None]
        if is_cut_off(report) or not figures:
            reason = "没有这一类指标，或没有填分值"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, group, statement, reason, facts=addresses)
            continue
        total = sum(figures, Decimal(0))
        if total == due or (scored and total < due):
            yield Outcome(RULE.code, Result.PASS, group, statement, facts=addresses)
            continue
        found = RULE.found(
            facts[0].span.place,
            f"“{group}”各项{'得分' if scored else '分值'}之和是 {plain_figure(total)} 分，表单规定 {plain_figure(due)} 分。",
            report=report.key,
            fact=facts[0].address,
            expected=f"{plain_figure(due)} 分",
            actual=f"{plain_figure(total)} 分",
            related=wording.related(tuple(facts), facts[0]),
        )
        yield Outcome(RULE.code, Result.FAIL, group, statement, diagnostic=found, facts=addresses)


def _lines(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each line whose marks the form fixes and the report states."""
    for part in parts(subject.report):
        due = part.row.line.marks if part.row.line is not None else None
        weight = part.weight
        if due is None or weight is None or weight.figure is None or is_fixed(weight):
            continue
        statement = f"{weight.address} = {plain_figure(due)}"
        if weight.figure == due:
            yield Outcome(RULE.code, Result.PASS, weight.address, statement, facts=(weight.address,))
            continue
        found = RULE.found(
            weight.span.place,
            f"“{weight.address}”填 {wording.value_of(weight)}，表单规定 {plain_figure(due)} 分。",
            report=subject.report.key,
            fact=weight.address,
            expected=f"{plain_figure(due)} 分",
            actual=wording.value_of(weight),
        )
        yield Outcome(
            RULE.code, Result.FAIL, weight.address, statement, diagnostic=found, facts=(weight.address,)
        )
