"""The page of a department: its reports, and its key figures year by year.

Knows concepts, which reports of several forms share. Must not know tables of forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sitegen.model.reports.report import Department
from sitegen.model.results.publication import Status
from sitegen.model.results.summary import ReportSummary, StatedFigure
from sitegen.numbers.figures import unit_kind
from sitegen.rendering import urls
from sitegen.rendering.charts.kinds import series
from sitegen.rendering.charts.views import ChartView
from sitegen.rendering.pages.context import Context
from sitegen.rendering.pages.figures import ABSENT, converted, in_unit
from sitegen.rendering.parts import (
    Block,
    Charts,
    Entries,
    Entry,
    Files,
    Heading,
    Item,
    Listing,
    ListingRow,
    PageView,
    Part,
    Reports,
    Text,
)
from sitegen.rendering.shell import on
from sitegen.rendering.views import Download, Link

TRAIL = (("部门", urls.DEPARTMENTS),)


def department(
    context: Context, body: Department, paged: Collection[int], downloads: tuple[Download, ...] = ()
) -> PageView:
    """The page of `body`; `paged` are the years that have a page, `downloads` files with all its reports."""
    path = urls.department(body.id)
    reports = context.by_department.get(body.id, [])
    years = sorted({report.year for report in reports} | _missing(context, body), reverse=True)
    parts = [Part("files", "", (Files("下载", downloads),))] if downloads else []
    parts += [Part("trends", "主要数据", tuple(_trends(reports, path)))]
    parts += [_year(context, body, year, reports, path, paged) for year in years]
    pairs = context.comparisons.get(body.id, [])
    if pairs:
        parts.append(
            Part(
                "comparisons",
                "两年对比",
                (Entries(tuple(_comparison(context, *each, path) for each in pairs)),),
            )
        )
    if not reports and not years:
        parts.append(Part("none", "", (Text(("还没有公开的报告。",)),)))
    return context.page(
        "department",
        path,
        body.name,
        body.description or f"{body.name}公开的绩效报告。",
        parts,
        trail=TRAIL,
        eyebrow=body.jurisdiction,
        lead=body.description,
        invented=body.invented,
    )


def _missing(context: Context, body: Department) -> set[int]:
    return {each.year for each in context.absent.get(body.id, ())}


def _year(
    context: Context,
    body: Department,
    year: int,
    reports: list[ReportSummary],
    path: str,
    paged: Collection[int],
) -> Part:
    mine = [report for report in reports if report.year == year]
    blocks: list[Block] = []
    if mine:
        blocks.append(Reports(context.entries(mine, path), department=False, year=False))
    for each in context.absent.get(body.id, ()):
        if each.year != year:
            continue
        title = context.forms[each.form].title
        last = on(each.deadline).text if each.deadline is not None else ""
        if each.status is Status.MISSING:
            said = f"{title}：应当在{last}以前公开，截至{on(context.as_of).text}未公开。"
        else:
            said = f"{title}：应当在{last}以前公开，还没有到期。"
        blocks.append(Text((said,)))
    href = urls.relative(path, urls.year(year)) if year in paged else ""
    return Part(f"year-{year}", f"{year}年度", tuple(blocks), href)


@dataclass(frozen=True, slots=True)
class _Trend:
    """A concept over the years in one unit."""

    concept: str
    unit: str
    years: dict[int, tuple[ReportSummary, StatedFigure]]


def _trends(reports: list[ReportSummary], path: str) -> Iterator[Block]:
    """A table of concepts by year, and a chart for each of which there are at least two years."""
    found = list(_by_concept(reports))
    if not found:
        return
    years = sorted({year for trend in found for year in trend.years})
    rows = []
    for trend in found:
        cells = (_cell(trend, year, path) for year in years)
        label = f"{trend.concept}（{trend.unit}）" if trend.unit else trend.concept
        rows.append(ListingRow(Item(label), tuple(cells)))
    headings = (Heading("数据"), *(Heading(f"{year}年度", numeric=True) for year in years))
    yield Listing("trends-table", "各年度主要数据", headings, tuple(rows), "数字链接到所在的报告。")
    charts = tuple(_charts(found))
    if charts:
        yield Charts(charts)


def _by_concept(reports: list[ReportSummary]) -> Iterator[_Trend]:
    """Where several reports of a year state a concept, the form that states it most often speaks: two
    forms need not round alike.
    """
    candidates: dict[str, list[tuple[ReportSummary, StatedFigure]]] = {}
    for report in sorted(reports, key=lambda each: (each.year, each.slug)):
        for figure in report.figures:
            candidates.setdefault(figure.concept, []).append((report, figure))
    for concept, stated in candidates.items():
        often = Counter(report.form for report, _ in stated)
        stated.sort(key=lambda pair: -often[pair[0].form])
        unit = stated[0][1].unit
        years: dict[int, tuple[ReportSummary, StatedFigure]] = {}
        for report, figure in stated:
            if unit_kind(figure.unit) == unit_kind(unit):
                years.setdefault(report.year, (report, figure))
        yield _Trend(concept, unit, years)


def _cell(trend: _Trend, year: int, path: str) -> Item:
    if year not in trend.years:
        return ABSENT
    report, figure = trend.years[year]
    return in_unit(figure, trend.unit, urls.relative(path, urls.report(report.key)))


def _charts(found: list[_Trend]) -> Iterator[ChartView]:
    for number, trend in enumerate(found, 1):
        if len(trend.years) < 2:
            continue
        values = {
            year: converted(figure.figure, figure.unit, trend.unit)
            for year, (_, figure) in trend.years.items()
        }
        yield series(f"trend-{number}", trend.concept, {trend.concept: values}, trend.unit)


def _comparison(context: Context, one: ReportSummary, other: ReportSummary, path: str) -> Entry:
    target = urls.comparison(one.department, one.slug, one.year, other.year)
    label = f"{context.forms[other.form].title}：{one.year}年度与{other.year}年度"
    return Entry(Link(label, urls.relative(path, target)))
