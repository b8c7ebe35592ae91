"""Nothing that a report or theme contains can hang the build, eat the machine, or look at other files.

The numbers are those of the list of bad inputs.
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from sitegen.printing.job import Printed
from sitegen.printing.pool import PrintPool
from sitegen.rendering.theme import find_theme
from tests.printing.jobs import job
from tests.site_tools import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]


def complaints(printed, body: str, folder: Path, css: str = "") -> tuple[str, ...]:
    return printed(job(body, css, folder)).warnings


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1:9/a.png",
        "https://example.com/a.png",
        "ftp://example.com/a.png",
        "file:///etc/hostname",
        "../secret.png",
        "%2e%2e/secret.png",
        "link.png",
        "none.png",
        "data:image/png;base64,iVBORw0KGgo=",
    ],
)
def test_29_to_32_only_pictures_of_the_report_are_opened(printed, tmp_path, source):
    folder = tmp_path / "report"
    folder.mkdir()
    Image.new("L", (4, 4)).save(tmp_path / "secret.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (complaint,) = complaints(printed, f'<p><img src="{source}" alt="图"></p>', folder)
    assert "image" in complaint


@pytest.mark.parametrize(
    "css",
    [
        "@import url(https://example.com/a.css);",
        "@font-face{font-family:x;src:url(file:///etc/hostname)} p{font-family:x}",
        "p{background:url(https://example.com/a.png)}",
    ],
)
def test_29_style_sheets_fetch_nothing(printed, tmp_path, css):
    assert complaints(printed, "<p>字</p>", tmp_path, css)


def test_30_files_are_embedded_only_by_us(printed, tmp_path):
    link = '<link rel="attachment" href="file:///etc/hostname"><a rel="attachment" href="file:///etc/hostname">附件</a>'
    outcome = printed(job(f"<p>{link}</p>", folder=tmp_path))
    assert outcome.warnings
    assert Path("/etc/hostname").read_bytes().strip() not in outcome.data
    assert b"/EmbeddedFile" not in outcome.data


def test_33_and_34_drawings_of_a_report_are_refused(printed, tmp_path):
    bomb = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0h1"/></g><g id="b"><use href="#a"/><use href="#b"/></g></svg>'
    (tmp_path / "a.svg").write_text(bomb, encoding="utf-8")
    (complaint,) = complaints(printed, '<p><img src="a.svg" alt="图"></p>', tmp_path)
    assert "SVG" in complaint


def test_35_pictures_of_too_many_pixels_are_refused(printed, tmp_path):
    (tmp_path / "bomb.png").write_bytes(png(10_000, 10_000))
    (complaint,) = complaints(printed, '<p><img src="bomb.png" alt="图"></p>', tmp_path)
    assert "像素" in complaint
    (tmp_path / "not.png").write_bytes(b"GIF89a no picture")
    (complaint,) = complaints(printed, '<p><img src="not.png" alt="图"></p>', tmp_path)
    assert "图片" in complaint


def png(width: int, height: int) -> bytes:
    """A white picture of one bit a pixel: small as a file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def strict(fonts):
    """A press with little patience."""
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    with PrintPool(
        theme.file("print/pdf.css"), theme.folders, fonts, most=1, seconds=4, megabytes=700
    ) as pressing:
        yield pressing


def test_36_to_38_what_does_not_end_is_stopped_and_the_next_one_is_printed(strict):
    table = "<table><tr>" + '<td colspan="100000">a</td>' * 3 + "</tr></table>"
    (slow, good) = strict.print([job(table, "table{table-layout:auto}"), job("<p>好</p>")])
    assert isinstance(slow, str)
    assert "4 秒" in slow or "内存" in slow
    assert isinstance(good, Printed)


def test_memory_is_limited(strict):
    rows = "".join(f"<tr><td>{number}</td><td>字</td></tr>" for number in range(60_000))
    (hungry, *others) = strict.print([job(f"<table>{rows}</table>"), *[job("<p>好</p>")] * 3])
    assert isinstance(hungry, str)
    for good in others:
        assert isinstance(good, Printed)


def test_39_nesting_too_deep_is_said(press):
    (deep,) = press.print([job("<div>" * 1500 + "字" + "</div>" * 1500)])
    assert isinstance(deep, str)
    assert "嵌套" in deep


def test_what_is_wrong_with_a_style_sheet_is_reported(printed, tmp_path):
    assert any("colour" in each for each in complaints(printed, "<p>字</p>", tmp_path, "p { colour: red }"))


def test_pictures_of_the_report_are_printed(printed, tmp_path):
    Image.new("RGB", (300, 200), "navy").save(tmp_path / "图.png")
    outcome = printed(job('<p><img src="%E5%9B%BE.png" alt="一张图"></p>', folder=tmp_path))
    assert outcome.warnings == ()
    import pymupdf

    with pymupdf.open(stream=outcome.data) as opened:
        assert opened[0].get_images()


def test_links_are_public_or_none(printed):
    import pymupdf

    body = '<p><a href="a.xlsx">附件</a> <a href="https://example.com/">外</a></p>'

    def targets(url: str) -> set[str]:
        with pymupdf.open(stream=printed(job(body, url=url)).data) as opened:
            return {link["uri"] for page in opened for link in page.get_links() if link.get("uri")}

    assert targets("") == {"https://example.com/"}
    assert targets("https://example.org/reports/x/") == {
        "https://example.com/",
        "https://example.org/reports/x/a.xlsx",
    }


def test_the_output_is_read_by_another_library(sample):
    import pikepdf

    for data in (data for path, data in sample.items() if path.endswith("report.pdf")):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert sorted(pdf.attachments) == ["report.csv", "report.json", "report.yaml"]
            assert pdf.docinfo["/Title"]
            assert str(pdf.Root.Lang) == "zh-CN"


def test_a_page_that_is_not_well_formed_says_where(press):
    (outcome,) = press.print([job("<p>没有关上的<b>标签</p>")])
    assert isinstance(outcome, str)
    assert "没有关上的" in outcome


def test_long_words_do_not_leave_the_page(press):
    import pymupdf

    word = "https://example.org/" + "x" * 200
    page = job(
        f'<p class="long-words">{word}</p><table><tr><td>{word}</td></tr></table><p><a href="{word}">{word}</a></p>'
    )
    (outcome,) = press.print([page])
    with pymupdf.open(stream=outcome.data) as opened:
        right = max(each[2] for each in opened[0].get_text("words"))
    assert right <= 595 - 26 / 25.4 * 72 + 1
