"""What strangers wrote is opened in a process of its own: attachments and pictures.

Knows how long and with how much memory one may be read, all of a report and of a site together. Must not know any format. The process starts with the first
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

USUAL = 1
"""Seconds that any file may take without being counted among those of the site: so large no site is that only has
many reports.
"""

SECONDS_OF_A_SITE = 300
"""Of the processor, beyond the usual, for all files of a site, in each process that reads them."""

SECONDS_OF_THE_REST = 2
"""Of the processor, for all files of a report, when those of the site are used up: small files are still read."""

MEGABYTES = 900
"""Of address space, for the process."""

FILES = 100
"""After so many the process is replaced: what reads documents leaves memory behind."""

Read = TypeVar("Read")

_workers: dict[int, Workers] = {}
"""Those of this process, by its number."""


class SitePatience:
    """How long the files of a site may still be read, beyond what is usual, in this process; how many were `hurried`
    because there is no more of it.
    """

    def __init__(self, seconds: float = SECONDS_OF_A_SITE) -> None:
        self._left = seconds
        self.hurried = 0

    @property
    def is_over(self) -> bool:
        """Whether it is used up."""
        return self._left <= 0

    def spend(self, seconds: float) -> None:
        """Count what one file took."""
        self._left -= max(0.0, seconds - USUAL)


class Patience:
    """How long the files of one report may still be read: `seconds` for all, so many for `each`."""

    def __init__(
        self, seconds: float = SECONDS_OF_A_REPORT, site: SitePatience | None = None, each: int = SECONDS
    ) -> None:
        self._each = each
        self._site = site or SitePatience()
        self._is_short = self._site.is_over
        self._left = min(seconds, SECONDS_OF_THE_REST) if self._is_short else seconds

    def apart(self, work: Callable[..., Read], *arguments: Any) -> Read | str:
        """What `work` comes to in a process of its own, or why it was not done, in Chinese."""
        if self._left <= 0 and self._is_short:
            return self._hurried("没有读")
        if self._left <= 0:
            return f"这份报告的附件和图片已经读了 {SECONDS_OF_A_REPORT} 秒，这一个没有读"
        workers, seconds = _of_this_process(), USUAL if self._is_short else self._each
        given: Future[tuple[Read, float]] = workers.give(_timed, work, arguments, seconds=seconds)
        try:
            done, spent = workers.result(given)
        except TooSlow:
            self._spend(seconds)
            return self._hurried("没有读完") if self._is_short else f"读了 {self._each} 秒还没有读完，已停止"
        except TooMuchMemory:
            self._spend(seconds)
            return f"要用的内存超过 {MEGABYTES} MB，已停止"
        except NotDone:
            self._spend(seconds)
            return "读它的程序意外结束，多半是文件损坏"
        self._spend(spent)
        return done

    def _spend(self, seconds: float) -> None:
        self._left -= seconds
        self._site.spend(seconds)

    def _hurried(self, what: str) -> str:
        self._site.hurried += 1
        return (
            f"整个网站的附件和图片读得太慢，已经多用了 {SECONDS_OF_A_SITE} 秒，余下的每份报告只读 "
            f"{SECONDS_OF_THE_REST} 秒，这一个{what}；再核对一次，会接着读"
        )


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
