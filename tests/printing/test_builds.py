"""PDFs in a build: what did not change is not printed again, what cannot be printed stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import pipeline
from sitegen.artifacts import pdf_findings, pdf_printer
from sitegen.artifacts.pdf_findings import MOST_ROWS
from sitegen.model.reports.report_head import ReportHead
from tests.site_tools import TODAY, minimal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      单位名称: {标识: name, 类型: 文字}
      明细:
        类型: 表格
        标识: items
        标题: 明细
        行: {清单: 项目}
        列:
          金额: {标识: amount}
      说明: {标识: text, 类型: 正文}
"""
REPORT = """\
表单: demo
部门: ju
年度: 2020
单位名称: 测试局
明细:
  甲: {金额: 1.00}
"""


@pytest.fixture
def site(tmp_path):
    return minimal(tmp_path / "site", FORM, REPORT, "# 说明\n\n一切正常。\n")


@pytest.fixture
def counted(monkeypatch):
    """How many documents were printed, build by build."""
    counts = []
    real = pdf_printer.PrintPool

    def press(*arguments, most, **options):
        counts.append(most)
        return real(*arguments, most=most, **options)

    monkeypatch.setattr(pdf_printer, "PrintPool", press)
    return counts


def built(site):
    return pipeline.build(site, site / "output", today=TODAY)


def pdf(site):
    return (site / "output/reports/2020/ju/demo/report.pdf").read_bytes()


def test_a_pdf_whose_report_did_not_change_is_never_made_again(site, counted):
    assert built(site).published
    first = pdf(site)
    assert built(site).published
    assert (counted, pdf(site)) == ([1], first)


@pytest.mark.parametrize("what", ["figure", "narrative", "form", "theme", "fonts"])
def test_whatever_a_pdf_is_made_from_makes_it_anew(site, counted, what, monkeypatch):
    assert built(site).published
    first = pdf(site)
    if what == "figure":
        path = site / "content/reports/2020/ju/report.yaml"
        path.write_text(REPORT.replace("1.00", "2.00"), encoding="utf-8")
    elif what == "narrative":
        (site / "content/reports/2020/ju/narrative.md").write_text("# 说明\n\n一切都好。\n", encoding="utf-8")
    elif what == "form":
        (site / "content/forms/demo.yaml").write_text(
            FORM.replace("标题: 明细", "标题: 明细表"), encoding="utf-8"
        )
    elif what == "theme":
        own_style(site, "p { color: #000 }")
    else:
        real = pdf_printer.font_set
        monkeypatch.setattr(pdf_printer, "font_set", lambda chosen: _otherwise(real(chosen)))
    assert built(site).published
    assert counted == [1, 1]
    assert (pdf(site) == first) == (what == "fonts")


def _otherwise(fonts):
    """The same fonts, of which the site would rather have another order."""
    from dataclasses import replace

    return replace(fonts, order=(*fonts.order, ("另一种", ("Noto Serif CJK SC",))))


def test_40_a_table_of_thousands_of_rows_is_refused_with_a_remedy(site):
    rows = "".join(f"  第{number}项: {{金额: 1.00}}\n" for number in range(MOST_ROWS + 1))
    path = site / "content/reports/2020/ju/report.yaml"
    path.write_text(REPORT + rows, encoding="utf-8")
    outcome = built(site)
    assert not outcome.published
    (found,) = [each for each in outcome.checked.diagnostics if each.severity == "error"]
    assert found.code == "OUT110"
    assert "明细" in found.message
    assert (found.place.line, found.place.column) == (6, 3)


def own_style(site, rules):
    """Let the site have a theme of its own that prints by these rules."""
    style = site / "themes/own/print/pdf.css"
    style.parent.mkdir(parents=True)
    style.write_text(rules, encoding="utf-8")
    (site / "content/site.yaml").write_text("名称: 测试站\n主办单位: 测试\n主题: own\n", encoding="utf-8")


def test_what_runs_over_its_cell_or_the_page_is_told_at_the_value_that_does(site):
    own_style(site, "table { table-layout: fixed; width: 60px } td { white-space: nowrap }")
    report = site / "content/reports/2020/ju/report.yaml"
    report.write_text(REPORT.replace("1.00", "123456789.00"), encoding="utf-8")
    first, again = built(site), built(site)
    assert not first.published
    (found,) = [each for each in first.checked.diagnostics if each.severity == "error"]
    assert (found.code, found.place.file) == ("OUT111", "content/reports/2020/ju/report.yaml")
    assert (found.place.line, found.place.column) == (6, 11)
    assert "“123,456,789.00”" in found.message
    assert found in again.checked.diagnostics


def test_a_picture_that_cannot_be_read_is_told_where_the_text_has_it():
    head = ReportHead(2020, "ju", "demo", "demo", "content/reports/2020/ju")
    said = "Failed to load image at 'https://x.invalid/图.png': broken data stream"
    (found,) = pdf_findings.warnings([said], [head], Path("nowhere"))
    assert found.message.startswith("图片 图.png 读不出来")


@pytest.mark.parametrize(
    ("lines", "narrative", "place"),
    [
        (40, "# 概述\n\n一切正常。\n", ("report.yaml", 5)),
        (1, "# 概述\n\n好。\n\n# 说明\n\n" + "一切正常。" * 400, ("narrative.md", 5)),
    ],
)
def test_a_document_that_does_not_end_is_told_where_it_is_longest(tmp_path, lines, narrative, place):
    items = "".join(f"  项目{at}: {{金额: 1.00}}\n" for at in range(lines))
    root = minimal(tmp_path / "site", FORM, f"{REPORT.partition('明细')[0]}明细:\n{items}", narrative)
    head = ReportHead(2020, "ju", "demo", "demo", "content/reports/2020/ju")
    found = pdf_findings.failed("超过 120 秒没有生成完，已停止。", [head], root)
    assert (found.place.file, found.place.line) == (f"{head.folder}/{place[0]}", place[1])
    assert "从这里开始" in found.message


def test_a_document_that_fails_stops_the_build_and_is_named(site, monkeypatch):
    own_style(site, "p { colour: red }")
    outcome = built(site)
    assert not outcome.published
    codes = {each.code for each in outcome.checked.diagnostics if each.severity == "error"}
    assert codes == {"OUT106"}
    assert not (site / "output").exists()


def test_comments_of_the_clerk_are_not_published(site):
    import io

    import pikepdf

    path = site / "content/reports/2020/ju/report.yaml"
    path.write_text(
        REPORT.replace("单位名称: 测试局", "# 待老王核对\n单位名称: 测试局  # 还没有盖章"), encoding="utf-8"
    )
    assert built(site).published
    with pikepdf.open(io.BytesIO(pdf(site))) as opened:
        source = opened.attachments["report.yaml"].get_file().read_bytes().decode()
    assert source.count("\n") == path.read_text(encoding="utf-8").count("\n")
    assert "老王" not in source
    assert "#" not in source
    assert "单位名称: 测试局" in source
