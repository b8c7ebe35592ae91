"""汇编: which volumes a site has, and what is in them.

Knows departments and years. Must not know how a volume looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment

from sitegen.build.artifact import Made
from sitegen.build.printing import Order
from sitegen.model.report import Report
from sitegen.printing.job import EmbeddedFile, PrintJob
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from sitegen.rendering.views import ReportView
from sitegen.rendering.volume_page import VolumeView, volume_html, volume_rules

BY_DEPARTMENT, BY_YEAR = "部门", "年度"
"""What 汇编 in content/site.yaml may ask for."""


def plan_volumes(
    context: Context, views: Mapping[str, ReportView], theme: Theme, root: Path, data: Mapping[str, Made]
) -> Iterator[Order]:
    """The volumes that the site asks for."""
    config = context.site.config
    templates = environment(theme)

    def order(page: str, title: str, subtitle: str, publisher: str, reports: Sequence[Report]) -> Order:
        chosen = tuple(views[report.key] for report in reports)
        view = VolumeView(title, subtitle, publisher, chosen)
        return Order(
            urls.volume(page), _job(view, reports, templates, config.base_url, root, data), tuple(reports)
        )

    if BY_DEPARTMENT in config.volumes:
        for name, reports in context.by_department.items():
            body = context.site.departments[name]
            years = sorted({report.year for report in reports})
            said = f"{years[0]}年度" if len(years) == 1 else f"{years[0]}—{years[-1]}年度"
            subtitle = f"{said}公开的报告 {len(reports)} 份"
            yield order(urls.department(name), f"{body.name}绩效公开汇编", subtitle, body.name, reports)
    if BY_YEAR in config.volumes:
        for year, reports in context.by_year.items():
            subtitle = f"各部门公开的报告 {len(reports)} 份"
            yield order(urls.year(year), f"{year}年度绩效公开汇编", subtitle, config.publisher, reports)


def _job(
    view: VolumeView,
    reports: Sequence[Report],
    templates: Environment,
    base_url: str,
    root: Path,
    data: Mapping[str, Made],
) -> PrintJob:
    folders = tuple((f"{urls.report_folder(report.key)}/", root / report.folder) for report in reports)
    days = [
        day
        for report in reports
        for day in (report.published, *(each.day for each in report.corrections))
        if day
    ]
    files = (
        EmbeddedFile(
            f"{report.key.replace('/', '-')}.json",
            data[urls.report_file(report.key, "json")].data,
            "application/json",
            f"{report.title}：全部数字（JSON）",
        )
        for report in reports
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
