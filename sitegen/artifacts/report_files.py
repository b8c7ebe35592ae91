"""The files of one report: its pages, its data, its PDF, its pictures.

Knows which files a report consists of. Must not know how any of them is made, nor other reports but the one
before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment

from sitegen.exports import datapackage
from sitegen.exports.csv import fact_lines, report_csv
from sitegen.exports.facts_workbook import sheet_rows
from sitegen.exports.json import fact_objects, report_json
from sitegen.exports.source import without_comments
from sitegen.exports.xlsx import report_xlsx
from sitegen.files import FileDigest
from sitegen.model.outcome import Verdict
from sitegen.model.report import Report
from sitegen.model.site import SiteConfig
from sitegen.printing.job import EmbeddedFile, PrintJob
from sitegen.rendering import draw, urls
from sitegen.rendering.pages.checks import checks
from sitegen.rendering.pages.comparison import comparison
from sitegen.rendering.print_page import column_rules, print_html
from sitegen.rendering.report_view import with_downloads
from sitegen.rendering.views import Download, ReportView


def report_data(report: Report, verdict: Verdict) -> dict[str, bytes]:
    """Path → content of the data beside the page of `report`."""
    table = report_csv(report)
    return {
        beside(report, "report.xlsx"): report_xlsx(report, verdict),
        beside(report, "report.csv"): table,
        beside(report, "report.json"): report_json(report, verdict),
        beside(report, "datapackage.json"): datapackage.report_package(report, "report.csv", table),
    }


def fact_parts(report: Report) -> dict[str, bytes]:
    """What `report` adds to the files with all figures of its year, by their kind."""
    return {
        "csv": fact_lines(report),
        "json": fact_objects(report),
        "xlsx": sheet_rows(report),
    }


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
    for kind in ("xlsx", "csv", "json"):
        yield Download(kind.upper(), f"report.{kind}", files[f"report.{kind}"].size)
    yield Download("JSON", "datapackage.json", files["datapackage.json"].size, name="数据说明书")


def print_job(
    templates: Environment, report: Report, view: ReportView, data: Mapping[str, bytes], root: Path
) -> PrintJob:
    """The PDF of `report`, with the data it was made from inside."""
    return PrintJob(
        html=print_html(templates, view),
        css=column_rules(view),
        url=view.url,
        folders=(("", root / report.folder),),
        day=report.corrections[-1].day if report.corrections else report.published,
        files=tuple(_embedded(report, root, data)),
        pictures=tuple(sorted({name for prose in report.prose.values() for name in prose.assets})),
    )


def _embedded(report: Report, root: Path, data: Mapping[str, bytes]) -> Iterator[EmbeddedFile]:
    """What the PDF was made from, and its figures for programs."""
    source = (root / report.folder / "report.yaml").read_text(encoding="utf-8-sig")
    yield EmbeddedFile(
        "report.yaml", without_comments(source).encode(), "application/yaml", "填报的数据（YAML）"
    )
    for kind, media, words in (("json", "application/json", "JSON"), ("csv", "text/csv", "CSV")):
        content = data[beside(report, f"report.{kind}")]
        yield EmbeddedFile(f"report.{kind}", content, media, f"全部数字（{words}）")


def beside(report: Report, name: str) -> str:
    """Where the file `name` of `report` lies."""
    return f"{urls.report_folder(report.key)}/{name}"
