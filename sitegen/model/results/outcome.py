"""What checking a report came to.

Knows results of single checks and their counts. Must not know rules or how results are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.text_figures import Reading


class Result(StrEnum):
    """How one check of one thing ended. NOT_CHECKABLE is never a pass."""

    PASS = "pass"
    FAIL = "fail"
    WAIVED = "waived"
    NOT_CHECKABLE = "not_checkable"
    NOT_APPLICABLE = "not_applicable"


class Outcome(NamedTuple):
    """One check of one thing: rule `code` at `subject` (a fact's address or a field).

    `statement` is what was checked, in Chinese ("支出合计 = 基本支出 + 项目支出"). `reason` says why
    it could not be checked or does not apply. `diagnostic` is set when it failed or was waived,
    and when it passed only because of rounding (an info). `facts` are the addresses of the
    figures that took part: a change of one of them can change the result. `read` is set by checks of texts.
    """

    code: str
    result: Result
    subject: str
    statement: str
    reason: str = ""
    diagnostic: Diagnostic | None = None
    facts: tuple[str, ...] = ()
    read: Reading | None = None

    @property
    def rounded(self) -> bool:
        """Whether it passed only because figures are rounded."""
        return self.result is Result.PASS and self.diagnostic is not None


@dataclass(frozen=True)
class Verdict:
    """Every outcome of one report, in the order of its form, and findings of reading it."""

    report: str
    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]
    """All diagnostics about this report, those of the outcomes included."""
    attainments: Mapping[str, bool] = field(default_factory=dict)
    """Address of an indicator's actual value → whether it meets the target; what cannot be told is not
    in it.
    """

    def count(self, result: Result) -> int:
        """How many outcomes ended in `result`."""
        return self._results[result]

    @cached_property
    def _results(self) -> Counter[Result]:
        return Counter(outcome.result for outcome in self.outcomes)

    @property
    def rounded(self) -> int:
        """How many outcomes passed only because figures are rounded."""
        return sum(outcome.diagnostic is not None and outcome.rounded for outcome in self.outcomes)

    @property
    def waived(self) -> tuple[Diagnostic, ...]:
        """The findings that a 数据说明 covers."""
        return tuple(found for found in self.diagnostics if found.waived)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a whole run: outcomes by result, open diagnostics by severity, known ones."""

    passed: int = 0
    failed: int = 0
    waived: int = 0
    not_checkable: int = 0
    not_applicable: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    known: int = 0

    @classmethod
    def of(cls, results: Mapping[Result, int], diagnostics: Iterable[Diagnostic]) -> Summary:
        """`results` are numbers of outcomes; of `diagnostics` those count that are neither waived nor known."""
        diagnostics = tuple(diagnostics)
        severities = [found.severity for found in diagnostics if found.open]
        return cls(
            passed=results.get(Result.PASS, 0),
            failed=results.get(Result.FAIL, 0),
            waived=results.get(Result.WAIVED, 0),
            not_checkable=results.get(Result.NOT_CHECKABLE, 0),
            not_applicable=results.get(Result.NOT_APPLICABLE, 0),
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            infos=severities.count(Severity.INFO),
            known=sum(found.known for found in diagnostics),
        )
