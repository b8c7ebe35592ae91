"""Where marks stand: in columns, fixed by the form for a table, a line or a field, in fields of their own.

Knows roles and what the form fixes. Must not know targets, rules or findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen.model.forms.form import Field, Form, Section
from sitegen.model.forms.spec import Precision, ValueSpec, ValueType
from sitegen.model.forms.table import FixedRows, Role, Table
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.numbers.figures import plain_figure
from sitegen.numbers.intervals import Rounding

_FIXED = ValueSpec(ValueType.SCORE, "分", Precision(rounding=Rounding.EXACT))


def in_role(data: TableData, row: Row, role: Role) -> Fact | None:
    """What stands in the column of `role`; for full marks, else what the form fixes for the line."""
    column = data.table.with_role(role)
    fact = data.cell(row.key, column.name) if column is not None else None
    if role is Role.WEIGHT and (fact is None or fact.value.state in (State.BLANK, State.DASH)):
        marks = row.line.marks if row.line is not None else None
        if marks is not None:
            return fixed_marks(f"{data.table.name}.分值[{row.key}]", marks, row)
    return fact


def fixed_marks(address: str, marks: Decimal, row: Row) -> Fact:
    """Full marks that the form fixes, as if the report stated them."""
    return Fact(address, Value(State.FIGURE, plain_figure(marks), marks, 0, "分"), _FIXED, row.span)


def is_fixed(weight: Fact) -> bool:
    """Whether the form fixes these full marks."""
    return weight.spec is _FIXED


def filled(data: TableData, row: Row) -> bool:
    """Whether the report gives anything in `row`."""
    facts = (data.cell(row.key, column.name) for column in data.table.leaves)
    return any(fact is not None and fact.value.state not in (State.BLANK, State.DASH) for fact in facts)


def chosen_rows(data: TableData) -> Iterator[Row]:
    """The rows that count: of lines that stand for one another, those filled, or else the first."""
    choices: dict[str, list[Row]] = {}
    for row in data.value_rows:
        if row.line is not None and row.line.choice:
            choices.setdefault(row.line.choice, []).append(row)
    dropped: set[str] = set()
    for rows in choices.values():
        given = [row for row in rows if filled(data, row)] or rows[:1]
        dropped |= {row.key for row in rows if row not in given}
    return (row for row in data.value_rows if row.key not in dropped)


def is_execution(table: Table) -> bool:
    """Whether `table` tells how the budget was spent."""
    if not isinstance(table.rows, FixedRows):
        return False
    amounts = table.with_role(Role.BUDGET) is not None and table.with_role(Role.SPENT) is not None
    return amounts or (table.with_role(Role.RATE) is not None and table.with_role(Role.ACTUAL) is None)


@dataclass(frozen=True, slots=True)
class SectionMarks:
    """The fields of a section that have roles. `table` is the execution table they belong to, if any."""

    section: Section
    table: Table | None
    fields: tuple[Field, ...]

    def one(self, report: Report, role: Role) -> Fact | None:
        """The only field of `role`, if there is one."""
        found = [field for field in self.fields if field.role is role]
        return report.fields.get(found[0].name) if len(found) == 1 else None

    def weight(self, report: Report, field: Field) -> Fact | None:
        """The full marks of the score `field`: its own, or those of the only other field that gives marks."""
        fact = report.fields.get(field.name)
        if field.marks is not None and fact is not None:
            return fixed_marks(f"{field.name}（满分）", field.marks, row_of(fact, field.label))
        scores = [each for each in self.fields if each.role is Role.SCORE]
        return self.one(report, Role.WEIGHT) if len(scores) == 1 else None


def section_marks(form: Form) -> Iterator[SectionMarks]:
    """The sections with fields that have roles other than reasons in words."""
    for section in form.sections:
        fields = tuple(
            item for item in section.items if isinstance(item, Field) and item.role is not None
            and item.spec.type is not ValueType.NARRATIVE
        )  # fmt: skip
        if fields:
            tables = [item for item in section.items if isinstance(item, Table) and is_execution(item)]
            yield SectionMarks(section, tables[0] if len(tables) == 1 else None, fields)


def row_of(fact: Fact, label: str) -> Row:
    """A row for a score that stands in a field."""
    return Row(fact.address, label, RowKind.LINE, fact.span)


def reason_fields(form: Form) -> tuple[Field, ...]:
    """The fields, of narrative too, that hold reasons for the report as a whole."""
    return tuple(field for field in form.fields.values() if field.role is Role.REASON)
