"""A sheet is laid out as the page is; no text is computed; no clock, place or seed changes its bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from openpyxl import load_workbook

from sitegen.exports.facts_workbook import facts_xlsx, sheet_rows
from sitegen.exports.xlsx import report_xlsx
from sitegen.model.forms.form import Section
from sitegen.rendering.grids.head import depth, head
from tests.exports.test_xlsx import read, sheet_of
from tests.rendering import builder
from tests.rendering.pages_under_test import examples, keys
from tests.site_tools import ROOT

MADE = report_xlsx(builder.report(), builder.verdict())

SCRIPT = """
from hashlib import sha256
from datetime import date
from sitegen.exports.facts_workbook import facts_xlsx, sheet_rows
from sitegen.exports.xlsx import report_xlsx
from tests.rendering import builder
part = sheet_rows(builder.report())
data = report_xlsx(builder.report(), builder.verdict()) + facts_xlsx([part], "站", date(2026, 1, 1))
print(sha256(data).hexdigest())
"""


def on_the_page(table):
    """Top, left, bottom, right and label of every header cell, as the page draws them."""
    taken = set()
    for top, row in enumerate(head(table, depth(table.columns)).rows, 3):
        for cell in row:
            left = next(at for at in count(1) if (top, at) not in taken)
            bottom, right = top + cell.rowspan - 1, left + cell.colspan - 1
            taken |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            yield (top, left, bottom, right), cell.label


def with_tables(*tables):
    """The report with `tables` only, all of them without rows."""
    form = replace(builder.FORM, sections=(Section("一", tables),))
    filled = {table.name: builder.data(table, []) for table in tables}
    return replace(builder.report(), form=form, fields={}, tables=filled)


def assert_as_on_the_page(sheet, table):
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for (top, left, bottom, right), label in on_the_page(table):
        area = merged.get((top, left))
        assert ((area.max_row, area.max_col) if area else (top, left)) == (bottom, right), label
        assert sheet.cell(top, left).value.startswith(label)


@pytest.mark.parametrize("key", keys())
def test_header_cells_cover_what_they_cover_on_the_page(key):
    _, report, verdict = examples()[key]
    book = read(report_xlsx(report, verdict))
    for data in report.tables.values():
        assert_as_on_the_page(sheet_of(book, data.table)[0], data.table)


def test_a_table_without_rows_keeps_its_headers():
    report = with_tables(builder.INDICATORS)
    sheet = sheet_of(read(report_xlsx(report, builder.verdict())), builder.INDICATORS)[0]
    assert_as_on_the_page(sheet, builder.INDICATORS)


@pytest.mark.parametrize("key", keys())
def test_the_note_of_a_table_stands_below_it(key):
    _, report, verdict = examples()[key]
    book = read(report_xlsx(report, verdict))
    for data in report.tables.values():
        sheet = sheet_of(book, data.table)[0]
        rows = 2 + depth(data.table.columns) + len(data.rows)
        notes = [row[0] for row in sheet.iter_rows(min_row=rows + 1, values_only=True)]
        assert notes == ([f"注：{data.table.note}"] if data.table.note else [])


def test_rows_are_indented_as_on_the_form():
    sheet = read(MADE)["“三公”经费情况表"]
    found = {row[0].value: row[0].alignment.indent for row in sheet.iter_rows()}
    assert [found[label] for label in ("（一）支出合计", "1.公务接待费", "接待人次（人）")] == [0, 1, 2]


def test_sheets_print_on_the_width_of_a_page():
    for sheet in read(MADE):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)  # one page is what Excel assumes
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_head_is_typed():
    rows = {row[0].value: row[1].value for row in read(MADE)["说明"].iter_rows(max_col=2)}
    assert rows["年度"] == 2020
    assert rows["公开日期"].date() == date(2021, 6, 30)


def test_states_without_a_figure_can_be_told_apart():
    sheet = read(MADE)["部门（单位）年度支出和结余情况"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "2、科技馆")
    assert row == ("2、科技馆", 195.59, None, 0, "—", "不适用", "资料缺失", 123456.5)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x.y")', "{=1}", "http://x.y/", "0123", "@x"])
def test_text_stays_text_wherever_it_stands(text):
    field = builder.FIELDS["备注项"][0]
    table = replace(
        builder.THREE_PUBLIC,
        caption=text,
        note=text,
        columns=(replace(builder.THREE_PUBLIC.leaves[0], label=text),),
        rows=replace(builder.THREE_PUBLIC.rows, header=text),
    )
    whole = builder.report()
    fact = replace(whole.fields["备注项"], value=builder.value(text, builder.TEXT))
    form = replace(whole.form, sections=(Section("一", (replace(field, label=text), table)),), title=text)
    tables = {table.name: builder.lines(table, {})}
    report = replace(
        whole, form=form, title=text, source=text, note=text, fields={field.name: fact}, tables=tables
    )
    (waived, _) = builder.verdict().diagnostics
    verdict = replace(builder.verdict(), diagnostics=(replace(waived, message=text),))
    for data in (
        report_xlsx(report, verdict),
        facts_xlsx([sheet_rows(report)], text, date(2026, 1, 1)),
    ):
        parts = zipfile.ZipFile(io.BytesIO(data))
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert sheets
        assert not any(re.search(rb"<f[ >]|<hyperlink", sheet) for sheet in sheets)
        assert text in {
            cell.value for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row
        }


def test_many_tables_of_one_name_have_a_sheet_each():
    caption = "很长的表名" * 8
    tables = [
        replace(builder.INDICATORS, name=f"表{at}", id=f"t{at}", caption=caption, note="") for at in range(12)
    ]
    names = read(report_xlsx(with_tables(*tables), builder.verdict())).sheetnames
    assert len([name for name in names if name.startswith("很长")]) == 12
    assert max(map(len, names)) == 31


def test_equal_reports_are_equal_files_wherever_and_whenever_they_are_made():
    settings = (("UTC", "1"), ("Asia/Shanghai", "2"), ("America/New_York", "3"))
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zone, seed in settings
    }
    assert len(digests) == 1


def test_the_file_bears_the_day_of_publication_or_the_end_of_the_year():
    properties = read(MADE).properties
    assert (properties.created.date(), properties.modified.date()) == (date(2021, 6, 30),) * 2
    unpublished = replace(builder.report(), published=None)
    made = read(report_xlsx(unpublished, builder.verdict()))
    assert made.properties.created.date() == date(2020, 12, 31)
    parts = zipfile.ZipFile(io.BytesIO(MADE)).infolist()
    assert {part.date_time[0] for part in parts} == {1980}
