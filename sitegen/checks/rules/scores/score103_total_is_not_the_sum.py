"""SCORE103: the total score is not the sum of the scores."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import NOTHING, amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import is_cut_off, scored_facts, total_fact, total_rows
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.intervals import Interval

RULE = Rule(
    "SCORE103",
    "total-is-not-the-sum",
    Severity.ERROR,
    "总分不等于各项得分之和",
    checks="总分等于预算执行得分与各指标得分之和，表里印出的合计、小计等于所含各项得分之和（全表的合计、总分也可以连"
    "预算执行一起算）；整数的得分就是那么多分，带小数的按小数位数代表的区间比较。",
    why="总分决定等次，加错一分就可能错评一等。",
    example="各项得分之和 96，总分写 98",
    remedy="重新相加，改正总分或某项得分。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for the total of the report, and one for each that a table prints."""
    report = subject.report
    total, scores = total_fact(report), scored_facts(report, Role.SCORE)
    if total is not None and scores:
        yield _sum(report, total, scores, ())
    for row in total_rows(report):
        facts = tuple(part.score for part in row.parts if part.score is not None)
        if row.score is not None and facts and row.score.value.state is not State.BLANK:
            yield _sum(report, row.score, facts, scores if row.whole else ())


def _sum(report: Report, total: Fact, scores: tuple[Fact, ...], everything: tuple[Fact, ...]) -> Outcome:
    """Whether `total` is the sum of `scores`, or of `everything` if that is given."""
    facts = (total, *scores)
    addresses = tuple(fact.address for fact in facts)
    statement = f"{total.address} = 各项得分之和"
    given = [amount for fact in scores if (amount := _marks_of(fact)) is not None]
    whole = amount_of(total)
    reason = ""
    if is_cut_off(report) or any(fact.value.state in (State.UNAVAILABLE, State.INVALID) for fact in facts):
        reason = "部分得分缺失或填写有误"
    elif not given or whole is None:
        reason = "得分没有填报" if not given else "总分没有填报"
    if reason or whole is None:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, total.address, statement, reason, facts=addresses)
    added = sum(given, start=NOTHING)
    of_all = [amount for fact in everything if (amount := _marks_of(fact)) is not None]
    if whole.agrees(added) or (of_all and whole.agrees(sum(of_all, start=NOTHING))):
        return Outcome(RULE.code, Result.PASS, total.address, statement, facts=addresses)
    words = "各项得分之和是"
    if of_all:
        of_report = sum(of_all, start=NOTHING)
        if abs(of_report.nominal - whole.nominal) < abs(added.nominal - whole.nominal):
            added, facts, words = of_report, (total, *everything), "连同预算执行等各项得分之和是"
    found = RULE.found(
        total.span.place,
        f"“{total.address}”填 {wording.number(whole.nominal)} 分，{words} {wording.number(added.nominal)} 分。",
        report=report.key,
        fact=total.address,
        expected=wording.amount(added, "分"),
        actual=wording.amount(whole, "分"),
        related=wording.related(facts, total),
    )
    return Outcome(RULE.code, Result.FAIL, total.address, statement, diagnostic=found, facts=addresses)


def _marks_of(score: Fact) -> Interval | None:
    """What a score adds to a sum: whole marks are given, not rounded."""
    if score.figure is not None and score.figure == score.figure.to_integral_value():
        return Interval.exactly(score.figure)
    return amount_of(score)
