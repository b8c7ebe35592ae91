"""Which pages can be found, by what, and which of them must be.

Knows the pages of a site. Must not know how an index is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.model.results.summary import ReportSummary
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.search.directory import ListedDepartment, ListedReport, SitePages
from sitegen.search.lookup import Probe
from sitegen.search.synonyms import SYNONYMS

Labels = tuple[str, ...]
"""What is said of a page beside its title."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """The `pages` that can be found, their `labels` by address, and those of them that only list what others say."""

    pages: SitePages
    labels: Mapping[str, Labels]
    lists: frozenset[str]
    probes: tuple[Probe, ...]


def searchable(context: Context) -> Searchable:
    """Return what can be found. Lists of checks and comparisons only repeat what reports say: they are not covered."""
    others: dict[str, str | int | None] = dict.fromkeys(
        (urls.PUBLICATION, urls.CORRECTIONS, urls.DATA, urls.ABOUT)
    )
    others |= {urls.year(year): year for year in sorted(context.by_year)}
    others |= {urls.form(name): context.forms[name].title for name in sorted(context.by_form)}
    labels: dict[str, Labels] = {
        url: (f"{said}年度" if isinstance(said, int) else said,) if said else ()
        for url, said in others.items()
    }
    departments, probes = [], []
    for body in context.departments.values():
        own = urls.department(body.id)
        labels[own] = (body.name,)
        probes.append(Probe(own, (body.name,)))
        reports = sorted(context.by_department.get(body.id, ()), key=_by_age)
        for report in reports:
            labels[urls.report(report.key)] = report_labels(
                report.year, body, context.forms[report.form], report.grade
            )
            probes.append(Probe(urls.report(report.key), _queries(body, report)))
        listed = tuple(
            ListedReport(urls.report(each.key), each.year, context.forms[each.form].title, each.grade)
            for each in reports
        )
        departments.append(ListedDepartment(own, body.name, body.short_name, listed))
    lists = (urls.PUBLICATION, urls.CORRECTIONS, *map(urls.year, context.by_year))
    pages = SitePages(others, tuple(departments), SYNONYMS + context.config.synonyms)
    return Searchable(pages, labels, frozenset(lists), tuple(probes))


def report_labels(year: int, department: Department, form: Form, grade: str) -> Labels:
    """Return what is said of a report beside its title."""
    return tuple(label for label in (department.name, f"{year}年度", form.title, grade) if label)


def _by_age(report: ReportSummary) -> tuple[int, str]:
    """New reports come last: they move none of those before them."""
    return report.year, report.key


def _queries(department: Department, report: ReportSummary) -> tuple[str, ...]:
    """Return by what a report must be found: its department, its title and a figure."""
    return department.name, report.title, report.figure
