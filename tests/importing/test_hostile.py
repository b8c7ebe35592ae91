"""Files that mean harm, or cannot be read: one sentence says why, nothing is written, nothing hangs."""

from __future__ import annotations

import io
import os
import shutil
import stat
import zipfile

import docx
import openpyxl
import pikepdf
import pymupdf
import pytest

from sitegen.importing.readers.read import blocks_of
from sitegen.importing.source import Grid
from sitegen.reading.attached import archives
from sitegen.reading.attached.texts import Unreadable
from tests.calling import call
from tests.importing.documents import saved
from tests.site_tools import ROOT


def problem(name, data):
    with pytest.raises(Unreadable) as raised:
        blocks_of(name, data)
    return str(raised.value)


def word(text="人员编制：27"):
    made = docx.Document()
    made.add_paragraph(text)
    return saved(made)


def book():
    made = openpyxl.Workbook()
    made.active["A1"] = "人员编制"
    return saved(made)


def with_parts(data, **parts):
    """A package with more parts; `__` stands for a slash and `_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename not in parts:
                new.writestr(each, old.read(each))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def test_macros():
    assert "宏" in problem("a.docx", with_parts(word(), **{"word/vbaProject.bin": b"\0" * 100}))
    assert "宏" in problem("a.xlsx", with_parts(book(), **{"xl/vbaProject.bin": b"\0" * 100}))
    assert "宏" in problem("a.xlsm", book())
    assert "宏" in problem("a.ods", with_parts(book(), **{"Basic/Standard/Module1.xml": "<a/>"}))


def test_a_password():
    assert "密码" in problem("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    made = pymupdf.open()
    made.new_page().insert_text((72, 72), "secret")
    data = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    assert "密码" in problem("a.pdf", data)
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert "密码" in problem("a.ods", with_parts(book(), **{"META-INF/manifest.xml": manifest}))


RELATION = (
    '<Relationships xmlns="r"><Relationship Id="a" TargetMode="External" Target="file:///etc/passwd" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
)


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "frame", "subDocument"])
def test_ties_to_other_files(kind):
    data = with_parts(word(), **{"word/_rels/settings.xml.rels": RELATION % kind})
    assert "链接" in problem("a.docx", data)


def test_a_link_to_click_is_no_tie():
    data = with_parts(word(), **{"word/_rels/footer9.xml.rels": RELATION % "hyperlink"})
    assert blocks_of("a.docx", data)[0].text == "人员编制：27"


def test_external_links_and_dde():
    assert "链接" in problem("a.xlsx", with_parts(book(), **{"xl/externalLinks/externalLink1.xml": "<a/>"}))
    field = (
        '<w:document xmlns:w="w"><w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd</w:instrText></w:r></w:p>'
        "</w:body></w:document>"
    )
    assert "链接" in problem("a.docx", with_parts(word(), **{"word/document.xml": field}))


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><w:document xmlns:w="w">&c;</w:document>'
    assert "实体" in problem("a.docx", with_parts(word(), **{"word/document.xml": bomb}))


def test_a_bomb(monkeypatch):
    monkeypatch.setattr("sitegen.importing.readers.package.UNPACKED_LIMIT", 100_000)
    data = with_parts(word(), **{"word/media/image1.png": b"\0" * 200_000})
    assert "太大" in problem("a.docx", data)
    assert archives.UNPACKED_LIMIT > 100_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 and nothing more"),
        ("a.docx", b""),
        ("a.xlsx", word()),
        ("a.docx", book()),
        ("a.ods", word()),
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.pdf", b""),
    ],
)
def test_broken_files(name, data):
    assert problem(name, data)


def test_a_scan_says_that_it_is_one():
    made = pikepdf.new()
    made.add_blank_page()
    out = io.BytesIO()
    made.save(out)
    assert "扫描" in problem("a.pdf", out.getvalue())


def test_pictures_and_unknown_kinds():
    assert "图片" in problem("a.png", b"\x89PNG")
    assert ".docx" in problem("a.abc", b"")


@pytest.mark.parametrize("attribute", ["colspan", "rowspan"])
def test_a_page_with_endless_cells(attribute):
    page = f"<table><tr><td {attribute}=999999999>甲</td></tr></table>".encode()
    assert len(blocks_of("a.html", page)) == 1
    assert "太大" in problem(
        "a.html", b"<table>" + b"<tr><td rowspan=1000 colspan=1000>a</td></tr>" * 9 + b"</table>"
    )


def test_a_sheet_merged_to_its_end():
    made = openpyxl.Workbook()
    made.active["A1"] = "甲"
    made.active.merge_cells("A1:B2")
    data = saved(made)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = package.read("xl/worksheets/sheet1.xml").replace(b"A1:B2", b"A1:XFD1048576")
    blocks = blocks_of("a.xlsx", with_parts(data, **{"xl/worksheets/sheet1.xml": part}))
    grid = next(block for block in blocks if isinstance(block, Grid))
    assert len(grid.cells) == 1


def test_a_sheet_with_one_cell_far_away():
    made = openpyxl.Workbook()
    made.active["A1"], made.active["B1048576"] = "甲", "乙"
    grid = next(block for block in blocks_of("a.xlsx", saved(made)) if isinstance(block, Grid))
    assert grid.height == 2


# At the front door


@pytest.fixture
def site(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports"))
    return tmp_path


def refused(site, name, data, **environment):
    path = site / name
    path.write_bytes(data)
    done = call(
        "import",
        str(path),
        "--root",
        str(site),
        "--dry-run",
        "--form",
        "yueyang-bumen-zhengti",
        "--year",
        "2020",
    )
    assert done.returncode == 2
    return done.stderr


def test_the_refusal_names_the_file_and_what_to_do(site):
    said = refused(site, "坏的.docx", b"PK\x03\x04")
    assert "坏的.docx" in said
    assert "没有改动任何文件" in said


@pytest.mark.parametrize(("kind", "to"), [("doc", "docx"), ("wps", "docx"), ("xls", "xlsx"), ("et", "xlsx")])
def test_an_old_format_without_libreoffice_says_what_to_type(site, kind, to, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    said = refused(site, f"旧的.{kind}", b"\xd0\xcf\x11\xe0")
    assert f".{to}" in said
    assert "apt-get install" in said


def test_an_old_format_is_converted_where_libreoffice_is(site, monkeypatch):
    office = site / "bin/soffice"
    office.parent.mkdir()
    (site / "made.docx").write_bytes(word())
    office.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "{site}/made.docx" "$2/document.docx"\n',
        encoding="utf-8",
    )
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{office.parent}{os.pathsep}{os.environ['PATH']}")
    path = site / "旧的.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    done = call(
        "import",
        str(path),
        "--root",
        str(site),
        "--dry-run",
        "--form",
        "yueyang-bumen-zhengti",
        "--year",
        "2020",
    )
    assert done.returncode == 0
    assert "放入 1 处" in done.stdout
