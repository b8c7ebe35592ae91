"""What a rule is to the engine.

Knows the shape of a rule's module: `RULE`, its documentation, and `check`. Must not know any rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from sitegen.checks.equations.evaluation import Evaluation, evaluate
from sitegen.checks.narrative.documents import documents
from sitegen.checks.narrative.naming.percentages import Percentage
from sitegen.checks.narrative.rows.named_wholes import shares_of_named_wholes
from sitegen.checks.narrative.rows.results import Stated, stated_rows
from sitegen.checks.narrative.rows.row_percentages import row_percentages
from sitegen.checks.narrative.statements.levels import Told, levels
from sitegen.checks.narrative.statements.statements import Statement, statements
from sitegen.checks.narrative.statements.text_arithmetic import Within
from sitegen.checks.sibling import Neighbour
from sitegen.diagnostics import Rule
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome
from sitegen.prose.text.document import Document


@dataclass(frozen=True)
class Subject:
    """A report to check, and those it is compared with.

    `earlier` is the department's last report on the same form before this one (None: none). `siblings`
    are what the department's other reports of the same year tell, `members` the reports, on the same form and of
    the same year, of the departments whose figures this one adds up. `today` is the day of the check (None: any).
    """

    report: Report
    earlier: Report | None = None
    siblings: tuple[Neighbour, ...] = ()
    members: tuple[Report, ...] = ()
    today: date | None = None

    @property
    def last_year(self) -> Report | None:
        """The report that `earlier` is, if it is of the year before."""
        earlier = self.earlier
        return earlier if earlier is not None and earlier.year == self.report.year - 1 else None

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Every identity of the form, evaluated once for all rules."""
        return evaluate(self.report, self.last_year)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every claim that the report's texts make of figures, read once for all rules."""
        return statements(self.report, self.last_year)

    @cached_property
    def levels(self) -> tuple[Told, ...]:
        """Every figure that the report's texts name, with the fact that it is."""
        return tuple(levels(self.report, self.statements, self.stated_rows))

    @cached_property
    def stated_rows(self) -> tuple[Stated, ...]:
        """Every figure that the texts tell by the name of its row, read once for all rules."""
        return tuple(stated_rows(self.report))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The report's texts, read once for all that compare their numbers."""
        return tuple(documents(self.report))

    @cached_property
    def percentages(self) -> tuple[Percentage, ...]:
        """Every percentage that the texts tell of a row of a table, or of a whole that they name, read once for all rules."""
        return (
            *row_percentages(self.report, self.documents),
            *shares_of_named_wholes(self.report, self.documents),
        )

    @cached_property
    def within(self) -> Within:
        """What the figures of the report's texts say of one another, without any table."""
        return Within(self.report, self.documents, self.levels)


class CheckRule(Protocol):
    """A module of sitegen.checks.rules."""

    RULE: Rule

    def check(self, subject: Subject) -> Iterator[Outcome]:
        """Check one report."""
        ...
