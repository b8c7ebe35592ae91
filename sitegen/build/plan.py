"""Every file of the output, named in one place, with what makes it.

Knows which files a site consists of. Must not know how any of them is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment

from sitegen.build.artifact import Artifact, Made
from sitegen.build.printing import Order
from sitegen.build.searching import bundles
from sitegen.exports import datapackage
from sitegen.exports.csv import (
    FACT_COLUMNS,
    departments_csv,
    dictionary_csv,
    facts_csv,
    report_csv,
    reports_csv,
)
from sitegen.exports.json import facts_json, report_json
from sitegen.exports.source import without_comments
from sitegen.exports.xlsx import facts_xlsx, report_xlsx
from sitegen.model.outcome import Verdict
from sitegen.model.report import Report
from sitegen.model.site import Site
from sitegen.printing.job import EmbeddedFile, PrintJob
from sitegen.rendering import draw, feeds, urls
from sitegen.rendering.accessibility import measured
from sitegen.rendering.pages import about, home
from sitegen.rendering.pages.checks import checks
from sitegen.rendering.pages.comparison import comparison
from sitegen.rendering.pages.context import Context
from sitegen.rendering.pages.corrections import corrections
from sitegen.rendering.pages.data import data
from sitegen.rendering.pages.department import department
from sitegen.rendering.pages.form import form
from sitegen.rendering.pages.publication import publication
from sitegen.rendering.pages.year import year
from sitegen.rendering.parts import PageView
from sitegen.rendering.print_page import column_rules, print_html
from sitegen.rendering.report_view import report_view, with_downloads
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from sitegen.rendering.views import Download, ReportView

Views = Mapping[str, ReportView]
"""The views of all reports, without downloads, by the report's key."""

Titles = Mapping[str, str]
"""Titles of rules by code."""


def context_of(site: Site, verdicts: tuple[Verdict, ...], today: date) -> Context:
    """What all pages draw on."""
    return Context(site, {verdict.report: verdict for verdict in verdicts}, today)


def report_views(context: Context, titles: Titles) -> dict[str, ReportView]:
    """The view of every report."""
    return {
        report.key: report_view(
            context.site, report, context.verdicts[report.key], titles, context.editions(report)
        )
        for report in context.site.reports
    }


def plan_data(context: Context) -> Iterator[Artifact]:
    """The data that can be downloaded, of each report and of the whole site."""
    for report in context.site.reports:
        verdict = context.verdicts[report.key]
        yield Artifact(_beside(report, "report.xlsx"), partial(_made, report_xlsx, report, verdict))
        yield Artifact(_beside(report, "report.csv"), partial(_made, report_csv, report))
        yield Artifact(_beside(report, "report.json"), partial(_made, report_json, report, verdict))
        yield Artifact(_beside(report, "datapackage.json"), partial(_package, report))
    for name, (_, make_data) in _data_files(context).items():
        yield Artifact(urls.data(name), partial(_made, make_data))
    yield Artifact(urls.data("datapackage.json"), partial(_site_package, context))


def plan_prints(
    context: Context, views: Views, theme: Theme, root: Path, data: Mapping[str, Made]
) -> Iterator[Order]:
    """The PDF of each report, with the data it was made from inside."""
    templates = environment(theme)
    for report in context.site.reports:
        view = views[report.key]
        job = PrintJob(
            html=print_html(templates, view),
            css=column_rules(view),
            url=view.url,
            folders=(("", root / report.folder),),
            day=report.corrections[-1].day if report.corrections else report.published,
            files=tuple(_embedded(report, root, data)),
            pictures=tuple(sorted({name for prose in report.prose.values() for name in prose.assets})),
        )
        yield Order(_beside(report, "report.pdf"), job, (report,))


def _embedded(report: Report, root: Path, data: Mapping[str, Made]) -> Iterator[EmbeddedFile]:
    """What the PDF was made from, and its figures for programs."""
    written = (root / report.folder / "report.yaml").read_text(encoding="utf-8-sig")
    yield EmbeddedFile(
        "report.yaml", without_comments(written).encode(), "application/yaml", "填报的数据（YAML）"
    )
    for kind, media, words in (("json", "application/json", "JSON"), ("csv", "text/csv", "CSV")):
        content = data[_beside(report, f"report.{kind}")].data
        yield EmbeddedFile(f"report.{kind}", content, media, f"全部数字（{words}）")


def _data_files(context: Context) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Name of a file with data of the whole site → what it is called on its page, and its making."""
    site = context.site
    forms = [reports[0].form for _, reports in sorted(context.by_form.items())]
    return {
        datapackage.FACTS: ("全部数字", partial(facts_csv, site.reports)),
        "facts.xlsx": ("全部数字", partial(facts_xlsx, site.reports, site.config.name)),
        "facts.json": ("全部数字", partial(facts_json, site.reports)),
        datapackage.REPORTS: ("报告目录", partial(reports_csv, site.reports, context.verdicts)),
        datapackage.DEPARTMENTS: ("部门目录", partial(departments_csv, site.departments.values())),
        datapackage.DICTIONARY: ("数据字典", partial(dictionary_csv, forms)),
    }


def _site_package(context: Context) -> Made:
    files = {name: make() for name, (_, make) in _data_files(context).items() if name.endswith(".csv")}
    days = [report.published for report in context.site.reports if report.published is not None]
    return Made(datapackage.site_package(context.site.config, files, max(days, default=None)))


def _package(report: Report) -> Made:
    return Made(datapackage.report_package(report, "report.csv", report_csv(report)))


def plan_pages(
    context: Context, views: Views, titles: Titles, theme: Theme, root: Path, documents: Mapping[str, Made]
) -> Iterator[Artifact]:
    """All pages, the theme's assets, and the images and attachments of narratives."""
    templates = environment(theme)
    changed: dict[str, date | None] = {}
    for path, draw_page in _pages(context, views, titles, documents, templates):
        changed[path] = None
        yield Artifact(path, partial(_page, draw_page))
    for report in context.site.reports:
        changed[urls.report(report.key)] = feeds.last_change(report)
        assets = dict.fromkeys(name for prose in report.prose.values() for name in prose.assets)
        for name in assets:
            yield Artifact(_beside(report, name), partial(_copy, root / report.folder / name))
    for path, file in theme.assets.items():
        yield Artifact(path, partial(_copy, file))
    config = context.site.config
    if config.base_url:
        del changed[urls.NOT_FOUND]
        yield Artifact(urls.FEED, lambda: Made(feeds.feed(config, context.site.reports)))
        yield Artifact(urls.SITEMAP, lambda: Made(feeds.sitemap(config, changed.items())))
    yield Artifact(urls.ROBOTS, lambda: Made(feeds.robots(config)))


def _pages(
    context: Context, views: Views, titles: Titles, documents: Mapping[str, Made], templates: Environment
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Path and drawing of every page."""

    def view(path: str, make: Callable[[], PageView]) -> tuple[str, Callable[[], str]]:
        return path, lambda: draw.page(templates, make())

    yield view(urls.HOME, partial(home.home, context))
    yield view(urls.DEPARTMENTS, partial(home.departments, context))
    yield view(urls.FORMS, partial(home.forms, context))
    yield view(urls.PUBLICATION, partial(publication, context))
    yield view(urls.CORRECTIONS, partial(corrections, context))
    downloads = _site_downloads(context, documents)
    yield view(urls.DATA, partial(data, context, downloads, tuple(FACT_COLUMNS.items())))
    yield view(urls.SEARCH, partial(about.search, context, bundles(context)))
    yield view(urls.ABOUT, partial(about.about, context))
    yield view(urls.ACCESSIBILITY, partial(about.accessibility, context, measured()))
    yield view(urls.NOT_FOUND, partial(about.not_found, context))
    for body in context.site.departments.values():
        yield view(
            urls.department(body.id),
            partial(department, context, body, _volume(urls.department(body.id), documents)),
        )
    for number in context.by_year:
        yield view(urls.year(number), partial(year, context, number, _volume(urls.year(number), documents)))
    for reports in context.by_form.values():
        yield view(urls.form(reports[0].form.id), partial(form, context, reports[0].form))
    for one, other in context.comparisons():
        path = urls.comparison(other.department.id, other.slug, one.year, other.year)
        yield view(path, partial(comparison, context, one, other))
    for report in context.site.reports:
        of_report = views[report.key]
        yield view(urls.checks(report.key), partial(checks, context, report, titles, of_report.anchors))
        complete = with_downloads(of_report, _downloads(report, documents))
        yield urls.report(report.key), partial(draw.report_page, templates, complete)


def _page(draw_page: Callable[[], str]) -> Made:
    return Made(draw_page().encode())


def _beside(report: Report, name: str) -> str:
    return f"{urls.report_folder(report.key)}/{name}"


def _downloads(report: Report, documents: Mapping[str, Made]) -> tuple[Download, ...]:
    """The files beside the page of `report`, as the page lists them."""
    found = []
    for kind in ("pdf", "xlsx", "csv", "json"):
        made = documents.get(_beside(report, f"report.{kind}"))
        if made is not None:
            found.append(Download(kind.upper(), f"report.{kind}", len(made.data), made.pages))
    made = documents.get(_beside(report, "datapackage.json"))
    if made is not None:
        found.append(Download("JSON", "datapackage.json", len(made.data), name="数据说明书"))
    return tuple(found)


def _volume(page: str, documents: Mapping[str, Made]) -> tuple[Download, ...]:
    """The volume of the reports on `page`, if there is one."""
    made = documents.get(urls.volume(page))
    if made is None:
        return ()
    return (Download("PDF", "volume.pdf", len(made.data), made.pages, "全部报告的汇编"),)


def _site_downloads(context: Context, documents: Mapping[str, Made]) -> tuple[Download, ...]:
    """The files of the whole site, as the page of data lists them."""
    named = {name: called for name, (called, _) in _data_files(context).items()}
    named["datapackage.json"] = "数据说明书"
    return tuple(
        Download(name.rpartition(".")[2].upper(), name, len(documents[urls.data(name)].data), name=called)
        for name, called in named.items()
        if urls.data(name) in documents
    )


def _made(make: Callable[..., bytes], *arguments: object) -> Made:
    return Made(make(*arguments))


def _copy(file: Path) -> Made:
    return Made(file.read_bytes())
