"""The PDF of a report: complete, dated, with bookmarks; wide tables lie."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pymupdf
import pytest

from sitegen.printing.job import PrintJob
from sitegen.rendering.documents.print_page import column_rules, print_html, title_lines
from sitegen.rendering.grids.widths import LYING, UPRIGHT
from sitegen.rendering.report_view import report_view
from sitegen.rendering.views import TableBlock
from tests.rendering import builder
from tests.rendering.pages_under_test import TEMPLATES, squeezed, view_by_hand

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]


def job_of(view, folder) -> PrintJob:
    report = builder.report()
    return PrintJob(
        print_html(TEMPLATES, view), column_rules(view), view.url, (("", folder),), report.published
    )


@pytest.fixture(scope="module")
def document(printed, tmp_path_factory):
    return printed(job_of(view_by_hand(), tmp_path_factory.mktemp("report")))


def text_of(data: bytes) -> str:
    with pymupdf.open(stream=data) as opened:
        return squeezed("".join(page.get_text() for page in opened))


def test_nothing_was_complained_about_and_pages_are_numbered_as_in_official_documents(document):
    assert document.warnings == ()
    with pymupdf.open(stream=document.data) as opened:
        assert document.pages == opened.page_count > 2
        for number, page in enumerate(opened, 1):
            found = page.search_for(f"— {number} —")
            assert bool(found) == (number > 1), number
            if found:
                assert (found[0].x0 > page.rect.width / 2) == (number % 2 == 1)


def test_the_cover_names_the_report_and_its_version(document):
    view = view_by_hand()
    with pymupdf.open(stream=document.data) as opened:
        cover = squeezed(opened[0].get_text())
        running = squeezed(opened[1].get_text())
    for said in (view.title, view.department.label, view.version):
        assert squeezed(said) in cover
    assert f"数据版本{view.version}" in running
    assert view.url in running


def test_every_label_and_figure_is_in_the_text(document):
    text = text_of(document.data)
    report = builder.report()
    for section in report.form.sections:
        assert squeezed(section.title) in text
    for field in report.form.fields.values():
        assert squeezed(field.label) in text
    for data in report.tables.values():
        for row in data.rows:
            for label in (row.label, *row.groups):
                assert squeezed(label) in text
        for column in data.table.leaves:
            assert squeezed(column.label) in text
        for fact in data:
            if fact.figure is not None:
                shown = fact.value.text.replace("-", "−").replace("123456.5", "123,456.5")
                assert shown in text, fact.address
            elif fact.value.text and fact.value.text != "—":
                assert squeezed(fact.value.text) in text
    assert "1075.3万元" in text
    assert "单位：万元" in text


def test_it_is_titled_dated_and_by_its_department(document):
    with pikepdf.open(io.BytesIO(document.data)) as opened:
        assert str(opened.docinfo["/Title"]).endswith(builder.report().title)
        assert str(opened.docinfo["/Author"]) == "岳阳市科学技术协会"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20210630")
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_bookmarks_lead_to_parts_texts_and_tables(document):
    with pymupdf.open(stream=document.data) as opened:
        marks = [(level, title) for level, title, _ in opened.get_toc()]
    assert marks[0] == (1, builder.report().title)
    assert (2, "二、收支情况") in marks
    assert any(title.startswith("部门（单位）年度支出和结余情况") for _, title in marks)


def test_contents_name_the_pages_that_the_parts_stand_on(document):
    with pymupdf.open(stream=document.data) as opened:
        parts = {title: page for level, title, page in opened.get_toc() if level == 2}
        contents = squeezed(opened[1].get_text()).replace(".", "")
    listed = [title for title in parts if squeezed(title) + str(parts[title]) in contents]
    assert len(listed) >= 3
    assert "二、收支情况" in listed


def wide_report():
    columns = tuple(builder.column(f"第{number}列", f"c{number}") for number in range(20))
    table = replace(builder.SPENDING, columns=columns, note="")
    rows = [(builder.institution("甲单位"), [str(number) for number in range(20)])]
    sections = (
        *builder.FORM.sections[:1],
        replace(builder.FORM.sections[1], items=(table,)),
        builder.FORM.sections[2],
    )
    return replace(
        builder.report(),
        form=replace(builder.FORM, sections=sections),
        tables=builder.tables() | {"支出": builder.data(table, rows)},
    )


def test_a_table_too_wide_for_an_upright_page_lies_with_its_heading(printed, tmp_path):
    view = report_view(builder.site().config, wide_report(), builder.verdict(), {})
    with pymupdf.open(stream=printed(job_of(view, tmp_path)).data) as opened:
        lying = [page.get_text() for page in opened if page.rect.width > page.rect.height]
        upright = [page.get_text() for page in opened if page.rect.width < page.rect.height]
    assert len(lying) == 1
    assert "二、收支情况" in lying[0]
    assert "第19列" in squeezed(lying[0])
    assert any("三、自评情况" in text for text in upright[1:])


def test_columns_fill_the_page_and_long_figures_get_the_room_they_need():
    blocks = [
        block
        for section in view_by_hand().sections
        for block in section.blocks
        if isinstance(block, TableBlock)
    ]
    for block in blocks:
        (paper,) = block.papers
        assert sum(paper.setting.widths) == pytest.approx(LYING if block.wide else UPRIGHT)


def test_figures_stand_on_one_line(sample):
    data = next(each for path, each in sample.items() if path.endswith("bumen-juesuan/report.pdf"))
    with pymupdf.open(stream=data) as opened:
        lines = {line for page in opened for line in page.get_text().split("\n")}
    assert "19,705,016.75" in lines
    assert "20,631,984.35" in lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("岳阳市2020年度部门整体支出绩效评价自评报告", ("岳阳市2020年度", "部门整体支出绩效评价自评报告")),
        (
            "义务教育营养改善项目支出绩效自评表（2022年度）",
            ("义务教育营养改善项目支出绩效自评表", "（2022年度）"),
        ),
        ("2021年部门决算公开表", ("2021年部门决算公开表",)),
        ("没有年份可以断开的很长很长的一个报告标题", ("没有年份可以断开的很长很长的一个报告标题",)),
    ],
)
def test_long_titles_are_broken_where_words_end(title, lines):
    assert title_lines(title) == lines


def test_opinions_are_boxed_with_who_signs_them():
    sections = view_by_hand().sections
    opinions = [
        (block, after)
        for section in sections
        for block, after in zip(section.blocks, section.blocks[1:], strict=False)
        if getattr(block, "opinion", False)
    ]
    assert all(after.sign_off and all(field.signature for field in after.fields) for _, after in opinions)


def test_paragraphs_with_long_words_may_break_them(monkeypatch):
    view = view_by_hand()
    word = "https://example.org/" + "x" * 40
    blocks = [block for section in view.sections for block in section.blocks if getattr(block, "html", "")]
    changed = replace(blocks[0], html=f"<p>见 <b>这里</b> {word} 。</p><p>短</p>")
    sections = tuple(
        replace(section, blocks=tuple(changed if block is blocks[0] else block for block in section.blocks))
        for section in view.sections
    )
    page = print_html(TEMPLATES, replace(view, sections=sections))
    assert f'<p class="long-words">见 <b>这里</b> {word}' in page
    assert "<p>短</p>" in page
