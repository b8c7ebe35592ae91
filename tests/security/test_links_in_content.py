"""Links among the content are refused by name; what they lead to is neither read nor shown nor written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cache.snapshot import SourceSnapshot
from sitegen.files import IsLink, opened
from sitegen.reporters.formats import CHOICES
from tests.calling import call
from tests.site_tools import minimal

FORM = "表单: demo\n名称: 演示表\n部分:\n  概况:\n    内容:\n      说明: {标识: text, 类型: 正文}\n"
HEAD = "表单: demo\n部门: ju\n年度: 2020\n公开日期: 2021-01-01\n"
FOLDER = "content/reports/2020/ju"
SECRET = "密码是九九八十一"
DAY = ("--today", "2026-01-01")


@pytest.fixture
def root(tmp_path):
    """A site that is right, with one report; beside it, what is none of its business."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text(f"{SECRET}: 1\n", encoding="utf-8")
    shutil.copytree(
        minimal(tmp_path / "site", FORM, HEAD, "# 说明\n\n平平淡淡，见[附件](<附件.pdf>)。\n"),
        outside / "site",
    )
    (tmp_path / "site" / FOLDER / "附件.pdf").write_bytes(b"%PDF-1.7\n")
    return tmp_path / "site"


def test_the_site_of_these_tests_is_right(root):
    assert call("check", "--root", str(root), *DAY).returncode == 0


def directly(link: Path, target: Path) -> None:
    link.symlink_to(target)


def relatively(link: Path, target: Path) -> None:
    link.symlink_to(os.path.relpath(target, link.parent))


def by_way_of_another(link: Path, target: Path) -> None:
    (target.parent / "step").symlink_to(target)
    link.symlink_to(target.parent / "step")


def within_the_site(link: Path, target: Path) -> None:
    root = next(each for each in link.parents if each.name == "site")
    inside = root / "moved"
    shutil.copytree(target, inside) if target.is_dir() else shutil.copy(target, inside)
    link.symlink_to(inside)


WAYS: tuple[Callable[[Path, Path], None], ...] = (directly, relatively, by_way_of_another, within_the_site)

FILES = (
    f"{FOLDER}/report.yaml", f"{FOLDER}/narrative.md", f"{FOLDER}/附件.pdf",
    f"{FOLDER}/没有提到.docx", "content/site.yaml", "content/departments.yaml", "content/forms/demo.yaml",
    "content/notes.txt",
)  # fmt: skip
FOLDERS = (
    FOLDER, "content/reports", "content/forms", "content", "content/reports/2021", f"{FOLDER}/图",
)  # fmt: skip


def put(root: Path, name: str, way: Callable[[Path, Path], None], target: Path) -> None:
    """Let `name` be a link to `target`."""
    path = root / name
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    way(path, target)


def refused(root: Path, name: str) -> None:
    """One finding names the link; nothing is read."""
    done = call("check", "--root", str(root), *DAY)
    assert done.returncode == 1, done
    assert done.stdout.count("是符号链接") == 1, done.stdout
    assert f"{name}:1:1 错误 YAML101 unreadable-file" in done.stdout
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_a_link_is_refused(root, name):
    put(root, name, directly, root.parent / "outside/file")
    refused(root, name)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_is_a_link_is_refused(root, name):
    put(root, name, directly, root.parent / "outside/site" / name)
    refused(root, name)


@pytest.mark.parametrize("name", ["content", FOLDER, f"{FOLDER}/narrative.md"])
def test_a_published_site_is_not_replaced_by_one_without_what_is_linked(root, name):
    published = root / "output/index.html"
    published.parent.mkdir()
    (root / "output/.sitegen-output").touch()
    published.write_text("the site", encoding="utf-8")
    put(root, name, directly, root.parent / "outside/site" / name)
    assert call("build", "--no-pdf", "--root", str(root), *DAY).returncode == 1
    assert published.read_text(encoding="utf-8") == "the site"


@pytest.mark.parametrize("way", WAYS[1:])
@pytest.mark.parametrize("name", [f"{FOLDER}/narrative.md", FOLDER, "content"])
def test_however_the_link_is_made(root, name, way):
    target = root.parent / "outside/site" / name
    put(root, name, way, target if target.exists() else root.parent / "outside/file")
    refused(root, name)


@pytest.mark.parametrize("form", CHOICES)
def test_no_format_shows_a_line_of_the_target(root, form, monkeypatch):
    monkeypatch.setenv("TOKEN", SECRET)
    for name in (f"{FOLDER}/report.yaml", "content/departments.yaml"):
        put(root, name, directly, Path("/proc/self/environ"))
    put(root, "content/forms/demo.yaml", directly, Path("/etc/passwd"))
    done = call("check", "--root", str(root), *DAY, "--format", form)
    assert done.returncode == 1
    for line in (SECRET, "root:x:0", "/bin/"):
        assert line not in done.stdout + done.stderr


def test_commands_that_read_forms_alone_follow_no_link(root):
    put(root, "content/forms", directly, root.parent / "outside/site/content/forms")
    done = call("forms", "list", "--root", str(root))
    assert done.returncode == 1
    assert "content/forms:1:1" in done.stdout
    assert "demo " not in done.stdout


def test_a_link_that_is_to_be_checked_is_refused(root):
    (root / "content/reports/link").symlink_to("2020")
    for path in (root / "content/reports/link", root / "content/reports/link/ju/report.yaml"):
        done = call("check", "--root", str(root), *DAY, str(path))
        assert done.returncode == 2
        assert "content/reports/link 是符号链接" in done.stderr


def test_a_link_that_comes_after_a_build_is_seen(root):
    assert call("build", "--no-pdf", "--root", str(root), *DAY).returncode == 0
    (root / "content/reports/2021").symlink_to("2020")
    assert call("build", "--no-pdf", "--root", str(root), *DAY).returncode == 1


def test_the_lock_of_an_editor_is_no_file(root):
    """Emacs: a link to nowhere that says who is editing."""
    (root / FOLDER / ".#narrative.md").symlink_to("clerk@host.4711:1600000000")
    assert call("build", "--no-pdf", "--root", str(root), *DAY).returncode == 0


def test_a_preview_watches_nothing_behind_a_link(root):
    (root / FOLDER / "usr").symlink_to("/usr")
    done = call("serve", "--root", str(root))
    assert done.returncode == 2
    assert f"{FOLDER}/usr 是符号链接" in done.stderr


def test_the_site_may_be_reached_by_a_link(root):
    """Those above it belong to who runs the machine."""
    (root.parent / "way").symlink_to(root)
    assert call("check", "--root", str(root.parent / "way"), *DAY).returncode == 0


def test_files_of_a_theme_may_be_links(root):
    """A theme is trusted; what it links to is watched for changes."""
    style = root.parent / "outside/own.css"
    style.write_text("p {color: red}", encoding="utf-8")
    (root / "themes/own/assets").mkdir(parents=True)
    (root / "themes/own/assets/own.css").symlink_to(style)
    (root / "content/site.yaml").write_text("名称: 站\n主办单位: 站\n主题: own\n", encoding="utf-8")
    for colour in ("red", "green"):
        style.write_text(f"p {{color: {colour}}}", encoding="utf-8")
        assert call("build", "--no-pdf", "--root", str(root), *DAY).returncode == 0
        assert colour in (root / "output/assets/own.css").read_text(encoding="utf-8")


def test_targets_take_no_part_in_what_is_known_of_a_site(root):
    (root / "content/link").symlink_to(root.parent / "outside")
    before = SourceSnapshot.of_content(root)
    (root.parent / "outside/file").write_text("other", encoding="utf-8")
    (root.parent / "outside/more").write_text("more", encoding="utf-8")
    assert SourceSnapshot.of_content(root).states == before.states


def test_a_file_that_becomes_a_link_while_it_is_opened_is_not_followed(root):
    path = root / FOLDER / "report.yaml"
    path.unlink()
    path.symlink_to("/etc/passwd")
    with pytest.raises(IsLink):
        opened(path)


@pytest.mark.parametrize("name", [".schemas", "content", "content/reports", "content/reports/2021"])
def test_a_new_report_is_not_written_through_a_link(root, name):
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    if (root / name).exists():
        (root / name).rename(elsewhere / "was")
    (root / name).symlink_to(elsewhere / "was" if (elsewhere / "was").exists() else elsewhere)
    before = sorted(elsewhere.rglob("*"))
    options = ("--form", "wenzi-baogao", "--department", "ju", "--year", "2021")
    done = call("new", "--root", str(root), *options)
    assert done.returncode == 2, done.stdout
    assert f"{root / name} 是符号链接" in done.stderr
    assert sorted(elsewhere.rglob("*")) == before
    assert not (root / "content/reports/2021/ju").exists()


@pytest.mark.parametrize("name", [".schemas", "content", "content/site.yaml", ".gitignore"])
def test_a_new_site_is_not_written_through_a_link(tmp_path, name):
    (tmp_path / "new" / name).parent.mkdir(parents=True)
    (tmp_path / "new" / name).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    done = call("init", str(tmp_path / "new"))
    assert done.returncode == 2
    assert f"new/{name} 是符号链接" in done.stderr
    assert not any((tmp_path / "elsewhere").iterdir())
