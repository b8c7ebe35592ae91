"""Texts of attachments: where each stands, and what cannot be read is said. What is in each part: tests/privacy."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import docx
import openpyxl
import pikepdf
import pymupdf
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from PIL import Image

from sitegen.reading.attached import archives, texts
from sitegen.reading.attached.read import texts_of
from sitegen.reading.attached.texts import Unreadable
from tests.privacy import carriers


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def words(name, data):
    return {text.where: text.text for text in texts_of(name, data)}


def problem(name, data):
    with pytest.raises(Unreadable) as raised:
        list(texts_of(name, data))
    return str(raised.value)


def packed(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"[Content_Types].xml": "<Types/>", **members}.items():
            archive.writestr(name, text)
    return data.getvalue()


# Where it stands


def test_word():
    document = docx.Document()
    document.add_paragraph("正文").add_run("加粗").bold = True
    document.sections[0].header.paragraphs[0].text = "页眉里"
    document.sections[0].footer.paragraphs[0].text = "页脚里"
    document.core_properties.author = "作者甲"
    found = {(text.where, text.text) for text in texts_of("a.docx", saved(document))}
    assert {
        ("页眉", "页眉里"),
        ("页脚", "页脚里"),
        ("正文", "正文加粗"),
        ("文档属性“作者”", "作者甲"),
    } <= found


def test_a_cell_of_word_has_the_head_of_its_column():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["姓名", "联系电话", "张某", "13800138000"], strict=True):
        cell.text = text
    heads = {text.text: text.head for text in texts_of("a.docx", saved(document))}
    assert heads["13800138000"] == "联系电话\n张某"


def test_deleted_text_is_read_with_and_without():
    deleted = "<w:del w:id='1'><w:r><w:delText>删去</w:delText></w:r></w:del>"
    data = carriers.word(carriers.paragraph(carriers.run("留下"), deleted, carriers.run("的字")))
    found = [text.text for text in texts_of("a.docx", data)]
    assert "留下删去的字" in found
    assert "留下的字" in found


def test_excel():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "明细"
    sheet["B2"], sheet["B3"] = "电话", 13800138000.0
    sheet["B4"].comment = Comment("批注里", "某人")
    sheet.oddHeader.left.text = "页眉里"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "藏着"
    book.properties.lastModifiedBy = "修改者"
    everything = list(texts_of("a.xlsx", saved(book)))
    found = {text.where: text for text in everything}
    assert found["工作表“明细”B2"].text == "电话"
    assert found["工作表“明细”B3"].text == "13800138000", "a number is its digits"
    assert found["工作表“明细”B3"].head == "电话"
    assert "批注里" in {text.text for text in everything if text.where == "批注"}
    assert found["工作表“明细”的页眉"].text.strip() == "页眉里"
    assert found["工作表“底稿”A1"].text == "藏着"
    assert found["文档属性“最后修改者”"].text == "修改者"


@pytest.mark.parametrize(
    ("shown_as", "shown"),
    [("#,##0.00", "13,800,138,000.00"), ("#,##0", "13,800,138,000"), ("0.00", "13,800,138,000.00"),
     ("￥0", "13,800,138,000.00"), ("0", "13800138000"), ("General", "13800138000"), ("@", "13800138000")],
)  # fmt: skip
def test_a_number_is_read_as_it_is_shown(shown_as, shown):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    book.add_worksheet("表").write_number(0, 0, 13800138000, book.add_format({"num_format": shown_as}))
    book.close()
    assert words("a.xlsx", data.getvalue())["工作表“表”A1"] == shown


def test_a_cell_at_the_far_end_is_one_cell():
    sheet = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>远处</v></c></row></sheetData></worksheet>'
    data = packed(**{"xl/worksheets/sheet1.xml": sheet})
    assert words("a.xlsx", data) == {"工作表“sheet1.xml”XFD1048576": "远处"}


def test_parts_without_a_byte_say_nothing():
    """LibreOffice writes such a part into every document."""
    data = packed(**{"content.xml": "<d><p>字</p></d>", "Configurations2/accelerator/current.xml": ""})
    assert words("a.ods", data) == {"正文": "字"}


def test_pdf():
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "第一页的字", fontname="china-s")
    page.add_text_annot((100, 100), "批注里的字")
    document.set_metadata({"author": "作者甲"})
    everything = list(texts_of("a.pdf", document.tobytes()))
    found = {text.where: text.text for text in everything}
    assert "第一页的字" in found["第 1 页"]
    assert "批注里的字" in {text.text for text in everything if text.where == "第 1 页的批注"}
    assert found["文档属性“Author”"] == "作者甲"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text(encoding):
    data = "姓名,电话\n甲,1\n".encode(encoding)
    assert words("a.txt", data) == {"第 1 行": "姓名,电话\n", "第 2 行": "甲,1\n"}


def test_a_page_is_read_without_its_tags():
    found = [text.text for text in texts_of("a.html", "<p>一<b>二</b>三</p><a href='tel:1'>四</a>".encode())]
    assert found == ["一二三", "四", "tel:1"]


def test_a_file_within_a_file_says_so():
    found = words("a.docx", carriers.WORD["embedded workbook"]("内嵌的字"))
    assert found["其中的 Sheet1.xlsx，工作表“Sheet”B2"] == "内嵌的字"


# What cannot be read is said


def test_old_and_unknown_formats():
    assert problem("a.doc", b"x") == "旧格式"
    assert "不认识" in problem("b.zip", b"x")
    assert "没有扩展名" in problem("b", b"x")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.xlsm", "a.pptx", "a.ods", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 100, packed()[:-30]])
def test_damaged_files(name, data):
    assert problem(name, data)


def test_nothing_but_a_problem_comes_of_damage():
    """Any byte of any file may be wrong."""
    files = {"a.docx": carriers.WORD["comment"]("字"), "a.xlsx": carriers.sheet("字"), "a.pdf": carriers.PDF["form"]("字"),
             "a.jpg": carriers.located("JPEG"), "a.png": carriers.PICTURES["PNG, zTXt"][1]("字"),
             "a.webp": carriers.located("WEBP")}  # fmt: skip
    for name, data in files.items():
        for at in range(0, len(data), max(1, len(data) // 25)):
            for wrong in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
                with suppress(Unreadable):
                    list(texts_of(name, wrong))


def test_a_scan_has_no_text():
    document = pymupdf.open()
    document.new_page().draw_rect((0, 0, 100, 100))
    assert "扫描件" in problem("a.pdf", document.tobytes())


def test_passwords():
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "x")
    closed = io.BytesIO()
    with pikepdf.open(io.BytesIO(document.tobytes())) as pdf:
        pdf.save(closed, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert problem("a.pdf", closed.getvalue()) == "有密码"
    assert "有密码" in problem("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert problem("a.ods", packed(**{"content.xml": "?", "META-INF/manifest.xml": manifest})) == "有密码"


def test_bombs_are_not_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "UNPACKED_LIMIT", 1000)
    assert problem("a.docx", packed(**{"word/document.xml": "0" * 10_000})) == "解开后太大"


def test_there_is_an_end_to_text(monkeypatch):
    monkeypatch.setattr(texts, "MOST_CHARACTERS", 1000)
    monkeypatch.setattr(texts.Allowance.__init__, "__defaults__", (1000,))
    assert "太多" in problem("a.txt", b"0" * 2000)
    assert "太多" in problem("a.docx", packed(**{"word/document.xml": f"<p>{'0' * 2000}</p>"}))


def test_entities_and_depth():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    assert "实体" in problem("a.docx", packed(**{"word/document.xml": bomb}))
    deep = "<p>" * 5_000 + "</p>" * 5_000
    assert "嵌套" in problem("a.docx", packed(**{"word/document.xml": deep}))


def test_what_is_within_is_not_passed_over():
    inner = packed(**{"word/document.xml": "<p>字</p>", "word/embeddings/oleObject1.bin": "?"})
    assert "oleObject1.bin" in problem("a.docx", inner)
    assert "宏" in problem("a.xlsm", packed(**{"xl/vbaProject.bin": "?"}))
    nested = packed(**{"word/document.xml": "<p>字</p>"})
    for _ in range(8):
        nested = packed(**{"word/embeddings/a.docx": nested})
    assert "太深" in problem("a.docx", nested)


def test_pictures():
    assert words("a.gif", b"GIF89a") == {}
    assert "不是真正的图片" in problem("a.png", b"<html>")
    plain = io.BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    assert words("a.jpg", plain.getvalue()) == {}
    assert any(text.is_location for text in texts_of("a.jpg", carriers.located("JPEG")))


# What is packed in a document and nobody can read


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("embeddings/a.zip", packed(a="x")),
        ("afchunk.rtf", b"{\\rtf1 138\\'30}"),
        ("afchunk.mht", b"MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\nMTM4"),
        ("a.wps", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_a_part_that_cannot_be_read_is_told(name, data):
    document = packed(**{"word/document.xml": "<p/>", f"word/{name}": data})
    assert f"读不出的 {name.rpartition('/')[2]}" in problem("a.docx", document)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_of_one_name_are_told():
    data = io.BytesIO(packed(**{"word/document.xml": "<p>甲</p>"}))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/document.xml", "<p>乙</p>")
    assert "同名" in problem("a.docx", data.getvalue())


def test_the_directory_is_not_believed():
    data = packed(**{"word/document.xml": "<p>甲乙丙丁</p>"})
    entry = data.rindex(b"PK\x01\x02")
    lying = data[: entry + 24] + bytes(4) + data[entry + 28 :]
    assert "大小不实" in problem("a.docx", lying)


def test_what_is_packed_behind_a_picture_is_told():
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    assert "压缩包" in problem("a.png", picture.getvalue() + packed(a="x"))


def test_where_a_picture_within_was_taken_is_told_whatever_its_name_is():
    located = carriers.located("JPEG")
    for name in ("image1.emf", "image1.bin", "image1.dat"):
        data = packed(**{"word/document.xml": "<a/>", f"word/media/{name}": located})
        assert any(text.is_location for text in texts_of("a.docx", data)), name


def test_parts_that_no_directory_lists_are_told():
    whole, hidden = packed(**{"word/document.xml": "<a>x</a>"}), io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("word/old.xml", "<a>y</a>")
    part = hidden.getvalue()[: hidden.getvalue().index(b"PK\x01\x02")]
    directory = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    moved = int.from_bytes(whole[end + 16 : end + 20], "little") + len(part)
    changed = (
        whole[:directory]
        + part
        + whole[directory : end + 16]
        + moved.to_bytes(4, "little")
        + whole[end + 20 :]
    )
    assert "没有列出" in problem("a.docx", changed)
