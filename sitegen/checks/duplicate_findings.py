"""One fault of a cell that is found twice: the finding that says more stays.

Knows which findings of reading a report and of checking it mean the same. Must not know how they come about.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.reports.address_patterns import matches
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

REQUIRED, RESULT = "FORM103", "SCORE110"
"""必填项没有填; 指标没有填完成值或得分."""
IMPOSSIBLE, FAR = "SCORE124", "SCORE119"
"""满意度一类超过 100%; 完成值是指标值的两倍以上: of 960 % the first says enough."""
RATE, SUM = "SCORE104", "SUM101"
"""执行率与预算数、执行数不符; the form's own formula of the same three figures says it again."""


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


def without_consequences(report: Report, outcomes: list[Outcome]) -> list[Outcome]:
    """Outcomes with one finding for each cause of a cell. What the report explains stays, as the site may take the
    other lightly.
    """
    failed = {
        (each.code, each.subject): each
        for each in outcomes
        if each.code in (IMPOSSIBLE, RATE) and each.result is Result.FAIL
    }
    if not failed:
        return outcomes

    def follows(each: Outcome) -> bool:
        if each.diagnostic is None or each.code not in (FAR, SUM):
            return False
        cause = failed.get((IMPOSSIBLE if each.code == FAR else RATE, each.subject))
        if cause is None or cause.diagnostic is None:
            return False
        if each.code == SUM and not (len(cause.facts) > 1 and set(each.facts) == set(cause.facts)):
            return False
        if cause.diagnostic.severity not in (each.diagnostic.severity, Severity.ERROR):
            return False
        explained = (one.at for one in report.explanations if one.code == each.code)
        return not any(matches(at, each.subject) for at in explained)

    return [each for each in outcomes if not follows(each)]
