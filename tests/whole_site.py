"""A site with all its reports in memory, for tests that look at what a report says, or change it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.checks.catalogue import CHECKS
from sitegen.checks.rule import Subject
from sitegen.checks.run import check_report, subject
from sitegen.checks.settings import Settings, settle
from sitegen.checks.sibling import Neighbour
from sitegen.diagnostics import Diagnostic
from sitegen.explain import BY_CODE
from sitegen.loading.reports.files import load_report
from sitegen.loading.reports.paths import report_paths
from sitegen.loading.reports.references import Known
from sitegen.loading.site import load_definition
from sitegen.model.forms.form import Form
from sitegen.model.reports.relations import Relations, ordered, relations
from sitegen.model.reports.report import Department, Report
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.results.outcome import Verdict
from sitegen.model.site import SiteConfig


@dataclass(frozen=True)
class Site:
    """Reports by year (latest first), department, slug."""

    config: SiteConfig
    departments: Mapping[str, Department]
    forms: Mapping[str, Form]
    reports: tuple[Report, ...]


def load_site(root: Path) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site below `root`, and the findings of reading it. Of reports with one key the first counts."""
    definition, problems = load_definition(root)
    assert definition is not None, problems
    paths, stray = report_paths(root)
    known = Known.of(definition)
    loaded = [load_report(path, root, known) for path in paths]
    reports = {}
    for report, _ in loaded:
        if report is not None:
            reports.setdefault(report.head.key, report)
    found = (*problems, *stray, *(each for _, some in loaded for each in some))
    in_order = (reports[head.key] for head in ordered(each.head for each in reports.values()))
    return Site(definition.config, definition.departments, definition.forms, tuple(in_order)), found


def check_site(
    site: Site, loaded: Iterable[Diagnostic], today: date, settings: Settings | None = None
) -> tuple[Verdict, ...]:
    """A verdict for each report; `loaded` are the findings of reading them."""
    if settings is None:
        settings, _ = settle(site.config.rules, (each.RULE for each in CHECKS))
    by_report: dict[str, list[Diagnostic]] = {}
    for found in loaded:
        if found.report:
            by_report.setdefault(found.report, []).append(found)
    reports = {report.head: report for report in site.reports}
    return tuple(
        check_report(
            subject_among(related, reports),
            by_report.get(related.head.key, ()),
            BY_CODE,
            settings,
            today,
        )
        for related in relations(reports, site.departments, site.forms)
    )


def subject_among(related: Relations, reports: Mapping[ReportHead, Report]) -> Subject:
    """A report with those it is compared with, which are all among `reports`."""
    return subject(related, reports.__getitem__, lambda head: Neighbour.of(reports[head]))
