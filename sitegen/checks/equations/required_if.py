"""必填 under a condition: where a form wants something filled only if figures are so.

Knows what a condition is about (the cell's own row and column, fields, other tables) and when it holds.
Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sitegen.checks.equations.arithmetic import Computation, NotApplicable, NotCheckable
from sitegen.checks.equations.lookup import Binding, common_unit
from sitegen.checks.texts.words import is_lacking, says_nothing
from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import Identity, Relation
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Table
from sitegen.model.formulas.measures import UnitsDoNotFit
from sitegen.model.formulas.units import Fitted, fitted
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import RowKind
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class Demand:
    """A place that must be filled under a `condition`. `holds` is None where that cannot be told, for `reason`.
    `filled` is None where the source lacks what stood there.
    """

    address: str
    span: Span
    condition: Identity
    holds: bool | None
    reason: str
    facts: tuple[Fact, ...]
    filled: bool | None
    written: str
    """What stands there instead (无, —), "" for nothing."""


def demands(report: Report, last_year: Report | None) -> Iterator[Demand]:
    """Every place with a condition, in the order of the form."""
    if not report.form.conditions:
        return
    for fact in report.fields.values():
        if fact.spec.condition is not None:
            yield _of_fact(fact, fact.spec.condition, Binding(report, last_year, None))
    for name, field in report.form.fields.items():
        condition = field.spec.condition
        if condition is not None and field.spec.type is ValueType.NARRATIVE:
            yield _of_text(report, name, condition, Binding(report, last_year, None))
    for data in report.tables.values():
        if not data.table.conditional:
            continue
        for row in data.value_rows:
            for column in data.table.leaves:
                cell = data.cells[row.key, column.name]
                closed = row.line is not None and column.name not in (row.line.columns or (column.name,))
                # Nobody owes words for a total of the list.
                closed = closed or (row.kind is RowKind.ITEM and row.sums and not cell.spec.numeric)
                if cell.spec.condition is not None and not closed:
                    binding = Binding(report, last_year, data, row=row, column=column.name)
                    yield _of_fact(cell, cell.spec.condition, binding)


def _of_fact(fact: Fact, condition: Identity, binding: Binding) -> Demand:
    state, text = fact.value.state, fact.value.text
    filled = None if state is State.UNAVAILABLE else state is not State.BLANK
    if filled and not fact.spec.numeric and says_nothing(text):
        filled = False
    return _demand(fact.address, fact.span, condition, binding, filled, text)


def _of_text(report: Report, name: str, condition: Identity, binding: Binding) -> Demand:
    prose = report.prose.get(name)
    text = prose.plain.strip() if prose is not None else ""
    is_empty = says_nothing(text) and not (prose is not None and prose.assets)
    filled = not is_empty if not is_empty or not is_lacking(report, name) else None
    span = prose.span if prose is not None else report.span
    return _demand(name, span, condition, binding, filled, text)


def _demand(
    address: str, span: Span, condition: Identity, binding: Binding, filled: bool | None, written: str
) -> Demand:
    fits = _fitted_to(binding, address)
    unit = common_unit(binding, fits) if isinstance(fits, Fitted) else None
    left, right = Computation(binding.facts, unit), Computation(binding.facts, unit)
    holds: bool | None = None
    reason = ""
    try:
        if isinstance(fits, UnitsDoNotFit):
            raise NotCheckable(fits.message)
        one, other = left.value(fits.identity.left), right.value(fits.identity.right)
        # What is blank is no 0 here: nobody owes a reason for what is not filled in yet.
        if all(side.given or not side.facts for side in (left, right)):
            holds = _holds(condition.relation, one.nominal, other.nominal)
        else:
            reason = "条件里的数字没有填"
    except (NotCheckable, NotApplicable) as error:
        reason = error.reason
    facts = tuple({fact.address: fact for fact in (*left.facts, *right.facts)}.values())
    return Demand(address, span, condition, holds, reason, facts, filled, written)


def _fitted_to(binding: Binding, name: str) -> Fitted | UnitsDoNotFit:
    """The condition of the cell at hand, or of the field `name`, with its numbers in base units."""
    table = binding.data.table if binding.data is not None else None
    line = binding.row.line.name if binding.row is not None and binding.row.line is not None else ""
    return _fitted(binding.report.form, table, name if table is None else binding.column or "", line)


@lru_cache(maxsize=4096)
def _fitted(form: Form, table: Table | None, name: str, line: str) -> Fitted | UnitsDoNotFit:
    """The same by the name of the column or field; the units of a line may be others than its column's."""
    own = table.lines.get(line) if table is not None else None
    column = table.column(name) if table is not None else None
    spec = form.fields[name].spec if table is None or column is None else table.spec(column, own)
    assert spec.condition is not None, "it has been met"
    try:
        return fitted(form, table, spec.condition, column, own)
    except UnitsDoNotFit as error:
        return error


def _holds(relation: Relation, left: Fraction, right: Fraction) -> bool:
    """Whether the figures as written are so: a condition is met or not, whatever they were rounded from."""
    match relation:
        case Relation.EQUAL:
            return left == right
        case Relation.DIFFERENT:
            return left != right
        case Relation.AT_MOST:
            return left <= right
        case Relation.AT_LEAST:
            return left >= right
        case Relation.LESS:
            return left < right
        case Relation.GREATER:
            return left > right
