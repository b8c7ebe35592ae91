"""What other programs make of the PDF: the same text, the same pages, whoever reads it."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter

import pymupdf
import pytest
from lxml import html
from PIL import Image, ImageChops, ImageFilter

from tests.printing.test_tags import visible
from tests.site_tools import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]

DPI = 50


@pytest.fixture(scope="module")
def documents(made):
    chosen = [
        (order.job.html, data)
        for order, data in made(ROOT)
        if "/2021/" in order.path or "kexie" in order.path or "yongde" in order.path
    ]
    assert len(chosen) >= 6
    return chosen


def words(text: str) -> str:
    """Characters in any order of lines: viewers put cells and columns together in their own ways."""
    return "".join(sorted(re.sub(r"[\s.•·—\-]", "", text)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def by_mupdf(data: bytes) -> str:
    with pymupdf.open(stream=data) as opened:
        return "".join(page.get_text() for page in opened)


def by_poppler(data: bytes) -> str:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_two_viewers_extract_the_same_text(documents):
    for _, data in documents:
        assert words(by_mupdf(data)) == words(by_poppler(data))


BLOCKS = ["p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "th", "td", "caption", "figcaption", "summary"]


def test_every_paragraph_and_cell_is_in_the_text_in_one_piece(documents):
    """As drawn, without what runs along the pages: the end of a page may tear one, nothing else may."""
    for page, data in documents:
        seen = html.fromstring(page)
        running = [
            squeezed(each.text_content())
            for each in seen.xpath("//p[@class='running' or @class='origin' or @class='version']")
        ]
        with pymupdf.open(stream=data) as opened:
            pages = opened.page_count
        text = ""
        for number, part in enumerate(by_poppler(data).split("\f")[:pages], 1):
            said = squeezed(part)
            for each in (*running, f"—{number}—") if number > 1 else running[1:]:
                assert each in said, (number, each)
                said = said.replace(each, "", 1)
            text += said
        visible(seen)
        leaves = [
            block
            for block in seen.iter(*BLOCKS)
            if not any(child is not block for child in block.iter(*BLOCKS))
            and not block.xpath("ancestor::nav")
        ]
        assert len(leaves) > 30
        torn = [block for block in leaves if squeezed(block.text_content()) not in text]
        assert len(torn) < pages, [block.text_content() for block in torn]
        assert not (Counter(squeezed(seen.text_content())) - Counter(text))


@pytest.mark.parametrize("cell", ["372.33", "1,290.19", "岳阳市科学技术协会"])
def test_figures_can_be_searched_for(documents, cell):
    seed = next(data for page, data in documents if "岳阳市科学技术协会" in page)
    plain = cell.replace(",", "") if cell not in by_mupdf(seed) else cell
    with pymupdf.open(stream=seed) as opened:
        assert any(page.search_for(plain) for page in opened)


def test_two_viewers_draw_the_same_pages(documents, tmp_path):
    for number, (_, data) in enumerate(documents):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(data)
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-gray", "-png", file, tmp_path / f"{number}"], check=True
        )
        theirs = sorted(tmp_path.glob(f"{number}-*.png"))
        with pymupdf.open(stream=data) as opened:
            assert len(theirs) == opened.page_count
            for page, other in zip(opened, theirs, strict=True):
                drawn = Image.open(io.BytesIO(page.get_pixmap(dpi=DPI, colorspace="gray").tobytes("png")))
                with Image.open(other) as read:
                    assert alike(drawn.convert("L"), read.convert("L").resize(drawn.size)), other.name


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pages differ by no more than the smoothing of their edges."""
    difference = ImageChops.difference(*(each.filter(ImageFilter.GaussianBlur(1.5)) for each in (one, other)))
    return max(level for level, count in enumerate(difference.histogram()) if count) < 90


def test_a_page_with_other_figures_is_not_alike(documents):
    with pymupdf.open(stream=documents[0][1]) as opened:
        one, other = (
            Image.open(io.BytesIO(opened[at].get_pixmap(dpi=DPI, colorspace="gray").tobytes("png"))).convert(
                "L"
            )
            for at in (0, 1)
        )
    assert not alike(one, other.resize(one.size))
