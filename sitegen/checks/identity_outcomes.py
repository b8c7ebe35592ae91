"""Outcomes of the rules on identities, made of evaluations.

Knows how a broken identity is reported. Must not know which rule answers for which identity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.equations.evaluation import Evaluation, Status, in_unit
from sitegen.checks.equations.repetition import Reach
from sitegen.checks.rule import Subject
from sitegen.checks.suspects import suspicion
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.model.forms.formula import Relation
from sitegen.model.results.outcome import Outcome, Result

_RESULTS = {
    Status.HOLDS: Result.PASS,
    Status.BROKEN: Result.FAIL,
    Status.NOT_CHECKABLE: Result.NOT_CHECKABLE,
    Status.NOT_APPLICABLE: Result.NOT_APPLICABLE,
}
"""HOLDS_ROUNDED and TOTAL_BLANK have rules of their own."""
_MINUS = re.compile("[-−－]")
MAX_RELATED = 20
"""Figures listed with a finding; a column may have hundreds."""


def outcomes(rule: Rule, subject: Subject, reaches: frozenset[Reach], *, equality: bool) -> Iterator[Outcome]:
    """The outcomes of all equalities, or all other relations, that reach so far."""
    for evaluation in subject.evaluations:
        if evaluation.reach not in reaches or (evaluation.relation is Relation.EQUAL) is not equality:
            continue
        result = _RESULTS.get(evaluation.status)
        if result is not None:
            found = broken(rule, evaluation, subject.report.key) if result is Result.FAIL else None
            if found is not None and equality and evaluation.reach is not Reach.YEARS:
                found = replace(found, message=found.message + suspicion(evaluation, subject))
            yield outcome(rule, evaluation, result, found)


def broken(rule: Rule, evaluation: Evaluation, report: str) -> Diagnostic:
    """The finding that an identity does not hold."""
    assert evaluation.actual is not None and evaluation.expected is not None
    subject, unit = evaluation.subject, evaluation.unit
    difference = wording.number(in_unit(abs(evaluation.actual.nominal - evaluation.expected.nominal), unit))
    actual = wording.number(in_unit(evaluation.actual.nominal, unit))
    expected = wording.number(in_unit(evaluation.expected.nominal, unit))
    if evaluation.relation is Relation.EQUAL:
        what = f"“{evaluation.words}”是" if evaluation.words else f"“{subject.address}”填"
        message = (
            f"{what} {wording.with_unit(actual, unit)}，按“{evaluation.statement}”"
            f"应为 {wording.with_unit(expected, unit)}，相差 {wording.with_unit(difference, unit)}。"
        )
    else:
        message = (
            f"“{evaluation.statement}”不成立：左边 {wording.with_unit(actual, unit)}，右边 {wording.with_unit(expected, unit)}，"
            f"超出 {wording.with_unit(difference, unit)}。"
        )
    blanks = [fact.address for fact in evaluation.blanks if fact.address != subject.address]
    if blanks and evaluation.relation is Relation.EQUAL and _may_fill(evaluation):
        message += f"其中{'、'.join(f'“{name}”' for name in blanks[:4])}未填，差额可能在此。"
    if evaluation.note:
        message += f"（{evaluation.note}）"
    return rule.found(
        subject.span.place,
        message,
        report=report,
        fact=subject.address,
        expected=wording.amount(evaluation.expected, unit),
        actual=wording.amount(evaluation.actual, unit),
        related=wording.related(evaluation.facts, subject)[:MAX_RELATED],
        severity=evaluation.severity,
    )


def _may_fill(evaluation: Evaluation) -> bool:
    """Whether what is blank may make up for the difference: where the total exceeds its parts, or a blank may be
    below zero or is taken off.
    """
    assert evaluation.actual is not None and evaluation.expected is not None
    if evaluation.actual.nominal > evaluation.expected.nominal or _MINUS.search(evaluation.statement):
        return True
    return any(fact.spec.negative for fact in evaluation.blanks)


def outcome(
    rule: Rule, evaluation: Evaluation, result: Result, diagnostic: Diagnostic | None = None
) -> Outcome:
    """The outcome of an evaluation."""
    return Outcome(
        rule.code,
        result,
        evaluation.subject.address,
        evaluation.statement,
        evaluation.reason,
        diagnostic,
        tuple(fact.address for fact in evaluation.facts),
    )
