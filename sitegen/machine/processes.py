"""Processors, processes and their signals.

Knows the operating system's words for it. Must not know what it is used for.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def unheard() -> Iterator[None]:
    """Processes, and threads, that start in the block do not hear Ctrl-C, which a terminal sends to all of them: the
    one that they work for does, after the block, and ends them. Blocked signals are inherited (POSIX, `fork`, `exec`),
    so what such threads start later does not hear it either.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ends_at_once() -> Iterator[None]:
    """Ctrl-C and SIGTERM end this process and those that it started there and then, whatever is being done."""

    def end(_number: int, _frame: object) -> None:
        for each in multiprocessing.active_children():
            each.kill()
        os._exit(0)

    # What is left behind is cleared away by a process of Python's own, which would say so in English.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning:multiprocessing.resource_tracker")
    before = [(each, signal.signal(each, end)) for each in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
