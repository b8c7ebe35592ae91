"""Lists of reports, departments and the forms' items, and the long table as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from sitegen.exports.csv import (
    DEPARTMENT_COLUMNS,
    REPORT_COLUMNS,
    departments_csv,
    dictionary_csv,
    fact_lines,
    facts_csv,
    report_csv,
    reports_csv,
)
from sitegen.exports.dictionary import DICTIONARY_COLUMNS, dictionary
from sitegen.exports.json import fact_objects, facts_json
from sitegen.exports.rows import fact_rows
from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import Reference
from sitegen.model.forms.table import TwoSided
from sitegen.model.reports.report import Department
from sitegen.model.results.summary import summarize
from tests.rendering import builder
from tests.site_tools import ROOT, check


def read(data: bytes):
    assert data.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def with_concepts(**concepts: Reference) -> Form:
    return replace(builder.FORM, concepts=concepts)


def concepts_of(form: Form):
    return [(each.table, each.kind, each.name, each.concepts) for each in dictionary(form) if each.concepts]


def test_a_line_for_every_report_with_what_checking_came_to():
    report, verdict = builder.report(), builder.verdict()
    departments = {report.department.id: report.department}
    (row,) = read(reports_csv([summarize(report, verdict)], departments))
    assert list(row) == list(REPORT_COLUMNS)
    assert (row["编号"], row["部门标识"], row["年度"]) == ("2020/kexie/demo", "kexie", "2020")
    assert (row["批复日期"], row["公开日期"], row["示例"]) == ("", "2021-06-30", "否")
    assert [row[name] for name in ("核对通过", "已说明", "存疑", "无法核对")] == ["2", "1", "0", "1"]


def test_reports_and_departments_of_a_site_are_complete_and_in_its_order():
    checked = check(ROOT)
    site = checked.site
    summaries = map(summarize, site.reports, checked.verdicts)
    assert [row["编号"] for row in read(reports_csv(summaries, site.departments))] == [
        report.key for report in site.reports
    ]
    assert [row["标识"] for row in read(departments_csv(site.departments.values()))] == list(site.departments)


def test_a_department_says_whether_it_is_invented():
    (row,) = read(departments_csv([Department("ju", "测试局", "测试", "某市", invented=True)]))
    assert list(row) == list(DEPARTMENT_COLUMNS)
    assert list(row.values()) == ["ju", "测试局", "测试", "某市", "是"]


def test_names_that_would_be_computed_are_marked_as_text():
    (row,) = read(departments_csv([Department("ju", "=1+1", "@a", "＋b")]))
    assert (row["名称"], row["简称"], row["地区"]) == ("'=1+1", "'@a", "'＋b")
    section = builder.FORM.sections[0]
    field = replace(builder.FIELDS["联系人"][0], label="-联系人")
    form = replace(builder.FORM, sections=(replace(section, items=(field,)),))
    (row,) = read(dictionary_csv([form]))
    assert (row["名称"], row["印出的名称"]) == ("联系人", "'-联系人")


def test_the_dictionary_has_every_field_column_and_line_once():
    rows = read(dictionary_csv([builder.FORM]))
    assert tuple(rows[0]) == DICTIONARY_COLUMNS
    expected = {("", "栏目", name) for name in builder.FORM.fields}
    for table in builder.FORM.tables.values():
        expected |= {(table.name, "列", column.name) for column in table.leaves}
        expected |= {(table.name, "行", name) for name in table.lines}
    found = [(row["表"], row["种类"], row["名称"]) for row in rows]
    assert set(found) == expected
    assert len(found) == len(expected)
    assert any(isinstance(item, TwoSided) for section in builder.FORM.sections for item in section.items)


def test_the_dictionary_states_type_and_unit():
    rows = {(row["表"], row["名称"]): row for row in read(dictionary_csv([builder.FORM]))}
    assert (rows["支出", "基本支出"]["类型"], rows["支出", "基本支出"]["单位"]) == ("金额", "万元")
    assert (rows["三公经费", "接待批次"]["类型"], rows["三公经费", "接待批次"]["单位"]) == ("整数", "个")
    assert rows["三公经费", "公务接待费"]["类型"] == ""
    assert rows["", "职能职责概述"]["小数位"] == ""


def test_every_way_to_write_a_concept_finds_its_item():
    form = with_concepts(
        人员=Reference(("人员编制",)),
        支出=Reference(("支出", "支出合计")),
        接待=Reference(("三公经费", "决算数"), "公务接待费"),
        拨款=Reference(("决算收入", "财政拨款")),
        总计=Reference(("决算支出",), "总计"),
    )
    assert concepts_of(form) == [
        ("", "栏目", "人员编制", "人员"),
        ("支出", "列", "支出合计", "支出"),
        ("三公经费", "列", "决算数", "接待"),
        ("决算收入", "行", "财政拨款", "拨款"),
        ("决算支出", "行", "总计", "总计"),
    ]


def test_concepts_of_the_forms_that_come_with_the_program_are_all_in_the_dictionary():
    for form in check(ROOT).site.forms.values():
        listed = {name for each in dictionary(form) for name in each.concepts.split("、") if name}
        assert listed == set(form.concepts), form.id


def test_the_long_table_of_a_site_is_that_of_its_reports():
    reports = check(ROOT).site.reports
    rows = read(facts_csv(map(fact_lines, reports)))
    assert rows == [row for report in reports for row in read(report_csv(report))]
    assert {row["概念"] for row in rows} > {"", "部门支出合计（决算）"}


def test_the_long_table_as_json_keeps_figures_as_written():
    report = builder.report()
    listed = json.loads(facts_json([fact_objects(report)]))
    expected = list(fact_rows(report))
    assert [(each["地址"], each["值"], each["状态"]) for each in listed] == [
        (row.address, row.value, row.state) for row in expected
    ]
    by_address = {each["地址"]: each for each in listed}
    assert by_address["支出.基本支出[科协机关]"]["数值"] == "431.30"
    assert by_address["支出.公用支出[科技馆]"]["数值"] is None
    assert json.loads(facts_json([])) == []
