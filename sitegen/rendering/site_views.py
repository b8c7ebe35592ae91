"""The site as views of its lists: home, department, year.

Knows how reports are sorted and grouped. Must not know what is in a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import TypeVar

from sitegen.model.outcome import Verdict
from sitegen.model.report import Department, Report
from sitegen.model.site import Site
from sitegen.rendering import urls
from sitegen.rendering.findings import summary_line
from sitegen.rendering.shell import day, shell
from sitegen.rendering.views import (
    DepartmentView,
    Entry,
    EntryGroup,
    HomeView,
    Link,
    ReportEntry,
    ReportGroup,
    YearView,
)

LATEST = 10
"""How many reports the home page lists as the latest."""

Verdicts = Mapping[str, Verdict]
"""By the report's key."""

Key = TypeVar("Key", int, str)


def home_view(site: Site, verdicts: Verdicts) -> HomeView:
    """The home page: the latest reports, years, departments."""
    config = site.config
    by_year = _grouped(site.reports, lambda report: report.year)
    by_department = _grouped(site.reports, lambda report: report.department.id)
    latest = sorted(site.reports, key=_recency, reverse=True)[:LATEST]
    return HomeView(
        shell=shell(config, urls.HOME, config.name, (), config.description),
        description=config.description,
        latest=tuple(_entry(report, verdicts, urls.HOME) for report in latest),
        years=tuple(
            Entry(Link(f"{year}年度", urls.relative(urls.HOME, urls.year(year))), len(reports))
            for year, reports in sorted(by_year.items(), reverse=True)
        ),
        departments=_departments(site, by_department),
    )


def department_view(site: Site, department: Department, verdicts: Verdicts) -> DepartmentView:
    """The page of `department`: its reports, latest year first."""
    path = urls.department(department.id)
    mine = [report for report in site.reports if report.department.id == department.id]
    by_year = _grouped(mine, lambda report: report.year)
    description = department.description or f"{department.name}公开的绩效报告。"
    return DepartmentView(
        shell=shell(site.config, path, department.name, (), description),
        name=department.name,
        jurisdiction=department.jurisdiction,
        description=department.description,
        years=tuple(
            ReportGroup(
                f"year-{year}",
                Link(f"{year}年度", urls.relative(path, urls.year(year))),
                tuple(_entry(report, verdicts, path) for report in reports),
            )
            for year, reports in sorted(by_year.items(), reverse=True)
        ),
    )


def year_view(site: Site, year: int, verdicts: Verdicts) -> YearView:
    """The page of `year`: its reports by department, in the order of the departments."""
    path = urls.year(year)
    title = f"{year}年度绩效公开"
    by_department = _grouped(
        (report for report in site.reports if report.year == year), lambda report: report.department.id
    )
    return YearView(
        shell=shell(site.config, path, title, (), f"{year}年度各部门公开的绩效报告。"),
        title=title,
        departments=tuple(
            ReportGroup(
                f"department-{identifier}",
                Link(department.name, urls.relative(path, urls.department(identifier))),
                tuple(_entry(report, verdicts, path) for report in by_department[identifier]),
            )
            for identifier, department in site.departments.items()
            if identifier in by_department
        ),
    )


def years(site: Site) -> tuple[int, ...]:
    """Every year with a report, latest first."""
    return tuple(sorted({report.year for report in site.reports}, reverse=True))


def _departments(site: Site, reports: Mapping[str, list[Report]]) -> tuple[EntryGroup, ...]:
    listed = sorted(site.departments.values(), key=lambda department: department.jurisdiction)
    return tuple(
        EntryGroup(jurisdiction, tuple(_department_entry(each, reports) for each in departments))
        for jurisdiction, departments in groupby(listed, lambda department: department.jurisdiction)
    )


def _department_entry(department: Department, reports: Mapping[str, list[Report]]) -> Entry:
    link = Link(department.name, urls.relative(urls.HOME, urls.department(department.id)))
    return Entry(link, len(reports.get(department.id, ())))


def _entry(report: Report, verdicts: Verdicts, path: str) -> ReportEntry:
    verdict = verdicts.get(report.key)
    return ReportEntry(
        link=Link(report.title, urls.relative(path, urls.report(report.key))),
        department=report.department.name,
        year=f"{report.year}年度",
        form=report.form.title,
        published=day(report.published),
        checks=summary_line(verdict) if verdict is not None else "",
    )


def _grouped(reports: Iterable[Report], key: Callable[[Report], Key]) -> dict[Key, list[Report]]:
    found: dict[Key, list[Report]] = {}
    for report in reports:
        found.setdefault(key(report), []).append(report)
    return found


def _recency(report: Report) -> tuple[date, int, str]:
    """Latest published first; reports without a date count by their year."""
    return report.published or date(report.year, 1, 1), report.year, report.key
