"""Identities of a form bound to the facts of a report, and how each of them ends.

Knows when an identity holds (XBRL Calculations 1.1). Must not know rules: they choose among the
evaluations and word the findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from sitegen.checks.equations.arithmetic import Computation, NotApplicable, NotCheckable, multiplies, unit_of
from sitegen.checks.equations.lookup import Binding, common_unit
from sitegen.checks.equations.repetition import UPWARDS, Reach, Repeated, repeated
from sitegen.checks.equations.total_rows import totals_of_lists
from sitegen.diagnostics import Severity
from sitegen.model.forms.formula import Call, Expression, Identity, LineRange, Operation, Reference, Relation
from sitegen.model.forms.spec import SUMMABLE, ValueSpec, ValueType
from sitegen.model.formulas.binding import Axis
from sitegen.model.formulas.measures import words
from sitegen.model.formulas.units import Fitted
from sitegen.model.reports.fact import BLANK, Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, adds_up
from sitegen.numbers.figures import unit_factor, unit_kind
from sitegen.numbers.intervals import Interval, Rounding
from sitegen.source import Span


class Status(Enum):
    """How an evaluation ended."""

    HOLDS = auto()
    HOLDS_ROUNDED = auto()
    """A sum of rounded figures that holds only because they are; as written it does not."""
    BROKEN = auto()
    TOTAL_BLANK = auto()
    """The left side is one fact that is not filled, though the right side has figures."""
    NOT_CHECKABLE = auto()
    NOT_APPLICABLE = auto()


EXCEEDED = "资料缺失的还没有算进去，已有的各项就超过了合计"
"""What to say of a whole that is less than those of its parts that are known."""

_HOLDING = (Status.HOLDS, Status.HOLDS_ROUNDED)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One identity, bound to facts.

    `subject` is the fact the result is about (the left side, or the first fact). `expected` is
    the right side and `actual` the left, in units of `unit` (their intervals beside the value
    as written); None when there is no value.
    """

    statement: str
    relation: Relation
    reach: Reach
    status: Status
    subject: Fact
    facts: tuple[Fact, ...]
    unit: str
    expected: Interval | None = None
    actual: Interval | None = None
    reason: str = ""
    note: str = ""
    severity: Severity | None = None
    words: str = ""
    """The left side as written, where it is not the subject alone."""

    @property
    def last_place(self) -> Fraction:
        """One unit of the last place of the coarsest rounded figure, in units of `unit`."""
        return last_place(self.facts, self.unit)

    @property
    def blanks(self) -> tuple[Fact, ...]:
        """The facts that are not filled."""
        return tuple(fact for fact in self.facts if fact.value.state is State.BLANK)


def evaluate(report: Report, last_year: Report | None) -> tuple[Evaluation, ...]:
    """Every identity of the report's form, and every total of a table, evaluated."""
    return (*_totals(report), *_totals_of_lists(report), *_identities(report, last_year))


def _totals(report: Report) -> Iterator[Evaluation]:
    """The row that is the total of the others, in every column that adds up."""
    for data in report.tables.values():
        total = data.total_row
        if total is None:
            continue
        for column in data.table.leaves:
            if column.spec.type not in SUMMABLE:
                continue
            parts = tuple(
                fact
                for row in data.value_rows
                if row is not total and (fact := data.cell(row.key, column.name)) is not None
            )
            whole = data.cell(total.key, column.name)
            assert whole is not None, "a total row holds a fact in every column"
            statement = f"{data.table.name}.{column.name}：{total.label} = 其余各行之和"
            yield _total(whole, parts, statement)


def _total(whole: Fact, parts: tuple[Fact, ...], statement: str) -> Evaluation:
    name = Reference((whole.address,))
    identity = Identity(name, Relation.EQUAL, name, statement, whole.span)
    left, right = Computation(_Given((whole,)).facts), Computation(_Given(parts).facts)
    return _compared(left, right, identity, statement, Reach.TABLE, whole.span)


def _totals_of_lists(report: Report) -> Iterator[Evaluation]:
    """The totals that lists print, in every column that adds up and where they give a figure: a list may
    total some of its columns only.
    """
    for data in report.tables.values():
        for total, candidates in totals_of_lists(data):
            cut_off = report.lacks_rows(data)
            for column in data.table.leaves:
                whole = data.cells[total.key, column.name]
                if whole.figure is None or not adds_up(column):
                    continue
                statement = f"{data.table.name}.{column.name}：{data.titles[total.key]} = 各项之和"
                found = [
                    _total(whole, tuple(data.cells[row.key, column.name] for row in rows), statement)
                    for rows in candidates
                ]
                # What else it may add up is no reason for a finding, only against one.
                best = next((each for each in found if each.status in _HOLDING), found[0])
                if cut_off and not _exceeded(best):
                    best = replace(best, status=Status.NOT_CHECKABLE, reason="资料缺失，各项不全")
                yield best


def _exceeded(total: Evaluation) -> bool:
    """Whether the rows that there are come to more than their total, so that it is wrong whatever else there was."""
    if total.status is not Status.BROKEN or any(fact.spec.negative for fact in total.facts):
        return False
    assert total.actual is not None and total.expected is not None
    return total.actual.is_less(total.expected)


@dataclass(frozen=True, slots=True)
class _Given:
    """Finds the same facts whatever the name."""

    found: tuple[Fact, ...]

    def facts(self, _name: Reference | LineRange, _added: bool) -> tuple[Fact, ...]:
        return self.found


def _identities(report: Report, last_year: Report | None) -> Iterator[Evaluation]:
    for each in repeated(report.form):
        data = report.tables[each.table.name] if each.table is not None else None
        if each.axis is Axis.COLUMNS and data is not None:
            for name, identity in each.fitted.items():
                where = f"（{data.table.titles[name]}）" if len(data.table.leaves) > 1 else ""
                yield _bound(Binding(report, last_year, data, column=name), identity, each, where)
        elif each.axis is Axis.ROWS and each.home is not None:
            rows = report.tables[each.home.name]
            for row in rows.value_rows:
                binding = Binding(report, last_year, data, row=row)
                found = _bound(binding, each.fitted[""], each, f"（{rows.titles[row.key]}）")
                yield _without_rate_of_total(found, row)
        else:
            yield _bound(Binding(report, last_year, data), each.fitted[""], each, "")


def _without_rate_of_total(found: Evaluation, row: Row) -> Evaluation:
    """`found`, unless it is of a row that adds up others and leaves out a rate that the form does not require: it gives
    their sums alone.
    """
    blank_rate = found.status is Status.TOTAL_BLANK and found.subject.spec.type is ValueType.PERCENT
    if blank_rate and not found.subject.spec.required and (row.sums or row.kind is RowKind.TOTAL):
        return replace(found, status=Status.NOT_APPLICABLE, reason="合计、小计的一行没有填率，这一格不用填")
    return found


def _bound(binding: Binding, each: Fitted, repeated: Repeated, where: str) -> Evaluation:
    identity = each.identity
    unit = common_unit(binding, each)
    left, right = Computation(binding.facts, unit), Computation(binding.facts, unit)
    statement, span = identity.text + where, binding.report.span
    found = _compared(
        left, right, identity, statement, repeated.reach, span, each.unit, contains=repeated.contains
    )
    return found if not unit or found.unit else replace(found, unit=unit)


def _compared(
    left: Computation,
    right: Computation,
    identity: Identity,
    statement: str,
    reach: Reach,
    span: Span,
    unit: str = "",
    *,
    contains: bool = False,
) -> Evaluation:
    turned = (
        identity.relation is Relation.EQUAL and _is_single(identity.right) and not _is_single(identity.left)
    )
    if turned:  # The finding is about the single figure, on whichever side it stands.
        identity = replace(identity, left=identity.right, right=identity.left)
    reason, actual, expected = "", None, None
    status = Status.NOT_CHECKABLE
    try:
        actual = left.value(identity.left)
    except NotCheckable as error:
        reason = error.reason
    except NotApplicable as error:
        status, reason = Status.NOT_APPLICABLE, error.reason
    try:
        expected = right.value(identity.right)
    except NotCheckable as error:
        reason = reason or error.reason
    except NotApplicable as error:
        status, reason = Status.NOT_APPLICABLE, error.reason
    if actual is not None and expected is None and identity.relation is Relation.EQUAL:
        known = _known_parts(right, identity.right)
        if known is not None and actual.is_less(known[1]):
            right, expected = known
            identity = replace(identity, note="；".join(filter(None, (identity.note, EXCEEDED))))
    if actual is not None and identity.relation is Relation.EQUAL and multiplies(identity.right):
        actual = _to_its_last_place(left.facts, actual)
    facts = tuple(left.facts + right.facts)
    # Where a report has none of its facts, one stands for the identity.
    subject = facts[0] if facts else Fact(statement, BLANK, ValueSpec(ValueType.LINE), span)
    single = _is_single(identity.left)
    if actual is not None and expected is not None:
        status, reason = _status(left, right, identity.relation, actual, expected, single)
        if turned and status is Status.TOTAL_BLANK:
            status, reason = Status.NOT_CHECKABLE, "等号右边没有填数"
        if status is Status.TOTAL_BLANK and multiplies(identity.right, "÷"):
            status, reason = _of_blank_rate(subject, right.facts)
        if contains and status is Status.NOT_CHECKABLE:
            # A whole that is blank is told like a blank total: `expected` is what its parts come to.
            whole, parts, least = left, right, expected
            if identity.relation in UPWARDS:
                whole, parts, least = right, left, actual
            if not whole.given and parts.given and least.nominal > 0 and len(whole.facts) == 1:
                subject, expected = whole.facts[0], least
                status, reason = Status.TOTAL_BLANK, ""
    elif facts and all(_empty(fact) for fact in facts):
        status, reason = Status.NOT_APPLICABLE, "各项都没有填数"
    if single or (own := subject.unit or subject.spec.unit) == unit:
        unit = subject.unit or subject.spec.unit
    elif unit_kind(own) == unit_kind(unit) == "money":
        unit = own
    return Evaluation(
        statement, identity.relation, reach, status, subject, facts, unit,
        expected, actual, reason, identity.note, identity.severity, "" if single else words(identity.left),
    )  # fmt: skip


def _to_its_last_place(facts: Sequence[Fact], amount: Interval) -> Interval:
    """The `amount` of a single figure that is the result of a division or a multiplication: money to the 分 is exact, but not if
    it was computed so (人均 1,013.17 元).
    """
    only = facts[0] if len(facts) == 1 else None
    if only is None or only.figure is None or only.decimals is not None:
        return amount
    if unit_kind(only.unit or only.spec.unit) != "money" or only.spec.precision.rounding is Rounding.EXACT:
        return amount
    return Interval.of(only.figure, only.value.decimals).scaled(unit_factor(only.unit))


def _known_parts(sum_of: Computation, expression: Expression) -> tuple[Computation, Interval] | None:
    """What the known ones of the parts come to, where others are missing; None where that says nothing of the whole,
    because something is taken off or may be below zero.
    """
    known = Computation(sum_of.lookup, sum_of.unit, known_only=True)
    try:
        amount = known.value(expression)
    except (NotCheckable, NotApplicable):
        return None
    if not _only_adds(expression) or any(fact.spec.negative for fact in known.facts):
        return None
    return known, amount


def _only_adds(expression: Expression) -> bool:
    match expression:
        case Operation("+", left, right):
            return _only_adds(left) and _only_adds(right)
        case Call("合计", arguments):
            return all(map(_only_adds, arguments))
    return isinstance(expression, Reference | LineRange)


def _is_single(side: Expression) -> bool:
    return isinstance(side, Reference)


def _status(
    left: Computation,
    right: Computation,
    relation: Relation,
    actual: Interval,
    expected: Interval,
    single: bool,
) -> tuple[Status, str]:
    # A side without names is given by the form.
    left_given, right_given = left.given or not left.facts, right.given or not right.facts
    if not left.given and not right.given:
        return Status.NOT_APPLICABLE, "各项都没有填数"
    if relation is not Relation.EQUAL:
        if not left_given or not right_given:
            return Status.NOT_CHECKABLE, "有一边没有填数"
        return (Status.HOLDS if _ordered(relation, actual, expected) else Status.BROKEN), ""
    if not left_given:
        if not single or all(fact.figure in (None, 0) for fact in right.facts):
            return Status.NOT_CHECKABLE, "等号左边没有填数"
        return Status.TOTAL_BLANK, ""
    if not right_given:
        return Status.NOT_CHECKABLE, "分项都没有填数"
    if not actual.agrees(expected):
        return Status.BROKEN, ""
    facts = (*left.facts, *right.facts)
    rounded = is_off_by_rounding(actual, expected, facts, unit_of(facts[0]))
    return (Status.HOLDS_ROUNDED if rounded else Status.HOLDS), ""


def _of_blank_rate(rate: Fact, operands: Iterable[Fact]) -> tuple[Status, str]:
    """A rate that is not filled, though it could be computed: it may be left out of what has none, and a deficit has
    none that means anything.
    """
    if rate.value.state in (State.DASH, State.NOT_APPLICABLE) and not rate.spec.required:
        return Status.NOT_APPLICABLE, f"填的是“{rate.value.text}”，这一格不用填"
    if any(fact.figure is not None and fact.figure < 0 for fact in operands):
        return Status.NOT_CHECKABLE, "所用的数里有负数，比率没有意义"
    return Status.TOTAL_BLANK, ""


def _ordered(relation: Relation, left: Interval, right: Interval) -> bool:
    """Whether the relation may hold between the values the figures stand for."""
    match relation:
        case Relation.AT_MOST:
            return left.may_be_at_most(right)
        case Relation.AT_LEAST:
            return right.may_be_at_most(left)
        case Relation.LESS:
            return left.may_be_less_than(right)
        case _:
            return right.may_be_less_than(left)


def _empty(fact: Fact) -> bool:
    return fact.value.state in (State.BLANK, State.DASH, State.NOT_APPLICABLE)


def is_off_by_rounding(one: Interval, other: Interval, facts: Iterable[Fact], unit: str) -> bool:
    """Whether two sides that agree differ as written, and not only because one is written more
    coarsely. Rounded figures must be added up for that: one beside one is a copy of it, or a ratio.
    """
    if one.equals(other) or (one.terms < 2 and other.terms < 2):
        return False
    difference = in_unit(abs(one.nominal - other.nominal), unit)
    return 2 * difference > last_place(facts, unit)


def last_place(facts: Iterable[Fact], unit: str) -> Fraction:
    """One unit of the last place of the coarsest of `facts` that are rounded, in units of `unit`."""
    kind, own = unit_kind(unit), unit_factor(unit)
    places = (
        unit_factor(fact.unit).scaleb(-fact.decimals) / own
        for fact in facts
        if fact.decimals is not None and unit_kind(fact.unit) == kind
    )
    return Fraction(max(places, default=Decimal(1)))


def in_unit(value: Fraction, unit: str) -> Fraction:
    """A value in base units, in units of `unit`."""
    return value / Fraction(unit_factor(unit))
