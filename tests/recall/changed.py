"""A report with some of its figures changed, without reading its files again.

Goes through what reads a value and what decides its decimals, and nothing else: a property test compares
it with a report whose file was changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sitegen.diagnostics import Diagnostic
from sitegen.loading.reports.precision import with_decimals
from sitegen.loading.reports.values import read_value
from sitegen.model.forms.form import Field
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.reading.yaml.nodes import Scalar


def changed(report: Report, texts: Mapping[Fact, str]) -> tuple[Report, tuple[Diagnostic, ...]]:
    """`report` with other text in the place of some values, and what is wrong with reading it."""
    problems: list[Diagnostic] = []
    new: dict[str, Fact] = {}
    for fact, text in texts.items():
        value, found = read_value(Scalar(text, fact.span), fact.spec, fact.address, report.key)
        problems += found
        new[fact.address] = Fact(fact.address, value, fact.spec, fact.span)
    fields = dict(report.fields)
    for section in report.form.sections:
        names = [item.name for item in section.items if isinstance(item, Field) and item.name in fields]
        if any(name in new for name in names):
            together = {name: new.get(name) or _as_read(fields[name]) for name in names}
            with_decimals(together)
            fields |= together
    tables = dict(report.tables)
    for name, data in tables.items():
        if any(fact.address in new for fact in data):
            cells = {key: new.get(fact.address) or _as_read(fact) for key, fact in data.cells.items()}
            with_decimals(cells)
            tables[name] = TableData(data.table, data.rows, cells)
    return replace(report, fields=fields, tables=tables), tuple(problems)


def _as_read(fact: Fact) -> Fact:
    return fact if fact.decimals is None else Fact(fact.address, fact.value, fact.spec, fact.span)
