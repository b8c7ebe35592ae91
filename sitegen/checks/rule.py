"""What a rule is to the engine.

Knows the shape of a rule's module: `RULE`, its documentation, and `check`. Must not know any rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from sitegen.checks.evaluation import Evaluation, evaluate
from sitegen.diagnostics import Rule
from sitegen.model.outcome import Outcome
from sitegen.model.report import Report


@dataclass(frozen=True)
class Subject:
    """A report to check, with last year's report of the department on the same form (None: none)."""

    report: Report
    last_year: Report | None = None

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Every identity of the form, evaluated once for all rules."""
        return evaluate(self.report, self.last_year)


class CheckRule(Protocol):
    """A module of sitegen.checks.rules."""

    RULE: Rule

    def check(self, subject: Subject) -> Iterator[Outcome]:
        """Check one report."""
        ...
