"""A small site is printed with all that makes paper readable: quick, so that whoever changes printing sees it at once.

It is printed in the tests' own process: to start another takes longer. The rest of this folder looks at each of these
closely, as builds print them, with many reports, and asks other programs.
"""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest
from PIL import Image

from sitegen import pipeline
from sitegen.artifacts import pdf_printer
from tests.printing.tag_tree import read
from tests.rendering.pages_under_test import squeezed
from tests.site_tools import TODAY, minimal, replace

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、收支:
    内容:
      支出情况:
        类型: 表格
        标识: spending
        标题: 支出情况
        行: {机构: 机构名称}
        列:
          基本支出: {标识: basic}
          项目支出: {标识: project}
  二、说明:
    内容:
      说明: {标识: text, 类型: 正文}
"""
REPORT = """\
表单: demo
部门: ju
年度: 2020
支出情况:
  局机关: {基本支出: 12345.60, 项目支出: 8.00}
  服务中心: {基本支出: 70.10, 项目支出: 0.25}
"""
NARRATIVE = """\
# 说明

全年开展**两项**工作：

1. 改造大厅；
2. 培训人员，见[政府网站](https://example.org/)。

![改造后的大厅](大厅.png)

| 培训内容 | 人次 |
|---|--:|
| 办事指南 | 325 |
"""


class Press:
    """What prints documents in this process."""

    def __init__(self, style, theme, _fonts, **_limits):
        from sitegen.printing.printer import Printer  # not above: WeasyPrint is slow to load

        self._printer = Printer(style, theme)

    def __exit__(self, *_how):
        pass

    def print(self, jobs):
        return map(self._printer.print, jobs)


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """What a build publishes of a report with a table, a list, a link and a picture, and of all reports together."""
    root = minimal(tmp_path_factory.mktemp("small"), FORM, REPORT, NARRATIVE)
    Image.new("RGB", (300, 200), "navy").save(root / "content/reports/2020/ju/大厅.png")
    replace(root / "content/site.yaml", "主办单位: 测试\n", "主办单位: 测试\n汇编: [部门]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_printer, "PrintPool", Press)
        built = pipeline.build(root, root / "output", today=TODAY, jobs=1)
    assert built.published, built.checked.diagnostics
    assert sorted(built.documents) == ["departments/ju/volume.pdf", "reports/2020/ju/demo/report.pdf"]
    return root / "output"


@pytest.fixture(scope="module")
def report(output):
    return (output / "reports/2020/ju/demo/report.pdf").read_bytes()


def test_every_cell_is_told_with_its_headers(report):
    tags = read(report)
    table = next(tags.root.all("Table"))
    names = {header.id: squeezed(header.text) for header in table.all("TH")}
    told = {
        squeezed(cell.text): {names[str(name)] for name in cell.attributes["/Headers"]}
        for cell in table.all("TD")
    }
    assert told == {
        "12,345.60": {"局机关", "基本支出"},
        "8.00": {"局机关", "项目支出"},
        "70.10": {"服务中心", "基本支出"},
        "0.25": {"服务中心", "项目支出"},
    }
    assert tags.untagged == []


def test_pictures_lists_links_and_tables_of_the_narrative_are_told_as_such(report):
    root = read(report).root
    _, table = root.all("Table")
    assert [squeezed(cell.text) for cell in table.all("TH", "TD")] == ["培训内容", "人次", "办事指南", "325"]
    assert [figure.alt for figure in root.all("Figure")] == ["改造后的大厅"]
    items = [squeezed(item.text) for item in root.all("LI")]
    assert any("改造大厅" in each for each in items)
    assert any("政府网站" in squeezed(link.text) for link in root.all("Link"))


def test_a_document_says_what_it_is_and_carries_its_data(report):
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.docinfo["/Title"]
        assert pdf.Root.MarkInfo.Marked
        assert sorted(pdf.attachments) == ["report.csv", "report.json", "report.yaml"]


def test_a_volume_has_the_report_and_leads_to_it(output):
    with pymupdf.open(output / "departments/ju/volume.pdf") as volume:
        assert "12,345.60" in "".join(page.get_text() for page in volume)
        assert any("2020" in title for _, title, _ in volume.get_toc())
