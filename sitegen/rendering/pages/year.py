"""The page of a year: departments side by side.

Knows concepts, which reports of several forms share. Must not know tables of forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.model.results.summary import ReportSummary, StatedFigure
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.pages.figures import ABSENT, in_unit
from sitegen.rendering.parts import Files, Heading, Item, Listing, ListingRow, PageView, Part, Reports
from sitegen.rendering.views import Download


def year(context: Context, number: int, downloads: tuple[Download, ...] = ()) -> PageView:
    """The page of the year `number`; `downloads` are files with all its reports."""
    path, title = urls.year(number), f"{number}年度绩效公开"
    reports = context.by_year[number]
    parts = [Part("files", "", (Files("下载", downloads),))] if downloads else []
    parts += [Part("figures", "各部门主要数据", tuple(_side_by_side(context, reports, path)))]
    departments = dict.fromkeys(report.department for report in reports)
    for name in departments:
        mine = [report for report in reports if report.department == name]
        entries = context.entries(mine, path)
        parts.append(
            Part(
                f"department-{name}",
                context.departments[name].name,
                (Reports(entries, department=False, year=False),),
                urls.relative(path, urls.department(name)),
            )
        )
    return context.page("year", path, title, f"{number}年度各部门公开的绩效报告。", parts)


def _side_by_side(context: Context, reports: list[ReportSummary], path: str) -> Iterator[Listing]:
    """A column a concept, in the unit that most reports give it in."""
    stated: dict[str, dict[str, tuple[ReportSummary, StatedFigure]]] = {}
    units: dict[str, Counter[str]] = {}
    for report in reports:
        for figure in report.figures:
            stated.setdefault(figure.concept, {}).setdefault(report.department, (report, figure))
            units.setdefault(figure.concept, Counter())[figure.unit] += 1
    if not stated:
        return
    columns = {concept: counted.most_common(1)[0][0] for concept, counted in units.items()}
    rows = []
    for name in dict.fromkeys(report.department for report in reports):
        if not any(name in stated[concept] for concept in columns):
            continue
        cells = tuple(_cell(stated[concept].get(name), unit, path) for concept, unit in columns.items())
        rows.append(
            ListingRow(
                Item(context.departments[name].name, urls.relative(path, urls.department(name))), cells
            )
        )
    headings = (
        Heading("部门"),
        *(Heading(f"{name}（{unit}）" if unit else name, numeric=True) for name, unit in columns.items()),
    )
    yield Listing(
        "figures-table",
        "各部门主要数据对照",
        headings,
        tuple(rows),
        "数字链接到所在的报告；“—”表示这个部门没有公开含有这一项的报告。",
        sortable=True,
    )


def _cell(stated: tuple[ReportSummary, StatedFigure] | None, unit: str, path: str) -> Item:
    if stated is None:
        return ABSENT
    report, figure = stated
    return in_unit(figure, unit, urls.relative(path, urls.report(report.key)))
