"""Which charts a report gets.

Knows how much room there is. Must not know what a chart shows, nor how it looks.
"""

from __future__ import annotations

from sitegen.model.reports.report import Report
from sitegen.rendering.charts.kinds import series
from sitegen.rendering.charts.scores import attainments
from sitegen.rendering.charts.views import NO_SOURCE, ChartView, Source, Years
from sitegen.rendering.charts.wholes import compositions

MOST_HEIGHT = 600
"""The highest drawing, in pixels: it is not torn over two pages, and must fit on paper that lies."""


def report_charts(report: Report) -> tuple[ChartView, ...]:
    """The charts of `report`, in the order of its tables: of what wholes consist, then how
    indicators were scored.
    """
    found = (*compositions(report), *attainments(report, MOST_HEIGHT))
    return tuple(view for view in found if view.height <= MOST_HEIGHT)


def series_chart(
    label: str, years: Years, unit: str, identifier: str = "chart-years", source: Source = NO_SOURCE
) -> ChartView:
    """A figure called `label` over the years."""
    return series(identifier, label, {label: years}, unit, source)
