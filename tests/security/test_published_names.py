"""What lies beside a report is published only under a name, and of a type, that does no harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import publishable
from sitegen.reading.content_type import unfit_content
from tests.calling import call
from tests.site_tools import minimal

FORM = "表单: demo\n名称: 演示表\n部分:\n  概况:\n    内容:\n      说明: {标识: text, 类型: 正文}\n"
HEAD = "表单: demo\n部门: ju\n年度: 2020\n公开日期: 2021-01-01\n"
FOLDER = "content/reports/2020/ju"
NARRATIVE = f"{FOLDER}/narrative.md"
PDF = b"%PDF-1.7\n"


def site(folder: Path, files: dict[str, bytes], *targets: str) -> Path:
    """A site whose report links to `targets`, or to all of the `files` beside it."""
    links = "\n\n".join(f"见[附件](<{target}>)。" for target in targets or files)
    root = minimal(folder, FORM, HEAD, f"# 说明\n\n{links}\n")
    for name, data in files.items():
        (root / FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (root / FOLDER / name).write_bytes(data)
    return root


def refused(root: Path, *, line: int = 3) -> str:
    """What is said of the link in that line; nothing is published."""
    done = call("build", "--no-pdf", "--today", "2026-01-01", "--root", str(root))
    assert done.returncode == 1, done.stdout
    assert not (root / "output").exists()
    assert f"{NARRATIVE}:{line}:" in done.stdout, done.stdout
    assert "TEXT134" in done.stdout or "TEXT102" in done.stdout, done.stdout
    return done.stdout


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("report.pdf", "附件-report.pdf"),
        ("Report.CSV", "附件-Report.CSV"),
        ("ｒｅｐｏｒｔ.xlsx", "附件-ｒｅｐｏｒｔ.xlsx"),
        ("datapackage.json", "附件-datapackage.json"),
        ("report.json", "附件-report.json"),
        ("checks/方案.pdf", "附件/方案.pdf"),
        ("Checks/方案.pdf", "附件/方案.pdf"),
        ("report.csv/方案.pdf", "附件/方案.pdf"),
        ("con.pdf", "附件-con.pdf"),
        ("CLOCK$.pdf", "附件-CLOCK$.pdf"),
    ],
)
def test_names_of_generated_files_are_refused_with_another_name(tmp_path, name, better):
    assert f"“{better}”" in refused(site(tmp_path, {name: PDF}))


@pytest.mark.parametrize("name", ["index.html", "Index.HTML", "checks/index.html", "index.html/a.pdf"])
def test_pages_are_refused(tmp_path, name):
    refused(site(tmp_path, {name: b"<!doctype html>"}))


@pytest.mark.parametrize(
    "target", ["a/../report.csv", "a/%2e%2e/report.csv", "a\\\\report.csv", "/report.csv"]
)
def test_tricks_with_paths_are_refused(tmp_path, target):
    refused(site(tmp_path, {"report.csv": b"1"}, target))


@pytest.mark.parametrize("target", ["report%2ecsv", "./report.csv", "%72eport.csv", "report.csv#x"])
def test_escapes_in_addresses_hide_no_name(tmp_path, target):
    assert "TEXT134" in refused(site(tmp_path, {"report.csv": b"1"}, target))


@pytest.mark.parametrize(
    "name",
    [
        "a.html",
        "a.SVG",
        "a.js",
        "a.php",
        "a.exe",
        "report.yaml",
        "a.yaml",
        "a.xml",
        "a.docm",
        "a.lnk",
        "a.php.pdf",
        "a.pdf.",
        "无扩展名",
        ".htaccess",
        "a.ｈｔｍｌ",
    ],
)
def test_what_runs_and_what_is_unknown_is_refused(tmp_path, name):
    files = {} if name == "report.yaml" else {name: PDF}
    root = site(tmp_path, files, name)
    done = call("check", "--root", str(root))
    assert done.returncode == 1
    assert f"{NARRATIVE}:3:" in done.stdout


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("方案.pdf", b"\xef\xbb\xbf \n<!DOCTYPE html><script>alert(1)</script>"),
        ("方案.pdf", b"hello"),
        ("照片.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("表.xls", b"<html><body onload=alert(1)>"),
        ("表.csv", b"<script>alert(1)</script>"),
        ("说明.doc", b"MZ" + bytes(100)),
        ("说明.txt", "<html>".encode("utf-16")),
    ],
)
def test_what_a_file_really_is_decides(tmp_path, name, data):
    assert "TEXT134" in refused(site(tmp_path, {name: data}))


OFFICE = ("doc", "xls", "ppt", "wps", "et", "dps", "docx", "xlsx", "pptx", "odt", "ofd")
BINARY = ("pdf", *OFFICE, "zip", "rar", "7z", "rtf", "gif", "png", "jpg", "bmp", "tif", "mp3", "mp4")
TEXT = ("txt", "csv", "json", "geojson")
TAGS = (
    *(
        "!DOCTYPE HTML",
        "html",
        "head",
        "script",
        "iframe",
        "h1",
        "div",
        "font",
        "table",
        "a",
        "style",
        "title",
        "b",
    ),
    *("body", "br", "p", "!--", "?xml", "rss", "feed", "svg"),
)


def content(name: str, data: bytes) -> publishable.Unfit | None:
    return unfit_content(name, io.BytesIO(data))


@pytest.mark.parametrize("kind", [*BINARY, *TEXT, "dwg"])
def test_no_page_passes_under_any_name(kind):
    for tag in TAGS:
        for before in (b"", b" \n\t\f\r", b"\xef\xbb\xbf"):
            data = before + f"<{tag} onload=alert(1)><script>".encode()
            assert content(f"a.{kind}", data), (tag, before)
    assert content(f"a.{kind}", b"<!--" + b"x" * 5000 + b"--><html><script>")
    assert content(f"a.{kind}", "<div>".encode("utf-16"))


@pytest.mark.parametrize("kind", BINARY)
@given(data=st.binary(min_size=1))
def test_what_does_not_begin_like_its_type_is_refused(kind, data):
    assert content(f"a.{kind}", b"\x01" + data)


@pytest.mark.parametrize(
    "program",
    [b"MZ\x90\0\x03\0\0\0", b"\xcf\xfa\xed\xfe\x0c\0\0\x01", b"\0asm\1\0\0\0", b"L\0\0\0\1\x14\2\0", b"MSCF\0\0\0\0", b"#!/bin/sh\n"],
)  # fmt: skip
def test_programs_pass_under_no_name(program):
    for kind in (*BINARY, *TEXT, "dwg"):
        assert content(f"a.{kind}", program + bytes(60)), kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF),
        *((f"a.{kind}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") for kind in OFFICE[:-2]),
        *((f"a.{kind}", b"PK\x03\x04") for kind in OFFICE),
        ("a.DOC", b"{\\rtf1\\ansi " + b"x" * 70_000),
        ("a.jpg", b"\xff\xd8\xff\xe1"),
        ("a.jpg", b"\x89PNG\r\n\x1a\n"),
        ("a.mp4", b"\0\0\0\x20ftypisom"),
        ("a.mp3", b"\xff\xfb\x90"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c"),
        ("a.txt", "<关于公开的通知>".encode()),
        ("a.csv", "科目,金额\r\n差旅费,<1\r\n\x1a".encode("gbk")),
        ("a.txt", "一、丁区科技局".encode("utf-16-le")),
        ("a.json", b"[]"),
        ("a.txt", b""),
    ],
)
def test_what_is_what_its_name_says_passes(name, data):
    assert content(name, data) is None


@pytest.mark.parametrize("word", [b"objdata", b"objautlink", b"objupdate", b"OBJDATA0"])
@pytest.mark.parametrize("at", [0, 65_536, 200_000])
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_rich_text_with_objects_is_refused(word, at, kind):
    assert content(f"a.{kind}", b"{\\rtf1" + b"x" * (at - 8) + b"\\" + word + b" 0105}")


@pytest.mark.parametrize(
    ("name", "better"), [("x.asp;.JPG", "x.asp-.JPG"), ("x%00.pdf", "x-.pdf"), ("a:b.pdf", "")]
)
def test_names_that_servers_cut_are_refused(name, better):
    unfit = publishable.unfit_name(name, publishable.types())
    assert unfit is not None
    assert unfit.better == better


def test_names_that_some_servers_take_for_one_are_refused(tmp_path):
    said = refused(site(tmp_path, {"方案.pdf": PDF, "A.csv": b"1", "a.csv": b"2"}), line=5)
    assert "只差大小写" in said


def test_usual_attachments_are_published_and_a_site_may_allow_more(tmp_path):
    files = {"2023.12.31-方案.v2.pdf": PDF, "图/a.csv": "甲,1\n".encode(), "www.example.com.txt": b"x"}
    root = site(tmp_path / "usual", files)
    assert call("build", "--no-pdf", "--root", str(root)).returncode == 0
    for name, data in files.items():
        assert (root / "output/reports/2020/ju/demo" / name).read_bytes() == data

    root = site(tmp_path / "more", {"图纸.dwg": b"AC1032"})
    assert "附件类型" in call("check", "--root", str(root)).stdout
    with (root / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("附件类型: [.DWG]\n")
    assert "TEXT134" not in call("check", "--root", str(root)).stdout


@pytest.mark.parametrize("kind", ["html", ".SVG", "php", "ｊｓ"])
def test_no_site_can_allow_what_runs(tmp_path, kind):
    root = site(tmp_path, {"方案.pdf": PDF})
    with (root / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"附件类型: [dwg, {kind}]\n")
    done = call("check", "--root", str(root))
    assert done.returncode == 1
    assert "content/site.yaml:3:" in done.stdout
    assert "不能作附件公开" in done.stdout


def test_everything_written_beside_a_report_is_known_by_name(tmp_path):
    root = site(tmp_path, {"方案.pdf": PDF})
    call("build", "--no-pdf", "--root", str(root))
    written = {path.name for path in (root / "output/reports/2020/ju/demo").iterdir()}
    assert written - {"方案.pdf"} <= set(publishable.GENERATED)


@given(st.sampled_from(publishable.GENERATED), st.data())
def test_no_spelling_of_a_generated_name_passes(name, data):
    def spelt(character: str) -> str:
        wide = chr(ord(character) + 0xFEE0) if character.isascii() else character
        return data.draw(st.sampled_from([character, character.upper(), wide, wide.upper()]))

    odd = "".join(map(spelt, name)) + data.draw(st.sampled_from(["", ".", " ", " .", "/a.pdf", "\\a.pdf"]))
    assert publishable.unfit_name(odd, publishable.types()) is not None


def _packed(parts: dict[str, bytes | str]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return saved.getvalue()


def _office(**parts: bytes | str) -> bytes:
    return _packed({"[Content_Types].xml": "<Types/>", **parts})


def _open(content_of: str = "<a/>", **parts: bytes | str) -> bytes:
    return _packed({"content.xml": content_of, **parts})


def _field(*pieces: str) -> dict[str, str]:
    words = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return {"word/document.xml": f"<w:p>{words}</w:p>"}


def _template(target: str) -> dict[str, str]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    tie = f'<Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/settings.xml.rels": f"<Relationships>{tie}</Relationships>"}


def _pdf(action: str, *, packed: bool = False) -> bytes:
    body = f"<</Type/Catalog/OpenAction {action}>>".encode()
    if packed:
        data = zlib.compress(b"1 0 " + body)
        body = b"<</Type/ObjStm/N 1/First 4/Length %d>>\nstream\n%s\nendstream" % (len(data), data)
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\n"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PACKAGE = OLE + "Ole10Native".encode("utf-16-le") + b"\2\0run.exe\0"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", _office(**{"word/vbaProject.bin": b"x"})),
        ("a.xlsx", _office(**{"xl/macrosheets/sheet1.xml": "<a/>"})),
        ("a.docx", _office(**{"word/embeddings/x.exe": b"MZ"})),
        ("a.docx", _office(**{"word/embeddings/oleObject1.bin": PACKAGE})),
        ("a.docx", _office(**_field(" DDEAUTO c:\\x "))),
        ("a.docx", _office(**_field(" DDE", "AUTO ", "x"))),
        ("a.docx", _office(**_field(' LINK Excel.Sheet.8 "a.xls" \\a '))),
        ("a.docx", _office(**_template("https://example.com/a.dotm"))),
        ("a.xlsx", _office(**{"xl/externalLinks/externalLink1.xml": "<x><ddeLink ddeService='cmd'/></x>"})),
        ("a.odt", _open(**{"Basic/Standard/Module1.xml": "<script:module xmlns:script='s'/>"})),
        ("a.odp", _open(**{"Scripts/python/x.py": "x"})),
        ("a.ods", _open("<script:event-listener xmlns:script='s'/>")),
        ("a.pdf", _pdf("<</S/JavaScript/JS(x)>>")),
        ("a.pdf", _pdf("<</S /Java#53cript/JS(x)>>")),
        ("a.pdf", _pdf("<</S/Launch/F(cmd)>>", packed=True)),
        ("a.pdf", _pdf("<</S/SubmitForm/F(x)>>")),
        ("a.pdf", _pdf("<</S/GoToR/F(\\\\\\\\host\\\\a)>>")),
        ("a.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        ("a.doc", OLE + b"\x13 DDEAUTO cmd"),
        ("a.rtf", rb"{\rtf1{\field{\*\fldinst{\rtlch DDEAUTO cmd}}}}"),
        ("a.rtf", rb"{\rtf1{\*\template \\\\host\\a}}"),
        ("a.doc", rb"{\rtf1{\object\objlink}}"),
    ],
)
def test_what_runs_or_fetches_when_it_is_opened_is_refused(name, data):
    unfit = content(name, data)
    assert unfit is not None
    assert "另存" in unfit.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", _office(**_field(' HYPERLINK "https://example.com" '))),
        ("a.docx", _office(**_field(" TOC \\o "))),
        ("a.docx", _office(**_template("file:///C:\\Users\\a\\Normal.dotm"))),
        ("a.docx", _office(**{"word/embeddings/oleObject1.bin": OLE + "Equation Native".encode("utf-16-le")})),
        ("a.xlsx", _office(**{"xl/externalLinks/externalLink1.xml": "<x><externalBook/></x>"})),
        ("a.odt", _open(**{"Basic/script-lc.xml": "<library:libraries/>", "Basic/Standard/script-lb.xml": "<l/>"})),
        ("a.odp", _open("<presentation:event-listener xmlns:presentation='p'/>")),
        ("a.zip", _packed({"a.js": "x"})),
        ("a.pdf", _pdf("[3 0 R /Fit]")),
        ("a.pdf", _pdf("<</S/URI/URI(https://example.com)>>")),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n(/S /JavaScript)\nendstream endobj"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le")),
        ("a.rtf", rb"{\rtf1{\*\template C:\\Normal.dotm}{\field{\*\fldinst HYPERLINK x}}}"),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_passes(name, data):
    assert content(name, data) is None


def test_a_document_with_macros_is_refused_at_its_link(tmp_path):
    assert "宏" in refused(site(tmp_path, {"方案.docx": _office(**{"word/vbaProject.bin": b"x"})}))
