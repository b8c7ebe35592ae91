"""What an import must come to: the facts of a report, and what a document made from it is placed as."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from sitegen.importing.placing.place import Placed
from sitegen.importing.values import typed
from sitegen.loading.reports.row_labels import row_key
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import FixedRows, ListRows
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from tests.importing.documents import said, value_of

NOT_IN_DOCUMENTS = (State.BLANK, State.UNAVAILABLE)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def wanted(report: Report) -> dict[str, Fact]:
    """Every fact of a table that a document of the report shows, by address."""
    return {
        fact.address: fact
        for data in report.tables.values()
        for fact in data.cells.values()
        if fact.value.state not in NOT_IN_DOCUMENTS and said(fact)
    }


def placed_facts(placed: Placed) -> dict[str, str]:
    """What was placed in tables, by address."""
    found = {}
    for name, rows in placed.tables.items():
        table = placed.form.tables[name]
        for path, cells in rows.cells.items():
            for column, text in cells.items():
                line = table.lines.get(path[-1]) if isinstance(table.rows, FixedRows) else None
                spec = table.spec(table.column(column), line)
                found[f"{name}.{column}[{row_key(path[-1])}]"] = typed(text, spec)
    return found


def agrees(fact: Fact, text: str) -> bool:
    """Whether `text` says what `fact` does: figures as figures, words as words."""
    if squeezed(said(fact)) == squeezed(text):
        return True
    try:
        return fact.figure is not None and Decimal(text.rstrip("%")) == fact.figure
    except InvalidOperation:
        return False


def wrong(report: Report, placed: Placed) -> list[str]:
    """Addresses at which something else stands than the report says."""
    want, got = wanted(report), placed_facts(placed)
    return [each for each, text in got.items() if each not in want or not agrees(want[each], text)]


def missing(report: Report, placed: Placed) -> list[str]:
    """Addresses of facts that were not placed, but those of items of a list with groups that are in none."""
    got = placed_facts(placed)
    loose = {
        fact.address
        for data in report.tables.values()
        if isinstance(data.table.rows, ListRows) and data.table.rows.groups
        for row in data.rows
        if not row.groups
        for fact in data.cells.values()
        if fact.address.endswith(f"[{row.key}]")
    }
    return [each for each in wanted(report) if each not in got and each not in loose]


def texts_that_differ(report: Report, placed: Placed) -> list[str]:
    """Names of fields whose value is not that of the report."""
    return [
        item.name
        for item in report.form.fields.values()
        if not item.own_headings
        and (item.spec.type is ValueType.NARRATIVE or item.name in report.fields)
        and squeezed(value_of(report, item)) != squeezed(placed.fields.get(item.name, ""))
    ]
