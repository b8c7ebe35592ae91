"""Disks that are full or may not be written, a cache that another keeps to himself: every command ends with one line that
says what and how to go on, the old site is whole, and nothing is left behind.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from sitegen.machine.os_errors import in_words
from sitegen.publishing.releases import verify
from tests.calling import Done, call
from tests.releases.tools import publish, tree
from tests.signing.test_signing import PASSPHRASE, authority, plain  # noqa: F401 — fixtures
from tests.signing.test_signing import folder as keys  # noqa: F401 — a fixture
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

REPORT = "content/reports/2020/ju/report.yaml"
NEW = ("new", "--form", "wenzi-baogao", "--department", "ju", "--year", "2021")


@dataclass(frozen=True)
class Machine:
    """A site with two releases, on a disk where nothing can be written once it is `spoilt`, for this reason."""

    root: Path
    spoil: Callable[[], None]
    words: str
    plain: bool

    def call(self, *arguments: str) -> Done:
        return call(*arguments, cwd=self.root, plain=self.plain)


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A site with two releases, and a figure that was changed since."""
    folder = tmp_path_factory.mktemp("template")
    root = minimal(folder / "site", FORM, f"{HEAD}金额: 1\n")
    for figure in "12":
        (root / REPORT).write_text(f"{HEAD}金额: {figure}\n", encoding="utf-8")
        done = call("build", "--no-pdf", "--jobs", "1", "--root", str(root))
        assert done.returncode == 0, done
    (root / REPORT).write_text(f"{HEAD}金额: 3\n", encoding="utf-8")
    return root


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    """What lies there, but the cache, which may be written or not."""
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_size)
        for path in folder.rglob("*")
        if ".sitegen/" not in f"{path}/" and path.suffix not in {".lock", ".ballast"}
    }


@pytest.fixture
def full(tmp_path, template, monkeypatch) -> Iterator[Machine]:
    """On a disk of 8 MB that is filled; where none may be mounted, one on which no file can be begun."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        root = shutil.copytree(template, disk / "site", symlinks=True)
        spoil = partial(fill, disk) if mounted else partial(let_none_begin, disk, monkeypatch)
        yield Machine(root, spoil, "磁盘已满", plain=False)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "x.ballast").open("wb", buffering=0) as ballast:
        for size in (65536, 1):
            with suppress(OSError):
                while ballast.write(b"\0" * size):
                    pass


def let_none_begin(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every new file on `disk`, in this process and in those that it forks."""

    def refusing(opened: Callable[..., object], writes: Callable[[object], bool]) -> Callable[..., object]:
        def opening(path: object, how: object = "r", *arguments: object, **options: object) -> object:
            if writes(how) and str(path).startswith(str(disk)) and not Path(str(path)).exists():
                raise OSError(errno.ENOSPC, "No space left on device", str(path))
            return opened(path, how, *arguments, **options)

        return opening

    monkeypatch.setattr(os, "open", refusing(os.open, lambda flags: bool(flags & os.O_CREAT)))
    monkeypatch.setattr(io, "open", refusing(io.open, lambda mode: bool(set("wxa") & set(mode))))


@pytest.fixture
def closed(tmp_path, template) -> Machine:
    """In folders that nobody may write."""
    root = shutil.copytree(template, tmp_path / "site", symlinks=True)

    def close() -> None:
        for path in (root, *root.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o555)

    return Machine(root, close, "没有权限", plain=True)


@pytest.fixture(params=["full", "closed"])
def machine(request) -> Machine:
    return request.getfixturevalue(request.param)


def test_every_command_says_so_in_one_line_and_leaves_all_as_it_was(machine):
    root = machine.root
    machine.spoil()
    before, published = everything(root), tree(root / "output")
    commands = {
        NEW: "时出错",
        ("init", "other"): "other",
        ("check", "--output-file", "result.json", "--format", "json"): "写不了 result.json",
        ("check", "--write-baseline", "baseline.json"): "写不了 baseline.json",
        # Last: it gives back the room that the release before takes.
        ("build", "--no-pdf", "--jobs", "1"): "公开的网站没有改动",
    }
    for command, said in commands.items():
        done = machine.call(*command)
        assert done.returncode == 2, (command, done)
        assert machine.words in done.stderr, (command, done)
        assert said in done.stderr, (command, done)
        assert len(done.stderr.splitlines()) <= 2, (command, done)
        assert "内部出错" not in done.stderr
        left = everything(root)
        assert left.items() <= before.items(), command
        assert {path for path in before.keys() - left.keys() if "/.output.spare" not in path} == set(), (
            command
        )
    assert tree(root / "output") == published
    assert verify(root / "output").intact


def test_what_needs_no_room_goes_on(machine):
    machine.spoil()
    for command in (("check",), ("verify",), ("forms", "list"), ("cache", "info"), ("explain", "SUM101")):
        done = machine.call(*command)
        assert done.returncode == 0, (command, done)


def test_publishing_to_a_full_disk_leaves_the_server_as_it_was(full):
    root = full.root
    publish(root / "www", {"index.html": b"old"})
    publish(root / "new", {"index.html": b"new", "more.html": b"more" * 50_000})
    full.spoil()
    done = full.call("publish", "www", "--output", "new")
    assert done.returncode == 2, done
    assert full.words in done.stderr
    assert "内部出错" not in done.stderr
    assert tree(root / "www") == {"index.html": b"old"}
    assert verify(root / "www").intact


def test_signing_on_a_full_disk_leaves_the_document_as_it_was(full, plain, keys, monkeypatch):  # noqa: F811
    path = full.root / "one.pdf"
    path.write_bytes(plain)
    monkeypatch.setenv("SITEGEN_TEST_PASSPHRASE", PASSPHRASE)
    full.spoil()
    done = full.call(
        "sign", "one.pdf", "--key", str(keys / "good.p12"), "--passphrase-env", "SITEGEN_TEST_PASSPHRASE"
    )
    assert done.returncode == 1, done
    assert full.words in done.stdout
    assert "内部出错" not in done.stderr
    assert path.read_bytes() == plain


def test_a_full_disk_is_no_reason_not_to_go_back(full):
    old = tree(full.root / "output")
    full.spoil()
    done = full.call("rollback")
    assert done.returncode == 0, done
    assert tree(full.root / "output") != old
    assert verify(full.root / "output").intact


def test_without_a_place_for_passing_files_it_says_what_to_set(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", list)
    with pytest.raises(FileNotFoundError) as error:
        tempfile.gettempdir()
    assert "把环境变量 TMPDIR 设为能写的目录" in in_words(error.value)


def test_corrections_are_made_whole_or_not_at_all(machine):
    report = machine.root / REPORT
    report.write_text(f"{HEAD}金额: 3  # 注\u200b\n", encoding="utf-8")
    assert machine.call("check", "--diff").returncode == 1
    machine.spoil()
    before = report.read_bytes()
    done = machine.call("check", "--fix")
    assert done.returncode == 2
    assert machine.words in done.stderr
    assert report.read_bytes() == before


def test_a_cache_that_another_keeps_to_himself_is_told_and_not_waited_for(template, tmp_path):
    root = shutil.copytree(template, tmp_path / "site", symlinks=True)
    with sqlite3.connect(root / ".sitegen/cache/ledger.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = call("check", "--root", str(root))
    assert done.returncode == 0
    assert "缓存正被别的程序占用" in done.stderr
