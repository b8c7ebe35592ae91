"""SCORE112: everything that is scored has full marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import is_cut_off, lost, scored_facts, total_fact
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE112",
    "all-full-marks",
    Severity.INFO,
    "各项都得满分",
    checks="计分的各项（预算执行、各个指标）是不是全都得了满分；只有一项的、有没填的不查。",
    why="项项满分的自评很少见，多半是没有认真评，审核和读者都会问。",
    example="12 个指标分值合计 90，得分合计 90；预算执行 10 分得 10 分",
    remedy="逐项复核；属实的不用改，这只是提示。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
STATEMENT = "不是各项都得满分"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome, for a report in which several parts are scored."""
    report = subject.report
    weights, scores = scored_facts(report, Role.WEIGHT), scored_facts(report, Role.SCORE)
    scoring, total = report.form.scoring, total_fact(report)
    if len(scores) > 2 and len(weights) < len(scores) and scoring is not None and total is not None:
        yield from _by_total(subject, total, scores, scoring.full)
    if len(weights) < 2 or len(weights) != len(scores):
        return
    facts = tuple(fact.address for fact in (*weights, *scores))
    at = total if total is not None and total.figure is not None else scores[0]
    losses = [lost(weight, score) for weight, score in zip(weights, scores, strict=True)]
    if any(loss is not None and loss > 0 for loss in losses):
        yield Outcome(RULE.code, Result.PASS, at.address, STATEMENT, facts=facts)
    elif None in losses or is_cut_off(report):
        reason = "有的项目没有分值或得分"
        yield Outcome(RULE.code, Result.NOT_CHECKABLE, at.address, STATEMENT, reason, facts=facts)
    else:
        found = RULE.found(
            at.span.place,
            f"计分的 {len(scores)} 项全部得满分，请复核。",
            report=report.key,
            fact=at.address,
            actual=f"{len(scores)} 项满分",
            related=wording.related(scores, at),
        )
        yield Outcome(RULE.code, Result.FAIL, at.address, STATEMENT, diagnostic=found, facts=facts)


def _by_total(subject: Subject, total: Fact, scores: tuple[Fact, ...], full: Decimal) -> Iterator[Outcome]:
    """Where the form has no full marks for each part, full marks in all are full marks in each."""
    facts = tuple(fact.address for fact in (total, *scores))
    if total.figure != full:
        yield Outcome(RULE.code, Result.PASS, total.address, STATEMENT, facts=facts)
        return
    found = RULE.found(
        total.span.place,
        f"总分 {wording.value_of(total)}，计分的 {len(scores)} 项全部得满分，请复核。",
        report=subject.report.key,
        fact=total.address,
        actual=f"{len(scores)} 项满分",
        related=wording.related(scores, total),
    )
    yield Outcome(RULE.code, Result.FAIL, total.address, STATEMENT, diagnostic=found, facts=facts)
