"""What the commands for releases print and how they end."""

from __future__ import annotations

import click
import pytest

from sitegen.cli import releases as commands
from sitegen.cli.terminal import Exit
from tests.releases.tools import publish, tree

A, B = {"index.html": b"a", "报告.html": b""}, {"index.html": b"b"}


@pytest.fixture
def output(tmp_path):
    publish(tmp_path / "output", A)
    publish(tmp_path / "output", B)
    return tmp_path / "output"


def test_publishing_says_what_was_written(output, tmp_path, capsys):
    commands.publish(output, tmp_path / "www", tmp_path)
    said = capsys.readouterr().out
    assert "已发布到" in said
    assert "共 1 个文件：新写 1 个，沿用 0 个" in said
    commands.publish(output, tmp_path / "www", tmp_path)
    assert "没有重写任何文件" in capsys.readouterr().out


def test_going_back_says_how_to_undo_it(output, capsys):
    commands.rollback(output)
    assert "已退回上一版" in capsys.readouterr().out
    assert tree(output) == A


def test_refusals_are_sentences(tmp_path):
    for attempt in (commands.rollback, commands.verify):
        with pytest.raises(click.UsageError, match=r"没有.*[。]$"):
            attempt(tmp_path / "nothing")


def test_differences_are_listed(output, capsys):
    assert commands.verify(output) is Exit.CLEAN
    assert "1 个文件都和清单一致" in capsys.readouterr().out
    (output / "index.html").unlink()
    for number in range(60):
        (output / f"extra-{number:02}").touch()
    (output / "a\x1b[31m\nb").touch()
    assert commands.verify(output) is Exit.FINDINGS
    said = capsys.readouterr().out
    assert "缺少  index.html" in said
    assert "多出  a\\x1b[31m⏎b" in said
    assert "还有 11 个没有列出" in said
    assert "改了 0 个，缺少 1 个，多出 61 个" in said


def test_what_others_put_there_or_changed_is_listed(output, tmp_path, capsys):
    commands.publish(output, tmp_path / "www", tmp_path)
    (output / "beside.txt").touch()
    (tmp_path / "www/index.html").write_bytes(b"by hand")
    (tmp_path / "www/baidu_verify.html").touch()
    capsys.readouterr()
    commands.publish(output, tmp_path / "www", tmp_path)
    said = capsys.readouterr().out
    assert "\n保留  baidu_verify.html\n" in said
    assert "\n换回  index.html\n" in said
    assert "\n没有发布  beside.txt\n" in said
    assert (tmp_path / ".www.spare/index.html").read_bytes() == b"by hand"
