"""The cells that one meaning of a name may stand for.

Knows columns and rows of a report's tables. Must not know sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.columns import Wanted, can_mean, kind_told, meant, sorts
from sitegen.checks.narrative.naming.names import Meaning
from sitegen.model.forms.table import InstitutionRows
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity


def is_other_side(meaning: Meaning, name: str, gap: str) -> bool:
    """Whether what is said to be spent is a figure of a table of income, or the other way round."""
    if meaning.table is None or meaning.field is not None:
        return False
    title, words = f"{meaning.table.name}{meaning.table.caption}", f"{name}{gap}"
    sides = [side for side in ("收入", "支出") if side in title]
    said = [side for side in ("收入", "支出") if side in words]
    return len(sides) == len(said) == 1 and sides != said


def column_of(fact: Fact) -> str:
    """The column that a cell is in, by its name."""
    return fact.address.partition(".")[2].partition("[")[0]


def facts_of(
    report: Report, meaning: Meaning, row: str, kind: str, want: Wanted, *, wide: bool, line: Row | None
) -> list[tuple[Fact, bool]]:
    """The facts that `meaning` may stand for, each with whether it is one that is meant."""
    if meaning.field is not None:
        fact = report.fields.get(meaning.field.name)
        holds = kind_told(f"{report.form.title} {meaning.field.label}")
        return [(fact, True)] if fact is not None and can_mean(want, holds) else []
    assert meaning.table is not None, "a meaning is of a field or of a table"
    data = report.tables[meaning.table.name]
    if meaning.line is not None and meaning.column is not None:
        fact = data.cell(meaning.line.name, meaning.column.name)
        return [(fact, True)] if fact is not None else []
    if meaning.line is not None:
        return list(of_line(data, meaning.line.name, kind, want, report))
    assert meaning.column is not None, "a meaning in a table is of a line or of a column"
    if not can_mean(want, sorts(data.table, report.year, report.form.title)[meaning.column.name].kind):
        return []
    return list(_of_column(data, meaning.column.name, row, wide=wide, line=line))


def of_line(
    data: TableData, line: str, kind: str, want: Wanted, report: Report
) -> Iterator[tuple[Fact, bool]]:
    """Of a line, the figures in units of `kind` that are in columns of the `want`ed sort; the likeliest are meant."""
    facts = {
        column.name: fact
        for column in data.table.leaves
        if column.spec.numeric
        and (fact := data.cell(line, column.name)) is not None
        and unit_kind(fact.unit or fact.spec.unit) == kind
    }
    columns = sorts(data.table, report.year, report.form.title)
    likeliest, others = meant({name: columns[name] for name in facts}, want)
    yield from ((facts[name], True) for name in likeliest)
    yield from ((facts[name], False) for name in others)


def states(data: TableData, row: Row, beside: tuple[Quantity, ...]) -> bool:
    """Whether a quantity is a figure of `row`, of so many digits that it is no chance."""
    amounts = [
        amount for column in data.table.leaves if (amount := _amount(data, row, column.name)) is not None
    ]
    return any(
        len(str(abs(int(each.value.scaleb(each.decimals)))).rstrip("0")) > 2
        and any(amount.agrees(each.amount) for amount in amounts)
        for each in beside
        if unit_kind(each.unit) == "money" and not each.rough
    )


def _amount(data: TableData, row: Row, column: str) -> Interval | None:
    fact = data.cell(row.key, column)
    return amount_of(fact) if fact is not None and unit_kind(fact.unit) == "money" else None


def row_meant(data: TableData, row: str) -> str:
    """The key of the institution's row, else of the one that is the whole."""
    first = data.value_rows[0].key if data.value_rows else ""
    return row or (data.total_row.key if data.total_row is not None else first)


def _of_column(
    data: TableData, column: str, row: str, *, wide: bool, line: Row | None
) -> Iterator[tuple[Fact, bool]]:
    """Of a column, the institution named; else the total, and every other row may be meant. Of one over the lines
    of a form, `line`.
    """
    rows = data.value_rows
    if not isinstance(data.table.rows, InstitutionRows):
        fact = data.cell(line.key, column) if line is not None else None
        if fact is not None:
            yield fact, True
        return
    whole = data.total_row or (rows[0] if len(rows) == 1 else None)
    meant_row = data.row(row) if row else whole
    for each in rows:
        fact = data.cell(each.key, column)
        if fact is not None and (each is meant_row or not row or wide):
            yield fact, each is meant_row
