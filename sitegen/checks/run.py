"""Runs every rule over every report and applies the explanations.

Knows the order of work. Must not know any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sitegen.checks.catalogue import CHECKS
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import attainments
from sitegen.checks.settings import Settings
from sitegen.checks.waivers import apply
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.model.outcome import Outcome, Result, Verdict
from sitegen.model.report import Report
from sitegen.model.site import Site


def check_site(
    site: Site, loaded: Iterable[Diagnostic], rules: Mapping[str, Rule], settings: Settings, today: date
) -> tuple[Verdict, ...]:
    """A verdict for each report, in the order of the site.

    `loaded` are the findings of reading; those about a report enter its verdict. `rules` are all
    rules by code, `settings` the site's own. `today` decides which explanations have expired.
    """
    by_report: dict[str, list[Diagnostic]] = {}
    for found in loaded:
        if found.report:
            by_report.setdefault(found.report, []).append(found)
    subjects = _subjects(site.reports)
    return tuple(
        _check(subject, by_report.get(subject.report.key, []), rules, settings, today) for subject in subjects
    )


def _subjects(reports: Iterable[Report]) -> Iterator[Subject]:
    """Every report, in order, with those it is compared with."""
    reports = tuple(reports)
    editions: dict[tuple[str, str, str], list[Report]] = {}
    together: dict[tuple[str, int], list[Report]] = {}
    for report in reports:
        editions.setdefault((report.form.id, report.department.id, report.slug), []).append(report)
        together.setdefault((report.department.id, report.year), []).append(report)
    for report in reports:
        history = editions[report.form.id, report.department.id, report.slug]
        yield Subject(
            report,
            next((each for each in history if each.year == report.year - 1), None),
            tuple(sorted(history, key=lambda each: each.year)),
            tuple(each for each in together[report.department.id, report.year] if each is not report),
            tuple(
                each
                for member in report.department.members
                for each in together.get((member, report.year), ())
                if (each.form.id, each.slug) == (report.form.id, report.slug)
            ),
        )


def _check(
    subject: Subject,
    loaded: list[Diagnostic],
    rules: Mapping[str, Rule],
    settings: Settings,
    today: date,
) -> Verdict:
    report = subject.report
    outcomes = [
        outcome
        for rule in CHECKS
        if rule.RULE.code not in settings.disabled
        for outcome in rule.check(subject)
    ]
    if settings.severities:
        outcomes = [_weighed(outcome, settings) for outcome in outcomes]
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
