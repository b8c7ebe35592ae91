"""A year's workbook is put together from the rows of its reports: readers see what the reports say."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

from openpyxl import load_workbook

from sitegen.exports import facts_workbook
from sitegen.exports.facts_workbook import facts_xlsx, sheet_rows
from sitegen.exports.rows import fact_rows
from tests.site_tools import ROOT, check

DAY = date(2026, 1, 1)


def made(reports) -> bytes:
    return facts_xlsx([sheet_rows(report) for report in reports], "示例站", DAY)


def test_every_cell_is_what_the_long_table_says_and_of_its_type():
    reports = check(ROOT).site.reports
    sheet = load_workbook(io.BytesIO(made(reports)))["全部数据"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    expected = [row for report in reports for row in fact_rows(report)]
    for found, row in zip(rows, expected, strict=True):
        number = None if row.number is None else float(row.number)
        words = (
            row.report,
            row.department_id,
            row.department,
            row.institution,
            row.year,
            row.form,
            row.concept,
        )
        place = (row.table, row.row, row.column, row.address, row.value, number, row.unit, row.state)
        assert found == tuple(None if each == "" else each for each in (*words, *place))
    assert sheet.dimensions == sheet.auto_filter.ref == f"A1:O{len(expected) + 1}"
    assert sheet.freeze_panes == "A2"


def test_the_archive_is_whole_and_the_same_on_any_day():
    reports = check(ROOT).site.reports[:4]
    data = made(reports)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert made(reports) == data
    assert made(reports[:3]) != data


def test_no_report_at_all_is_a_heading():
    sheet = load_workbook(io.BytesIO(facts_xlsx([], "空", DAY)))["全部数据"]
    assert [cell.value for cell in sheet[1]][:2] == ["报告", "部门标识"]
    assert sheet.max_row == 1


def test_what_does_not_fit_on_a_sheet_goes_on_on_another(monkeypatch):
    reports = check(ROOT).site.reports[:6]
    counts = [len(list(fact_rows(report))) for report in reports]
    monkeypatch.setattr(facts_workbook, "MOST_ROWS", max(counts))
    book = load_workbook(io.BytesIO(made(reports)))
    assert len(book.sheetnames) > 1
    found = [row[10] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [row.address for report in reports for row in fact_rows(report)]


def test_every_row_and_cell_has_its_address():
    """The standard lets them be left out; xlsx2csv, ExcelJS and others lose rows then."""
    data = made(check(ROOT).site.reports)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row r=\"(\d+)\"[^>]*>(.*?)</row>", sheet, re.DOTALL)
    assert [int(number) for number, _ in rows] == list(range(1, len(rows) + 1))
    for number, cells in rows:
        addresses = re.findall(r"<c r=\"([A-Z]+)(\d+)\"", cells)
        assert [letter for letter, _ in addresses] == sorted({letter for letter, _ in addresses})
        assert {found for _, found in addresses} == {number}
        assert cells.count("<c ") == len(addresses)
    assert "\0" not in sheet


def test_texts_of_several_lines_and_odd_characters_come_back():
    report = check(ROOT).site.reports[0]
    odd = replace(report, department=replace(report.department, name="甲\n<乙> & 丙 "))
    sheet = load_workbook(io.BytesIO(made([odd])))["全部数据"]
    assert sheet["C2"].value == "甲\n<乙> & 丙 "
