"""公开情况: which reports are public, in time or late, and which are missing.

Knows duties, dates and forms' own time limits. Must not know rules, pages or files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sitegen.model.reports.report import Department
from sitegen.model.results.summary import ReportSummary
from sitegen.model.site import SiteConfig


class Status(StrEnum):
    """How a report stands. The values are the words people see."""

    IN_TIME = "按时公开"
    LATE = "逾期公开"
    PUBLIC = "已公开"
    """Public, but nothing says until when it had to be, or on which day it was."""
    MISSING = "未公开"
    NOT_DUE = "未到期"


GOOD_TO_BAD = (Status.NOT_DUE, Status.IN_TIME, Status.PUBLIC, Status.LATE, Status.MISSING)
"""What is not due yet says less than anything that is public."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One report that is public, or ought to be: then `report` is None. `form` is the form's id."""

    department: str
    year: int
    form: str
    status: Status
    deadline: date | None
    report: ReportSummary | None


def publications(
    config: SiteConfig, departments: Mapping[str, Department], reports: Iterable[ReportSummary], today: date
) -> tuple[Publication, ...]:
    """Every report that is public or ought to be, in the order departments, years (latest first),
    forms. `today` counts where the site does not say of which day it tells.
    """
    day = config.as_of or today
    due = {(name, duty.year, duty.form): duty.deadline for duty in config.duties for name in duty.departments}
    found = [_public(report, due) for report in reports]
    public = {(each.department, each.year, each.form) for each in found}
    for (name, year, form), last in due.items():
        if (name, year, form) not in public:
            status = Status.MISSING if last < day else Status.NOT_DUE
            found.append(Publication(name, year, form, status, last, None))
    order = {name: number for number, name in enumerate(departments)}
    return tuple(sorted(found, key=lambda each: (order[each.department], -each.year, each.form)))


def _public(report: ReportSummary, due: Mapping[tuple[str, int, str], date]) -> Publication:
    last = due.get((report.department, report.year, report.form)) or report.deadline
    status = Status.PUBLIC
    if last is not None and report.published is not None:
        status = Status.IN_TIME if report.published <= last else Status.LATE
    return Publication(report.department, report.year, report.form, status, last, report)


def worst(publications: Iterable[Publication]) -> Status | None:
    """The status that describes several reports together; None for none."""
    return max((each.status for each in publications), key=GOOD_TO_BAD.index, default=None)


def obliged(
    config: SiteConfig, departments: Mapping[str, Department], reports: Iterable[ReportSummary]
) -> Iterator[Department]:
    """The departments that published or have to, in the order of the site."""
    named = {name for duty in config.duties for name in duty.departments}
    named |= {report.department for report in reports}
    return (department for name, department in departments.items() if name in named)
