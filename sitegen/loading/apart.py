"""What strangers wrote is opened in a process of its own: attachments and pictures.

Knows how long and with how much memory one may be read, and all of a report together. Must not know any format. The process starts with the first
file that needs it and stays for the next ones; a call that was forked starts its own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.util import Finalize
from typing import Any, TypeVar

from sitegen.workers.limited import NotDone, TooMuchMemory, TooSlow, Workers

SECONDS = 8
"""Of the processor, for a file."""

SECONDS_OF_A_REPORT = 40
"""Of the processor, for all files of a report. An attachment of ten pages takes a tenth of one."""

MEGABYTES = 900
"""Of address space, for the process."""

FILES = 100
"""After so many the process is replaced: what reads documents leaves memory behind."""

Read = TypeVar("Read")

_workers: dict[int, Workers] = {}
"""Those of this process, by its number."""


class Patience:
    """How long the files of one report may still be read: `seconds` for all, so many for `each`."""

    def __init__(self, seconds: float = SECONDS_OF_A_REPORT, each: int = SECONDS) -> None:
        self._left, self._each = seconds, each

    def apart(self, work: Callable[..., Read], *arguments: Any) -> Read | str:
        """What `work` comes to in a process of its own, or why it was not done, in Chinese."""
        if self._left <= 0:
            return f"这份报告的附件和图片已经读了 {SECONDS_OF_A_REPORT} 秒，这一个没有读"
        workers = _of_this_process()
        given: Future[tuple[Read, float]] = workers.give(_timed, work, arguments, seconds=self._each)
        try:
            done, spent = workers.result(given)
        except TooSlow:
            self._left -= self._each
            return f"读了 {self._each} 秒还没有读完，已停止"
        except TooMuchMemory:
            self._left -= self._each
            return f"要用的内存超过 {MEGABYTES} MB，已停止"
        except NotDone:
            self._left -= self._each
            return "读它的程序意外结束，多半是文件损坏"
        self._left -= spent
        return done


def _of_this_process() -> Workers:
    workers = _workers.get(os.getpid())
    if workers is None:
        workers = _workers[os.getpid()] = Workers(most=1, megabytes=MEGABYTES, tasks=FILES)
        # Not atexit: a process of multiprocessing would first wait for the very children that this sends away.
        Finalize(None, workers.dismiss, kwargs={"at_once": True}, exitpriority=1)
    return workers


def _timed(work: Callable[..., Read], arguments: tuple[Any, ...]) -> tuple[Read, float]:
    """What `work` comes to, and how many seconds of the processor it took."""
    began = time.process_time()
    done = work(*arguments)
    return done, time.process_time() - began
