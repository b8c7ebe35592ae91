"""One blank cell that two stages report: the finding that says more stays.

Knows which finding of reading a report and which of checking it mean the same. Must not know how they come about.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.address import matches
from sitegen.model.outcome import Outcome
from sitegen.model.report import Report

REQUIRED, RESULT = "FORM103", "SCORE110"
"""必填项没有填; 指标没有填完成值或得分."""


def without_doubles(
    report: Report, loaded: Iterable[Diagnostic], outcomes: list[Outcome]
) -> tuple[tuple[Diagnostic, ...], list[Outcome]]:
    """Findings of reading and outcomes of checks, with one finding for each blank cell: that marks were given for
    a result that is lacking says more than that the form requires it, unless the site takes it lightly or the
    report explains it: what the form requires cannot be explained away.
    """
    kept = tuple(loaded)
    required = {each.fact for each in kept if each.code == REQUIRED}
    doubles = [
        each.diagnostic
        for each in outcomes
        if each.code == RESULT and each.diagnostic is not None and each.subject in required
    ]
    if not doubles:
        return kept, outcomes
    explained = [each.at for each in report.explanations if each.code == RESULT]
    doubles = [each for each in doubles if not any(matches(at, each.fact) for at in explained)]
    telling = {each.fact for each in doubles if each.related and each.severity is Severity.ERROR}
    plain = {each.fact for each in doubles} - telling
    return (
        tuple(each for each in kept if each.code != REQUIRED or each.fact not in telling),
        [each for each in outcomes if each.code != RESULT or each.subject not in plain],
    )
