"""Files that are not what they seem: each is told once, with its name, and the other reports go on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calling import Done, Limits, call
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

OTHER = "content/reports/2020/er/report.yaml"
FOLDER = Path("content/reports/2020/ju")


@pytest.fixture
def root(tmp_path):
    """A site with two reports; the other one has a finding, to be seen going on."""
    root = minimal(tmp_path / "site", FORM, f"{HEAD}金额: 1\n")
    (root / "content/departments.yaml").write_text(
        "ju:\n  名称: 测试局\ner:\n  名称: 二局\n", encoding="utf-8"
    )
    (root / OTHER).parent.mkdir()
    (root / OTHER).write_text("表单: demo\n部门: er\n年度: 2020\n金额: 1\n没有: 1\n", encoding="utf-8")
    return root


def checked(root: Path, *options: str, plain: bool = False) -> Done:
    """The check of a site within the limits: never an error of ours, the other report never left out."""
    done = call("check", "--root", str(root), *options, limits=Limits(), plain=plain)
    assert done.returncode == 1, done
    assert "内部出错" not in done.stderr
    assert f"{OTHER}:5:1 错误 FORM101" in done.stdout
    assert "\x1b" not in done.stdout
    return done


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def through_a_file(path: Path) -> None:
    path.symlink_to("../er/report.yaml/x")


def to_a_long_name(path: Path) -> None:
    path.symlink_to("a" * 300)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def enormous(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(20 * 1024**3)


KINDS: tuple[Callable[[Path], None], ...] = (
    to_itself, through_a_file, to_a_long_name, os.mkfifo, listening, Path.mkdir, enormous,
)  # fmt: skip


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("name", ["report.yaml", "narrative.md"])
def test_what_is_no_readable_file_is_told_by_its_name(root, make, name):
    path = root / FOLDER / name
    path.unlink(missing_ok=True)
    make(path)
    assert f"{FOLDER / name}:1:1 错误 YAML101" in checked(root).stdout


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize(
    "place", [FOLDER / "说明.docx", FOLDER / "a.png", "content/forms/x.yaml", "content/x"]
)
def test_other_files_that_are_none_harm_nothing(root, make, place):
    make(root / place)
    checked(root)


@pytest.mark.parametrize("folder", [FOLDER, Path("content/forms"), Path("content")])
@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"\xb1\xe0.docx", r"\xb1\xe0.docx"), (b"a\n::error ::x.yaml", "a⏎::error ::x.yaml"), (b"\x1b[31m.md", r"\x1b[31m.md")],
)  # fmt: skip
def test_a_name_that_is_no_text_is_told_and_escaped(root, folder, name, shown):
    Path(os.fsdecode(bytes(root / folder) + b"/" + name)).write_text("x", encoding="utf-8")
    for form in ("text", "github"):
        found = (
            checked(root, "--format", form)
            if form == "text"
            else call("check", "--root", str(root), "--format", form)
        )
        assert shown.split("::", maxsplit=1)[0] in found.stdout
        assert "\n::error ::x" not in found.stdout


def test_a_folder_whose_name_is_no_text_is_told(root):
    inside = Path(os.fsdecode(bytes(root / FOLDER) + b"/\xb1\xe0"))
    inside.mkdir()
    (inside / "report.yaml").write_text(HEAD, encoding="utf-8")
    assert rf"{FOLDER}/\xb1\xe0:1:1 错误 YAML101" in checked(root).stdout


def test_a_folder_that_may_not_be_read_is_told(root):
    (root / FOLDER / "附件").mkdir(mode=0)
    assert f"{FOLDER}/附件:1:1 错误 YAML101" in checked(root, plain=True).stdout
    (root / FOLDER / "附件").chmod(0o755)


def test_names_that_are_no_text_are_told_though_settings_cannot_be_read(root):
    (root / "content/site.yaml").unlink()
    Path(os.fsdecode(bytes(root / FOLDER) + b"/\xb1\xe0.md")).write_text("x", encoding="utf-8")
    assert r"\xb1\xe0.md" in checked(root).stdout


@pytest.mark.parametrize("argument", ["/dev/full", "/dev/null"])
def test_a_device_is_never_replaced_by_results(root, argument):
    done = call("check", "--root", str(root), "--output-file", argument)
    assert done.returncode == 2
    assert "不是普通文件" in done.stderr
    assert Path(argument).is_char_device()


def test_a_folder_for_results_is_not_made(root):
    done = call("check", "--root", str(root), "--output-file", str(root / "没有/结果.txt"))
    assert done.returncode == 2
    assert "没有" in done.stderr
    assert not (root / "没有").exists()


def test_what_cannot_be_verified_is_refused(root):
    os.mkfifo(root / "a.pdf")
    for arguments in ((str(root / "a.pdf"),), ("--trust", str(root / "a.pdf"), str(root))):
        done = call("verify", *arguments)
        assert done.returncode == 2
        assert "不是普通文件" in done.stderr


def _process(root: Path, *arguments: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments], cwd=root, text=True, check=False, timeout=120,
        stderr=subprocess.PIPE, **more,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_characters_that_the_terminal_lacks_are_escaped(root, encoding):
    (root / FOLDER / "report.yaml").write_text(f"{HEAD}金额: 1\n𠮷: 1\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "check"],
        cwd=root,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert rb"\U00020bb7" in done.stdout
    json = [sys.executable, "-m", "sitegen", "check", "--format", "json"]
    done = subprocess.run(json, cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "𠮷" in done.stdout.decode()


def test_closed_and_full_streams_end_in_no_error_of_ours(root):
    closed = f"exec {sys.executable} -m sitegen check >&- 2>&-"
    assert subprocess.run(["sh", "-c", closed], cwd=root, check=False).returncode == 1
    with Path("/dev/full").open("w") as full:
        done = _process(root, "check", stdout=full)
    assert done.returncode == 2
    assert done.stderr == "读写输入输出时出错：磁盘已满；腾出空间再试。\n"


@pytest.mark.parametrize(
    "command",
    [
        ("init", "new"),
        ("new", "--form", "demo", "--department", "ju", "--year", "2021"),
        ("build", "--no-pdf"),
        ("check", "--write-baseline", "known.json"),
    ],
)
def test_a_folder_that_may_not_be_written_is_a_refusal(root, command):
    (root / OTHER).write_text("表单: demo\n部门: er\n年度: 2020\n金额: 1\n", encoding="utf-8")
    for place in (root, root / FOLDER.parent.parent):
        place.chmod(0o555)
    done = call(*command, cwd=root, plain=True)
    for place in (root, root / FOLDER.parent.parent):
        place.chmod(0o755)
    assert done.returncode == 2
    assert "没有权限" in done.stderr or "写不了" in done.stderr
    assert "内部出错" not in done.stderr
