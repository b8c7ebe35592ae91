"""The files of one report: its pages, its data, its PDF, its pictures.

Knows which files a report consists of. Must not know how any of them is made, nor other reports but the one
before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment

from sitegen.exports import datapackage
from sitegen.exports.formats import EXPORTS, Export, export_of
from sitegen.exports.source import without_comments
from sitegen.files import FileDigest
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Verdict
from sitegen.model.site import SiteConfig
from sitegen.printing.job import EmbeddedFile, PrintJob
from sitegen.publishable import PACKAGE, STEM
from sitegen.rendering import draw, urls
from sitegen.rendering.documents.print_page import column_rules, print_html
from sitegen.rendering.pages.checks import checks
from sitegen.rendering.pages.comparison import comparison
from sitegen.rendering.report_view import with_downloads
from sitegen.rendering.views import Download, ReportView


def report_data(report: Report, verdict: Verdict) -> dict[str, bytes]:
    """Path → content of the data beside the page of `report`."""
    files = {_named(export): export.report(report, verdict) for export in EXPORTS}
    table = _named(export_of(datapackage.TABLE))
    files[PACKAGE] = datapackage.report_package(report, table, files[table])
    return {beside(report, name): content for name, content in files.items()}


def fact_parts(report: Report) -> dict[str, bytes]:
    """What `report` adds to the files with all figures of its year, by their suffix."""
    return {export.suffix: export.part(report) for export in EXPORTS}


def report_pages(
    config: SiteConfig,
    templates: Environment,
    report: Report,
    verdict: Verdict,
    view: ReportView,
    titles: Mapping[str, str],
    files: Sequence[Download],
    earlier: Report | None,
) -> Iterator[tuple[str, bytes]]:
    """Path and content of the pages of `report`: itself, with the `files` beside it, every check, and the
    comparison with the one before it. `titles` are the titles of rules by code.
    """
    all_checks = checks(config, report, verdict, titles, view.anchors)
    yield urls.checks(report.key), draw.page(templates, all_checks).encode()
    if earlier is not None:
        path = urls.comparison(report.department.id, report.slug, earlier.year, report.year)
        yield path, draw.page(templates, comparison(config, earlier, report)).encode()
    complete = with_downloads(view, tuple(files))
    yield urls.report(report.key), draw.report_page(templates, complete).encode()


def pictures(report: Report, root: Path) -> dict[str, Path]:
    """Path → file of the images and attachments of the narrative."""
    names = dict.fromkeys(name for prose in report.prose.values() for name in prose.assets)
    return {beside(report, name): root / report.folder / name for name in names}


def downloads(files: Mapping[str, FileDigest], pdf: Download | None) -> Iterator[Download]:
    """The files beside the page of a report, as the page lists them; `files` by name."""
    if pdf is not None:
        yield pdf
    for export in EXPORTS:
        name = _named(export)
        yield Download(export.kind, export.media_type, name, files[name].size)
    package = export_of(PACKAGE)
    yield Download(package.kind, package.media_type, PACKAGE, files[PACKAGE].size, name="数据说明书")


def print_job(
    templates: Environment, report: Report, verdict: Verdict, view: ReportView, root: Path
) -> PrintJob:
    """The PDF of `report`, with the data it was made from inside."""
    return PrintJob(
        html=print_html(templates, view),
        css=column_rules(view),
        url=view.url,
        folders=(("", root / report.folder),),
        day=report.corrections[-1].day if report.corrections else report.published,
        files=tuple(_embedded(report, verdict, root)),
        pictures=tuple(sorted({name for prose in report.prose.values() for name in prose.assets})),
    )


def _embedded(report: Report, verdict: Verdict, root: Path) -> Iterator[EmbeddedFile]:
    """What the PDF was made from, and its figures for programs."""
    source = (root / report.folder / "report.yaml").read_text(encoding="utf-8-sig")
    yield EmbeddedFile(
        "report.yaml", without_comments(source).encode(), "application/yaml", "填报的数据（YAML）"
    )
    for export in EXPORTS:
        if export.in_pdf:
            content = export.report(report, verdict)
            yield EmbeddedFile(_named(export), content, export.media_type, f"全部数字（{export.kind}）")


def _named(export: Export) -> str:
    return f"{STEM}.{export.suffix}"


def beside(report: Report, name: str) -> str:
    """Where the file `name` of `report` lies."""
    return f"{urls.report_folder(report.key)}/{name}"
