"""Files that a call names, to write results to or to read keys from: nothing is lost, and nothing is waited for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.trust.seal import own_key_file
from tests.calling import Done, Limits, call
from tests.releases.tools import publish
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

REPORT = "content/reports/2020/ju/report.yaml"


@pytest.fixture
def root(tmp_path) -> Path:
    root = minimal(tmp_path / "site", FORM, f"{HEAD}金额: 1\n")
    publish(root / "output", {"index.html": b"a"})
    (root / "themes").mkdir()
    (root / "themes/theme.yaml").write_bytes(b"a")
    (root / ".output.lock").touch()
    return root


def check(root: Path, *arguments: object) -> Done:
    return call("check", "--root", str(root), "--jobs", "1", *map(str, arguments))


PROTECTED = (
    REPORT,
    "content/site.yaml",
    "content/new.json",
    "themes/theme.yaml",
    "output/.sitegen-manifest",
    "output/index.html",
    ".sitegen/cache/note",
    ".git/config",
    ".output.lock",
    ".output.spare/index.html",
)


@pytest.mark.parametrize("option", ["--output-file", "--write-baseline"])
def test_no_result_is_written_over_sources_or_own_files(root, option):
    check(root)
    for name in PROTECTED:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else None
        done = check(root, option, path)
        assert done.returncode == 2, name
        assert "不能写在" in done.stderr, name
        assert (path.read_bytes() if path.exists() else None) == before, name


@pytest.mark.parametrize("option", ["--output-file", "--write-baseline"])
@pytest.mark.parametrize("name", ["none/result", REPORT, "folder"])
def test_what_cannot_take_results_is_refused_before_they_are_sought(root, option, name):
    (root / "folder").mkdir()
    done = check(root, option, root / name)
    assert done.returncode == 2
    assert not (root / ".sitegen/cache").exists(), "nothing was checked"


def test_the_key_of_the_cache_is_not_written_over(root):
    check(root)
    key = own_key_file()
    assert key is not None
    before = key.read_bytes()
    done = check(root, "--output-file", key)
    assert (done.returncode, key.read_bytes()) == (2, before)


def test_other_files_are_replaced_by_results(root):
    for name in ("check.json", ".github/check.json", "content.json"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("old")
        assert check(root, "--format", "json", "--output-file", root / name).returncode == 0
        assert json.loads((root / name).read_bytes())["reports"]


def test_a_baseline_replaces_a_baseline_and_nothing_else(root, tmp_path):
    path = tmp_path / "baseline.json"
    for before in (None, b"", b'{"version": 0, "findings": []}'):
        if before is not None:
            path.write_bytes(before)
        assert check(root, "--write-baseline", path).returncode == 0
        assert json.loads(path.read_bytes())["version"] == 1
    for other in (b"letter", b"[]", b'{"version": 1}', b"\xff"):
        path.write_bytes(other)
        done = check(root, "--write-baseline", path)
        assert done.returncode == 2
        assert "不是基线" in done.stderr
        assert path.read_bytes() == other


def test_a_link_is_neither_replaced_nor_followed(root, tmp_path):
    (tmp_path / "real").write_bytes(b"a")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "nowhere").symlink_to("none")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "nowhere", "pipe"):
        for option in ("--output-file", "--write-baseline"):
            done = check(root, option, tmp_path / name)
            assert done.returncode == 2
            assert "不是普通文件" in done.stderr
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"a"
    assert not (tmp_path / "none").exists()


def test_results_go_into_the_output_that_a_link_leads_to(root, tmp_path):
    """As `/dev/stdout` does; a link of our own, so that a fault does not cost the machine its."""
    (tmp_path / "stdout").symlink_to("/proc/self/fd/1")
    told = check(root, "--format", "json", "--output-file", tmp_path / "stdout")
    assert json.loads(told.stdout)["reports"]
    assert (tmp_path / "stdout").is_symlink()

    command = [
        sys.executable,
        "-m",
        "sitegen",
        "check",
        "--format",
        "json",
        "--output-file",
        tmp_path / "stdout",
    ]
    piped = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True)
    assert json.loads(piped.stdout)["reports"]


@pytest.mark.parametrize("option", ["--key", "--passphrase-file"])
def test_keys_are_files_of_a_key_s_size(tmp_path, option):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    for name in ("key", "word", "large"):
        (tmp_path / name).write_bytes(b"x")
    os.truncate(tmp_path / "large", 2**33)
    os.mkfifo(tmp_path / "pipe")
    for name, why in ((tmp_path / "pipe", "不是普通文件"), ("/dev/zero", "不是普通文件"), ("large", "太大")):
        given = {"--key": "key", "--passphrase-file": "word", option: str(name)}
        words = [word for pair in given.items() for word in pair]
        done = call("sign", "a.pdf", *words, cwd=tmp_path, limits=Limits(seconds=5, megabytes=512))
        assert done.returncode == 2
        assert why in done.stderr


def test_a_pipe_is_not_signed(tmp_path):
    os.mkfifo(tmp_path / "a.pdf")
    done = call("sign", str(tmp_path / "a.pdf"), "--key", "none", "--passphrase-env", "HOME")
    assert done.returncode == 2
    assert "不是普通文件" in done.stderr


def test_names_in_messages_are_on_one_line_and_short(root, tmp_path):
    publish(tmp_path / "source", {"index.html": b"a"})
    strange = call(
        "publish", "--output", str(tmp_path / "source"), str(tmp_path / "new\nline"), "--root", str(root)
    )
    assert strange.returncode == 0
    assert "new⏎line" in strange.stdout
    long = call(
        "publish", "--output", str(tmp_path / "source"), f"{tmp_path}/{'长/' * 2000}", "--root", str(root)
    )
    assert long.returncode == 2
    assert len(long.stderr) < 1000


def test_a_lack_of_memory_is_told_in_a_line(root, monkeypatch):
    def lacking(*_arguments: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("sitegen.checking.check", lacking)
    done = check(root)
    assert done.returncode == 2
    assert done.stderr.startswith("内存不够")
    assert done.stderr.count("\n") == 1
