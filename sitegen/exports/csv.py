"""A report as CSV: a long table with one line per fact.

Knows what spreadsheet programs do to a file they open: they need a byte order mark to read Chinese,
and take text that begins with = + - @ for a formula. Must not know pages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sitegen.exports.words import STATES, written
from sitegen.model.form import Field, Table, TwoSided
from sitegen.model.report import Fact, Report, State

COLUMNS = ("报告", "部门", "年度", "表", "行", "列", "地址", "值", "单位", "状态")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def report_csv(report: Report) -> bytes:
    """All facts of `report`, in the order of its form, as UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    head = (report.key, report.department.name, str(report.year))
    for table, row, column, fact in _facts(report):
        value = fact.value
        shown = written(value)
        if value.state is not State.FIGURE:
            shown = harmless(shown)
        rest = (table, row, column, fact.address)
        unit = value.unit if value.state is State.FIGURE else ""
        writer.writerow((*map(harmless, (*head, *rest)), shown, harmless(unit), STATES[value.state]))
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """`text` so that no spreadsheet program computes it: an apostrophe is put before it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _facts(report: Report) -> Iterator[tuple[str, str, str, Fact]]:
    """Table, row and column as printed, and the fact; a field is a column of no table."""
    for section in report.form.sections:
        for item in section.items:
            match item:
                case Field():
                    if item.name in report.fields:
                        yield "", "", item.label, report.fields[item.name]
                case Table():
                    yield from _cells(report, item)
                case TwoSided():
                    yield from _cells(report, item.left)
                    yield from _cells(report, item.right)


def _cells(report: Report, table: Table) -> Iterator[tuple[str, str, str, Fact]]:
    data = report.tables[table.name]
    for row in data.value_rows:
        for column in table.leaves:
            yield table.name, row.label, column.label, data.cells[row.key, column.name]
