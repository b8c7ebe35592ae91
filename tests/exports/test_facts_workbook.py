"""A year's workbook is put together from compressed pieces: readers see what the reports say, and no piece is lost."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sitegen.exports import facts_workbook
from sitegen.exports.facts_workbook import SheetPart, crc_of_both, facts_xlsx, sheet_part
from sitegen.exports.rows import fact_rows
from tests.site_tools import ROOT, check

DAY = date(2026, 1, 1)


def made(reports) -> bytes:
    return facts_xlsx([sheet_part(report).to_bytes() for report in reports], "示例站", DAY)


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


@given(st.lists(st.binary(max_size=5000), min_size=1, max_size=6))
def test_checksums_are_combined_as_if_the_whole_had_been_summed(pieces):
    crc, whole = 0, b""
    for piece in pieces:
        crc, whole = crc_of_both(crc, zlib.crc32(piece), len(piece)), whole + piece
    assert crc == zlib.crc32(whole)


def test_a_part_comes_back_as_it_was_kept():
    part = sheet_part(check(ROOT).site.reports[0])
    assert SheetPart.from_bytes(part.to_bytes()) == part
    with pytest.raises(ValueError, match="not a part"):
        SheetPart.from_bytes(b"short")
