"""The home page, and the lists of all departments and all forms.

Knows what leads to everything else. Must not know what is in a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sitegen.model.reports.report import Department
from sitegen.model.results.summary import ReportSummary
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.pages.publication import MATRIX_NOTE, matrix
from sitegen.rendering.parts import Entries, Entry, PageView, Part, Reports, SearchForm, Text
from sitegen.rendering.views import Link

LATEST = 10
"""How many reports the home page lists as the latest."""

FEW = 20
"""Departments up to this number are listed on the home page, with 公开情况; more have pages of their own."""


def home(context: Context) -> PageView:
    """The home page: search, the latest reports, ways by year, department and form, 公开情况."""
    config, path = context.config, urls.HOME
    latest = sorted(context.reports, key=_recency, reverse=True)[:LATEST]
    departments = list(context.departments.values())
    few = len(departments) <= FEW
    return context.page(
        "home",
        path,
        config.name,
        config.description,
        (
            Part("search", "", (SearchForm(urls.relative(path, urls.SEARCH)),)),
            Part(
                "latest",
                "最新报告",
                (Reports(context.entries(latest, path)) if latest else Text(("还没有公开的报告。",)),),
            ),
            Part("years", "按年度查看", tuple(_years(context, path))),
            Part(
                "departments",
                "按部门查看",
                tuple(_departments(context, departments if few else [], path)),
                urls.relative(path, urls.DEPARTMENTS),
            ),
            Part("forms", "按表单查看", tuple(_forms(context, path)), urls.relative(path, urls.FORMS)),
            Part(
                "publication",
                "公开情况",
                (matrix(context, path), Text((MATRIX_NOTE,))) if few and context.publications else (),
                urls.relative(path, urls.PUBLICATION),
            ),
        ),
        lead=config.description,
    )


def departments(context: Context) -> PageView:
    """All departments by 地区."""
    path, title = urls.DEPARTMENTS, "部门"
    blocks = tuple(_departments(context, context.departments.values(), path))
    return context.page(
        "departments",
        path,
        title,
        f"{context.config.name}收录的部门。",
        (Part("departments", "", blocks or (Text(("还没有部门。",)),)),),
    )


def forms(context: Context) -> PageView:
    """All forms that reports are made on."""
    path, title = urls.FORMS, "表单"
    return context.page(
        "forms",
        path,
        title,
        "报告所用的表单：有哪些栏目，怎样核对。",
        (Part("forms", "", tuple(_forms(context, path)) or (Text(("还没有报告。",)),)),),
    )


def _years(context: Context, path: str) -> Iterator[Entries]:
    entries = tuple(
        Entry(Link(f"{year}年度", urls.relative(path, urls.year(year))), f"{len(reports)} 份")
        for year, reports in context.by_year.items()
    )
    if entries:
        yield Entries(entries)


def _departments(context: Context, departments: Iterable[Department], path: str) -> Iterator[Entries]:
    for number, (place, members) in enumerate(context.by_jurisdiction(departments).items(), 1):
        yield Entries(
            tuple(
                Entry(
                    Link(each.name, urls.relative(path, urls.department(each.id))),
                    f"{len(context.by_department.get(each.id, ()))} 份",
                )
                for each in members
            ),
            place,
            f"place-{number}",
        )


def _forms(context: Context, path: str) -> Iterator[Entries]:
    entries = tuple(
        Entry(
            Link(context.forms[identifier].title, urls.relative(path, urls.form(identifier))),
            f"{len(reports)} 份",
        )
        for identifier, reports in sorted(context.by_form.items())
    )
    if entries:
        yield Entries(entries)


def _recency(report: ReportSummary) -> tuple[date, int, str]:
    """Latest published first; reports without a date count by their year."""
    return report.published or date(report.year, 1, 1), report.year, report.key
