"""Whatever ends a publication, and whenever: the old release or the new one, and the next publication succeeds."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.files import digest
from sitegen.publishing import atomic_swap, releases
from tests.releases.tools import (
    DONE,
    KILLED,
    NOT_REACHED,
    REFUSED,
    at_call,
    at_line,
    die,
    in_child,
    publish,
    some_release,
    tree,
)

FAULTS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT)
UNTOUCHED = "公开的网站没有改动"
UNFINISHED = {path: digest(b"") for path in ("both/0", "changing/0.html", "常在/0/第0页.html", "zzz")}
OLDEST, OLD, NEW = (some_release(version, 4) for version in range(3))


def published(folder: Path) -> Path:
    """A site with release 1, and beside it release 0."""
    publish(folder / "output", some_release(0))
    publish(folder / "output", some_release(1))
    return folder / "output"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_kill_at_a_random_line_leaves_the_old_release_or_the_new_one(tmp_path, seed):
    output, chance = published(tmp_path), random.Random(seed)
    old, killed = some_release(1), 0
    for version in range(2, 52):
        new = some_release(version, chance.choice((40, 100, 200)))
        moment = chance.randrange(100, 8_000)
        ended = in_child(lambda moment=moment, new=new: at_line(moment, die, lambda: publish(output, new)))
        assert ended in {KILLED, NOT_REACHED}
        killed += ended == KILLED
        found = tree(output)
        assert found in (old, new) if ended == KILLED else found == new
        assert releases.verify(output).whole
        old = found
        if chance.random() < 0.4:  # otherwise the next one is killed too
            publish(output, new)
            assert tree(output) == new
            old = new
    assert killed > 30


@pytest.mark.slow
def test_a_kill_at_a_random_time_leaves_the_old_release_or_the_new_one(tmp_path):
    output, chance = published(tmp_path), random.Random(2)
    old, killed = some_release(1), 0
    for version in range(2, 17):
        new = some_release(version, 300)
        child = os.fork()
        if child == 0:
            try:
                publish(output, new)
            finally:
                os._exit(DONE)
        time.sleep(chance.uniform(0, 0.04))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert tree(output) in (old, new)
        assert releases.verify(output).whole
        publish(output, new)
        assert tree(output) == new
        old = new
    assert killed > 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "native"), [("whole", True), ("unfinished", True), ("none", True), ("whole", False)]
)
def test_a_kill_before_any_call_to_the_system_is_made_good(tmp_path, monkeypatch, left, native):
    """Calls that may change something: what is read before leaves the same. Not `native`: on a system that knows
    no exchange, where it takes three renames.
    """
    site = prepared(tmp_path / "site", left)
    if not native:
        monkeypatch.setattr(atomic_swap, "_swap", lambda: None)
    for call in itertools.count(1):
        output = copied(site, tmp_path / str(call))
        ended = in_child(lambda call=call, output=output: killed_at(call, lambda: publish(output, NEW)))
        if ended == NOT_REACHED:
            break
        assert ended == KILLED
        if native or output.exists():  # with three renames it may be missing until the next publication
            assert tree(output) in (OLD, NEW)
            assert releases.verify(output).whole
        publish(output, NEW)
        assert tree(output) == NEW
        assert releases.verify(output).whole
        releases.rollback(output)
        assert tree(output) == OLD
    assert call > 50


@pytest.mark.slow
def test_a_kill_while_going_back_is_made_good(tmp_path):
    site = prepared(tmp_path / "site", "whole")
    for call in itertools.count(1):
        output = copied(site, tmp_path / str(call))
        ended = in_child(lambda call=call, output=output: killed_at(call, lambda: releases.rollback(output)))
        found = tree(output)
        if ended == NOT_REACHED:
            assert found == OLDEST
            break
        assert ended == KILLED
        assert found in (OLDEST, OLD)
        assert releases.verify(output).whole
        releases.rollback(output)
        assert tree(output) == (OLDEST if found == OLD else OLD)
    assert call > 20


@pytest.mark.slow
@pytest.mark.parametrize("left", ["whole", "unfinished"])
def test_a_refusal_of_any_call_to_the_system_says_what_became_of_the_site(tmp_path, left):
    site, words = prepared(tmp_path / "site", left), tmp_path / "words"
    refused = 0
    for call in itertools.count(1):
        output = copied(site, tmp_path / str(call))
        fault = FAULTS[call % len(FAULTS)]
        ended = in_child(lambda call=call, output=output, fault=fault: refuse(call, fault, output, words))
        if ended == NOT_REACHED:
            break
        assert ended in {DONE, REFUSED}
        if ended == REFUSED:
            refused += 1
            said = words.read_text(encoding="utf-8")
            assert tree(output) == (OLD if UNTOUCHED in said else NEW), said
            assert "injected" not in said
        else:
            assert tree(output) == NEW
        assert releases.verify(output).whole
        publish(output, NEW)
        assert tree(output) == NEW
        assert releases.verify(output).whole
    assert refused > 30


def killed_at(call: int, work: Callable[[], object]) -> None:
    at_call(call, die, work, changing=True)


def refuse(call: int, fault: int, output: Path, words: Path) -> None:
    """Publish while one call to the system fails; `words` is what is said about it."""

    def fail() -> None:
        raise OSError(fault, "injected")

    try:
        at_call(call, fail, lambda: publish(output, NEW))
    except releases.NotPublished as error:
        words.write_text(str(error), encoding="utf-8")
        raise


def content_until_death(path: str) -> bytes:
    if path == "zzz":
        die()
    return b""


def copied(site: Path, folder: Path) -> Path:
    """A site like `site`, with all its neighbours."""
    return shutil.copytree(site.parent, folder) / site.name


def prepared(folder: Path, left: str) -> Path:
    """A site with OLD, and beside it OLDEST, something unfinished, or nothing."""
    output = folder / "output"
    if left != "none":
        publish(output, OLDEST)
    publish(output, OLD)
    if left == "unfinished":
        assert in_child(lambda: releases.publish(output, UNFINISHED, content_until_death)) == KILLED
        assert tree(output) == OLD
        assert (folder / ".output.unfinished").exists()
    return output
