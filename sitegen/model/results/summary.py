"""What a site tells of a report elsewhere than on the report's own pages.

Knows what lists, feeds and comparisons of departments draw on, so that they can be made without the report
itself: a site has ten thousand reports, and memory holds their summaries only. Must not know files or pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sitegen.model.reports.address_words import in_words
from sitegen.model.reports.fact import State
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Result, Verdict
from sitegen.numbers.figures import plain_figure


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure that means the `concept` on whatever form: in `unit`, with as many decimals as written."""

    concept: str
    figure: Decimal
    decimals: int
    unit: str


@dataclass(frozen=True, slots=True)
class StatedCorrection:
    """A 更正; `place` is in words."""

    day: date
    place: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """How many checks of a report came to what; `rounded` of those that `passed` did so only because
    figures are rounded.
    """

    passed: int = 0
    rounded: int = 0
    waived: int = 0
    failed: int = 0
    not_checkable: int = 0

    def __str__(self) -> str:
        """`43 项通过（其中 2 项合计有四舍五入的尾差），1 项说明`; "" when nothing was checked."""
        rounded = f"（其中 {self.rounded} 项合计有四舍五入的尾差）" if self.rounded else ""
        counted = (
            (self.passed, f"通过{rounded}"),
            (self.waived, "说明"),
            (self.failed, "存疑"),
            (self.not_checkable, "无法核对"),
        )
        return "，".join(f"{count} 项{word}" for count, word in counted if count)


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report as lists show it. `department` and `form` are ids. `deadline` is the last day on which it is
    in time by its own form (None: none is known). `figure` is the first figure but nought,
    without sign and unit, for whoever wants to see whether the report can be found by it.
    """

    key: str
    year: int
    department: str
    slug: str
    form: str
    title: str
    approved: date | None
    published: date | None
    deadline: date | None
    source: str
    digest: str
    checks: CheckCounts
    figures: tuple[StatedFigure, ...] = ()
    """In the order of the form's concepts."""
    corrections: tuple[StatedCorrection, ...] = ()
    grade: str = ""
    figure: str = ""

    @property
    def last_change(self) -> date | None:
        """The day of the last correction, or of publication."""
        return self.corrections[-1].day if self.corrections else self.published


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the reports of a department on one form, which differ by their year."""

    key: str
    year: int


def counts_of(verdict: Verdict) -> CheckCounts:
    """What the checks of a report came to."""
    return CheckCounts(
        verdict.count(Result.PASS),
        verdict.rounded,
        verdict.count(Result.WAIVED),
        verdict.count(Result.FAIL),
        verdict.count(Result.NOT_CHECKABLE),
    )


def summarize(report: Report, verdict: Verdict) -> ReportSummary:
    """What lists tell of `report`."""
    return ReportSummary(
        key=report.key,
        year=report.year,
        department=report.department.id,
        slug=report.slug,
        form=report.form.id,
        title=report.title,
        approved=report.approved,
        published=report.published,
        deadline=deadline(report),
        source=report.source,
        digest=report.digest,
        checks=counts_of(verdict),
        figures=tuple(_figures(report)),
        corrections=tuple(
            StatedCorrection(each.day, in_words(report.form, each.at), each.before, each.after, each.reason)
            for each in report.corrections
        ),
        grade=grade(report),
        figure=next((plain_figure(abs(fact.figure)) for fact in report.facts() if fact.figure), ""),
    )


def deadline(report: Report) -> date | None:
    """The last day on which `report` is in time by its own form: so many days after 批复."""
    days = report.form.disclosure.days
    return None if days is None or report.approved is None else report.approved + timedelta(days=days)


def grade(report: Report) -> str:
    """等级, where the form has one and the report gives it."""
    scoring = report.form.scoring
    fact = report.fields.get(scoring.grade) if scoring is not None else None
    return fact.value.text if fact is not None and fact.value.state is State.TEXT else ""


def _figures(report: Report) -> Iterable[StatedFigure]:
    for concept in report.form.concepts:
        fact = report.concept(concept)
        if fact is not None and fact.figure is not None:
            yield StatedFigure(concept, fact.figure, fact.value.decimals, fact.unit)
