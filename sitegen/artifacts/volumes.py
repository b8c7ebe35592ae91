"""汇编: which volumes a site has, and what is in them.

Knows departments and years. Must not know how a volume looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from sitegen.artifacts.pdf_findings import problems_of
from sitegen.artifacts.pdf_printer import PdfRequest
from sitegen.model.reports.report import Report
from sitegen.model.results.summary import ReportSummary
from sitegen.printing.fonts import FontSet
from sitegen.printing.job import EmbeddedFile, PrintJob
from sitegen.rendering import urls
from sitegen.rendering.documents.volume_page import VolumeView, volume_html, volume_rules
from sitegen.rendering.pages.context import Context
from sitegen.rendering.views import ReportView

BY_DEPARTMENT, BY_YEAR = "部门", "年度"
"""What 汇编 in content/site.yaml may ask for."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume to be: the page that it lies beside, its title, subtitle and publisher, its reports by key."""

    page: str
    title: str
    subtitle: str
    publisher: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A report in a volume: itself, its view, and its data in JSON."""

    report: Report
    view: ReportView
    data: bytes


def volumes(context: Context) -> Iterator[Volume]:
    """The volumes that the site asks for."""
    config = context.config
    if BY_DEPARTMENT in config.volumes:
        for name, reports in context.by_department.items():
            body = context.departments[name]
            years = sorted({report.year for report in reports})
            said = f"{years[0]}年度" if len(years) == 1 else f"{years[0]}—{years[-1]}年度"
            subtitle = f"{said}公开的报告 {len(reports)} 份"
            yield Volume(
                urls.department(name), f"{body.name}绩效公开汇编", subtitle, body.name, _keys(reports)
            )
    if BY_YEAR in config.volumes:
        for year, reports in context.by_year.items():
            subtitle = f"各部门公开的报告 {len(reports)} 份"
            yield Volume(
                urls.year(year), f"{year}年度绩效公开汇编", subtitle, config.publisher, _keys(reports)
            )


def volume_request(
    volume: Volume,
    content: Callable[[str], Content],
    templates: Environment,
    base_url: str,
    root: Path,
    fonts: FontSet,
) -> PdfRequest:
    """What the PDF of a volume is made of; `content` gives its reports by key."""
    parts = tuple(map(content, volume.reports))
    view = VolumeView(volume.title, volume.subtitle, volume.publisher, tuple(part.view for part in parts))
    job = _job(view, parts, templates, base_url, root)
    reports = tuple(part.report for part in parts)
    problems = tuple(problems_of(job, reports, root, fonts))
    return PdfRequest(urls.volume(volume.page), job, tuple(report.head for report in reports), problems)


def _keys(reports: Iterable[ReportSummary]) -> tuple[str, ...]:
    return tuple(report.key for report in reports)


def _job(
    view: VolumeView, parts: Sequence[Content], templates: Environment, base_url: str, root: Path
) -> PrintJob:
    reports = [part.report for part in parts]
    folders = tuple((f"{urls.report_folder(report.key)}/", root / report.folder) for report in reports)
    days = [
        day
        for report in reports
        for day in (report.published, *(each.day for each in report.corrections))
        if day
    ]
    files = (
        EmbeddedFile(
            f"{part.report.key.replace('/', '-')}.json",
            part.data,
            "application/json",
            f"{part.report.title}：全部数字（JSON）",
        )
        for part in parts
    )
    pictures = {
        f"{urls.report_folder(report.key)}/{name}"
        for report in reports
        for prose in report.prose.values()
        for name in prose.assets
    }
    return PrintJob(
        html=volume_html(templates, view),
        css=volume_rules(view.reports),
        url=f"{base_url}/" if base_url else "",
        folders=tuple(sorted(folders, key=lambda pair: -len(pair[0]))),
        day=max(days, default=None),
        files=tuple(files),
        pictures=tuple(sorted(pictures)),
        weight=len(reports),
    )
