"""XLSX read back with another library equals the model: every figure, every word, every header."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from sitegen.exports.facts_workbook import facts_xlsx, sheet_rows
from sitegen.exports.rows import fact_rows
from sitegen.exports.words import STATES
from sitegen.exports.xlsx import report_xlsx
from sitegen.model.forms.form import Section
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import ColumnGroup
from sitegen.model.reports.fact import State
from sitegen.model.reports.table_data import RowKind
from tests.rendering import builder
from tests.rendering.pages_under_test import examples, keys


def read(data: bytes):
    return load_workbook(io.BytesIO(data))


def sheet_of(book, table):
    """The sheet whose caption is that of `table` and whose columns are as many."""
    found = [sheet for sheet in book if sheet["A1"].value == table.caption and sheet.title != "说明"]
    assert found, table.caption
    return found


def depth(columns):
    return max(
        (1 + depth(each.columns) if isinstance(each, ColumnGroup) else 1 for each in columns), default=0
    )


@pytest.mark.parametrize("key", keys())
def test_every_figure_and_word_of_every_table_is_in_its_cell(key):
    _, report, verdict = examples()[key]
    book = read(report_xlsx(report, verdict))
    seen = 0
    for data in report.tables.values():
        sheet = sheet_of(book, data.table)[0]
        top = 3 + depth(data.table.columns)
        first = sheet.max_column - len(data.table.leaves) + 1
        for number, row in enumerate(data.rows):
            for at, column in enumerate(data.table.leaves):
                cell = sheet.cell(top + number, first + at)
                if row.kind in (RowKind.HEADING, RowKind.EMPTY):
                    assert cell.value is None
                    continue
                expect(cell, data.cells[row.key, column.name])
                seen += 1
    assert seen == sum(len(data.cells) for data in report.tables.values())


def expect(cell, fact):
    value = fact.value
    assert cell.data_type != "f"
    if value.state is State.FIGURE:
        assert isinstance(cell.value, int | float)
        assert Decimal(repr(cell.value)) == value.figure
        fraction = f".{'0' * value.decimals}" if value.decimals else ""
        own = f'"{value.unit}"' if fact.spec.type is ValueType.MEASURE and value.unit else ""
        assert cell.number_format == f"#,##0{fraction}{own}"
    elif value.day is not None:
        assert cell.value.date() == value.day
    elif value.state is State.BLANK:
        assert cell.value is None
    else:
        assert cell.value == (value.text or STATES[value.state])


@pytest.mark.parametrize("key", keys())
def test_single_values_stand_on_the_first_sheet(key):
    _, report, verdict = examples()[key]
    sheet = read(report_xlsx(report, verdict))["说明"]
    rows = {row[0].value: row for row in sheet.iter_rows(max_col=3)}
    assert rows["编号"][1].value == report.key
    for name, fact in report.fields.items():
        label = report.form.fields[name].label
        if [field.label for field in report.form.fields.values()].count(label) == 1 and label not in (
            "部门",
            "年度",
        ):
            expect(rows[label][1], fact)


def test_headers_are_merged_as_on_the_form_and_state_their_units():
    book = read(report_xlsx(builder.report(), builder.verdict()))
    for data in builder.report().tables.values():
        sheet = sheet_of(book, data.table)[0]
        merged = {str(area) for area in sheet.merged_cells.ranges}
        assert any(area.startswith("A1:") for area in merged)
        amounts = any(column.spec.type is ValueType.MONEY for column in data.table.leaves)
        assert (sheet["A2"].value or "") == (f"单位：{data.table.unit}" if amounts else "")
        heads = [
            cell.value
            for row in sheet.iter_rows(min_row=3, max_row=2 + depth(data.table.columns))
            for cell in row
        ]
        for column in data.table.leaves:
            assert any(column.label in (head or "") for head in heads), column.label
        assert sheet.freeze_panes


def test_a_figure_never_stands_under_a_unit_that_is_not_its_own():
    book = read(report_xlsx(builder.report(), builder.verdict()))
    formats = {row[2].value: row[3].number_format for row in book["绩效指标"].iter_rows()}
    assert (formats["科普活动"], formats["群众满意"]) == ('#,##0"人次"', '#,##0"%"')
    assert not book["绩效指标"]["A2"].value
    labels = [row[0].value for row in book["“三公”经费情况表"].iter_rows()]
    assert labels[-3:] == ["1.公务接待费", "接待批次（个）", "接待人次（人）"]


def test_a_word_that_contains_the_unit_does_not_state_it():
    line = replace(builder.THREE_PUBLIC.lines["接待人次"], label="接待人次")
    table = replace(builder.THREE_PUBLIC, rows=replace(builder.THREE_PUBLIC.rows, lines=(line,)))
    made = builder.report()
    form = replace(made.form, sections=(Section("一", (table,)),))
    data = builder.lines(table, {"接待人次": ["—", "34"]})
    report = replace(made, form=form, fields={}, tables={table.name: data})
    sheet = sheet_of(read(report_xlsx(report, builder.verdict())), table)[0]
    assert [sheet.cell(4, at).value for at in (1, 4)] == ["接待人次（人）", 34]


def test_explanations_have_a_sheet_of_their_own():
    book = read(report_xlsx(builder.report(), builder.verdict()))
    assert "按原报告公开。" in [cell.value for cell in book["数据说明"][2]]


def test_the_same_report_gives_the_same_bytes():
    assert report_xlsx(builder.report(), builder.verdict()) == report_xlsx(
        builder.report(), builder.verdict()
    )
    created = read(report_xlsx(builder.report(), builder.verdict())).properties.created
    assert created.date() == builder.report().published


def test_the_long_table_has_every_fact_with_its_number():
    reports = [report for _, report, _ in list(examples().values())[1:4]]
    parts = [sheet_rows(report) for report in reports]
    sheet = read(facts_xlsx(parts, "示例站", date(2026, 1, 1)))["全部数据"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    expected = [row for report in reports for row in fact_rows(report)]
    assert len(rows) == len(expected)
    for row, fact in zip(rows, expected, strict=True):
        assert (row[0], row[4], row[10], row[14]) == (fact.report, fact.year, fact.address, fact.state)
        assert (None if row[12] is None else Decimal(repr(row[12]))) == fact.number
    assert sheet.auto_filter.ref
