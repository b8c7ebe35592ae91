"""Every file of the output, named in one place, with what makes it.

Knows which files a site consists of. Must not know how any of them is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from sitegen.build.artifact import Artifact, Made
from sitegen.build.inspection import PDF_WARNING
from sitegen.exports.csv import report_csv
from sitegen.exports.json import report_json
from sitegen.model.outcome import Verdict
from sitegen.model.report import Report
from sitegen.model.site import Site
from sitegen.rendering import pages, site_views, urls
from sitegen.rendering.pdf import Printer
from sitegen.rendering.report_view import report_view, with_downloads
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from sitegen.rendering.views import Download, ReportView
from sitegen.source import Place

Verdicts = tuple[Verdict, ...]
View = TypeVar("View")
Views = Mapping[str, ReportView]
"""The views of all reports, without downloads, by the report's key."""


def report_views(site: Site, verdicts: Verdicts, titles: Mapping[str, str]) -> dict[str, ReportView]:
    """The view of every report; `titles` are the titles of rules by code."""
    return {
        report.key: report_view(site, report, verdict, titles)
        for report, verdict in zip(site.reports, verdicts, strict=True)
    }


def plan_documents(
    site: Site, verdicts: Verdicts, views: Views, theme: Theme, root: Path, *, pdf: bool
) -> Iterator[Artifact]:
    """What stands beside the pages of reports: PDF, CSV, JSON. Pages state their size, so these come
    first.
    """
    printer = Printer(environment(theme), theme) if pdf else None
    for report, verdict in zip(site.reports, verdicts, strict=True):
        if printer is not None:
            make = partial(_document, printer, views[report.key], report, root)
            yield Artifact(_beside(report, "report.pdf"), make)
        yield Artifact(_beside(report, "report.csv"), partial(_csv, report))
        yield Artifact(_beside(report, "report.json"), partial(_json, report, verdict))


def plan_pages(
    site: Site, verdicts: Verdicts, views: Views, theme: Theme, root: Path, documents: Mapping[str, Made]
) -> Iterator[Artifact]:
    """All pages, the theme's assets, and the images and attachments of narratives."""
    templates = environment(theme)
    judged = {verdict.report: verdict for verdict in verdicts}
    yield _page(urls.HOME, pages.home_page, templates, site_views.home_view(site, judged))
    used = {report.department.id: report.department for report in site.reports}
    for department in sorted({**used, **site.departments}.values(), key=lambda each: each.id):
        of_department = site_views.department_view(site, department, judged)
        yield _page(urls.department(department.id), pages.department_page, templates, of_department)
    for year in site_views.years(site):
        yield _page(urls.year(year), pages.year_page, templates, site_views.year_view(site, year, judged))
    for report in site.reports:
        view = with_downloads(views[report.key], _downloads(report, documents))
        yield _page(urls.report(report.key), pages.report_page, templates, view)
        assets = dict.fromkeys(name for prose in report.prose.values() for name in prose.assets)
        for name in assets:
            yield Artifact(_beside(report, name), partial(_copy, root / report.folder / name))
    for path, file in theme.assets.items():
        yield Artifact(path, partial(_copy, file))


def _beside(report: Report, name: str) -> str:
    return f"{urls.report_folder(report.key)}/{name}"


def _page(
    path: str, draw: Callable[[Environment, View], str], templates: Environment, view: View
) -> Artifact:
    return Artifact(path, lambda: Made(draw(templates, view).encode()))


def _downloads(report: Report, documents: Mapping[str, Made]) -> tuple[Download, ...]:
    found = []
    for kind in ("pdf", "csv", "json"):
        made = documents.get(_beside(report, f"report.{kind}"))
        if made is not None:
            found.append(Download(kind.upper(), f"report.{kind}", len(made.data), made.pages))
    return tuple(found)


def _document(printer: Printer, view: ReportView, report: Report, root: Path) -> Made:
    document = printer.print(view, root / report.folder)
    place = Place(f"{report.folder}/report.yaml", 1, 1)
    warnings = dict.fromkeys(document.warnings)
    found = tuple(
        PDF_WARNING.found(place, f"生成 PDF 时：{words}。", report=report.key) for words in warnings
    )
    return Made(document.data, document.pages, found)


def _csv(report: Report) -> Made:
    return Made(report_csv(report))


def _json(report: Report, verdict: Verdict) -> Made:
    return Made(report_json(report, verdict))


def _copy(file: Path) -> Made:
    return Made(file.read_bytes())
