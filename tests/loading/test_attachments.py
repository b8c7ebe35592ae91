"""Text of attachments: everything that somebody could find in them is found here too."""

from __future__ import annotations

import zipfile

import docx
import openpyxl
import pikepdf
import pymupdf
import pytest
from openpyxl.comments import Comment

from sitegen.loading.attachments import load_attachments


@pytest.fixture
def folder(tmp_path):
    """The folder of a report."""
    (tmp_path / "report.yaml").write_text("表单: demo\n", encoding="utf-8")
    (tmp_path / "narrative.md").write_text("# 概述\n", encoding="utf-8")
    return tmp_path


def only(folder):
    (attachment,) = load_attachments(folder, folder)
    return attachment


def words(folder):
    return {text.where: text.text for text in only(folder).texts}


def test_the_reports_own_files_are_no_attachments(folder):
    below = folder / "另一份"
    below.mkdir()
    (below / "report.yaml").write_text("表单: demo\n", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "report.yaml")
    assert load_attachments(folder, folder) == ()


def test_word(folder):
    document = docx.Document()
    document.add_paragraph("正文").add_run("加粗").bold = True
    document.add_table(1, 1).cell(0, 0).text = "格子"
    document.sections[0].header.paragraphs[0].text = "页眉里"
    document.sections[0].footer.paragraphs[0].text = "页脚里"
    document.core_properties.author = "作者甲"
    document.core_properties.comments = "备注乙"
    document.save(str(folder / "a.docx"))
    everything = " ".join(text.text for text in only(folder).texts)
    for each in ("正文加粗", "格子", "页眉里", "页脚里", "作者甲", "备注乙"):
        assert each in everything
    assert {"页眉", "页脚", "正文", "文档属性“作者”"} <= set(words(folder))


def test_word_deleted_text_is_still_in_the_file(folder):
    document = docx.Document()
    paragraph = document.add_paragraph("留下")
    run = paragraph._p.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del", {})
    inner = run.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r", {})
    text = inner.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}delText", {})
    text.text = "删去"
    inner.append(text)
    run.append(inner)
    paragraph._p.append(run)
    document.save(str(folder / "a.docx"))
    assert any("留下删去" in each.text for each in only(folder).texts)


def test_excel(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "明细"
    sheet["B2"] = "文字"
    sheet["B3"] = 13800138000.0
    sheet["B4"].comment = Comment("批注里", "某人")
    sheet.oddHeader.left.text = "页眉里"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "藏着"
    book.properties.lastModifiedBy = "修改者"
    book.save(folder / "a.xlsx")
    found = words(folder)
    assert found["工作表“明细”B2"] == "文字"
    assert found["工作表“明细”B3"] == "13800138000", "a number is its digits"
    assert "批注里" in found["工作表“明细”B4 的批注"]
    assert found["工作表“明细”的页眉"] == "页眉里"
    assert found["工作表“底稿”A1"] == "藏着"
    assert found["文档属性“最后修改者”"] == "修改者"


def test_pdf(folder):
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "第一页的字", fontname="china-s")
    page.add_text_annot((100, 100), "批注里的字")
    document.set_metadata({"author": "作者甲"})
    document.save(folder / "a.pdf")
    found = words(folder)
    assert "第一页的字" in found["第 1 页"]
    assert found["第 1 页的批注"] == "批注里的字"
    assert found["文档属性“Author”"] == "作者甲"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text(folder, encoding):
    (folder / "a.csv").write_bytes("姓名,电话\n甲,1\n".encode(encoding))
    assert words(folder) == {"第 1 行": "姓名,电话", "第 2 行": "甲,1"}


# What cannot be read is said


def test_old_and_unknown_formats(folder):
    (folder / "a.doc").write_bytes(b"x")
    (folder / "b.zip").write_bytes(b"x")
    old, unknown = load_attachments(folder, folder)
    assert old.problem == "旧格式"
    assert "不认识" in unknown.problem


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 100])
def test_damaged_files(folder, name, data):
    (folder / name).write_bytes(data)
    assert only(folder).problem


def test_a_scan_has_no_text(folder):
    document = pymupdf.open()
    document.new_page().draw_rect((0, 0, 100, 100))
    document.save(folder / "a.pdf")
    assert "扫描件" in only(folder).problem


def test_a_pdf_with_a_password(folder):
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "x")
    document.save(folder / "plain.pdf")
    with pikepdf.open(folder / "plain.pdf") as pdf:
        pdf.save(folder / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    (folder / "plain.pdf").unlink()
    assert only(folder).problem


def test_a_bomb_is_not_unpacked(folder, monkeypatch):
    monkeypatch.setattr("sitegen.loading.attachments.UNPACKED_LIMIT", 1000)
    with zipfile.ZipFile(folder / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 10_000)
    assert only(folder).problem == "解开后太大"


def test_images_have_no_text(folder):
    (folder / "a.png").write_bytes(b"x")
    assert only(folder).is_image
    assert only(folder).problem == ""
