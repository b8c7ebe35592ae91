"""What every page may draw on: the site, what checking came to, what is public and what is missing.

Knows how reports are grouped and named in lists. Must not know any page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from sitegen.model.outcome import Verdict
from sitegen.model.publication import Publication, publications
from sitegen.model.report import Department, Report
from sitegen.model.site import Site
from sitegen.rendering import urls
from sitegen.rendering.findings import summary_line
from sitegen.rendering.parts import PageView, Part, ReportEntry
from sitegen.rendering.shell import day, shell
from sitegen.rendering.views import Link

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Context:
    """A site as its pages see it. `verdicts` are by the report's key; `today` is the day of the build."""

    site: Site
    verdicts: Mapping[str, Verdict]
    today: date

    @cached_property
    def as_of(self) -> date:
        """The day of which the site tells what is missing."""
        return self.site.config.as_of or self.today

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """Every report that is public or ought to be."""
        return publications(self.site, self.today)

    @cached_property
    def by_department(self) -> dict[str, list[Report]]:
        """Reports by department, latest first."""
        return _grouped((report.department.id, report) for report in self.site.reports)

    @cached_property
    def by_year(self) -> dict[int, list[Report]]:
        """Reports by year, latest first, in the order of the departments."""
        order = {name: number for number, name in enumerate(self.site.departments)}
        ordered = sorted(
            self.site.reports, key=lambda each: (-each.year, order[each.department.id], each.slug)
        )
        return _grouped((report.year, report) for report in ordered)

    @cached_property
    def by_form(self) -> dict[str, list[Report]]:
        """Reports by form, latest first."""
        return _grouped((report.form.id, report) for report in self.site.reports)

    @cached_property
    def _editions(self) -> dict[tuple[str, str, str], list[Report]]:
        return _grouped(
            ((report.department.id, report.form.id, report.slug), report)
            for report in sorted(self.site.reports, key=lambda each: each.year)
        )

    def editions(self, report: Report) -> list[Report]:
        """The reports of the same department on the same form of all years, earliest first."""
        return self._editions[report.department.id, report.form.id, report.slug]

    def comparisons(self) -> Iterator[tuple[Report, Report]]:
        """Reports of a department on one form, each with the one before it."""
        for reports in self._editions.values():
            yield from pairwise(reports)

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
        """A page of the site with its surroundings. Parts without blocks are left out."""
        return PageView(
            kind,
            shell(self.site.config, path, title, trail, description, invented=invented),
            heading or title,
            tuple(part for part in parts if part.blocks),
            eyebrow,
            lead,
        )

    def entry(self, report: Report, path: str) -> ReportEntry:
        """`report` in a list on the page at `path`."""
        verdict = self.verdicts.get(report.key)
        return ReportEntry(
            link=Link(report.title, urls.relative(path, urls.report(report.key))),
            department=report.department.name,
            year=f"{report.year}年度",
            form=report.form.title,
            published=day(report.published),
            checks=summary_line(verdict) if verdict is not None else "",
            invented=report.department.invented,
        )

    def entries(self, reports: Iterable[Report], path: str) -> tuple[ReportEntry, ...]:
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
