"""Attachments and pictures that would take all time or memory, or are no such thing, are told at their place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from tests.calling import Limits, call
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

FOLDER = Path("content/reports/2020/ju")


def checked(root: Path):
    done = call("check", "--root", str(root), limits=Limits(seconds=10, megabytes=1024))
    assert "内部出错" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done
    return done.stdout


@pytest.fixture
def root(tmp_path):
    return minimal(tmp_path, FORM, f"{HEAD}金额: 1\n")


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 1
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def wide_merge() -> bytes:
    """Written by hand: the library that writes it would make every cell."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(far_cell())) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            new.writestr(name, old.read(name).replace(b"</sheetData>", merge))
    return held.getvalue()


HEAVY = {
    "远.xlsx": far_cell,
    "并.xlsx": wide_merge,
    "长.csv": lambda: b"13800138000,abc\n" * 3_000_000,
    "空.docx": lambda: b"",
    "假.xlsx": lambda: b"<html>",
    "假.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_an_attachment_takes_bounded_time_and_memory(root, name):
    (root / FOLDER / name).write_bytes(HEAVY[name]())
    said = checked(root)
    assert f"{FOLDER / name}:1:1 警告 PRIV107" in said or "0 项不符" in said
    assert "Error" not in said


def picture(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    held = io.BytesIO()
    Image.new(mode, size).save(held, kind)
    return held.getvalue()


GOOD = picture("PNG", "RGB", (40, 40))
BAD = {
    "空.png": (b"", "文件是空的"),
    "网页.png": (b"<html></html>", "内容不是图片"),
    "别的.png": (picture("JPEG", "RGB", (4, 4)), "内容却是 JPEG"),
    "大.png": (picture("PNG", "1", (9000, 9000)), "9000×9000 个像素"),
    "断.png": (GOOD[: len(GOOD) // 2], "图片损坏"),
    "错.png": (GOOD.replace(b"IDAT", b"IDAX"), "图片损坏"),
    "验.png": (GOOD[:-20] + b"0000" + GOOD[-16:], "图片损坏"),
}


@pytest.mark.slow
def test_pictures_that_cannot_be_shown_are_told_where_the_text_shows_them(root):
    for name, (content, _) in BAD.items():
        (root / FOLDER / name).write_bytes(content)
    shown = "\n\n".join(f"![图]({name})" for name in BAD)
    (root / FOLDER / "narrative.md").write_text(f"# 说明\n\n{shown}\n", encoding="utf-8")
    said = checked(root)
    for number, (name, (_, why)) in enumerate(BAD.items()):
        assert f"narrative.md:{3 + 2 * number}:6 错误 TEXT135" in said, said
        assert why in said, name


@pytest.mark.slow
def test_pictures_of_every_depth_are_printed(root):
    modes = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"]
    for number, mode in enumerate(modes):
        (root / FOLDER / f"{number}.png").write_bytes(picture("PNG", mode, (8, 8)))
    shown = "\n\n".join(f"![图]({number}.png)" for number in range(len(modes)))
    (root / FOLDER / "narrative.md").write_text(f"# 说明\n\n{shown}\n", encoding="utf-8")
    done = call("build", "--root", str(root))
    assert done.returncode == 0, done.stdout
