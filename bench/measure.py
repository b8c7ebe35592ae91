"""Commands measured against one another: seconds in pairs, memory of the whole process tree.

Knows commands, clocks and Linux's /proc. Must not know what the commands do. The machine is shared and its
speed changes, so two commands are run in turn, again and again, and only ratios are worth keeping. Nothing
here fails because something was slow.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.01
"""Seconds between two looks at memory."""
MEBIBYTE = 1024 * 1024
SHOWN_OUTPUT = 2000
"""Characters of a failed command's output that are worth showing: its end."""


class CommandFailed(Exception):
    """A measured command did not succeed, so its time means nothing. Says which, and what it wrote last."""


@dataclass(frozen=True)
class Command:
    """What to run, in which folder, with what added to the environment."""

    arguments: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Series:
    """Runs of one command: seconds of each, and the most memory (bytes) that it and all its processes held
    together, in a run apart.
    """

    name: str
    seconds: tuple[float, ...]
    peak: int

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        return f"{self.name} {self.median:.2f} s {self.peak / MEBIBYTE:.0f} MiB"


@dataclass(frozen=True)
class Pair:
    """Two series whose runs alternated."""

    ours: Series
    theirs: Series

    @property
    def ratio(self) -> float:
        """Ours to theirs: the median of the rounds' ratios, for the two runs of a round met the same machine."""
        rounds = zip(self.ours.seconds, self.theirs.seconds, strict=True)
        return statistics.median(ours / theirs for ours, theirs in rounds)


def in_pairs(
    ours: tuple[str, Command], theirs: tuple[str, Command], before: Callable[[], object], rounds: int
) -> Pair:
    """Run both commands (with their names) `rounds` times, each first in every other round.

    `before` is called before each round and not measured: it undoes, or edits, what both are to work on. One
    more round looks at memory, because looking takes time. Raises CommandFailed.
    """
    commands = (ours[1], theirs[1])
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        before()
        for which in (0, 1) if turn % 2 == 0 else (1, 0):
            seconds[which].append(elapsed(commands[which]))
    before()
    peaks = [peak(command) for command in commands]
    return Pair(
        Series(ours[0], tuple(seconds[0]), peaks[0]),
        Series(theirs[0], tuple(seconds[1]), peaks[1]),
    )


def series(name: str, command: Command, before: Callable[[], object], rounds: int) -> Series:
    """Run one command `rounds` times, and once more for its memory; `before` as in `in_pairs`. Raises CommandFailed."""
    seconds = []
    for _ in range(rounds):
        before()
        seconds.append(elapsed(command))
    before()
    return Series(name, tuple(seconds), peak(command))


def elapsed(command: Command) -> float:
    """Seconds from start to end. Raises CommandFailed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        with _started(command, output) as process:
            process.wait()
            seconds = time.perf_counter() - start
        _succeeded(command, process.returncode, output)
    return seconds


def peak(command: Command) -> int:
    """The most memory, in bytes, that the command and all processes it starts were seen to hold together, but
    at least what the largest of them held. Pages that processes share are counted for each, so the truth is not
    higher. Raises CommandFailed.
    """
    with tempfile.TemporaryFile() as output:
        with _started(command, output) as process:
            ended = threading.Event()
            most = [0]

            def look() -> None:
                while not ended.wait(EVERY):
                    most[0] = max(most[0], resident(process.pid, _processes()))

            watcher = threading.Thread(target=look)
            watcher.start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                ended.set()
                watcher.join()
        _succeeded(command, process.returncode, output)
    return max(most[0], usage.ru_maxrss * 1024)


class Process(NamedTuple):
    """A line of /proc/PID/stat: whose child, in which session, how many bytes are in memory."""

    pid: int
    parent: int
    session: int
    bytes: int


def resident(root: int, processes: Iterable[Process]) -> int:
    """Bytes held by `root` and its descendants, orphans among them: those stay in its session."""
    found = list(processes)
    family = {each.pid for each in found if each.session == root} | {root}
    while grown := {each.pid for each in found if each.parent in family} - family:
        family |= grown
    return sum(each.bytes for each in found if each.pid in family)


def table(pairs: Iterable[tuple[str, Pair]]) -> str:
    """One line for each measured piece of work: both medians and peaks, and the ratio."""
    rows = [(work, str(pair.ours), str(pair.theirs), f"{pair.ratio:.3f} ×") for work, pair in pairs]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    return "\n".join(
        "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


@contextmanager
def _started(command: Command, output: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The command, in a session of its own; who interrupts the measurement ends all that it started."""
    process = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env={**_environment(), **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield process
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _environment() -> dict[str, str]:
    """Ours, but that programs may keep their bytecode, as installed ones do."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _succeeded(command: Command, returned: int, output: IO[bytes]) -> None:
    if returned == 0:
        return
    output.seek(0)
    said = output.read().decode("utf-8", "replace")[-SHOWN_OUTPUT:]
    raise CommandFailed(f"{' '.join(command.arguments)} ended with {returned}:\n{said}")


def _processes() -> Iterator[Process]:
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            stat = Path(entry.path, "stat").read_bytes()
        except OSError:
            continue  # it has ended meanwhile
        # The second field is the program's name in brackets, and may contain anything.
        fields = stat[stat.rindex(b")") + 2 :].split()
        yield Process(int(entry.name), int(fields[1]), int(fields[3]), int(fields[21]) * PAGE)
