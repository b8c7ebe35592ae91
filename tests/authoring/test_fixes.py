"""Corrections change what they are to change and nothing else."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from sitegen.authoring import fixes
from sitegen.authoring.start import Refused
from sitegen.diagnostics import Diagnostic, Edit, Severity, Waiver
from sitegen.source import Place
from tests.site_tools import check, minimal

FILE = "content/note.md"

FORM = """\
表单: demo
名称: 演示表
部分:
  一、绩效:
    内容:
      工作总结: {标识: summary, 类型: 正文}
      任务: {标识: task, 类型: 文字}
"""


def site(folder, text: str, encoding: str = "utf-8"):
    path = folder / FILE
    path.parent.mkdir()
    path.write_bytes(text.encode(encoding))
    return folder


def found(text: str, *edits: tuple[int, int, int, str], waiver: Waiver | None = None) -> Diagnostic:
    """A finding in `text` with an edit for each (line, column, length, replacement)."""
    lines = text.removeprefix("\ufeff").splitlines()
    made = tuple(
        Edit(Place(FILE, line, column, length, lines[line - 1]), new) for line, column, length, new in edits
    )
    return Diagnostic(
        "TEXT114", "doubled-punctuation", Severity.WARNING, "", made[0].place, edits=made, waiver=waiver
    )


def after(root, *diagnostics: Diagnostic) -> str:
    (change,) = fixes.planned(root, diagnostics)
    fixes.write(root, (change,))
    data = (root / FILE).read_bytes()
    assert data == change.after.encode()
    return data.decode()


def test_several_edits_of_a_line_keep_their_places(tmp_path):
    text = "甲，。乙，。丙，。\n丁，。\n"
    findings = [found(text, (1, 2, 2, "。")), found(text, (2, 2, 2, "。")), found(text, (1, 8, 2, "。"))]
    assert after(site(tmp_path, text), *findings) == "甲。乙，。丙。\n丁。\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "尾"])
def test_line_ends_and_byte_order_mark_stay(tmp_path, end, mark, last):
    text = f"{mark}首，。{end}{end}甲\u2028，。乙\x0c{end}{last}"
    first = Edit(Place(FILE, 1, 2, 2, "首，。"), "。")
    third = Edit(Place(FILE, 3, 3, 2, "甲\u2028，。乙\x0c"), "。")
    findings = [
        Diagnostic("TEXT114", "x", Severity.WARNING, "", each.place, edits=(each,)) for each in (first, third)
    ]
    assert after(site(tmp_path, text), *findings) == f"{mark}首。{end}{end}甲\u2028。乙\x0c{end}{last}"


def test_of_overlapping_edits_the_first_is_made(tmp_path):
    text = "甲，。。乙\n"
    findings = [found(text, (1, 3, 2, "。")), found(text, (1, 2, 2, "。"))]
    assert after(site(tmp_path, text), *findings) == "甲。。乙\n"


def test_the_same_edit_twice_is_made_once(tmp_path):
    text = "甲，。乙\n"
    assert after(site(tmp_path, text), *[found(text, (1, 2, 2, "。"))] * 2) == "甲。乙\n"


def test_edits_of_a_finding_are_made_together_or_not_at_all(tmp_path):
    text = "甲(乙)丙，。\n"
    both = found(text, (1, 2, 1, "（"), (1, 4, 1, "）"))
    assert after(site(tmp_path, text), both) == "甲（乙）丙，。\n"
    (tmp_path / FILE).write_text(text)
    blocked = found(text, (1, 2, 1, "（"), (1, 5, 3, "丙。"))
    earlier = found(text, (1, 1, 1, "申"), (1, 6, 2, "。"))
    assert after(tmp_path, blocked, earlier) == "申(乙)丙。\n"


def test_what_is_explained_or_has_no_edits_is_left(tmp_path):
    text = "甲，。乙\n"
    root = site(tmp_path, text)
    explained = found(text, (1, 2, 2, "。"), waiver=Waiver("照原件", "编辑", "长期"))
    bare = Diagnostic("TEXT115", "x", Severity.WARNING, "", Place(FILE, 1, 1))
    assert fixes.planned(root, [explained, bare]) == ()


def test_a_line_that_is_another_by_now_is_left(tmp_path):
    text = "甲，。乙\n"
    root = site(tmp_path, "甲，，。乙\n")
    beyond = Edit(Place(FILE, 1, 5, 9, "甲，，。乙"), "")
    late = Diagnostic("TEXT114", "x", Severity.WARNING, "", beyond.place, edits=(beyond,))
    gone = Edit(Place(FILE, 7, 1, 1, "没有"), "")
    missing = Diagnostic("TEXT114", "x", Severity.WARNING, "", gone.place, edits=(gone,))
    assert fixes.planned(root, [found(text, (1, 2, 2, "。")), late, missing]) == ()


def test_a_diff_says_what_changes(tmp_path):
    text = "一\n甲，。乙\n二"
    (change,) = fixes.planned(site(tmp_path, text), [found(text, (2, 2, 2, "。"))])
    assert fixes.diff(change) == (
        f"--- a/{FILE}\n+++ b/{FILE}\n@@ -1,3 +1,3 @@\n 一\n-甲，。乙\n+甲。乙\n 二\n\\ No newline at end of file\n"
    )
    assert (tmp_path / FILE).read_text(encoding="utf-8") == text


@pytest.mark.slow
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_patch_understands_the_diff(tmp_path, end):
    program = shutil.which("git")
    assert program, "git is needed to develop this project"
    text = f"一{end}甲，。乙{end}二，。"
    findings = [found(text, (2, 2, 2, "。")), found(text, (3, 2, 2, "。"))]
    (change,) = fixes.planned(site(tmp_path, text), findings)
    command = [program, "apply", "--unsafe-paths", "-p1", "-"]
    subprocess.run(command, input=fixes.diff(change).encode(), cwd=tmp_path, check=True)
    assert (tmp_path / FILE).read_bytes() == change.after.encode()


# What is refused


@pytest.mark.parametrize(
    "path", ["../note.md", "/etc/hostname", "content/../../note.md", "内置/表单.yaml", "content"]
)
def test_files_outside_the_site_are_refused(tmp_path, path):
    root = site(tmp_path / "site" if (tmp_path / "site").mkdir() is None else tmp_path, "甲，。乙\n")
    (tmp_path / "note.md").write_text("甲，。乙\n", encoding="utf-8")
    with pytest.raises(Refused):
        fixes.write(root, [fixes.FileChange(path, "甲，。乙\n", "甲。乙\n")])
    assert (tmp_path / "note.md").read_text(encoding="utf-8") == "甲，。乙\n"


@pytest.mark.parametrize("what", ["file", "folder"])
def test_links_are_refused(tmp_path, what):
    text = "甲，。乙\n"
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "note.md").write_text(text, encoding="utf-8")
    root = tmp_path / "site"
    root.mkdir()
    if what == "folder":
        (root / "content").symlink_to(outside, target_is_directory=True)
    else:
        (root / "content").mkdir()
        (root / FILE).symlink_to(outside / "note.md")
    with pytest.raises(Refused):
        fixes.planned(root, [found(text, (1, 2, 2, "。"))])
    assert (outside / "note.md").read_text(encoding="utf-8") == text


def test_a_file_changed_meanwhile_is_refused_and_nothing_is_written(tmp_path):
    text = "甲，。乙\n"
    root = site(tmp_path, text)
    (change,) = fixes.planned(root, [found(text, (1, 2, 2, "。"))])
    other = root / "content/other.md"
    other.write_text("别的\n", encoding="utf-8")
    (root / FILE).write_text("甲，。乙，又写了一句\n", encoding="utf-8")
    with pytest.raises(Refused):
        fixes.write(root, [fixes.FileChange("content/other.md", "别的\n", "改了\n"), change])
    assert other.read_text(encoding="utf-8") == "别的\n"


def test_a_file_that_is_no_text_is_refused(tmp_path):
    root = site(tmp_path, "甲，。乙\n", "gb18030")
    with pytest.raises(Refused):
        fixes.planned(root, [found("甲，。乙\n", (1, 2, 2, "。"))])


# From a report to its correction


REPORT = """\
表单: demo
部门: ju
年度: 2020
任务: "加强领导,健全机制;压实责任"   # 注释,不动
"""
NARRATIVE = """\
# 工作总结

**一是**完成培训12期，。二是发放资料3万份 。

- 培训,宣讲
- `a,乙`与[链接,文字](https://example.gov.cn/a,b)
"""


def corrected_once(root) -> str:
    changes = fixes.planned(root, check(root).diagnostics)
    fixes.write(root, changes)
    return "".join(fixes.diff(change) for change in changes)


def test_a_report_is_corrected_and_nothing_else_changes(tmp_path):
    root = minimal(tmp_path, FORM, REPORT, NARRATIVE)
    assert corrected_once(root) != ""
    folder = root / "content/reports/2020/ju"
    report = (folder / "report.yaml").read_text(encoding="utf-8")
    assert report == REPORT.replace("领导,健全机制;", "领导，健全机制；")
    narrative = (folder / "narrative.md").read_text(encoding="utf-8")
    assert narrative == (
        NARRATIVE.replace("，。", "。")
        .replace("万份 。", "万份。")
        .replace("培训,", "培训，")
        .replace("链接,", "链接，")
    )
    assert corrected_once(root) == ""


def test_names_that_explanations_point_to_are_not_changed(tmp_path):
    form = (
        FORM
        + """\
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 指标}
        列:
          完成情况: {标识: result, 类型: 文字}
"""
    )
    report = """\
表单: demo
部门: ju
年度: 2020
绩效指标:
  推动经济的发展.: {完成情况: 全部完成.}
  提高科学素质.: {完成情况: 全部完成.}
资料缺失:
  - {范围: "绩效指标.完成情况[推动经济的发展.]", 说明: 原件没有}
"""
    root = minimal(tmp_path, form, report)
    corrected_once(root)
    text = (root / "content/reports/2020/ju/report.yaml").read_text(encoding="utf-8")
    assert "  推动经济的发展.: {完成情况: 全部完成。}\n  提高科学素质。: {完成情况: 全部完成。}\n" in text
