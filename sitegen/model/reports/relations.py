"""Which reports of a site belong together: earlier ones, others of the same year, those that are added up.

Knows what tells reports apart, and which forms have figures in common. Must not know what is in a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.model.reports.report_head import ReportHead


@dataclass(frozen=True, slots=True)
class Relations:
    """A report and those it is compared with.

    `editions` are the department's reports of all years on the same form, earliest first, itself among them;
    `earlier` is the one before it. `siblings` are the department's other reports of the same year that tell of
    a 概念 of its form, `members` the reports, on the same form and of the same year, of the departments whose
    figures it adds up.
    """

    head: ReportHead
    editions: tuple[ReportHead, ...]
    earlier: ReportHead | None
    siblings: tuple[ReportHead, ...]
    members: tuple[ReportHead, ...]

    @property
    def compared(self) -> tuple[ReportHead, ...]:
        """All that a check of the report looks at besides."""
        return (*((self.earlier,) if self.earlier is not None else ()), *self.siblings, *self.members)


def ordered(heads: Iterable[ReportHead]) -> tuple[ReportHead, ...]:
    """`heads` in the order of a site: by year (latest first), department, slug."""
    return tuple(sorted(heads, key=lambda head: (-head.year, head.department, head.slug)))


def relations(
    heads: Iterable[ReportHead], departments: Mapping[str, Department], forms: Mapping[str, Form]
) -> tuple[Relations, ...]:
    """Each of `heads`, in their order, with its relations. Keys are unique."""
    heads = tuple(heads)
    editions: dict[tuple[str, str, str], list[ReportHead]] = {}
    together: dict[tuple[str, int], list[ReportHead]] = {}
    for head in heads:
        editions.setdefault((head.form, head.department, head.slug), []).append(head)
        together.setdefault((head.department, head.year), []).append(head)
    for found in editions.values():
        found.sort()
    return tuple(_related(head, editions, together, departments, forms) for head in heads)


def _related(
    head: ReportHead,
    editions: Mapping[tuple[str, str, str], list[ReportHead]],
    together: Mapping[tuple[str, int], list[ReportHead]],
    departments: Mapping[str, Department],
    forms: Mapping[str, Form],
) -> Relations:
    history = editions[head.form, head.department, head.slug]
    at = history.index(head)
    return Relations(
        head,
        tuple(history),
        history[at - 1] if at else None,
        tuple(
            each
            for each in _telling(forms[head.form], together[head.department, head.year], forms)
            if each is not head
        ),
        tuple(
            each
            for member in departments[head.department].members
            for each in together.get((member, head.year), ())
            if (each.form, each.slug) == (head.form, head.slug)
        ),
    )


def _telling(form: Form, heads: Iterable[ReportHead], forms: Mapping[str, Form]) -> Iterator[ReportHead]:
    """Those of `heads` whose forms have figures that mean, or count into, a 概念 of `form`."""
    asked = form.concepts.keys()
    for head in heads if asked else ():
        told = forms[head.form]
        if not (asked.isdisjoint(told.concepts) and asked.isdisjoint(told.parts)):
            yield head
