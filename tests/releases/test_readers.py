"""What people see who read the site while it is published again and again."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.releases.tools import Files, publish

VERSIONS = 80
SHARED = [f"pages/{number % 5}/{number}.html" for number in range(30)]


@dataclass
class Seen:
    """What the reader counted: rounds, releases met, paths not there, releases not of one piece."""

    rounds: int
    releases: int
    missing: int
    mixed: int


class Announced:
    """The number of the release whose publication has begun, shared by two processes."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8)

    def set(self, version: int) -> None:
        self._memory[:8] = struct.pack("q", version)

    def get(self) -> int:
        return struct.unpack("q", self._memory[:8])[0]


def release(version: int) -> dict[str, bytes]:
    """All its files say which release they belong to; some are there in every second one only."""
    files = dict.fromkeys(SHARED, b"%d" % version)
    return files | ({f"{version % 2}/now-and-then.html": b"%d" % version} if version % 3 else {})


def test_readers_never_miss_a_page_nor_see_a_mixture(tmp_path):
    seen = watched(tmp_path / "output", publish)
    assert seen.rounds > 20
    assert seen.releases > 10
    assert (seen.missing, seen.mixed) == (0, 0)


def test_the_reader_would_notice(tmp_path):
    """The reader of the test above, while a site is published the simple way."""

    def simply(output: Path, files: Files) -> None:
        shutil.rmtree(output)
        for path, data in files.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(data)

    seen = watched(tmp_path / "output", simply)
    assert seen.missing > 0
    assert seen.mixed > 0


def watched(output: Path, publish_with: Callable[[Path, Files], object]) -> Seen:
    """Publish all versions while another process reads."""
    publish(output, release(0))
    announced = Announced()
    pipe, end = os.pipe()
    reader = os.fork()
    if reader == 0:
        try:
            os.write(end, json.dumps(vars(read(output, announced))).encode())
        finally:
            os._exit(0)
    for version in range(1, VERSIONS + 1):
        announced.set(version)
        publish_with(output, release(version))
        time.sleep(0.01)  # lets readers go on who were stopped by the system between two steps of one path
    announced.set(-1)
    os.close(end)
    with os.fdopen(pipe, "rb") as answer:
        seen = Seen(**json.loads(answer.read()))
    os.waitpid(reader, 0)
    return seen


def read(output: Path, announced: Announced) -> Seen:
    met: set[int] = set()
    seen = Seen(0, 0, 0, 0)
    while announced.get() >= 0:
        seen.rounds += 1
        seen.missing += sum(content(output / path) is None for path in SHARED)
        try:
            folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            seen.missing += 1
            continue
        found = {content(path, folder) for path in below(folder)}
        whole = {path for path in below(folder) if path.startswith("pages/")} == set(SHARED)
        os.close(folder)
        numbers = {int(each) for each in found if each}
        # The promise holds until the next publication but one begins.
        if numbers and announced.get() > min(numbers) + 1:
            continue
        seen.mixed += len(found) != 1 or None in found or not whole
        met |= numbers
    seen.releases = len(met)
    return seen


def content(path: Path | str, folder: int | None = None) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY, dir_fd=folder)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with os.fdopen(handle, "rb") as stream:
        return stream.read()


def below(folder: int) -> list[str]:
    """The paths of all published files in an open folder."""
    return [
        os.path.normpath(f"{inside}/{name}")
        for inside, _, names, _ in os.fwalk(".", dir_fd=folder)
        for name in names
        if not name.startswith(".sitegen-")
    ]
