"""The PDF: complete, tagged, deterministic, and made without the network."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pymupdf
import pytest

from sitegen.rendering import pdf
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from tests.rendering import builder
from tests.rendering.pages_under_test import TEMPLATES, squeezed, theme, view_by_hand

pytestmark = pytest.mark.slow

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6360000000020001e5"
    "27de"
) + bytes.fromhex("fc0000000049454e44ae426082")


@pytest.fixture(scope="module")
def printer():
    return pdf.Printer(TEMPLATES, theme())


@pytest.fixture(scope="module")
def document(printer, tmp_path_factory):
    return printer.print(view_by_hand(), tmp_path_factory.mktemp("report"))


def text_of(data: bytes) -> str:
    with pymupdf.open(stream=data) as opened:
        return squeezed("".join(page.get_text() for page in opened))


def elements(data: bytes, kind: str):
    """The structure elements of a kind, in reading order."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        stack = [opened.Root.StructTreeRoot.K[0]]
        found = []
        while stack:
            element = stack.pop()
            if element.get("/S") == kind:
                found.append(
                    {
                        "attributes": dict(element.get("/A", {})),
                        "id": str(element.get("/ID", "")),
                        "alt": element.get("/Alt"),
                    }
                )
            kids = element.get("/K", [])
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            stack += [kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return found


def test_nothing_was_complained_about_and_the_pages_are_counted(document):
    assert document.warnings == ()
    with pymupdf.open(stream=document.data) as opened:
        assert document.pages == opened.page_count > 1
        assert f"第2页/共{document.pages}页" in squeezed(opened[1].get_text())


def test_every_label_and_figure_is_in_the_text(document):
    text = text_of(document.data)
    report = builder.report()
    for section in report.form.sections:
        assert squeezed(section.title) in text
    for field in report.form.fields.values():
        assert field.label in text
    for data in report.tables.values():
        for row in data.rows:
            for label in (row.label, *row.groups):
                assert squeezed(label) in text
        for column in data.table.leaves:
            assert column.label in text
        for fact in data:
            if fact.figure is not None:
                shown = fact.value.text.replace("-", "−").replace("123456.5", "123,456.5")
                assert shown in text, fact.address
            elif fact.value.text and fact.value.text != "—":
                assert squeezed(fact.value.text) in text
    assert "1075.3万元" in text
    assert "单位：万元" in text


def test_it_is_tagged_titled_dated_and_in_chinese(document):
    with pikepdf.open(io.BytesIO(document.data)) as opened:
        root = opened.Root
        assert "/StructTreeRoot" in root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "zh-CN"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert b"pdfuaid" in root.Metadata.read_bytes()
        assert str(opened.docinfo["/Title"]).endswith(builder.report().title)
        assert str(opened.docinfo["/Author"]) == "岳阳市科学技术协会"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20210630")


def test_bookmarks_lead_to_parts_texts_and_tables(document):
    with pymupdf.open(stream=document.data) as opened:
        marks = [(level, title) for level, title, _ in opened.get_toc()]
    assert marks[0] == (1, builder.report().title)
    assert (2, "二、收支情况") in marks
    assert any(title.startswith("部门（单位）年度支出和结余情况") for _, title in marks)


def test_header_cells_are_header_cells_and_have_what_weasyprint_gives_them(document):
    headers = elements(document.data, "/TH")
    assert all(header["id"] for header in headers)
    assert {header["attributes"].get("/ColSpan") for header in headers} >= {2, 3}
    ids = {header["id"] for header in headers}
    cells = elements(document.data, "/TD")
    assert all(str(name) in ids for cell in cells for name in cell["attributes"].get("/Headers", []))
    assert len(elements(document.data, "/Caption")) >= len(builder.report().tables) - 1


def test_it_is_the_same_every_time(document, tmp_path):
    assert pdf.Printer(TEMPLATES, theme()).print(view_by_hand(), tmp_path) == document


def test_a_table_too_wide_for_an_upright_page_lies_with_its_heading(printer, tmp_path):
    columns = tuple(builder.column(f"第{number}列", f"c{number}") for number in range(20))
    table = replace(builder.SPENDING, columns=columns, note="")
    rows = [(builder.institution("甲单位"), [str(number) for number in range(20)])]
    sections = (
        *builder.FORM.sections[:1],
        replace(builder.FORM.sections[1], items=(table,)),
        builder.FORM.sections[2],
    )
    report = replace(
        builder.report(),
        form=replace(builder.FORM, sections=sections),
        tables=builder.tables() | {"支出": builder.data(table, rows)},
    )
    printed = printer.print(report_view(builder.site(), report, builder.verdict(), {}), tmp_path)
    with pymupdf.open(stream=printed.data) as opened:
        lying = [page.get_text() for page in opened if page.rect.width > page.rect.height]
        upright = [page.get_text() for page in opened if page.rect.width < page.rect.height]
    assert len(lying) == 1
    assert "二、收支情况" in lying[0]
    assert "第19列" in squeezed(lying[0])
    assert any("三、自评情况" in text for text in upright[1:])


def with_text(html: str):
    prose = replace(builder.PROSE, pieces=(html,))
    return replace(builder.report(), prose={"职能职责概述": prose})


def printed_with(printer, html: str, folder, base_url: str = ""):
    view = report_view(builder.site(base_url), with_text(html), builder.verdict(), {})
    return printer.print(view, folder)


def test_images_come_from_the_folder_of_the_report(printer, tmp_path):
    (tmp_path / "图.png").write_bytes(PIXEL)
    printed = printed_with(printer, '<p><img src="%E5%9B%BE.png" alt="一张图" /></p>', tmp_path)
    assert printed.warnings == ()
    assert [str(found["alt"]) for found in elements(printed.data, "/Figure")] == ["一张图"]


@pytest.mark.parametrize(
    "source", ["../secret.png", "https://example.com/a.png", "file:///etc/hostname", "none.png"]
)
def test_nothing_else_is_opened_and_the_attempt_is_reported(printer, tmp_path, source):
    folder = tmp_path / "report"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(PIXEL)
    printed = printed_with(printer, f'<p><img src="{source}" alt="图" /></p>', folder)
    assert len(printed.warnings) == 1
    assert "Failed to load image" in printed.warnings[0]


def test_links_are_public_or_none(printer, tmp_path):
    html = '<p><a href="附件.xlsx">附件</a> <a href="https://example.com/">外</a></p>'

    def targets(printed):
        with pymupdf.open(stream=printed.data) as opened:
            return {link["uri"] for page in opened for link in page.get_links() if link.get("uri")}

    assert targets(printed_with(printer, html, tmp_path)) == {"https://example.com/"}
    public = targets(printed_with(printer, html, tmp_path, "https://example.org"))
    assert len(public) == 2
    assert all(
        link.startswith(("https://example.org/reports/2020/kexie/demo/", "https://example.com/"))
        for link in public
    )


def test_what_is_wrong_with_a_style_sheet_is_reported(tmp_path):
    (tmp_path / "print").mkdir()
    (tmp_path / "print/pdf.css").write_text("p { colour: red }", encoding="utf-8")
    own = Theme("own", (tmp_path, *theme().folders))
    printed = pdf.Printer(environment(own), own).print(view_by_hand(), tmp_path)
    assert any("colour" in warning for warning in printed.warnings)
