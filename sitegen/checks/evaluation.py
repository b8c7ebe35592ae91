"""Identities of a form bound to the facts of a report, and how each of them ends.

Knows along which rows and columns an identity is repeated, and when it holds (XBRL Calculations
1.1). Must not know rules: they choose among the evaluations and word the findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from sitegen.checks.arithmetic import Computation, NotApplicable, NotCheckable, multiplies, unit_of
from sitegen.diagnostics import Severity
from sitegen.figures import unit_factor
from sitegen.intervals import Interval
from sitegen.model.binding import (
    Axis,
    ColumnTarget,
    FieldTarget,
    LineTarget,
    Target,
    axis,
    lines_between,
    resolve,
    target_spec,
)
from sitegen.model.form import SUMMABLE, Form, Table, ValueSpec, ValueType
from sitegen.model.formula import (
    Call,
    Identity,
    LineRange,
    Operation,
    Reference,
    Relation,
    references,
)
from sitegen.model.report import BLANK, Fact, Report, Row, RowKind, State, TableData
from sitegen.source import Span


class Status(Enum):
    """How an evaluation ended."""

    HOLDS = auto()
    HOLDS_ROUNDED = auto()
    """It holds because the figures are rounded; as written they are not equal."""
    BROKEN = auto()
    TOTAL_BLANK = auto()
    """The left side is one fact that is not filled, though the right side has figures."""
    NOT_CHECKABLE = auto()
    NOT_APPLICABLE = auto()


class Reach(Enum):
    """What an identity ties together."""

    TABLE = auto()
    REPORT = auto()
    YEARS = auto()


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

    @property
    def blanks(self) -> tuple[Fact, ...]:
        """The facts that are not filled."""
        return tuple(fact for fact in self.facts if fact.value.state is State.BLANK)


def evaluate(report: Report, last_year: Report | None) -> tuple[Evaluation, ...]:
    """Every identity of the report's form, and every total of a table, evaluated."""
    return (*_totals(report), *_identities(report, last_year))


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
            name = Reference((column.name,), total.key)
            identity = Identity(name, Relation.EQUAL, name, statement, whole.span)
            left, right = Computation(_Given((whole,)).facts), Computation(_Given(parts).facts)
            yield _compared(left, right, identity, statement, Reach.TABLE, whole.span)


@dataclass(frozen=True, slots=True)
class _Given:
    """Finds the same facts whatever the name."""

    found: tuple[Fact, ...]

    def facts(self, _name: Reference | LineRange, _added: bool) -> tuple[Fact, ...]:
        return self.found


@dataclass(frozen=True, slots=True)
class _Repeated:
    """An identity of a form, along what it is repeated, and what it ties together."""

    table: Table | None
    identity: Identity
    axis: Axis
    reach: Reach
    contains: bool
    """Whether one side is a whole that contains what stands on the other, though not all of it is there."""
    measured: bool
    """Whether targets or results take part, whose units only the report knows."""


@lru_cache(maxsize=512)  # a form with years in its texts is one of its own each year
def _repeated(form: Form) -> tuple[_Repeated, ...]:
    """Every identity of `form`; the same for all its reports."""
    return tuple(
        _Repeated(
            table,
            identity,
            axis(form, table, identity.left, identity.right),
            _reach(form, table, identity),
            _contains(form, table, identity),
            has_measures(form, table, identity),
        )
        for table, identity in form.identities
    )


@lru_cache(maxsize=4096)
def _resolved(form: Form, table: Table | None, reference: Reference) -> Target | None:
    return resolve(form, table, reference)


def _identities(report: Report, last_year: Report | None) -> Iterator[Evaluation]:
    for each in _repeated(report.form):
        identity = each.identity
        data = report.tables[each.table.name] if each.table is not None else None
        match each.axis:
            case Axis.ROWS if data is not None:
                for row in data.value_rows:
                    where = f"（{data.titles[row.key]}）"
                    yield _bound(Binding(report, last_year, data, row=row), each, where)
            case Axis.COLUMNS if data is not None:
                for column in data.table.leaves:
                    if column.name in identity.columns or (
                        not identity.columns and column.spec.type in SUMMABLE
                    ):
                        where = f"（{data.table.titles[column.name]}）" if len(data.table.leaves) > 1 else ""
                        yield _bound(Binding(report, last_year, data, column=column.name), each, where)
            case _:
                yield _bound(Binding(report, last_year, data), each, "")


def _reach(form: Form, table: Table | None, identity: Identity) -> Reach:
    found = references(identity.left) + references(identity.right)
    if any(reference.last_year for reference in found):
        return Reach.YEARS
    tables = set()
    for reference in found:
        target = resolve(form, table, reference)
        tables.add("" if isinstance(target, FieldTarget) or target is None else target.table.name)
    return Reach.TABLE if len(tables) <= 1 else Reach.REPORT


@dataclass(frozen=True, slots=True)
class Binding:
    """Finds the facts of names, in a row or column at hand."""

    report: Report
    last_year: Report | None
    data: TableData | None
    row: Row | None = None
    column: str | None = None

    def facts(self, name: Reference | LineRange, added: bool) -> tuple[Fact, ...]:
        if isinstance(name, LineRange):
            return self._range(name)
        report = self.report
        if name.last_year:
            if self.last_year is None:
                raise NotApplicable("没有上一年度的同类报告")
            report = self.last_year
        target = _resolved(self.report.form, self.data.table if self.data is not None else None, name)
        fact: Fact | None = None
        match target:
            case FieldTarget(field):
                fact = report.fields.get(field.name)
            case LineTarget(table, line):
                fact = report.tables[table.name].cell(line.name, self._column_of(table))
            case ColumnTarget(table, column, None) if added:
                data = report.tables[table.name]
                return tuple(
                    found
                    for row in data.value_rows
                    if row is not data.total_row and (found := data.cell(row.key, column.name)) is not None
                )
            case ColumnTarget(table, column, None) if self.row is None:
                fact = report.find(name)
            case ColumnTarget(table, column, row):
                key = row if row is not None else self._key_in(report.tables[table.name])
                fact = report.tables[table.name].cell(key, column.name)
        if fact is None:
            row_name = name.row or (self.row.label if self.row is not None else "")
            raise NotCheckable(f"“{name}”在“{row_name}”没有对应的一行" if row_name else f"“{name}”没有填报")
        return (fact,)

    def _key_in(self, data: TableData) -> str:
        """The key, in another table, of the row at hand; totals are called by many names."""
        if self.row is None:
            return ""
        total = data.total_row
        return total.key if self.row.kind is RowKind.TOTAL and total is not None else self.row.key

    def _range(self, name: LineRange) -> tuple[Fact, ...]:
        table = self.data.table if self.data is not None else None
        first, last = (_resolved(self.report.form, table, end) for end in (name.first, name.last))
        assert isinstance(first, LineTarget) and isinstance(last, LineTarget), "verified with the form"
        data = self.report.tables[first.table.name]
        column = self._column_of(first.table)
        cells = (data.cell(line.name, column) for line in lines_between(first, last) or ())
        return tuple(cell for cell in cells if cell is not None)

    def _column_of(self, table: Table) -> str:
        """The column at hand, or in another table its column of the same name or its only one."""
        if self.column is not None and table.column(self.column) is not None:
            return self.column
        return next((column.name for column in table.leaves if column.spec.type is ValueType.MONEY), "")


def _bound(binding: Binding, each: _Repeated, where: str) -> Evaluation:
    identity = each.identity
    unit = common_unit(binding, identity) if each.measured else None
    left, right = Computation(binding.facts, unit), Computation(binding.facts, unit)
    statement, span = identity.text + where, binding.report.span
    found = _compared(left, right, identity, statement, each.reach, span, contains=each.contains)
    return found if not unit or found.unit else replace(found, unit=unit)


def has_measures(form: Form, table: Table | None, identity: Identity) -> bool:
    """Whether `identity` names targets or results, which may be in any unit."""
    found = (
        resolve(form, table, reference)
        for reference in references(identity.left) + references(identity.right)
    )
    return any(target is not None and target_spec(target).type is ValueType.MEASURE for target in found)


def common_unit(binding: Binding, identity: Identity) -> str:
    """The unit that all figures of `identity` must fit: of the first that has one, those first that the form
    gives it. "" where there is none, or where units are multiplied.
    """
    if multiplies(identity.left) or multiplies(identity.right):
        return ""
    facts: list[Fact] = []
    for reference in references(identity.left) + references(identity.right):
        try:
            facts += binding.facts(reference, False)
        except (NotCheckable, NotApplicable):
            continue
    facts.sort(key=lambda fact: fact.spec.type is ValueType.MEASURE)
    return next((unit for fact in facts if (unit := unit_of(fact))), "")


def _compared(
    left: Computation,
    right: Computation,
    identity: Identity,
    statement: str,
    reach: Reach,
    span: Span,
    *,
    contains: bool = False,
) -> Evaluation:
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
    facts = tuple(left.facts + right.facts)
    # Where a report has none of its facts, one stands for the identity.
    subject = facts[0] if facts else Fact(statement, BLANK, ValueSpec(ValueType.LINE), span)
    single = isinstance(identity.left, Reference)
    if actual is not None and expected is not None:
        status, reason = _status(left, right, identity.relation, actual, expected, single)
        if contains and status is Status.NOT_CHECKABLE:
            # A whole that is blank is told like a blank total: `expected` is what its parts come to.
            whole, parts, least = left, right, expected
            if identity.relation in _UPWARDS:
                whole, parts, least = right, left, actual
            if not whole.given and parts.given and least.nominal > 0 and len(whole.facts) == 1:
                subject, expected = whole.facts[0], least
                status, reason = Status.TOTAL_BLANK, ""
    elif facts and all(_empty(fact) for fact in facts):
        status, reason = Status.NOT_APPLICABLE, "各项都没有填数"
    return Evaluation(
        statement, identity.relation, reach, status, subject, facts, subject.unit or subject.spec.unit,
        expected, actual, reason, identity.note, identity.severity,
    )  # fmt: skip


def _status(
    left: Computation,
    right: Computation,
    relation: Relation,
    actual: Interval,
    expected: Interval,
    single: bool,
) -> tuple[Status, str]:
    left_given, right_given = left.given, right.given or not right.facts
    if not left_given and (not right_given or not right.facts):
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
    if not actual.meets(expected):
        return Status.BROKEN, ""
    return (Status.HOLDS if actual.equals(expected) else Status.HOLDS_ROUNDED), ""


_UPWARDS = (Relation.AT_MOST, Relation.LESS)
"""Relations whose whole stands on the right."""


def _contains(form: Form, table: Table | None, identity: Identity) -> bool:
    """Whether one side of an inequality is a whole and the other parts of it: a sum, or lines that stand
    further in. A figure beside its limit (决算 ≤ 预算) is no part of it.
    """
    if identity.relation is Relation.EQUAL:
        return False
    whole, parts = identity.left, identity.right
    if identity.relation in _UPWARDS:
        whole, parts = parts, whole
    if not isinstance(whole, Reference):
        return False
    match parts:
        case Operation("+", _, _) | LineRange() | Call("合计", _):
            return True
    one, other = resolve(form, table, whole), None
    if isinstance(parts, Reference):
        other = resolve(form, table, parts)
    if not isinstance(one, LineTarget) or not isinstance(other, LineTarget):
        return False
    return one.table is other.table and one.line.indent < other.line.indent


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


def in_unit(value: Fraction, unit: str) -> Fraction:
    """A value in base units, in units of `unit`."""
    return value / Fraction(unit_factor(unit))
