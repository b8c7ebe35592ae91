"""Slips of clerks that used to pass without a word, or were told of in words that did not help.

Every one goes in by the front door, as a file of a site that is checked or built.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import pipeline
from sitegen.model.reports.fact import State
from tests.site_tools import TODAY, check, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      编号: {标识: number, 类型: 文字}
      金额: {标识: amount, 类型: 金额, 可负: 是}
      支出:
        类型: 表格
        标识: spend
        标题: 支出表
        行: {机构: 机构名称}
        列:
          预算数: {标识: budget, 类型: 金额}
          执行数: {标识: done, 类型: 金额}
      说明: {标识: text, 类型: 正文}
"""
HEAD = "表单: demo\n部门: ju\n年度: 2020\n"
REPORTS = "content/reports/2020/ju"


def found(folder: Path, body: str, narrative: str | None = None, head: str = HEAD):
    """What is said of a report: line, column, code of each finding, and its words."""
    root = minimal(folder, FORM, head + body, narrative)
    return {
        (each.place.line, each.place.column, each.code): f"{each.message}{each.remedy}"
        for each in check(root).diagnostics
    }


# What a “#” swallows


@pytest.mark.parametrize(
    "debris",
    [
        "#REF!",
        "#DIV/0!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "########",
        "#12",
        "#3楼",
        "#三号楼",
    ],
)
def test_a_value_that_is_taken_for_a_comment_is_an_error(tmp_path, debris):
    said = found(tmp_path, f"金额: 1\n编号: {debris}\n")
    assert list(said) == [(5, 5, "YAML113")]
    assert f"“{debris}”" in said[5, 5, "YAML113"]
    if not debris.endswith(("!", "A", "?", "####")):
        assert f'写成 "{debris}"' in said[5, 5, "YAML113"]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("支出:\n  甲:\n    预算数: #REF!\n    执行数: 3\n", 6, 10),
        ("支出:\n  甲: {预算数: #REF!, 执行数: 3}\n", 5, 12),
        ("支出:\n  甲: {预算数: 2, 执行数: #N/A}\n编号: 1\n", 5, 20),
        ("支出:\n  甲: {预算数: #N/A\n    , 执行数: 3}\n", 5, 12),
        ("支出:\n  甲: {预算数: 2 #3楼, 执行数: 3}\n编号: 1\n", 5, 14),
        ("金额: # 8.00\n编号: 1\n", 4, 5),
        ("编号:\n  #REF!\n金额: 1\n", 5, 3),
        ("金额: 1 #REF!\n", 4, 7),
        ("金额: 1\n更正:\n  - #12\n", 6, 5),
        ('编号: "甲"#乙\n', 4, 8),
        ("编号: '甲'#乙\n", 4, 8),
        ("编号: |#乙\n  甲\n", 4, 6),
        ('支出:\n  甲: {预算数: "2"#乙\n    }\n', 5, 15),
    ],
)
def test_wherever_it_stands(tmp_path, body, line, column):
    said = found(tmp_path, body)
    assert [each for each in said if each[2] == "YAML113"] == [(line, column, "YAML113")], said
    assert "引号" in said[line, column, "YAML113"]


def test_words_behind_a_value_that_look_like_more_of_it_are_a_warning(tmp_path):
    root = minimal(tmp_path, FORM, HEAD + "编号: 科技路 #18号\n")
    (finding,) = check(root).diagnostics
    assert (finding.code, finding.severity, finding.place.column) == ("YAML113", "warning", 9)


@pytest.mark.parametrize(
    "body",
    [
        "编号:    # 人；必填；机构编制部门批准的编制数\n金额: 1\n",
        "#注释\n金额: 1 # 万元\n",
        "金额: 1 #万元，见附表\n",
        "支出: #单位：万元\n  甲: {预算数: 2} # 机关\n",
        '编号: "#12"   # 原件如此\n',
        "编号: 3#楼，C#语言，甲#\n",
        "编号: |\n  #12\n  甲 #乙\n",
        "编号: >  # 折行\n  甲\n",
        '编号: "甲\n  #乙"\n',
        "金额: 1\n#####################\n# 以下是支出 #\n",
        "- {",
    ],
)
def test_a_comment_that_is_meant_is_none_of_it(tmp_path, body):
    assert not [each for each in found(tmp_path, body) if each[2] == "YAML113"]


# Blanks and colons that only look right


@pytest.mark.parametrize(
    ("body", "line", "column", "name"),
    [
        ("支出:\n　　甲: {预算数: 1}\n", 5, 1, "全角空格 U+3000"),
        ("支出:\n\u00a0\u00a0甲: {预算数: 1}\n", 5, 1, "不换行空格 U+00A0"),
        ("支出:\n  甲:\n　　　　预算数: 1\n    执行数: 2\n", 6, 1, "全角空格 U+3000"),
        ("支出:\n  甲:\n    预算数: 1\n  　　执行数: 2\n", 7, 3, "全角空格 U+3000"),
        ("金额:　8.00\n", 4, 4, "全角空格 U+3000"),
        ("编号: 1\n金额:\u00a08.00\n", 5, 4, "不换行空格 U+00A0"),
        ("支出:\n  甲: {预算数:　1}\n", 5, 11, "全角空格 U+3000"),
    ],
)
def test_a_blank_that_is_no_space_is_named_where_it_stands(tmp_path, body, line, column, name):
    said = found(tmp_path, body)
    assert name in said[line, column, "YAML105"], said
    assert {each for each in said if each[2] == "YAML105"} == {(line, column, "YAML105")}


@pytest.mark.parametrize(
    "body",
    ["支出:\n  甲：{预算数：1，执行数：2}\n", "支出:\n  甲：\n    预算数：1\n    执行数：2\n"],
)
def test_a_row_whose_every_colon_is_full_width_says_so(tmp_path, body):
    said = found(tmp_path, body)
    assert "“甲”后面用了全角冒号“：”" in said[5, 3, "FORM102"]


# Figures and dates


@pytest.mark.parametrize(("text", "value"), [("-0", "0"), ("-0.00", "0.00"), ("-0万元", "0")])
def test_nought_has_no_sign(tmp_path, text, value):
    root = minimal(tmp_path, FORM, HEAD + f"金额: {text}\n")
    checked = check(root)
    written = checked.site.reports[0].fields["金额"].value
    assert (written.state, str(written.figure)) == (State.FIGURE, value)
    pipeline.build(root, tmp_path / "output", today=TODAY, pdf=False)
    page = next((tmp_path / "output" / "reports").rglob("demo/index.html")).read_text(encoding="utf-8")
    assert f'<data value="{value}"' in page
    assert "−0" not in page


@pytest.mark.parametrize(
    ("text", "code", "due"),
    [
        ("'25,754.39 '", "FORM105", "写成 25754.39。"),
        ("1,075.3万元", "FORM105", "写成 1075.3万元。"),
        ("２０．５", "FORM106", "写成 20.5。"),
        ("1e3", "FORM104", "写成 1000；"),
        ("000123", "FORM104", "写成 123；"),
        ("10753000元", "FORM114", "写成 1075.3；"),
        ("“9.50”", "FORM104", "去掉引号，写成 9.50。"),
    ],
)
def test_a_remedy_says_the_clerks_own_figure(tmp_path, text, code, due):
    assert due in found(tmp_path, f"金额: {text}\n")[4, 5, code]


@pytest.mark.parametrize(
    "day",
    ["2021.2.10", "2021/2/10", "2021年2月10日", "2021 年 2 月 10 日", "二〇二一年二月十日", "2021．02．10"],
)
def test_dates_are_read_as_people_write_them(tmp_path, day):
    root = minimal(tmp_path, FORM, HEAD + f"公开日期: {day}\n金额: 1\n")
    checked = check(root)
    assert checked.diagnostics == ()
    assert checked.site.reports[0].published.isoformat() == "2021-02-10"


@pytest.mark.parametrize("day", ["2021.2", "2021.2-10", "20210210", "2021.13.1", "21.2.10"])
def test_other_dates_are_refused(tmp_path, day):
    assert (4, 7, "FORM117") in found(tmp_path, f"公开日期: {day}\n金额: 1\n")


# Names and ids


@pytest.mark.parametrize("name", ["测试局", "“测试局”", "测局"])
def test_a_name_in_place_of_an_id_is_answered_with_the_id(tmp_path, name):
    root = minimal(tmp_path, FORM, f"表单: 演示表\n部门: {name}\n年度: 2020\n金额: 1\n")
    (root / "content/departments.yaml").write_text("ju:\n  名称: 测试局\n  简称: 测局\n", encoding="utf-8")
    said = {each.place.line: each.message + each.remedy for each in check(root).diagnostics}
    assert "写成“表单: demo”。" in said[1]
    assert "写成“部门: ju”。" in said[2]
    assert "““" not in said[2]


@pytest.mark.parametrize("name", ["1a", "a--b", "-a", "A", "科技局"])
def test_an_id_is_refused_with_the_rule_that_it_breaks(tmp_path, name):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    (root / "content/departments.yaml").write_text(
        f"ju:\n  名称: 局\n{name}:\n  名称: 甲\n", encoding="utf-8"
    )
    (finding,) = check(root).diagnostics
    assert (finding.code, finding.place.line) == ("FORM117", 3)
    assert all(words in finding.remedy for words in ("以字母开头", "不连写两个", "末尾"))


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("标题: ——\n", 4, "只有符号"),
        ("标识: 1a\n", 4, "以字母开头"),
        ("公开日期: 三月\n", 4, "2021-06-30"),
    ],
)
def test_a_head_that_is_wrong_says_what_is_due(tmp_path, body, line, words):
    said = found(tmp_path, body + "金额: 1\n")
    assert words in said[next(each for each in said if each[0] == line and each[2] == "FORM117")]


@pytest.mark.parametrize(
    ("year", "due"), [("2021年", "2021"), ("二〇二一", "2021"), ("２０２１年度", "2021")]
)
def test_a_year_with_other_words_is_answered_with_the_year(tmp_path, year, due):
    said = found(tmp_path, "金额: 1\n", head=f"表单: demo\n部门: ju\n年度: {year}\n")
    assert f"写成“年度: {due}”。" in said[3, 5, "FORM117"]


def test_a_department_made_of_signs_is_refused_when_it_is_read(tmp_path):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    (root / "content/departments.yaml").write_text("ju:\n  名称: ※※\n", encoding="utf-8")
    first = check(root).diagnostics[0]
    assert (first.code, first.place.line) == ("FORM117", 2)


@pytest.mark.parametrize("escape", ["&#7;", "&#0;", "&#x1F;", "&#x180e;", "&#x202e;"])
def test_no_entity_writes_a_control_character(tmp_path, escape):
    said = found(tmp_path, "金额: 1\n", f"# 说明\n\n甲{escape}乙\n")
    assert f"“{escape}”" in said[3, 2, "YAML104"]


def test_an_invisible_vowel_separator_is_no_name_but_part_of_mongolian_words(tmp_path):
    assert list(found(tmp_path / "alone", "编号: \u180e\n金额: 1\n")) == [(4, 5, "YAML104")]
    assert found(tmp_path / "word", "编号: ᠬᠠᠷ\u180eᠠ\n金额: 1\n") == {}


# Files that are not read


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("report.yaml.txt", "report.yaml"),
        ("report (1).yaml", "report.yaml"),
        ("Report.yml", "report.yaml"),
        ("report.txt", "report.yaml"),
        ("narrative.txt", "narrative.md"),
        ("Narrative.md", "narrative.md"),
        ("narrative.md.txt", "narrative.md"),
        ("narrative.markdown", "narrative.md"),
        ("narrative - 副本.md", "narrative.md"),
    ],
)
def test_a_file_with_almost_the_right_name_is_told_of(tmp_path, name, due):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    (root / REPORTS / name).write_text("# 说明\n", encoding="utf-8")
    (finding,) = (each for each in check(root).diagnostics if each.code == "SITE105")
    assert finding.place.file == f"{REPORTS}/{name}"
    assert due in finding.message


@pytest.mark.parametrize("name", ["README.md", "附件.txt", "reporting.txt", ".narrative.txt", "名单.md"])
def test_other_files_may_lie_beside_a_report(tmp_path, name):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    (root / REPORTS / name).write_text("甲\n", encoding="utf-8")
    assert check(root).diagnostics == ()


# What stopped a build and blamed others


@pytest.mark.parametrize("amount", ["9万元", "-9.50万元", "１，０７５．３"])
def test_a_figure_with_its_unit_can_be_searched_for(tmp_path, amount):
    root = minimal(tmp_path, FORM, HEAD + f"金额: {amount}\n")
    built = pipeline.build(root, tmp_path / "output", today=TODAY, pdf=False)
    assert built.published, [each.message for each in built.checked.diagnostics]


def test_a_citation_without_date_and_address_has_no_empty_parts(tmp_path):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    pipeline.build(root, tmp_path / "output", today=TODAY, pdf=False)
    page = next((tmp_path / "output" / "reports").rglob("demo/index.html")).read_text(encoding="utf-8")
    assert "演示表[EB/OL]．数据版本 " in page
    assert "．．" not in page


def test_quotation_marks_in_findings_are_neither_lost_nor_doubled(tmp_path):
    form = FORM.replace(
        "      金额: {标识", "      三公经费支出: {标识: travel, 类型: 金额}\n      金额: {标识"
    )
    root = minimal(tmp_path, form, HEAD + "三公经费支出: 9\n", "# 说明\n\n“三公”经费支出8万元。\n")
    (finding,) = check(root).diagnostics
    assert finding.code == "TEXT120"
    assert finding.message.startswith("正文写“‘三公’经费支出”是 8万元")
    assert "{{ 三公经费支出 }}" in finding.remedy
