"""Ctrl-C ends what runs, with no word of Python's and nothing left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.serve.test_following import LONGEST, free_port
from tests.site_tools import ROOT, copy_of

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """Have what is started hear Ctrl-C even where these tests run in the background of a shell, which does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted(root: Path, begun: Callable[[IO[str]], object], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of `sitegen`, which a terminal's Ctrl-C meets once it has `begun`."""
    command = [sys.executable, "-m", "sitegen", "--root", str(root), *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        begun(process.stdout)
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all of them
        output, errors = process.communicate(timeout=LONGEST)
    until(lambda: not is_running(process.pid))
    return process.returncode, output, errors


def is_running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def test_a_preview_ends_without_a_complaint(tmp_path):
    def shown(output: IO[str]) -> None:
        while "预览：" not in (line := output.readline()):
            assert line, "the preview has ended"

    root = copy_of(ROOT, tmp_path)
    assert interrupted(root, shown, "serve", "--port", str(free_port())) == (0, "", "")


def test_a_build_says_that_it_was_interrupted(tmp_path):
    root = copy_of(ROOT, tmp_path)

    def printing(_output: IO[str]) -> None:
        until(lambda: any(root.glob(".sitegen/**/*.sqlite")))  # the PDFs are still to come

    code, output, errors = interrupted(root, printing, "build")
    assert (code, output, errors.strip()) == (2, "", "已中断。")
    assert not (root / "output").exists()
