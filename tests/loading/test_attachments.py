"""Which files are attachments, and what is told of them. What is found in each kind of file: tests/privacy."""

from __future__ import annotations

import zipfile
from functools import partial

import pytest

from sitegen.loading import isolated
from sitegen.loading.isolated import Patience, SitePatience
from sitegen.loading.reports.attachments import LIMIT, load_attachments, searched
from sitegen.loading.reports.pictures import Pictures
from sitegen.site import report_checker
from tests.site_tools import check, minimal
from tests.test_bad_inputs import FORM, HEAD


@pytest.fixture
def folder(tmp_path):
    """The folder of a report."""
    (tmp_path / "report.yaml").write_text("表单: demo\n", encoding="utf-8")
    (tmp_path / "narrative.md").write_text("# 概述\n", encoding="utf-8")
    return tmp_path


def only(folder):
    (attachment,) = load_attachments(folder, folder, Patience())
    return attachment


def test_the_reports_own_files_are_no_attachments(folder):
    below = folder / "另一份"
    below.mkdir()
    (below / "report.yaml").write_text("表单: demo\n", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "report.yaml")
    assert load_attachments(folder, folder, Patience()) == ()


def test_what_is_found_is_told_with_its_place_and_hidden(folder):
    (folder / "名单.csv").write_text("姓名,电话\n甲,13800138000\n甲,13800138000\n", encoding="utf-8")
    leaks = only(folder).leaks
    assert [leak.where for leak in leaks] == ["第 2 行", "第 3 行"]
    assert all("38001380" not in leak.found.masked for leak in leaks)


def test_one_among_many(folder):
    lines = [f"第 {at} 条，无" for at in range(20_000)]
    lines[15_000] = "联系电话13800138000"
    (folder / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    assert [leak.where for leak in only(folder).leaks] == ["第 15001 行"]


def test_what_was_found_before_the_rest_could_not_be_read(folder):
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<d><p>13800138000</p></d>")
        archive.writestr("word/embeddings/a.bin", "?")
    assert [leak.where for leak in only(folder).leaks] == ["正文"]
    assert "a.bin" in only(folder).problem


def test_what_was_found_before_it_took_too_long(folder, monkeypatch):
    """A number on the first line, then a file that takes more time than there is."""
    monkeypatch.setattr(isolated, "SECONDS", 1)
    (folder / "a.txt").write_text(
        "联系13800138000\n" + "1 2 3 4 5 6 7 8 9 10 11 12 13\n" * 500_000, encoding="utf-8"
    )
    assert "已停止" in only(folder).problem
    assert [leak.where for leak in only(folder).leaks] == ["第 1 行"]


def test_a_long_list_is_told_in_part(folder):
    (folder / "名单.csv").write_text("13800138000\n" * 5_000, encoding="utf-8")
    assert 100 < len(only(folder).leaks) < 1_000


def test_too_large(folder):
    with (folder / "a.txt").open("wb") as file:
        file.truncate(LIMIT + 1)
    assert "50 MiB" in only(folder).problem


def test_gone_meanwhile(folder):
    assert searched(folder / "a.txt", "a.txt").problem == "打不开"


def test_pictures_are_told_apart(folder):
    (folder / "a.gif").write_bytes(b"GIF89a")
    assert only(folder).is_image
    assert only(folder).problem == ""


def test_the_files_of_a_report_have_so_much_time_together(folder):
    for name in ("1.txt", "2.txt", "3.png"):
        (folder / name).write_text("字\n" * 1_000, encoding="utf-8")
    attachments = load_attachments(folder, folder, Patience(seconds=1e-9))
    assert ["已经读了" in each.problem for each in attachments] == [False, True, True]


def test_a_picture_that_is_shown_often_is_looked_into_once(folder):
    (folder / "坏.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    asked = []

    class Counting(Patience):
        def apart(self, work, *arguments):
            asked.append(arguments)
            return super().apart(work, *arguments)

    pictures = Pictures(frozenset({"坏.png"}), folder, Counting())
    assert {pictures.fault("坏.png") for _ in range(3)} == {"内容不是图片，或已损坏"}
    assert len(asked) == 1


SLOW = "1 2 3 4 5 6 7 8 9 10 11 12 13\n" * 500_000


def test_when_a_site_has_taken_all_its_time_small_files_are_still_read(folder):
    (folder / "1.txt").write_text("联系13800138000", encoding="utf-8")
    (folder / "2.txt").write_text(SLOW, encoding="utf-8")
    first, second = load_attachments(folder, folder, Patience(site=SitePatience(0)))
    assert (first.problem, len(first.leaks)) == ("", 1)
    assert "整个网站" in second.problem


def test_what_a_site_had_no_time_for_is_read_the_next_time(tmp_path, monkeypatch):
    root = minimal(tmp_path, FORM, f"{HEAD}金额: 1\n")
    (root / "content/reports/2020/ju/a.txt").write_text(SLOW[:1000] + "联系13800138000", encoding="utf-8")
    with monkeypatch.context() as hurried:
        hurried.setattr(isolated, "SECONDS_OF_THE_REST", 0)
        hurried.setattr(report_checker, "SitePatience", partial(SitePatience, 0))
        said = {each.code: each.message for each in check(root).diagnostics}
    assert "整个网站" in said["PRIV107"]
    assert {"PRIV101"} == {each.code for each in check(root).diagnostics if "PRIV" in each.code}
