"""The dates of a report that are no texts, and when the day on which it is checked makes a difference to them.

Knows 批复日期, 公开日期, 更正 and fields that hold dates. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.checks.texts.text_dates import days
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.report import Report
from sitegen.source import Span

APPROVED, PUBLISHED, CORRECTED = "批复日期", "公开日期", "更正"

AHEAD = timedelta(days=31)
"""So long before it is made public a report may be finished."""

_SIGNED = re.compile(r"签|盖章|填报|填表|意见|审核|审定|评价日期|编制日期")
_EVALUATED = re.compile(r"自评(?:价)?(?:日期|时间|时点)|评价(?:完成|报告)?(?:日期|时间)")
_FILED = re.compile(r"(?:填报|填表|编制|报告)(?:日期|时间)")
_OF_RESULTS = re.compile("自评|决算|评价报告")
"""Titles of forms that tell what a year came to: they are filled in afterwards."""
_PARTIAL = re.compile("监控|季度|半年|上半年|中期|月份|[0-9]+月|事前|目标申报|申报表|目标表")
"""Titles of forms that look at a part of the year, or ahead."""
LAST_MONTH = 12
"""From this month on the whole year can be told of."""

_PLANNED = re.compile(r"计划|预计|截止|结束|到期|终止|有效|完成|竣工|验收")


class Dated(NamedTuple):
    """Something that happened on a `day`: it lies at most `ahead` after today, if it is `of_report`, is done for
    the report itself, and if `of_results`, once the year is over or nearly so.
    """

    name: str
    day: date
    span: Span
    of_report: bool
    ahead: timedelta = timedelta()
    of_results: bool = False


def dates(report: Report) -> Iterator[Dated]:
    """Every date of something that has happened."""
    if report.approved is not None:
        yield Dated(APPROVED, report.approved, report.where(APPROVED), True)
    if report.published is not None:
        yield Dated(PUBLISHED, report.published, report.where(PUBLISHED), True, AHEAD)
    for each in report.corrections:
        yield Dated(CORRECTED, each.day, each.span, True)
    for field in report.form.fields.values():
        fact = report.fields.get(field.name) if field.spec.type is ValueType.DATE else None
        if fact is not None and fact.value.day is not None and not _PLANNED.search(field.name):
            evaluated = _tells_results(field.name, f"{report.form.title}{report.title}")
            signed = evaluated or _SIGNED.search(field.name) is not None
            yield Dated(field.name, fact.value.day, fact.span, signed, of_results=evaluated)


def _tells_results(name: str, title: str) -> bool:
    """Whether on the day called `name` somebody told what the whole year came to."""
    if _PARTIAL.search(title):
        return False
    filed = _FILED.search(name) is not None and _OF_RESULTS.search(title) is not None
    return filed or _EVALUATED.search(name) is not None


def turning_days(report: Report) -> tuple[date, ...]:
    """The days after which a check may say something else, because what lay in the future no longer does."""
    stated = (
        each.day
        for passage in report.passages
        for each in days(passage.text)
        if each.past and each.day.year > report.year
    )
    return (
        *(each.day - each.ahead - timedelta(days=1) for each in dates(report)),
        *(day - timedelta(days=1) for day in dict.fromkeys(stated)),
    )
