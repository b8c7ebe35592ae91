"""One target after the other, for so long: inputs are counted, and what goes wrong is kept with the input.

Knows time, memory and files. Must not know any target.
"""

from __future__ import annotations

import hashlib
import random
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

SECONDS = 10
"""Of the processor, for an input."""
MEGABYTES = 1024
"""More than the process has at the beginning."""
LONGEST = 8192
"""Bytes that an input is drawn from."""


class TooSlow(BaseException):
    """An input took all its time. No `except Exception` is to swallow it."""


@dataclass(frozen=True)
class Target:
    """Something that is given `inputs`. Whatever `run` raises is a fault of it."""

    name: str
    inputs: Callable[[], SearchStrategy[Any]]
    run: Callable[[Any], None]


@dataclass
class Course:
    """What came of a target: how many inputs, the faults by where they arose, memory in MB at both ends."""

    name: str
    inputs: int = 0
    slowest: float = 0.0
    faults: dict[str, Path] = field(default_factory=dict)
    began_with: int = 0
    ended_with: int = 0


def fuzz(target: Target, *, seconds: float = 0, inputs: int = 0, kept: Path, seed: int = 0) -> Course:
    """Give `target` inputs for so many `seconds`, or so many `inputs`; keep below `kept` what goes wrong."""
    course = Course(target.name, began_with=_memory())
    chance = random.Random(seed)
    until = time.monotonic() + seconds

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.inputs())
    def one(given_: Any) -> None:
        began = time.process_time()
        try:
            with limited():
                target.run(given_)
        except (Exception, TooSlow) as error:
            _keep(course, kept, given_, error)
        course.inputs += 1
        course.slowest = max(course.slowest, time.process_time() - began)

    while time.monotonic() < until or course.inputs < inputs:
        one.hypothesis.fuzz_one_input(chance.randbytes(chance.randrange(16, LONGEST)))
    course.ended_with = _memory()
    return course


def again(target: Target, path: Path) -> None:
    """Give `target` what was kept at `path`. Raises what it raises."""
    data = path.read_bytes()
    target.run(data.decode("utf-8", "surrogatepass") if path.suffix == ".txt" else data)


@contextmanager
def limited() -> Iterator[None]:
    """Meanwhile, TooSlow is raised when it takes all its time."""

    def stop(*_: object) -> None:
        raise TooSlow(f"{SECONDS} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory() -> None:
    """Let this process have so much more than it has."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 1024 * 1024,) * 2)


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024**2


def _keep(course: Course, kept: Path, given_: str | bytes, error: BaseException) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [definition for definition in frames if "/sitegen/" in definition.filename] or list(frames)
    where = f"{type(error).__name__} {Path(ours[-1].filename).name}:{ours[-1].lineno}"
    if where in course.faults:
        return
    data = given_.encode("utf-8", "surrogatepass") if isinstance(given_, str) else given_
    ending = "txt" if isinstance(given_, str) else "bin"
    path = kept / course.name / f"{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.with_suffix(".traceback").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    course.faults[where] = path
