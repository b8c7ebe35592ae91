"""SCORE115: much of the budget was not spent, and the report gives no reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.execution import rate_of
from sitegen.checks.scores.scoring import ExecutionLine, execution_lines
from sitegen.checks.texts.words import gives_reason, is_no_reason, lacks_narrative, narrative, reasons
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.intervals import Interval

LEAST = Interval.exactly(Decimal("0.8"))
"""The rate from which on no reason is asked for: a bound of our own."""

RULE = Rule(
    "SCORE115",
    "low-execution-without-problems",
    Severity.WARNING,
    "执行率低，没有说明原因",
    checks="总额一行的执行率（没有填预算数、执行数的，按所写的执行率）低于 80% 的，这一行的原因栏、别处的原因栏或正文里，要写明原因或存在的问题。",
    why="大笔预算没有花出去，不是项目没有做完，就是预算编得不准；读者要知道是哪一种。",
    example="预算数: 100，执行数: 42；原因空着，正文也没有提到原因",
    remedy="在原因栏或正文里写明为什么没有执行完，打算怎么办。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表；80% 是本程序取的界限。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each whole budget of which a known part was spent."""
    report = subject.report
    for line in execution_lines(report):
        executed = rate_of(line) if line.whole else None
        if executed is None:
            continue
        told = executed.facts[0]
        at = line.reason or told
        facts = tuple(each.address for each in (at, *executed.facts))
        statement = f"{told.address}：执行率低于 80% 的要说明原因"
        rate = executed.rate
        if not rate.may_be_less_than(LEAST) or rate.nominal >= LEAST.nominal or _is_explained(subject, line):
            yield Outcome(RULE.code, Result.PASS, at.address, statement, facts=facts)
        elif at.value.state is State.UNAVAILABLE or lacks_narrative(report):
            reason = "原因或正文资料缺失"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, at.address, statement, reason, facts=facts)
        else:
            percent = f"{wording.number(rate.nominal * 100, 2)}%"
            what = (
                f"“{line.spent.address}”{wording.value_of(line.spent)}，是预算数 {wording.value_of(line.budget)}的 {percent}"
                if line.spent is not None and line.budget is not None and line.spent in executed.facts
                else f"“{told.address}”是 {percent}"
            )
            found = RULE.found(
                at.span.place,
                f"{what}，报告里没有写原因。",
                report=report.key,
                fact=at.address,
                expected="写明原因",
                actual=percent,
                related=wording.related(executed.facts, at),
            )
            yield Outcome(RULE.code, Result.FAIL, at.address, statement, diagnostic=found, facts=facts)


def _is_explained(subject: Subject, line: ExecutionLine) -> bool:
    """Whether the line, another line or the narrative gives a reason."""
    own = line.reason
    if own is not None and own.value.state is State.TEXT and not is_no_reason(own.value.text):
        return True
    return any(gives_reason(fact.value.text) for fact in reasons(subject.report)) or any(
        gives_reason(passage.text) for passage in narrative(subject.report)
    )
