"""SCORE105: the score for executing the budget is not weight × rate, capped at the weight."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.arithmetic import amount_of
from sitegen.checks.execution import rate_of
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import ExecutionLine, execution_lines
from sitegen.diagnostics import Rule, Severity
from sitegen.intervals import least
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Fact

RULE = Rule(
    "SCORE105",
    "execution-score-does-not-follow",
    Severity.ERROR,
    "预算执行得分与执行率不符",
    checks="预算执行得分 = 分值 × 执行数 ÷ 预算数，最高不超过分值；没有填预算数、执行数的，用执行率。",
    why="钱没有花完却得满分，总分就虚高。",
    example="预算数 985.19，执行数 914.97，分值 10，得分写 10（应为 9.29）",
    remedy="按执行率重新计算得分，保留的小数不少于表单规定的位数。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）；在已公开的报告中实际见过。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each line with a weight and a score."""
    for line in execution_lines(subject.report):
        score, weight = line.score, line.weight
        if score is None or weight is None or score.figure is None or weight.figure is None:
            continue
        given, most = amount_of(score), amount_of(weight)
        executed = rate_of(line)
        facts = (score, weight, *(executed.facts if executed is not None else _amounts(line)))
        addresses = tuple(fact.address for fact in facts)
        statement = f"{score.address} = 最小(分值，分值 × 执行率)"
        if given is None or most is None or executed is None:
            reason = "预算数、执行数和执行率没有填，或预算数为 0"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, score.address, statement, reason, facts=addresses)
            continue
        due = least(most, most * executed.rate)
        if given.agrees(due):
            yield Outcome(RULE.code, Result.PASS, score.address, statement, facts=addresses)
            continue
        rate = wording.number(executed.rate.nominal * 100, 2)
        found = RULE.found(
            score.span.place,
            f"“{score.address}”填 {wording.value_of(score)}；执行率 {rate}%，"
            f"分值 {wording.value_of(weight)}，应得 {wording.number(due.nominal, 2)} 分。",
            report=subject.report.key,
            fact=score.address,
            expected=wording.amount(due, "分"),
            actual=wording.amount(given, "分"),
            related=wording.related(facts, score),
        )
        yield Outcome(RULE.code, Result.FAIL, score.address, statement, diagnostic=found, facts=addresses)


def _amounts(line: ExecutionLine) -> tuple[Fact, ...]:
    return tuple(fact for fact in (line.spent, line.budget, line.rate) if fact is not None)
