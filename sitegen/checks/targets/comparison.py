"""Whether a result meets its targets.

Knows units that measure the same. Must not know how targets and results are worded: what leaves the
direction open is met where both are equal, and otherwise neither met nor missed.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto

from sitegen.checks.targets.results import WHOLE, is_share
from sitegen.checks.targets.statements import Achieved, Completion, Deadline, Goal, Target
from sitegen.model.forms.formula import Relation
from sitegen.numbers.figures import MONEY_UNITS, PROPORTIONS, unit_factor, unit_kind

_SAME = {"名": "人"}
_THOUSANDS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_UPWARD = (Relation.AT_LEAST, Relation.GREATER)


class Achievement(Enum):
    """What comparing a target with the actual value says."""

    MET = auto()
    MISSED = auto()
    NOT_COMPARABLE = auto()


def compare(goals: tuple[Goal, ...], actual: Achieved) -> Achievement:
    """Whether `actual` meets all `goals`; NOT_COMPARABLE when any of them cannot be told."""
    results = {_compare(goal, actual) for goal in goals}
    if Achievement.MISSED in results:
        return Achievement.MISSED
    return Achievement.MET if results == {Achievement.MET} else Achievement.NOT_COMPARABLE


def _compare(goal: Goal, actual: Achieved) -> Achievement:
    match goal:
        case Target():
            return _target(goal, actual)
        case Deadline() if actual.when is not None:
            if actual.when[1] <= goal.by:
                return Achievement.MET
            return Achievement.MISSED if actual.when[0] > goal.by else Achievement.NOT_COMPARABLE
        case Completion() | Deadline():
            if actual.done is None:
                return Achievement.NOT_COMPARABLE
            return Achievement.MET if actual.done else Achievement.MISSED


def _target(goal: Target, actual: Achieved) -> Achievement:
    if actual.when is not None or (actual.nothing and _wants_work(goal)):
        return Achievement.NOT_COMPARABLE
    if actual.least is None and actual.most is None and actual.done is not None:
        return _of_completion(goal, actual.done)
    if _may_be_shares(goal, actual):
        return Achievement.NOT_COMPARABLE
    due_factor, due_kind = measure(goal.unit or actual.unit)
    factor, kind = measure(actual.unit or goal.unit)
    if kind != due_kind:
        return Achievement.NOT_COMPARABLE
    due = goal.value * due_factor
    least = None if actual.least is None else actual.least * factor
    most = None if actual.most is None else actual.most * factor
    above = least is not None and (least > due or (least == due and actual.least_open))
    below = most is not None and (most < due or (most == due and actual.most_open))
    at_least, at_most = above or least == due, below or most == due
    match goal.relation:
        case Relation.AT_LEAST:
            met, missed = at_least, below
        case Relation.AT_MOST:
            met, missed = at_most, above
        case Relation.GREATER:
            met, missed = above, at_most
        case Relation.LESS:
            met, missed = below, at_least
        case Relation.EQUAL:
            beyond = (above and goal.better is Relation.AT_LEAST) or (
                below and goal.better is Relation.AT_MOST
            )
            met, missed = at_least and at_most, (above or below) and not beyond
        case None:
            met, missed = at_least and at_most, False
    return Achievement.MET if met else Achievement.MISSED if missed else Achievement.NOT_COMPARABLE


def _of_completion(goal: Target, done: bool) -> Achievement:
    """A result that says only whether the work is done: it is the whole of it, or less than was due."""
    upward = goal.relation in _UPWARD or (goal.relation is Relation.EQUAL and goal.value > 0)
    if not done:
        return Achievement.MISSED if upward else Achievement.NOT_COMPARABLE
    factor, kind = measure(goal.unit)
    whole = kind == "proportion" and goal.value * factor == WHOLE and goal.relation is not Relation.GREATER
    return Achievement.MET if whole and upward else Achievement.NOT_COMPARABLE


def _wants_work(goal: Target) -> bool:
    """Whether 无 is no result: something was due."""
    return goal.value > 0 and goal.relation not in (Relation.AT_MOST, Relation.LESS)


def _may_be_shares(goal: Target, actual: Achieved) -> bool:
    """Whether one of both is a percentage and the other a part of the whole, perhaps."""
    value = actual.least
    if value is None or value != actual.most:
        return False
    return is_share(value, actual.unit, goal.value, goal.unit) or is_share(
        goal.value, goal.unit, value, actual.unit
    )


def measure(unit: str) -> tuple[Decimal, str]:
    """How many base units one `unit` is, and of what kind: 万人次 is 10,000 人次."""
    if unit in MONEY_UNITS or unit in PROPORTIONS:
        return unit_factor(unit), unit_kind(unit)
    times = _THOUSANDS.get(unit[:1])
    plain = unit if times is None else unit[1:]
    return times or WHOLE, _SAME.get(plain, plain)
