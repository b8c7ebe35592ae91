"""A build makes everything or nothing, the same bytes each time, and says what it made."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest
from lxml import html

from sitegen import pipeline
from sitegen.errors import NotPublished
from tests.site_tools import ROOT, SEED, TODAY, check, copy_of, cut, minimal, replace

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、收支:
    内容:
      支出:
        类型: 表格
        标识: spending
        标题: 支出情况
        行: {机构: 机构名称, 合计: 首行}
        列:
          支出合计: {标识: total}
          基本支出: {标识: basic}
          项目支出: {标识: project}
        校验:
          - 支出合计 = 基本支出 + 项目支出
      概述: {标识: text, 类型: 正文}
"""
REPORT = """\
表单: demo
部门: ju
年度: 2020
支出:
  汇总: {支出合计: 30.00, 基本支出: 10.00, 项目支出: 20.00}
  1、甲: {支出合计: 10.01, 基本支出: 3.34, 项目支出: 6.67}
  2、乙: {支出合计: 20.00, 基本支出: 6.67, 项目支出: 13.33}
"""
REPORT_PAGE = "reports/2020/ju/demo/index.html"
TEXT = "# 概述\n\n全年支出 {{ 支出.支出合计 }}，其中甲 {{ 支出.支出合计[甲] }}。\n"


def build(root: Path, output: Path, *, pdf: bool = False) -> pipeline.Built:
    return pipeline.build(root, output, today=TODAY, pdf=pdf)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_the_sample_site_has_its_pages_documents_and_data(sample_site_with_pdfs):
    site = sample_site_with_pdfs
    reports = [page for page in site.pages if page.startswith("reports/") and "/checks/" not in page]
    assert "index.html" in site.pages
    assert len(reports) == len([path for path in site.documents if path.endswith("report.pdf")]) >= 25
    for page in reports:
        folder = (site.output / page).parent
        assert {"index.html", "report.pdf", "report.csv", "report.json"} <= {
            path.name for path in folder.iterdir()
        }


@pytest.mark.slow
def test_the_explanations_are_printed_on_the_page_and_in_the_pdf(sample_site_with_pdfs):
    folder = sample_site_with_pdfs.output / "reports/2020/yueyang-kexie/yueyang-bumen-zhengti"
    page = html.fromstring((folder / "index.html").read_bytes()).text_content()
    with pymupdf.open(folder / "report.pdf") as document:
        printed = "".join(text.get_text() for text in document)
    for words in ("按原报告公开，未作改动", "示例站编辑", "长期"):
        assert words in page
        assert words in "".join(printed.split())


@pytest.mark.slow
def test_pages_state_the_length_and_size_of_the_pdf(sample_site_with_pdfs):
    folder = sample_site_with_pdfs.output / "reports/2020/yueyang-kexie/yueyang-bumen-zhengti"
    with pymupdf.open(folder / "report.pdf") as document:
        pages = len(document)
    link = html.fromstring((folder / "index.html").read_bytes()).xpath('//a[@href="report.pdf"]')[0]
    assert f"{pages} 页" in link.text_content()
    assert "KB" in link.text_content()


def test_facts_in_prose_show_the_figure_with_its_unit_for_people_and_machines(tmp_path):
    root = minimal(tmp_path, FORM, REPORT, TEXT)
    assert build(root, tmp_path / "out").published
    page = html.fromstring((tmp_path / "out" / REPORT_PAGE).read_bytes())
    shown = page.xpath('//div[contains(@class, "prose")]//data')
    assert [(each.get("value"), "".join(each.text_content().split())) for each in shown] == [
        ("30.00", "30.00万元"),
        ("10.01", "10.01万元"),
    ]


@pytest.mark.parametrize(
    ("reference", "column"),
    [("支出.支岀合计", 8), ("支出.支出合计[丙]", 8), ("没有", 8), ("支出.项目支出[甲", 8 + 10)],
)
def test_an_unknown_fact_in_prose_is_an_error_at_its_place(tmp_path, reference, column):
    root = minimal(tmp_path, FORM, REPORT, f"# 概述\n\n全年支出 {{{{ {reference} }}}}。\n")
    built = build(root, tmp_path / "out")
    assert not built.published
    (found,) = built.checked.diagnostics[:1]
    assert found.place.file.endswith("narrative.md")
    assert found.place.line == 3
    assert found.code in ("TEXT110", "TEXT109")


@pytest.mark.parametrize(
    ("after", "is_doubled"),
    [
        ("万元。", True),
        (" 万元，", True),
        ("**万元**", True),
        ("万元以上", True),
        ("。", False),
        ("，万元", False),
    ],
)
def test_the_unit_of_a_reference_is_not_written_again(tmp_path, after, is_doubled):
    root = minimal(tmp_path, FORM, REPORT, f"# 概述\n\n全年支出{{{{ 支出.支出合计 }}}}{after}\n")
    found = [each for each in check(root).diagnostics if each.code == "TEXT109"]
    assert ["万元万元" in each.message for each in found] == [True] * is_doubled


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("1&#xfe00;3.00万元", True),
        ("1&#xFE0F;3.00万元", True),
        ("1\ufe0f3.00万元", True),
        ("1&#917760;3.00万元", True),
        ("1&zwj;3.00万元", True),
        ("人&#xfe0f;数", True),
        ("☎&#xfe0f; 热线", False),
        ("1\ufe0f\u20e3 热线", False),
    ],
)
def test_what_nobody_sees_in_a_figure_is_told_however_it_is_written(tmp_path, text, is_told):
    root = minimal(tmp_path, FORM, REPORT, f"# 概述\n\n全年支出{text}。\n")
    codes = {each.code for each in check(root).diagnostics}
    assert bool(codes & {"YAML114", "YAML104"}) is is_told


def test_a_rounding_difference_passes_with_a_footnote_on_the_page(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    built = build(root, tmp_path / "out")
    assert [(each.code, each.severity, each.fact) for each in built.checked.diagnostics] == [
        ("SUM103", "info", "支出.支出合计[汇总]"),
        ("SUM103", "info", "支出.基本支出[汇总]"),
    ]
    text = html.fromstring((tmp_path / "out" / REPORT_PAGE).read_bytes()).text_content()
    assert "因四舍五入，分项之和与合计略有出入" in text
    assert "（其中 2 项合计有四舍五入的尾差）" in text
    listed = (tmp_path / "out" / REPORT_PAGE).with_name("checks") / "index.html"
    assert listed.read_text(encoding="utf-8").count("≈ 通过，有尾差") == 2
    assert "个末位单位（" in listed.read_text(encoding="utf-8")


def test_an_error_leaves_the_old_output_untouched(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    output = tmp_path / "out"
    assert build(root, output).published
    before = tree(output)
    replace(root / "content/reports/2020/ju/report.yaml", "项目支出: 6.67", "项目支出: 7.67")
    built = build(root, output)
    assert not built.published
    assert {each.code for each in built.checked.diagnostics if each.severity == "error"} == {"SUM101"}
    assert tree(output) == before


def test_what_is_gone_from_the_content_is_gone_from_the_output(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    output = tmp_path / "out"
    build(root, output)
    replace(root / "content/reports/2020/ju/report.yaml", "年度: 2020", "年度: 2021")
    build(root, output)
    assert not (output / "reports/2020").exists()
    assert (output / "reports/2021").exists()


def test_a_template_of_the_site_wins_and_a_broken_link_in_it_stops_the_build(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    own = root / "themes/gov/templates"
    own.mkdir(parents=True)
    own_base = (ROOT / "themes/gov/templates/base.html").read_text(encoding="utf-8")
    (own / "base.html").write_text(
        own_base.replace("<main", '<a href="nowhere/">x</a><main', 1), encoding="utf-8"
    )
    built = build(root, tmp_path / "out")
    assert not built.published
    assert {each.code for each in built.checked.diagnostics if each.severity == "error"} == {"OUT101"}


def test_an_unknown_theme_is_a_finding(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    (root / "content/site.yaml").write_text("名称: 测试\n主题: nope\n", encoding="utf-8")
    built = build(root, tmp_path / "out")
    assert not built.published
    assert "SITE104" in [each.code for each in built.checked.diagnostics]


def test_a_part_that_the_theme_lacks_stops_the_build(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    own = root / "themes/gov/assets"
    own.mkdir(parents=True)
    (own / "site.css").write_text('@import "../styles/tabel.css";\n', encoding="utf-8")
    with pytest.raises(
        NotPublished, match=r"assets/site\.css 要并入 styles/tabel\.css.*公开的网站没有改动。"
    ):
        build(root, tmp_path / "out")


def test_removing_the_explanations_stops_the_build(tmp_path):
    root = copy_of(ROOT, tmp_path)
    cut(root / SEED, "数据说明:")
    built = build(root, tmp_path / "out")
    assert not built.published
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_the_json_beside_a_page_has_every_figure(sample_site_with_pdfs):
    for report in check(ROOT).site.reports:
        text = (sample_site_with_pdfs.output / f"reports/{report.key}/report.json").read_text(
            encoding="utf-8"
        )
        document = json.loads(text)
        assert document
        for fact in report.facts():
            assert json.dumps(fact.address, ensure_ascii=False) in text
