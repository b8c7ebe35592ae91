"""The dates of a report that are no texts, and when the day on which it is checked makes a difference to them.

Knows 批复日期, 公开日期, 更正 and fields that hold dates. Must not know rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sitegen.checks.days import days
from sitegen.model.form import ValueType
from sitegen.model.report import Report
from sitegen.source import Span

APPROVED, PUBLISHED, CORRECTED = "批复日期", "公开日期", "更正"

AHEAD = timedelta(days=31)
"""So long before it is made public a report may be finished."""

_SIGNED = re.compile(r"签|盖章|填报|填表|意见|审核|审定|评价日期|编制日期")
_PLANNED = re.compile(r"计划|预计|截止|结束|到期|终止|有效|完成|竣工|验收")


class Dated(NamedTuple):
    """Something that happened on a `day`: it lies at most `ahead` after today, and if it is `of_report`, is done for
    the report itself.
    """

    name: str
    day: date
    span: Span
    of_report: bool
    ahead: timedelta = timedelta()


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
            yield Dated(field.name, fact.value.day, fact.span, _SIGNED.search(field.name) is not None)


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
