"""Every fact of a report as a row of the long table: what all exports share.

Knows where a fact stands in its form, and which concept it is. Must not know any file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen.exports.words import STATES, written
from sitegen.model.forms.form import Field
from sitegen.model.forms.table import Column, Table, TwoSided
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with everything that tells it from all others.

    `institution` is whose figure it is: the institution of its row, otherwise the department.
    `concept` is what it means on whatever form ("" for most). `value` is as written, `number` the
    figure in `unit` where it is one, `state` the word for what stands there.
    """

    report: str
    department_id: str
    department: str
    institution: str
    year: int
    form: str
    concept: str
    table: str
    row: str
    column: str
    address: str
    value: str
    number: Decimal | None
    unit: str
    state: str


def fact_rows(report: Report) -> Iterator[FactRow]:
    """All facts of `report`, in the order of its form."""
    concepts = _concepts(report)
    for section in report.form.sections:
        for item in section.items:
            match item:
                case Field():
                    if item.name in report.fields:
                        fact = report.fields[item.name]
                        yield _row(report, fact, concepts, column=item.label)
                case Table():
                    yield from _table_rows(report, item, concepts)
                case TwoSided():
                    yield from _table_rows(report, item.left, concepts)
                    yield from _table_rows(report, item.right, concepts)


def cells(report: Report, table: Table) -> Iterator[tuple[Row, Column, Fact]]:
    """The facts of `table`, row by row."""
    data = report.tables[table.name]
    for row in data.value_rows:
        for column in table.leaves:
            yield row, column, data.cells[row.key, column.name]


def _concepts(report: Report) -> dict[str, str]:
    """Address of a fact → the concepts it is, usually one."""
    found: dict[str, list[str]] = {}
    for name in report.form.concepts:
        fact = report.concept(name)
        if fact is not None:
            found.setdefault(fact.address, []).append(name)
    return {address: "、".join(names) for address, names in found.items()}


def _table_rows(report: Report, table: Table, concepts: dict[str, str]) -> Iterator[FactRow]:
    for row, column, fact in cells(report, table):
        institution = row.key if row.kind is RowKind.INSTITUTION else ""
        yield _row(report, fact, concepts, table.name, row.label, column.label, institution)


def _row(
    report: Report,
    fact: Fact,
    concepts: dict[str, str],
    table: str = "",
    row: str = "",
    column: str = "",
    institution: str = "",
) -> FactRow:
    value = fact.value
    is_figure = value.state is State.FIGURE
    return FactRow(
        report=report.key,
        department_id=report.department.id,
        department=report.department.name,
        institution=institution or report.department.name,
        year=report.year,
        form=report.form.id,
        concept=concepts.get(fact.address, ""),
        table=table,
        row=row,
        column=column,
        address=fact.address,
        value=written(value),
        number=value.figure if is_figure else None,
        unit=value.unit if is_figure else "",
        state=STATES[value.state],
    )
