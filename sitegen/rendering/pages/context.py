"""What every page may draw on: summaries of the reports, what is public and what is missing.

Knows how reports are grouped and named in lists. Must not know any page, nor a report itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.model.results.publication import Publication, publications
from sitegen.model.results.summary import ReportSummary
from sitegen.model.site import SiteConfig
from sitegen.rendering import urls
from sitegen.rendering.parts import PageView, Part, ReportEntry
from sitegen.rendering.shell import day, shell
from sitegen.rendering.views import Link

Key = TypeVar("Key")
Value = TypeVar("Value")


def framed(
    config: SiteConfig,
    kind: str,
    path: str,
    title: str,
    description: str,
    parts: Iterable[Part],
    *,
    trail: tuple[tuple[str, str], ...] = (),
    heading: str = "",
    eyebrow: str = "",
    lead: str = "",
    invented: bool = False,
) -> PageView:
    """A page of the site with its surroundings. Parts without blocks are left out."""
    return PageView(
        kind,
        shell(config, path, title, trail, description, invented=invented),
        heading or title,
        tuple(part for part in parts if part.blocks),
        eyebrow,
        lead,
    )


@dataclass(frozen=True)
class Context:
    """A site as its lists see it. `reports` are in the order of the site: by year (latest first), department,
    slug. `today` is the day of the build.
    """

    config: SiteConfig
    departments: Mapping[str, Department]
    forms: Mapping[str, Form]
    reports: tuple[ReportSummary, ...]
    today: date

    @cached_property
    def as_of(self) -> date:
        """The day of which the site tells what is missing."""
        return self.config.as_of or self.today

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """Every report that is public or ought to be."""
        return publications(self.config, self.departments, self.reports, self.today)

    @cached_property
    def absent(self) -> dict[str, list[Publication]]:
        """What ought to be public and is not, by department."""
        return _grouped((each.department, each) for each in self.publications if each.report is None)

    @cached_property
    def by_department(self) -> dict[str, list[ReportSummary]]:
        """Reports by department, latest first."""
        return _grouped((report.department, report) for report in self.reports)

    @cached_property
    def by_year(self) -> dict[int, list[ReportSummary]]:
        """Reports by year, latest first, in the order of the departments."""
        order = {name: number for number, name in enumerate(self.departments)}
        ordered = sorted(self.reports, key=lambda each: (-each.year, order[each.department], each.slug))
        return _grouped((report.year, report) for report in ordered)

    @cached_property
    def by_form(self) -> dict[str, list[ReportSummary]]:
        """Reports by form, latest first."""
        return _grouped((report.form, report) for report in self.reports)

    @cached_property
    def _editions(self) -> dict[tuple[str, str, str], list[ReportSummary]]:
        return _grouped(
            ((report.department, report.form, report.slug), report)
            for report in sorted(self.reports, key=lambda each: each.year)
        )

    @cached_property
    def comparisons(self) -> dict[str, list[tuple[ReportSummary, ReportSummary]]]:
        """Reports on one form, each with the one before it, by department."""
        return _grouped(
            (name, pair) for (name, _, _), reports in self._editions.items() for pair in pairwise(reports)
        )

    def page(
        self,
        kind: str,
        path: str,
        title: str,
        description: str,
        parts: Iterable[Part],
        *,
        trail: tuple[tuple[str, str], ...] = (),
        heading: str = "",
        eyebrow: str = "",
        lead: str = "",
        invented: bool = False,
    ) -> PageView:
        """A page of the site, `framed`."""
        return framed(
            self.config,
            kind,
            path,
            title,
            description,
            parts,
            trail=trail,
            heading=heading,
            eyebrow=eyebrow,
            lead=lead,
            invented=invented,
        )

    def entry(self, report: ReportSummary, path: str) -> ReportEntry:
        """`report` in a list on the page at `path`."""
        body = self.departments[report.department]
        return ReportEntry(
            link=Link(report.title, urls.relative(path, urls.report(report.key))),
            department=body.name,
            year=f"{report.year}年度",
            form=self.forms[report.form].title,
            published=day(report.published),
            checks=str(report.checks),
            invented=body.invented,
        )

    def entries(self, reports: Iterable[ReportSummary], path: str) -> tuple[ReportEntry, ...]:
        """`reports` in a list on the page at `path`."""
        return tuple(self.entry(report, path) for report in reports)

    def by_jurisdiction(self, departments: Iterable[Department]) -> dict[str, list[Department]]:
        """`departments` by 地区, in their order."""
        return _grouped((department.jurisdiction, department) for department in departments)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
