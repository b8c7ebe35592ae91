"""What a form can say: years in its texts, a unit that the report states, reasons under a condition.

Each through a site of files, up to what readers get: page, data, blank report.
"""

from __future__ import annotations

import csv
import io
import json
import operator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sitegen import pipeline
from sitegen.authoring.schema import report_schema
from sitegen.authoring.skeleton import skeleton
from sitegen.cli.output import print_form
from sitegen.loading.forms.files import load_forms
from sitegen.model.forms.edition import edition, in_general
from tests.rendering.pages_under_test import parsed
from tests.site_tools import ROOT, TODAY, check, codes, minimal

FORM = """\
表单: demo
名称: 演示表
标题: "{部门}{年度}年收支（{上年}年结转、{下年}年安排）"
单位: {可选: [元, 万元]}
小数: {元: [精确, 2], 万元: 2}
概念: {部门支出（决算）: "收支.本年[支出]"}
部分:
  "一、{年度}年情况":
    内容:
      编制: {标识: quota, 类型: 整数, 单位: 人, 标签: "{上年}年末编制", 提示: "{上年}年12月31日的数"}
      收支:
        类型: 表格
        标识: money
        标题: "{年度}年收支"
        备注: "{上年}年的数取自{上年}年决算，单位{单位}。"
        行:
          项目: "{年度}年项目"
          固定行:
            支出: {标识: spent, 标签: "{年度}年支出"}
            结余: {标识: left, 可负: 是}
        列:
          分年:
            标签: "{上年}—{年度}年"
            列:
              上年: {标识: before, 标签: "{上年}年决算"}
              本年: {标识: now, 标签: "{年度}年决算", 必填: 是}
      情况: {标识: text, 类型: 正文, 标签: "{年度}年工作情况", 必填: {条件: 编制 > 100}}
"""

REPORT = """\
表单: demo
部门: ju
年度: 2020
单位: 元
编制: 12
收支:
  支出: {上年: 1000000.00, 本年: 1200000.50}
  结余: {上年: -3, 本年: 0}
"""


@pytest.fixture
def site(tmp_path):
    return minimal(tmp_path, FORM, REPORT, "# 2020年工作情况\n\n2020年支出1200000.50元。\n")


def another_year(root, year, text):
    folder = root / f"content/reports/{year}/ju"
    folder.mkdir(parents=True)
    (folder / "report.yaml").write_text(text.replace("年度: 2020", f"年度: {year}"), encoding="utf-8")


def files_of(root):
    """Path → content of everything but PDFs."""
    output = root / "output"
    assert pipeline.build(root, output, today=TODAY, pdf=False).published
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    }


def page_text(files, path):
    return parsed(files[path].decode()).text_content()


def test_years_are_printed_with_the_reports_year_everywhere(site):
    assert check(site).diagnostics == ()
    files = files_of(site)
    page = page_text(files, "reports/2020/ju/demo/index.html")
    for words in ("2020年收支（2019年结转、2021年安排）", "一、2020年情况", "2019年末编制", "2020年收支",
                  "2019年的数取自2019年决算，单位元。", "2020年项目", "2020年支出", "2019—2020年", "2019年决算",
                  "2020年决算", "2020年工作情况", "元"):  # fmt: skip
        assert words in page, words
    for path, content in files.items():
        if path.endswith((".html", ".csv", ".json")) and "{年度}" in content.decode():
            raise AssertionError(path)
    data = json.loads(files["reports/2020/ju/demo/report.json"])
    assert "2020年决算" in json.dumps(data, ensure_ascii=False)
    table = list(csv.reader(io.StringIO(files["reports/2020/ju/demo/report.csv"].decode("utf-8-sig"))))
    assert any("2019年决算" in row and "1000000.00" in row and "元" in row for row in table)


def test_the_page_about_the_form_speaks_of_any_year_and_of_both_units(site):
    files = files_of(site)
    page = page_text(files, "forms/demo/index.html")
    for words in ("一、本年情况", "上年末编制", "本年决算", "元或万元", "在一定条件下必填的", "编制 > 100"):
        assert words in page, words
    dictionary = files["data/dictionary.csv"].decode("utf-8-sig")
    assert "上年决算" in dictionary
    assert "元或万元" in dictionary


def test_the_blank_report_has_the_year_asked_for_and_asks_for_the_unit(site):
    form = load_forms(site).usable["demo"]
    blank = skeleton(form, "ju", 2023, None)
    assert "本年:    # 2023年决算；元或万元；必填" in blank.report
    assert "2022年末编制" in blank.report
    assert "2022年12月31日的数" in blank.report
    assert "单位:    # 金额的单位，必填；可选：元、万元" in blank.report
    assert "# 批复日期: " in blank.report
    schema = report_schema(form)
    assert schema["properties"]["单位"]["enum"] == ["元", "万元"]
    assert "单位" in schema["required"]


def test_rows_may_be_called_by_their_dated_labels(site):
    path = site / "content/reports/2020/ju/report.yaml"
    path.write_text(REPORT.replace("  支出:", "  1、2020年支出:"), encoding="utf-8")
    assert check(site).diagnostics == ()
    schema = Draft202012Validator(report_schema(load_forms(site).usable["demo"]))
    head = {"表单": "demo", "部门": "ju", "年度": 2020, "单位": "元"}
    for name in ("支出", "2020年支出", "1、2020年支出", "其中：支出"):
        assert schema.is_valid({**head, "收支": {name: {"本年": 3}}}), name
    for name in ("去年支出", "本年支出", "20年支出"):
        assert not schema.is_valid({**head, "收支": {name: {"本年": 3}}}), name


def test_a_table_without_amounts_states_no_unit_in_the_blank_report():
    blank = skeleton(load_forms(ROOT).usable["yueyang-bumen-zhengti"], "ju", 2023, None)
    caption = next(line for line in blank.report.splitlines() if line.startswith("评价人员:"))
    assert "单位" not in caption
    assert any("单位：万元" in line for line in blank.report.splitlines())


RELATIONS = {
    "=": operator.eq,
    "≠": operator.ne,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(
        st.tuples(st.none() | st.integers(0, 3), st.none() | st.integers(0, 3)), min_size=1, max_size=12
    )
)
def test_a_condition_demands_a_reason_exactly_where_it_holds(tmp_path_factory, pairs):
    """Whatever the figures, written with one decimal or two; a blank figure demands nothing."""
    columns = "".join(
        f"          说明{at}: {{标识: why-{at}, 类型: 文字, 必填: {{条件: 甲 {sign} 乙}}}}\n"
        for at, sign in enumerate(RELATIONS)
    )
    form = f"""\
表单: demo
名称: 演示表
单位: 万元
部分:
  一、项目:
    内容:
      项目:
        类型: 表格
        标识: projects
        标题: 项目
        行: {{清单: 名称}}
        列:
          甲: {{标识: one}}
          乙: {{标识: other}}
{columns}"""
    rows = "".join(
        f"  第{at}项: {{甲: {'' if one is None else f'{one}.0'}, 乙: {'' if other is None else f'{other}.00'}}}\n"
        for at, (one, other) in enumerate(pairs)
    )
    root = minimal(tmp_path_factory.mktemp("site"), form, f"表单: demo\n部门: ju\n年度: 2020\n项目:\n{rows}")
    found = {each.fact for each in check(root).diagnostics if each.code == "DISC110"}
    assert found == {
        f"项目.说明{number}[第{at}项]"
        for at, (one, other) in enumerate(pairs)
        for number, holds in enumerate(RELATIONS.values())
        if one is not None and other is not None and holds(one, other)
    }


def test_forms_show_tells_what_the_form_leaves_to_the_report(site, capsys):
    print_form(load_forms(site).usable["demo"])
    shown = capsys.readouterr().out
    assert "金额单位由报告写明：元、万元" in shown
    assert "本年（印作“{年度}年决算”）  金额，元或万元，必填" in shown


def test_a_form_that_leaves_nothing_open_is_its_own_edition():
    form = load_forms(ROOT).usable["bumen-juesuan"]
    assert edition(form, 2020) is form
    assert in_general(form) is form


def test_years_with_different_units_are_compared_after_conversion(site):
    wanyuan = (
        REPORT.replace("单位: 元", "单位: 万元")
        .replace("1000000.00", "90.00")
        .replace("1200000.50", "100.00")
    )
    another_year(site, 2019, wanyuan)
    assert [code for code in codes(check(site).diagnostics) if code != "YEAR102"] == []
    text = page_text(files_of(site), "departments/ju/demo/2019-2020/index.html")
    assert "1,000,000" in text
    assert "+200,000.50" in text
    assert "本年决算" in text
    assert "2019年决算" not in text


def test_a_total_in_another_unit_is_still_the_same_figure(site):
    """上年. of the next year's report: 1,200,000.00 元 is 120.00 万元."""
    form = site / "content/forms/demo.yaml"
    text = form.read_text(encoding="utf-8").replace(
        "      情况:", "        校验: [上年 = 上年.收支.本年]\n      情况:"
    )
    form.write_text(text, encoding="utf-8")
    for path in (site / "content/reports/2020/ju").iterdir():
        path.write_text(
            path.read_text(encoding="utf-8").replace("1200000.50", "1200000.00"), encoding="utf-8"
        )
    next_year = (
        REPORT.replace("单位: 元", "单位: 万元")
        .replace("1000000.00", "120.00")
        .replace("1200000.50", "130.00")
    )
    another_year(site, 2021, next_year.replace("上年: -3", "上年: 0"))
    assert codes(check(site).diagnostics) == []
    path = site / "content/reports/2021/ju/report.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("120.00", "121.00"), encoding="utf-8")
    assert codes(check(site).diagnostics) == ["YEAR101"]


def test_a_line_says_what_it_says_and_no_more(site):
    report = check(site).site.reports[0]
    spec = report.fact("收支.本年[结余]").spec
    assert (spec.negative, spec.required, spec.unit, spec.precision.most) == (True, True, "元", 2)


def test_a_form_that_extends_another_can_take_conditions_and_units_away(site):
    child = """\
表单: child
继承: demo
名称: 子表
单位: 元
小数: 2
部分:
  "一、{年度}年情况":
    内容:
      编制: {必填: {条件: 编制 > 100}}
      收支:
        列:
          分年:
            列:
              本年: {必填: 删除}
              上年: {必填: 不全空}
"""
    (site / "content/forms/child.yaml").write_text(child, encoding="utf-8")
    form = load_forms(site).usable["child"]
    assert form.units == ()
    assert form.unit == "元"
    now, before = form.tables["收支"].column("本年").spec, form.tables["收支"].column("上年").spec
    assert not now.required
    assert before.not_all_blank
    assert form.fields["编制"].spec.condition.text == "编制 > 100"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('部门支出（决算）: "收支.本年[支出]"', '部门支出（决算）: "收支.本年[支处]"', "FORM118"),
        ("必填: 是", "必填: 有时", "FORM117"),
        ("表单: demo", "表单: demo\n 名称: [", "YAML"),
    ],
)
def test_a_form_with_a_fault_is_not_called_unknown_as_well(site, old, new, code):
    path = site / "content/forms/demo.yaml"
    path.write_text(FORM.replace(old, new, 1), encoding="utf-8")
    (site / "content/forms/child.yaml").write_text("表单: child\n继承: demo\n名称: 子表\n", encoding="utf-8")
    another_year(site, 2019, REPORT.replace("表单: demo", "表单: child"))
    found = codes(check(site).diagnostics)
    assert found
    assert all(each.startswith(code) or each == "FORM118" for each in found), found
    assert "FORM115" not in found
    assert "demo" in load_forms(site).unusable


@pytest.mark.parametrize("name", ["sangong-yusuan", "wenzi-baogao"])
def test_a_form_that_covers_a_built_in_one_says_so(site, name):
    own = FORM.replace(FORM.splitlines()[0], f"表单: {name}", 1)
    (site / f"content/forms/{name}.yaml").write_text(own, encoding="utf-8")
    told = [each for each in check(site).diagnostics if each.code == "FORM122"]
    assert [(each.place.file, each.severity.value) for each in told] == [
        (f"content/forms/{name}.yaml", "info")
    ]
    assert name in told[0].message
