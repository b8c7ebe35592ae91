"""SCORE105: the score for executing the budget is not weight × rate, capped at the weight."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.scores.execution import Executed, rate_of
from sitegen.checks.scores.scoring import ExecutionLine, execution_lines
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval, Rounding, least

RULE = Rule(
    "SCORE105",
    "execution-score-does-not-follow",
    Severity.ERROR,
    "预算执行得分与执行率不符",
    checks="预算执行得分 = 分值 × 执行数 ÷ 预算数，最高不超过分值；没有填预算数、执行数的，用执行率。分值就是所写的数。"
    "得分四舍五入到表单允许的最多位数（没有规定的，到所写的位数）；按所写的执行率（与两个数相符的）算出来也对的，不报。",
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
        given, most = _rounded(score), amount_of(weight)
        executed = rate_of(line)
        facts = (score, weight, *(executed.facts if executed is not None else _amounts(line)))
        addresses = tuple(fact.address for fact in facts)
        statement = f"{score.address} = 最小(分值，分值 × 执行率)"
        if given is None or most is None or executed is None:
            reason = "预算数、执行数和执行率没有填，或预算数为 0"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, score.address, statement, reason, facts=addresses)
            continue
        due = least(most, most * executed.rate)
        stated = _stated(line, executed)
        if given.agrees(due) or (stated is not None and given.agrees(least(most, most * stated))):
            yield Outcome(RULE.code, Result.PASS, score.address, statement, facts=addresses)
            continue
        rate = wording.number(executed.rate.nominal * 100, 2)
        found = RULE.found(
            score.span.place,
            f"“{score.address}”填 {wording.value_of(score)}；执行率 {rate}%，"
            f"分值 {wording.value_of(weight)}，应得 {wording.number(due.nominal, max(2, _places(score)))} 分。",
            report=subject.report.key,
            fact=score.address,
            expected=wording.amount(due, "分"),
            actual=wording.amount(given, "分"),
            related=wording.related(facts, score),
        )
        yield Outcome(RULE.code, Result.FAIL, score.address, statement, diagnostic=found, facts=addresses)


def _amounts(line: ExecutionLine) -> tuple[Fact, ...]:
    return tuple(fact for fact in (line.spent, line.budget, line.rate) if fact is not None)


def _places(score: Fact) -> int:
    """The decimals to which a score was rounded: the most that the form allows, else those written. Where the
    form calls scores 精确 they are not rounded to whole marks.
    """
    precision, written = score.spec.precision, score.value.decimals
    if precision.most is not None:
        return max(precision.most, written)
    return max(written, 1 if precision.rounding is Rounding.EXACT else precision.least)


def _rounded(score: Fact) -> Interval | None:
    """What the score stands for. Computed from a rate, it was rounded even where the form calls scores 精确."""
    if score.figure is None or score.spec.precision.rounding is not Rounding.EXACT:
        return amount_of(score)
    return Interval.of(score.figure, _places(score))


def _stated(line: ExecutionLine, executed: Executed) -> Interval | None:
    """The rate as written, where the amounts allow it: a score may have been computed from that."""
    rate = line.rate
    if rate is None or rate.figure is None or rate.unit != "%":
        return None
    stated = amount_of(rate)
    if stated is None or not stated.agrees(executed.rate):
        return None
    return Interval.exactly(rate.figure).scaled(unit_factor(rate.unit))
