"""Runs every rule over every report and applies the explanations.

Knows the order of work. Must not know any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sitegen.checks.catalogue import CHECKS
from sitegen.checks.rule import Subject
from sitegen.checks.waivers import apply
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.model.outcome import Outcome, Result, Verdict
from sitegen.model.report import Report
from sitegen.model.site import Site


def check_site(
    site: Site, loaded: Iterable[Diagnostic], rules: Mapping[str, Rule], today: date
) -> tuple[Verdict, ...]:
    """A verdict for each report, in the order of the site.

    `loaded` are the findings of reading; those about a report enter its verdict. `rules` are all
    rules by code. `today` decides which explanations have expired.
    """
    by_report: dict[str, list[Diagnostic]] = {}
    for found in loaded:
        if found.report:
            by_report.setdefault(found.report, []).append(found)
    editions = {
        (report.form.id, report.department.id, report.slug, report.year): report for report in site.reports
    }
    return tuple(
        _check(report, editions.get(_edition(report, -1)), by_report.get(report.key, []), rules, today)
        for report in site.reports
    )


def _edition(report: Report, years: int) -> tuple[str, str, str, int]:
    return report.form.id, report.department.id, report.slug, report.year + years


def _check(
    report: Report,
    last_year: Report | None,
    loaded: list[Diagnostic],
    rules: Mapping[str, Rule],
    today: date,
) -> Verdict:
    subject = Subject(report, last_year)
    outcomes = [outcome for rule in CHECKS for outcome in rule.check(subject)]
    found = [outcome.diagnostic for outcome in outcomes if outcome.diagnostic is not None]
    marked, problems = apply(report, [*loaded, *found], rules, today)
    waived = {(each.code, each.fact, each.message): each for each in marked}

    def settled(outcome: Outcome) -> Outcome:
        if outcome.diagnostic is None:
            return outcome
        each = outcome.diagnostic
        final = waived[each.code, each.fact, each.message]
        result = Result.WAIVED if final.waived and outcome.result is Result.FAIL else outcome.result
        return replace(outcome, diagnostic=final, result=result)

    return Verdict(report.key, tuple(map(settled, outcomes)), (*marked, *problems))
