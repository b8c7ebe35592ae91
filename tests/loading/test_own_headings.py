"""Reports that are mostly text, under headings of their own: from the files to the page, the data, and what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen import pipeline
from sitegen.authoring.skeleton import skeleton
from sitegen.loading.forms.files import load_forms
from tests.rendering.pages_under_test import parsed
from tests.site_tools import ROOT, TODAY, check, codes, minimal

FORM = """\
表单: demo
名称: 说明
部分:
  基本情况:
    内容:
      文号: {标识: number, 类型: 文字}
      摘要: {标识: abstract, 类型: 正文}
  全文:
    内容:
      正文: {标识: body, 类型: 正文, 标题自拟: 是, 必填: 是}
"""
REPORT = "表单: demo\n部门: ju\n年度: 2020\n批复日期: 2021-06-01\n公开日期: 2021-06-10\n"
TEXT = """\
写在前面的话。

# 一、总体情况

支出100万元。

## （一）上半年

### 1.第一季度

三个月的情况。

# 摘要

各项工作都已完成。

# 二、意见

继续努力。
"""


def site(folder: Path, narrative: str | None, report: str = REPORT, form: str = FORM) -> Path:
    return minimal(folder, form, report, narrative)


def built(folder: Path, narrative: str) -> Path:
    made = pipeline.build(site(folder, narrative), folder / "output", today=TODAY, pdf=False)
    assert made.published, made.checked.diagnostics
    return folder / "output/reports/2020/ju/demo"


def test_headings_are_the_reports_own_in_their_order_and_may_be_nested(tmp_path):
    output = built(tmp_path, TEXT)
    page = parsed((output / "index.html").read_text(encoding="utf-8"))
    headings = [
        (each.tag, each.text_content().strip())
        for each in page.xpath("//div[@class='report-body']//*[self::h2 or self::h3 or self::h4 or self::h5]")
    ]
    assert headings[:7] == [
        ("h2", "基本情况"),
        ("h3", "摘要"),
        ("h2", "全文"),
        ("h3", "一、总体情况"),
        ("h4", "（一）上半年"),
        ("h5", "1.第一季度"),
        ("h3", "二、意见"),
    ]
    assert "写在前面的话。" in page.xpath("string(//*[@id='f-body-1' or @id='f-body'])")
    assert not page.xpath("//*[contains(@class, 'opinion')]"), "意见 in a free heading is nothing to sign"
    listed = page.xpath("//nav[contains(@class, 'contents')]//a/@href")
    assert [each for each in listed if each.startswith("#f-")] == ["#f-body-2", "#f-body-3"]
    assert all(page.xpath(f"//*[@id='{each[1:]}']") for each in listed)
    texts = json.loads((output / "report.json").read_text(encoding="utf-8"))["正文"]
    assert list(texts) == ["摘要", "正文", "一、总体情况", "二、意见"]


@pytest.mark.parametrize("narrative", [None, "", "\n\n"])
def test_an_empty_report_is_an_error(tmp_path, narrative):
    report = REPORT + "文号: 示例〔2020〕1号\n"
    assert "FORM103" in codes(check(site(tmp_path, narrative, report)).diagnostics)


def test_a_text_without_any_heading_is_a_report(tmp_path):
    output = built(tmp_path, "只有一段话，没有标题。\n")
    page = (output / "index.html").read_text(encoding="utf-8")
    assert "只有一段话，没有标题。" in page


def test_a_heading_without_text_says_that_what_follows_may_lie_below_it(tmp_path):
    (found,) = check(site(tmp_path, "# 第一部分\n\n# 一、概况\n\n概况。\n")).diagnostics
    assert found.code == "FORM103"
    assert "“第一部分”下面没有写内容" in found.message
    assert found.place.line == 1
    assert "多加一个“#”" in found.remedy


def test_a_first_heading_that_is_too_deep_is_told(tmp_path):
    (found,) = check(site(tmp_path, "开头。\n\n## 一、概况\n\n概况。\n")).diagnostics
    assert (found.code, found.place.line) == ("TEXT108", 3)
    assert "第一个标题用了 ##，应当用 #" in found.message


def test_a_heading_cannot_take_the_name_of_another_item(tmp_path):
    (found,) = check(site(tmp_path, "# 一、概况\n\n概况。\n\n# 文号\n\n一号。\n")).diagnostics
    assert found.code == "FORM101"
    assert "填在 report.yaml 里" in found.message


def test_every_paragraph_is_checked(tmp_path):
    slips = "开头的的话，，有错。\n\n# 一、概况\n\n联系人手机13812345678。\n\n## （一）算式\n\n- 执行率=50/100=60%。\n"
    found = {(each.code, each.place.line) for each in check(site(tmp_path, slips)).diagnostics}
    assert {("TEXT114", 1), ("PRIV101", 5), ("TEXT125", 9)} <= found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "摘要: {标识: abstract, 类型: 正文}",
            "摘要: {标识: abstract, 类型: 文字, 标题自拟: 是}",
            "只用于正文",
        ),
        ("类型: 正文}\n  全文", "类型: 正文, 标题自拟: 是}\n  全文", "只能有一项"),
        ("必填: 是", "必填: {条件: 文号 ≠ 0}", "不能写条件"),
        ("部分:\n", "公开: {目标对照: {摘要: 正文}}\n部分:\n", "没有叫这个名称的一项"),
    ],
)
def test_a_form_that_cannot_mean_it_is_refused(tmp_path, old, new, message):
    assert FORM.count(old) == 1
    found = check(site(tmp_path, TEXT, form=FORM.replace(old, new))).diagnostics
    assert any(each.code == "FORM118" and message in each.message for each in found), found


def test_a_blank_report_says_where_the_text_goes():
    blank = skeleton(load_forms(ROOT).usable["wenzi-baogao"], "ju", 2020, None)
    assert blank.narrative == ""
    assert "# 正文写在 narrative.md：标题自拟" in blank.report
