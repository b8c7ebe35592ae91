"""XLSX: a report laid out as on its form, with typed figures.

Knows sheets, merged header cells and number formats. Texts are never taken for formulas, addresses or
numbers. The same report gives the same bytes on any day. Must not know pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from xlsxwriter.worksheet import Worksheet

from sitegen.exports.workbook import Book
from sitegen.model.forms.form import Field
from sitegen.model.forms.table import Column, ColumnGroup, FixedRows, ListRows, Table, TwoSided
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.model.results.outcome import Verdict

_IN_WORDS = ("分", "%")
"""Units that a label states without brackets too."""


def report_xlsx(report: Report, verdict: Verdict) -> bytes:
    """`report` as a workbook: 说明, a sheet for every table, 数据说明 if there are any."""
    book = Book(report.published or date(report.year, 12, 31), report.title)
    _summary(book, report)
    for section in report.form.sections:
        for item in section.items:
            match item:
                case Table():
                    _table(book, report.tables[item.name])
                case TwoSided():
                    _table(book, report.tables[item.left.name])
                    _table(book, report.tables[item.right.name])
                case Field():
                    pass
    _explanations(book, verdict)
    return book.finish()


def _summary(book: Book, report: Report) -> None:
    """说明: the head of the report and its single values."""
    sheet = book.sheet("说明")
    book.widths(sheet, (30, 60, 12))
    head = (
        ("标题", report.title),
        ("部门", report.department.name),
        ("地区", report.department.jurisdiction),
        ("年度", report.year),
        ("表单", report.form.title),
        ("公开日期", report.published),
        ("来源", report.source),
        ("备注", report.note),
        ("编号", report.key),
        ("数据版本", report.digest),
    )
    line = 0
    for name, content in head:
        if not content:
            continue
        sheet.write_string(line, 0, name, book.style(head=True))
        match content:
            case str():
                sheet.write_string(line, 1, content, book.style())
            case int():
                sheet.write_number(line, 1, content, book.style(year=True))
            case date():
                book.day(sheet, line, 1, content)
        line += 1
    line += 1
    for name, fact in report.fields.items():
        sheet.write_string(line, 0, report.form.fields[name].label, book.style(head=True))
        book.value(sheet, line, 1, fact)
        sheet.write_string(line, 2, fact.value.unit if fact.figure is not None else "", book.style())
        line += 1


def _table(book: Book, data: TableData) -> None:
    """A table as on the form: caption, unit, header rows, rows, note."""
    table = data.table
    sheet = book.sheet(table.caption)
    labels = _labels(table)
    first = len(labels)
    height = max((_depth(column) for column in table.columns), default=1)
    width = first + len(table.leaves)
    book.widths(
        sheet, (*(8 if label == _number(table) else 24 for label in labels), *([16] * len(table.leaves)))
    )
    book.merged(sheet, (0, 0, 0, width - 1), table.caption, book.style(head=True))
    unit = f"单位：{_unit(table)}" if _unit(table) else ""
    book.merged(sheet, (1, 0, 1, width - 1), unit, book.style())
    at = 0
    for label, same in groupby(labels):
        after = at + len(list(same))
        book.merged(sheet, (2, at, 1 + height, after - 1), label, book.style(head=True))
        at = after
    _heads(book, sheet, table, table.columns, 2, first, height)
    top = 2 + height
    for number, row in enumerate(data.rows):
        _row(book, sheet, data, row, top + number, labels)
    if table.note:
        below = top + len(data.rows)
        book.merged(sheet, (below, 0, below, width - 1), f"注：{table.note}", book.style())
    sheet.freeze_panes(top, first)
    sheet.repeat_rows(0, top - 1)


def _number(table: Table) -> str:
    """The header of 行次, where the form prints it."""
    rows = table.rows
    printed = isinstance(rows, FixedRows) and any(line.number for line in rows.lines)
    return rows.number_header if isinstance(rows, FixedRows) and printed else ""


def _labels(table: Table) -> tuple[str, ...]:
    """The headers of the columns that name a row: groups, the row itself, 行次."""
    rows = table.rows
    groups = rows.groups if isinstance(rows, ListRows) else ()
    number = _number(table)
    return (*groups, rows.header, number) if number else (*groups, rows.header)


def _depth(column: Column | ColumnGroup) -> int:
    if isinstance(column, ColumnGroup):
        return 1 + max((_depth(each) for each in column.columns), default=0)
    return 1


def _heads(
    book: Book,
    sheet: Worksheet,
    table: Table,
    columns: Sequence[Column | ColumnGroup],
    line: int,
    at: int,
    height: int,
) -> int:
    """Write the header cells of `columns` from `line` and `at` on; the column after the last."""
    for column in columns:
        if isinstance(column, ColumnGroup):
            after = _heads(book, sheet, table, column.columns, line + 1, at, height - 1)
            book.merged(sheet, (line, at, line, after - 1), column.label, book.style(head=True))
            at = after
        else:
            label = _with_unit(column.label, column.spec.unit, table)
            book.merged(sheet, (line, at, line + height - 1, at), label, book.style(head=True))
            at += 1
    return at


def _with_unit(label: str, unit: str, table: Table) -> str:
    """`label` of a column or line, with its unit unless the table or the label itself says it (分值)."""
    in_words = f"（{unit}）" in label or f"({unit})" in label or (unit in _IN_WORDS and unit in label)
    return label if unit in ("", _unit(table)) or in_words else f"{label}（{unit}）"


def _unit(table: Table) -> str:
    """The unit stated for the whole table."""
    return table.stated_unit


def _row(book: Book, sheet: Worksheet, data: TableData, row: Row, line: int, labels: tuple[str, ...]) -> None:
    numbered = bool(_number(data.table))
    groups = len(labels) - 1 - numbered
    for at in range(groups):
        text = row.groups[at] if at < len(row.groups) else ""
        sheet.write_string(line, at, text, book.style())
    indent = row.line.indent if row.line is not None else 0
    label = row.label if row.kind is not RowKind.EMPTY else ""
    label = _with_unit(label, data.table.line_unit(row.line), data.table)
    sheet.write_string(line, groups, label, book.style(indent=indent))
    if numbered:
        number = row.line.number if row.line is not None else None
        sheet.write_string(line, groups + 1, number or "", book.style())
    for at, column in enumerate(data.table.leaves, len(labels)):
        fact = data.cells.get((row.key, column.name))
        if fact is None or row.kind in (RowKind.HEADING, RowKind.EMPTY):
            sheet.write_blank(line, at, None, book.style())
        else:
            book.value(sheet, line, at, fact)


def _explanations(book: Book, verdict: Verdict) -> None:
    """数据说明: what is published although it contradicts itself, and why."""
    waived: Iterable[Any] = dict.fromkeys(verdict.waived)
    rows = [
        (
            found.code,
            found.fact,
            found.message,
            found.waiver.reason,
            found.waiver.approved_by,
            found.waiver.until,
        )
        for found in waived
    ]
    if not rows:
        return
    sheet = book.sheet("数据说明")
    book.widths(sheet, (10, 36, 60, 60, 20, 14))
    for at, name in enumerate(("规则", "位置", "核对结果", "说明", "批准", "有效期至")):
        sheet.write_string(0, at, name, book.style(head=True))
    for line, row in enumerate(rows, 1):
        for at, text in enumerate(row):
            sheet.write_string(line, at, text, book.style())
    sheet.freeze_panes(1, 0)
