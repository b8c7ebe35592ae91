"""Whenever a build is killed, with all its processes: what is published is whole, and the next build succeeds.

Knows processes and what a first build makes. Must not know what a build leaves behind.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from sitegen import pipeline
from sitegen.publishing import releases
from tests.incremental.edits import Folder, Site, large_site, tiny_site
from tests.incremental.trees import FirstBuilds, Tree, differences, tree
from tests.site_tools import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.repeating]

DONE, FAILED = range(2)
"""How a build ends that is not killed."""


@dataclass
class Target:
    """A site in `folder`, built again and again; `start` begins a build in a group of processes of its own."""

    folder: Path
    site: Site
    start: Callable[[Target], int]
    chance: Random
    killed: int = 0
    published_when_killed: int = 0
    duration: float = 0
    now: Tree = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._disk = Folder(self.root)
        self._first = FirstBuilds(self.folder / "first")
        (self.folder / "passing").mkdir()
        self.measure()

    @property
    def root(self) -> Path:
        return self.folder / "site"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def passing(self) -> Path:
        """Where temporary files may be left by those that are killed."""
        return self.folder / "passing"

    def edit(self) -> None:
        """Content that was never built."""
        report = self.chance.choice(self.site.reports)
        report.amount += 1
        report.words = [f"全年办理来件{self.chance.randrange(10**6)}件。"]
        if self.chance.random() < 0.2:
            self.site.name = f"示例市绩效公开{self.chance.randrange(10**6)}"
        self._disk.write(self.site)

    def wanted(self) -> Tree:
        """What the content comes to."""
        first = self._first.of(self.root, self.site.today)
        assert first.published
        return first.tree

    def measure(self) -> None:
        """How long a build takes that has something to do."""
        self.edit()
        self.duration = self.build()

    def build(self) -> float:
        """Build without being disturbed; returns how many seconds it took."""
        began = time.monotonic()
        assert _ended(self.start(self)) == DONE
        took = time.monotonic() - began
        self._expect(self.wanted(), "after a build that nobody disturbed")
        assert releases.verify(self.output).whole
        return took

    def kill(self, moment: float) -> None:
        """Build, but kill all processes after so many seconds."""
        group = self.start(self)
        time.sleep(moment)
        os.killpg(group, signal.SIGKILL)  # the process is ours until it is waited for, even when it has ended
        ended = _ended(group)
        assert ended in {-signal.SIGKILL, DONE}
        self.killed += ended == -signal.SIGKILL
        if ended == DONE:  # a machine that others have left is quicker than it was
            self.duration = min(self.duration, moment)
        found = tree(self.output)
        if found != self.now:
            self.published_when_killed += 1
            self._expect(self.wanted(), f"killed after {moment:.3f} s of {self.duration:.3f} s")
        else:
            assert ended != DONE, "the build ended well, but nothing new is published"
        assert releases.verify(self.output).whole

    def _expect(self, wanted: Tree, where: str) -> None:
        self.now = tree(self.output)
        assert self.now == wanted, f"{where}\n{differences(self.now, wanted)}"


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def forked(target: Target) -> int:
    """A build that begins at once: a copy of this process, which has read the program already."""
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            os.setpgid(0, 0)
            tempfile.tempdir = str(target.passing)
            found = pipeline.build(target.root, target.output, today=target.site.today, pdf=False)
            code = DONE if found.published else FAILED
        finally:
            os._exit(code)
    os.setpgid(child, child)  # whoever does it first
    return child


def command(target: Target) -> int:
    """The command, as somebody would type it."""
    arguments = [
        "--root",
        target.root,
        "--output",
        target.output,
        "--no-pdf",
        "--today",
        str(target.site.today),
    ]
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "sitegen", "build", *map(str, arguments)],
        {**os.environ, "TMPDIR": str(target.passing), "PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)],
        setpgroup=0,
    )


def kill_often(target: Target, kills: int, *, earliest: float = 0) -> None:
    """Kill so many builds, each of new content, at moments from `earliest` (a share of the time that a build
    takes) on; every tenth time let one finish.
    """
    for number in range(1, kills + 1):
        target.edit()
        moments = target.chance.uniform(earliest, 1.1), target.chance.triangular(earliest, 1.1, 0.95)
        target.kill(moments[number % 2] * target.duration)  # by turns anywhere, and about when it publishes
        if number % 10 == 0:
            target.build()
            target.measure()
    target.build()
    again = target.now
    target.build()
    assert target.now == again


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_at_any_moment_leaves_the_old_content_or_the_new(tmp_path, seed):
    target = Target(tmp_path, tiny_site(), forked, Random(seed))
    kill_often(target, 24)
    assert target.killed > 6


def test_a_command_that_is_killed_leaves_the_old_content_or_the_new(tmp_path):
    target = Target(tmp_path, tiny_site(), command, Random(3))
    kill_often(target, 5, earliest=0.5)  # before that, Python is reading the program
    assert target.killed > 1


def test_a_kill_of_several_processes_leaves_the_old_content_or_the_new(tmp_path):
    target = Target(tmp_path, large_site(), command, Random(4))
    for _ in range(4):
        target.site.forms["shouzhi"].title += "甲"
        target.site.theme["themes/shi/templates/base.html"] += 1  # every page is to be made anew
        target.edit()
        target.kill(target.chance.uniform(0.3, 1) * target.duration)
    target.build()
    assert target.killed > 1


def test_the_first_build_of_all_may_be_killed(tmp_path):
    target = Target(tmp_path, tiny_site(), forked, Random(5))
    for _ in range(6):
        for left in ("site/.sitegen", "output"):
            _remove(tmp_path / left)
        for left in tmp_path.glob(".output*"):
            _remove(left)
        target.now = {}
        target.edit()
        group = target.start(target)
        time.sleep(target.chance.uniform(0.2, 1) * target.duration)
        os.killpg(group, signal.SIGKILL)
        _ended(group)
        assert tree(target.output) in ({}, target.wanted())
        target.build()


def _remove(path: Path) -> None:
    if path.is_dir():
        for each in path.iterdir():
            _remove(each)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
