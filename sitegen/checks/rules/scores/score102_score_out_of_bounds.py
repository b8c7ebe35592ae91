"""SCORE102: a score is below zero or above its weight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import indicator_tables, indicators, parts, total_fact
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure

RULE = Rule(
    "SCORE102",
    "score-out-of-bounds",
    Severity.ERROR,
    "得分超出分值",
    checks="每项得分不小于 0，不大于该项分值（写在报告里的，或表单规定的）；一张表的得分之和不大于表单为它规定的分值；总分不大于满分。",
    why="得分高于分值会抬高总分和等次。",
    example="学生受资助人数: {分值: 10, 得分: 12}",
    remedy="核对得分和分值。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each score with a weight, and one for the total."""
    report = subject.report
    for item in parts(report):
        if item.score is not None and item.weight is not None and item.score.figure is not None:
            if item.weight.figure is None:
                reason = f"“{item.weight.address}”没有分值"
                yield _outcome(item.score, None, report.key, reason, item.weight)
            else:
                yield _outcome(item.score, item.weight.figure, report.key, "", item.weight)
    for data in indicator_tables(report):
        scores = [
            each.score
            for each in indicators(report)
            if each.score is not None and each.score.figure is not None and data.row(each.row.key) is each.row
        ]
        if data.table.marks is not None and scores:
            yield _table(data.table.caption, data.table.marks, tuple(scores), report.key)
    total, scoring = total_fact(report), report.form.scoring
    if total is not None and scoring is not None and total.figure is not None:
        yield _outcome(total, scoring.full, report.key, "", None)


def _outcome(score: Fact, most: Decimal | None, report: str, reason: str, weight: Fact | None) -> Outcome:
    facts = (score.address,) if weight is None else (score.address, weight.address)
    if most is None or score.figure is None:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, score.address, "0 ≤ 得分 ≤ 分值", reason, facts=facts)
    bounds = f"0～{plain_figure(most)} 分"
    statement = f"0 ≤ {score.address} ≤ {plain_figure(most)}"
    if 0 <= score.figure <= most:
        return Outcome(RULE.code, Result.PASS, score.address, statement, facts=facts)
    found = RULE.found(
        score.span.place,
        f"“{score.address}”是 {wording.value_of(score)}，应在 {bounds} 之间。",
        report=report,
        fact=score.address,
        expected=bounds,
        actual=wording.value_of(score),
        related=wording.related((weight,), score) if weight is not None else (),
    )
    return Outcome(RULE.code, Result.FAIL, score.address, statement, diagnostic=found, facts=facts)


def _table(caption: str, most: Decimal, scores: tuple[Fact, ...], report: str) -> Outcome:
    """Whether the scores of a table stay within the marks that the form fixes for it."""
    added = sum((score.figure for score in scores if score.figure is not None), Decimal(0))
    statement = f"“{caption}”得分之和 ≤ {plain_figure(most)}"
    addresses = tuple(score.address for score in scores)
    if added <= most:
        return Outcome(RULE.code, Result.PASS, scores[0].address, statement, facts=addresses)
    found = RULE.found(
        scores[0].span.place,
        f"“{caption}”各项得分之和是 {plain_figure(added)} 分，表单规定这张表满分 {plain_figure(most)} 分。",
        report=report,
        fact=scores[0].address,
        expected=f"≤ {plain_figure(most)} 分",
        actual=f"{plain_figure(added)} 分",
        related=wording.related(scores, scores[0]),
    )
    return Outcome(RULE.code, Result.FAIL, scores[0].address, statement, diagnostic=found, facts=addresses)
