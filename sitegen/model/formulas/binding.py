"""What the names in a formula mean, given the form and the table the formula belongs to.

Knows the rule of names: inside a table a bare name is a column or a line of it, elsewhere a field.
Must not know figures; sitegen.checks.equations.evaluation puts them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.formula import Call, Expression, Identity, LineRange, Negation, Operation, Reference
from sitegen.model.forms.spec import SUMMABLE, ValueSpec
from sitegen.model.forms.table import Column, FixedRows, InstitutionRows, Line, Table
from sitegen.model.reports.table_data import only_figures


@dataclass(frozen=True, slots=True)
class FieldTarget:
    """A field of the form."""

    field: Field


@dataclass(frozen=True, slots=True)
class ColumnTarget:
    """A column: the cell in the row `row`, or in the row at hand when that is None."""

    table: Table
    column: Column
    row: str | None = None


@dataclass(frozen=True, slots=True)
class LineTarget:
    """A fixed line, in the column at hand."""

    table: Table
    line: Line


Target = FieldTarget | ColumnTarget | LineTarget


class Axis(Enum):
    """Along what a formula is repeated."""

    ROWS = auto()
    COLUMNS = auto()
    ONCE = auto()


class MixedAxes(Exception):
    """A formula that names both a column and a line without saying which cell."""


def resolve(form: Form, table: Table | None, reference: Reference) -> Target | None:
    """What `reference` means in a formula of `table` (None: of a section), or None."""
    names, row = reference.names, reference.row
    if len(names) > 2:
        return None
    if len(names) == 2:
        other = form.tables.get(names[0])
        return _in_table(other, names[1], row) if other is not None else None
    name = names[0]
    if table is not None and (found := _in_table(table, name, row)) is not None:
        return found
    if row is not None and (other := form.tables.get(name)) is not None:
        single = only_figures(other)
        return ColumnTarget(other, single, row) if single is not None and _may_have(other, row) else None
    field = form.fields.get(name)
    return FieldTarget(field) if field is not None and row is None else None


def _in_table(table: Table, name: str, row: str | None) -> Target | None:
    column = table.column(name)
    if column is not None:
        return ColumnTarget(table, column, row) if row is None or _may_have(table, row) else None
    line = table.lines.get(name)
    return LineTarget(table, line) if line is not None and row is None and not line.heading else None


def _may_have(table: Table, row: str) -> bool:
    """Whether a report can have this row: fixed lines are known, other rows the report names."""
    if isinstance(table.rows, FixedRows):
        line = table.lines.get(row)
        return line is not None and not line.heading
    return True


def axis(form: Form, table: Table | None, left: Expression, right: Expression) -> Axis:
    """Along what an identity of `table` is repeated; raises MixedAxes. One of a section (None) is repeated
    for the rows of its `home`, if it has one.
    """
    if table is None:
        return Axis.ROWS if home(form, left, right) is not None else Axis.ONCE
    free = _free(form, table, left) | _free(form, table, right)
    if {Axis.ROWS, Axis.COLUMNS} <= free:
        raise MixedAxes
    return next(iter(free), Axis.ONCE)


def _free(form: Form, table: Table, expression: Expression) -> set[Axis]:
    match expression:
        case Reference():
            target = resolve(form, table, expression)
            if isinstance(target, ColumnTarget) and target.row is None:
                return {Axis.ROWS}
            return {Axis.COLUMNS} if isinstance(target, LineTarget) else set()
        case Operation(_, left, right):
            return _free(form, table, left) | _free(form, table, right)
        case Negation(operand):
            return _free(form, table, operand)
        case LineRange():
            return {Axis.COLUMNS}
        case Call("合计", (Reference() as only,)) if isinstance(resolve(form, table, only), ColumnTarget):
            return set()
        case Call(_, arguments):
            return {found for argument in arguments for found in _free(form, table, argument)}
    return set()


def home(form: Form, left: Expression, right: Expression) -> Table | None:
    """The table for whose rows an identity of a section is computed one by one: that of the first whole column
    in it. None where there is none.
    """
    found = [*whole_columns(form, left), *whole_columns(form, right)]
    return found[0][1].table if found else None


def whole_columns(form: Form, expression: Expression) -> Iterator[tuple[Reference, ColumnTarget]]:
    """The columns that `expression`, in a section, names without a row, though they have no total nor a single
    line. What 合计() adds up is one figure.
    """
    match expression:
        case Reference(row=None):
            target = resolve(form, None, expression)
            if isinstance(target, ColumnTarget) and not has_whole(target.table):
                yield expression, target
        case Operation(_, left, right):
            yield from whole_columns(form, left)
            yield from whole_columns(form, right)
        case Negation(operand):
            yield from whole_columns(form, operand)
        case Call(name, arguments):
            for argument in arguments:
                if name != "合计" or not isinstance(argument, Reference):
                    yield from whole_columns(form, argument)


def has_whole(table: Table) -> bool:
    """Whether `表.列` alone means one cell: of the total, or of the only line."""
    if isinstance(table.rows, InstitutionRows):
        return bool(table.rows.total)
    return sum(not line.heading for line in table.lines.values()) == 1


def lines_between(first: LineTarget, last: LineTarget) -> tuple[Line, ...] | None:
    """The lines from `first` to `last` without headings; None when they are no range."""
    lines = list(first.table.lines.values())
    if first.table is not last.table:
        return None
    start, end = lines.index(first.line), lines.index(last.line)
    return tuple(line for line in lines[start : end + 1] if not line.heading) or None


def columns_of(table: Table, identity: Identity) -> tuple[Column, ...]:
    """The columns in which an identity between the lines of `table` is checked."""
    return tuple(
        column
        for column in table.leaves
        if column.name in identity.columns or (not identity.columns and column.spec.type in SUMMABLE)
    )


def cells_under(table: Table, condition: Identity) -> Iterator[tuple[Column, Line | None]]:
    """The cells of `table` that must be filled under `condition`: their columns, and lines if the form
    has them.
    """
    lines: tuple[Line | None, ...] = tuple(line for line in table.lines.values() if not line.heading)
    for column in table.leaves:
        for line in lines or (None,):
            is_open = line is None or line.columns is None or column.name in line.columns
            if is_open and table.spec(column, line).condition is condition:
                yield column, line


def target_spec(target: Target, column: Column | None = None, line: Line | None = None) -> ValueSpec:
    """The specification of what `target` holds, in the `column` and `line` at hand. Of a line, in a table
    without that column, it is that of its first numeric one.
    """
    if isinstance(target, FieldTarget):
        return target.field.spec
    if isinstance(target, ColumnTarget):
        row = target.row if target.row is not None or line is None else line.name
        return target.table.spec(target.column, target.table.lines.get(row) if row is not None else None)
    leaves = target.table.leaves
    own = target.table.column(column.name) if column is not None else None
    own = own or next((column for column in leaves if column.spec.numeric), leaves[0])
    return target.table.spec(own, target.line)
