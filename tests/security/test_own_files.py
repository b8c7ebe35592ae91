"""What lies where our own files lie is used only if nobody else can have put it there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from sitegen.errors import NotUsed
from sitegen.trust.git_index import tracked
from sitegen.trust.own_files import refuse_strangers
from sitegen.trust.seal import Seal
from tests.calling import Done, call
from tests.site_tools import minimal

FORM = (
    "表单: demo\n名称: 演示表\n单位: 万元\n部分:\n  概况:\n    内容:\n      甲: {标识: a, 类型: 金额}\n"
    "      乙: {标识: b, 类型: 金额}\n    校验:\n      - 甲 = 乙\n"
)
HEAD = "表单: demo\n部门: ju\n年度: 2020\n公开日期: 2021-01-01\n"
REPORT = "content/reports/2020/ju/report.yaml"
DAY = ("--today", "2026-01-01")
CACHE = ".sitegen/cache"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A site that was built, twice, and a site of somebody else."""
    folder = tmp_path_factory.mktemp("made")
    root = minimal(folder / "site", FORM, f"{HEAD}甲: 1\n乙: 1\n")
    for name in ("站", "另一个站"):
        (root / "content/site.yaml").write_text(f"名称: {name}\n主办单位: 局\n", encoding="utf-8")
        done = build(root)
        assert done.returncode == 0, done
    shutil.copytree(root / "output", folder / "other/output")
    return folder


@pytest.fixture
def root(made, tmp_path):
    """A copy that may be spoilt."""
    shutil.copytree(made, tmp_path / "made", copy_function=shutil.copy2)
    return tmp_path / "made/site"


def build(root: Path, *options: str) -> Done:
    return call("build", "--no-pdf", "--root", str(root), *DAY, *options)


def check(root: Path) -> Done:
    return call("check", "--root", str(root), *DAY)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(root: Path) -> None:
    """Let there be something to build."""
    (root / REPORT).write_text(f"{HEAD}甲: 2\n乙: 2\n", encoding="utf-8")


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


BESIDE = (".output.spare", ".output.lock", ".output.unfinished", ".output.aside", "output")
KEPT = (".sitegen", CACHE, f"{CACHE}/ledger.sqlite", f"{CACHE}/ledger.sqlite-journal", f"{CACHE}/pages", f"{CACHE}/pruned")  # fmt: skip


CASES = (
    *((name, target) for name in BESIDE for target in ("a site", "nowhere")),
    (".output.lock", "a file"),
    *((name, "a site") for name in KEPT),
    (f"{CACHE}/ledger.sqlite", "a file"),
)


@pytest.mark.parametrize(("name", "target"), CASES)
def test_a_link_is_refused_and_what_it_leads_to_stays(root, name, target):
    change(root)
    other = root.parent / "other"
    (other / "file").write_text("mine", encoding="utf-8")
    before = tree(other)
    remove(root / name)
    (root / name).symlink_to(
        {"a site": other / "output", "a file": other / "file", "nowhere": other / "no"}[target]
    )
    done = build(root)
    assert done.returncode == 2, done
    assert f"{root / name} 是符号链接" in done.stderr
    assert f"rm {root / name}" in done.stderr
    assert tree(other) == before
    assert not (other / "no").exists()
    if name == CACHE:
        assert check(root).returncode == 2
        assert call("cache", "prune", "--root", str(root)).returncode == 2


def test_a_link_to_the_output_is_refused_though_nothing_has_changed(root):
    (root / "output").rename(root / "moved")
    (root / "output").symlink_to("moved")
    assert build(root).returncode == 2
    assert build(root, "--output", str(root / "output")).returncode == 2


@pytest.mark.parametrize(
    "command", [("rollback",), ("publish", "{}/www"), ("publish", "{root}/www", "--output", "{}")]
)
def test_no_command_writes_behind_a_link_in_the_site(root, tmp_path, command):
    other = root.parent / "other/output"
    for name in ("output", "www"):
        remove(root / name)
        (root / name).symlink_to(other)
    before = tree(root.parent / "other")
    done = call(*(each.format(tmp_path, root=root) for each in command), "--root", str(root))
    assert done.returncode == 2
    assert "是符号链接" in done.stderr
    assert tree(root.parent / "other") == before
    assert not (tmp_path / "www").exists()


def test_an_output_that_the_operator_names_may_be_a_link(root, tmp_path):
    """Outside the site's folder, where its content cannot be."""
    change(root)
    (tmp_path / "real").mkdir()
    (tmp_path / "www").symlink_to(tmp_path / "real")
    assert build(root, "--output", str(tmp_path / "www")).returncode == 0
    assert (tmp_path / "real/index.html").is_file()


def test_a_file_of_another_user_is_refused(tmp_path):
    """As somebody may put into a folder that all may write, such as /tmp."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    (tmp_path / "lock").touch()
    refuse_strangers([tmp_path / "lock"])
    os.chown(tmp_path / "lock", 12345, -1)
    with pytest.raises(NotUsed, match="属于别的用户"):
        refuse_strangers([tmp_path / "lock"])
    os.chown(tmp_path, 12345, -1)
    refuse_strangers([tmp_path / "lock"])  # of whoever has the folder, as in a container


# Under version control


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def repository(folder: Path, *options: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", *options)
    return folder


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_cache_under_version_control_is_an_error_that_says_how_to_mend(root, command):
    change(root)
    repository(root)
    git(root, "add", "-f", ".")
    done = call(command, "--root", str(root), *DAY)
    assert done.returncode == 2
    assert ".sitegen/cache/" in done.stderr
    assert "rm -r --cached .sitegen" in done.stderr
    git(root, "rm", "-r", "-q", "--cached", ".sitegen")
    assert check(root).returncode == 0


def test_what_lies_beside_the_output_may_not_be_under_version_control(root):
    change(root)
    repository(root)
    git(root, "add", "-f", "content", "output", ".output.spare")
    done = build(root)
    assert done.returncode == 2
    assert "rm -r --cached .output.spare" in done.stderr
    git(root, "rm", "-r", "-q", "--cached", ".output.spare")
    assert build(root).returncode == 0


FORMATS = (
    ("--object-format=sha1", "2"), ("--object-format=sha1", "3"), ("--object-format=sha1", "4"),
    ("--object-format=sha256", "2"), ("--object-format=sha256", "4"),
)  # fmt: skip


@pytest.mark.parametrize(("objects", "version"), FORMATS)
def test_every_format_of_the_index_is_read(tmp_path, objects, version):
    top = repository(tmp_path / "top", objects)
    site = top / "deep/站点"
    for name in (".sitegen/a", ".sitegen-notes", "content/a", ".sitegem/x", "x" * 200 + "/" + "y" * 200):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    git(top, "add", ".")
    git(top, "update-index", "--index-version", version)
    assert tracked(site, (".sitegen",)) == site / ".sitegen/a"
    assert tracked(site, (".sitegen-notes",)) == site / ".sitegen-notes"
    assert tracked(site / "content", ("a",)) == site / "content/a"
    git(top, "rm", "-r", "-q", "--cached", "deep/站点/.sitegen")
    if version == "3":
        git(top, "add", "-N", "deep/站点/.sitegen")  # only such an entry needs version 3
        assert tracked(site, (".sitegen",)) == site / ".sitegen/a"
    else:
        assert tracked(site, (".sitegen",)) is None
        assert tracked(top, (".sitegen",)) is None


def test_a_linked_work_tree_has_an_index_of_its_own(tmp_path):
    top = repository(tmp_path / "top")
    git(top, "commit", "-q", "--allow-empty", "-m", "first")
    git(top, "worktree", "add", "-q", "../tree")
    (tmp_path / "tree/.sitegen").mkdir()
    (tmp_path / "tree/.sitegen/a").touch()
    git(tmp_path / "tree", "add", "-f", ".sitegen")
    assert tracked(tmp_path / "tree", (".sitegen",)) == tmp_path / "tree/.sitegen/a"
    assert tracked(top, (".sitegen",)) is None


@pytest.mark.parametrize(
    "data", [b"", b"DIRC", b"DIRC\0\0\0\4\xff\xff\xff\xff", b"no index", os.urandom(500)]
)
def test_what_is_no_index_says_nothing(tmp_path, data):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_bytes(data + b".sitegen/")
    assert tracked(tmp_path, (".sitegen",)) is None


# Under another seal


def test_an_edited_ledger_does_not_let_a_contradiction_pass(root):
    """Records of a right report, under the names of those of a wrong one."""
    path = root / CACHE / "ledger.sqlite"
    (root / REPORT).write_text(f"{HEAD}甲: 1\n乙: 2\n", encoding="utf-8")
    assert check(root).returncode == 1
    with closing(sqlite3.connect(path)) as base:
        records = dict(base.execute("SELECT name, data FROM record WHERE kind = 'examined'"))
        right = next(data for data in records.values() if data.startswith(b'{"findings":[]'))
        for name in records:
            seal = Seal(bytes(32)).of(b"record", "examined", name, right)
            base.execute("UPDATE record SET data = ?, whole = ? WHERE name = ?", (right, seal, name))
        base.commit()
    assert check(root).returncode == 1
    assert build(root).returncode == 1


def test_a_cache_of_another_key_is_dropped_in_one_line(root, monkeypatch):
    change(root)
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "another key, of another machine")
    done = check(root)
    assert (done.returncode, done.stderr.count("没有采用")) == (0, 1)
    again = check(root)
    assert (again.returncode, again.stderr) == (0, "")


def test_a_key_that_can_be_guessed_is_refused(root, monkeypatch):
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "secret")
    for done in (check(root), build(root)):
        assert done.returncode == 2
        assert "至少 16 个字符" in done.stderr


@pytest.fixture
def state(tmp_path, monkeypatch):
    """Where the user's own key is kept."""
    monkeypatch.delenv("SITEGEN_CACHE_KEY")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/sitegen/cache-key"


def test_the_users_own_key_is_made_once_and_for_nobody_else(root, state):
    assert "没有采用" in check(root).stderr
    key = state.read_text(encoding="ascii")
    assert state.stat().st_mode & 0o777 == 0o600
    assert len(key) == 65
    assert check(root).stderr == ""
    assert state.read_text(encoding="ascii") == key


def test_without_a_home_nothing_old_is_believed(root, state, monkeypatch):
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    for _ in range(2):
        done = check(root)
        assert done.returncode == 0
        assert "没有设置 HOME" in done.stderr
    assert not state.exists()


@pytest.mark.parametrize("fault", ["readable", "link", "no key", "no folder", "unwritable"])
def test_a_key_that_is_no_secret_is_not_used(root, state, fault):
    check(root)
    if fault == "readable":
        state.chmod(0o644)
    elif fault == "link":
        state.rename(state.with_name("moved"))
        state.symlink_to("moved")
    elif fault == "no key":
        state.write_text("no key", encoding="ascii")
    else:
        shutil.rmtree(state.parent)
        if fault == "no folder":
            state.parent.write_text("a file", encoding="utf-8")
        else:
            state.parent.mkdir(mode=0o500)
    for _ in range(2):
        done = call("check", "--root", str(root), *DAY, plain=True)
        assert done.returncode == 0, done
        assert "这次全部重新核对" in done.stderr
        assert str(state) in done.stderr
