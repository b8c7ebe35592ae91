"""Runs every rule over a report and applies the explanations.

Knows the order of work. Must not know any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sitegen.checks.catalogue import CHECKS
from sitegen.checks.duplicate_findings import without_consequences, without_doubles
from sitegen.checks.excess import without_excess
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import attainments
from sitegen.checks.settings import Settings
from sitegen.checks.sibling import Neighbour
from sitegen.checks.waivers import apply
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.model.reports.relations import Relations
from sitegen.model.reports.report import Report
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.results.outcome import Outcome, Result, Verdict


def subject(
    related: Relations,
    report: Callable[[ReportHead], Report],
    neighbour: Callable[[ReportHead], Neighbour],
) -> Subject:
    """A report with those it is compared with; `report` reads one, `neighbour` what one tells others of its year."""
    return Subject(
        report(related.head),
        report(related.earlier) if related.earlier is not None else None,
        tuple(neighbour(head) for head in related.siblings),
        tuple(report(head) for head in related.members),
    )


def check_report(
    subject: Subject,
    loaded: Iterable[Diagnostic],
    rules: Mapping[str, Rule],
    settings: Settings,
    today: date,
) -> Verdict:
    """What every rule says of a report. The findings of reading it, `loaded`, enter its verdict. `rules` are
    all rules by code, `settings` the site's own. `today` decides which explanations have expired, and
    what lies in the future.
    """
    report, subject = subject.report, replace(subject, today=today)
    outcomes = [
        outcome
        for rule in CHECKS
        if rule.RULE.code not in settings.disabled
        for outcome in without_excess(rule.check(subject))
    ]
    if settings.severities:
        outcomes = [_weighed(outcome, settings) for outcome in outcomes]
    loaded, outcomes = without_doubles(report, without_excess(loaded), outcomes)
    outcomes = without_consequences(report, outcomes)
    found = [outcome.diagnostic for outcome in outcomes if outcome.diagnostic is not None]
    marked, problems = apply(report, [*loaded, *found], rules, settings.disabled, today)
    waived = {(each.code, each.place, each.message): each for each in marked}

    def settled(outcome: Outcome) -> Outcome:
        if outcome.diagnostic is None:
            return outcome
        each = outcome.diagnostic
        final = waived[each.code, each.place, each.message]
        result = Result.WAIVED if final.waived and outcome.result is Result.FAIL else outcome.result
        return outcome._replace(diagnostic=final, result=result)

    return Verdict(report.key, tuple(map(settled, outcomes)), (*marked, *problems), attainments(report))


def _weighed(outcome: Outcome, settings: Settings) -> Outcome:
    """`outcome` with the severity that the site gives its rule."""
    severity = settings.severities.get(outcome.code)
    if severity is None or outcome.diagnostic is None:
        return outcome
    return outcome._replace(diagnostic=replace(outcome.diagnostic, severity=severity))
