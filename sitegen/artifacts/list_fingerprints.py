"""Fingerprints of the lists of a site: the part of the site that each sees, and a digest of that.

Knows which reports, departments, forms and settings a part consists of. Must not know files, nor how they are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.cache.entries import key
from sitegen.model.reports.report import Department
from sitegen.model.results.summary import ReportSummary
from sitegen.rendering.pages.context import Context


@dataclass(frozen=True, slots=True)
class ListFingerprints:
    """Digests of what lists follow from: of `reports` by their keys, of `forms` by their ids."""

    reports: Mapping[str, str]
    forms: Mapping[str, str]

    def all(self, context: Context, *others: str) -> str:
        """A digest of all reports of `context`, and of `others`."""
        shown = (self.reports[report.key] for report in context.reports)
        return key(repr(context.config), *others, "reports", *shown)

    def some(self, kind: str, own: Context, reports: Iterable[ReportSummary], *others: str) -> str:
        """A digest of what a page shows that sees no more than `own`."""
        forms = {report.form for report in reports} | {each.form for each in own.config.duties}
        return key(
            kind,
            repr(own.config),
            listed(own.departments.values()),
            str(own.as_of),
            *(self.forms.get(name, "") for name in sorted(forms)),
            *others,
            "reports",
            *(self.reports[report.key] for report in reports),
        )


def only(context: Context, reports: Sequence[ReportSummary]) -> Context:
    """The site as if it had no more than `reports` and their departments."""
    named = {report.department for report in reports}
    departments = {name: each for name, each in context.departments.items() if name in named}
    chosen = {report.key for report in reports}
    kept = tuple(report for report in context.reports if report.key in chosen)
    return replace(context, departments=departments, reports=kept, config=replace(context.config, duties=()))


def of_department(context: Context, body: Department, reports: tuple[ReportSummary, ...]) -> Context:
    """The site as if it had no more than `body` and its `reports`: with those 公开要求 only that concern it."""
    duties = tuple(
        replace(duty, departments=tuple(name for name in duty.departments if name == body.id))
        for duty in context.config.duties
        if body.id in duty.departments
    )
    return replace(
        context,
        departments={body.id: body},
        reports=reports,
        config=replace(context.config, duties=duties),
    )


def listed(bodies: Iterable[Department]) -> str:
    """Departments as words, to make a digest of."""
    return repr(tuple(bodies))
