"""What strangers wrote is opened in a process of its own: attachments and pictures.

Knows how long and with how much memory one may be read. Must not know any format. The process starts with the first
file that needs it and stays for the next ones; a call that was forked starts its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing.util import Finalize
from typing import Any, TypeVar

from sitegen.workers import NotDone, TooMuchMemory, TooSlow, Workers

SECONDS = 8
"""Of the processor, for a file."""

MEGABYTES = 900
"""Of address space, for the process."""

FILES = 100
"""After so many the process is replaced: what reads documents leaves memory behind."""

Read = TypeVar("Read")

_workers: dict[int, Workers] = {}
"""Those of this process, by its number."""


def apart(work: Callable[..., Read], *arguments: Any) -> Read | str:
    """What `work` comes to in a process of its own, or why it was stopped, in Chinese."""
    workers = _workers.get(os.getpid())
    if workers is None:
        workers = _workers[os.getpid()] = Workers(most=1, megabytes=MEGABYTES, tasks=FILES)
        # Not atexit: a process of multiprocessing would first wait for the very children that this sends away.
        Finalize(None, workers.dismiss, kwargs={"at_once": True}, exitpriority=1)
    try:
        return workers.result(workers.give(work, *arguments, seconds=SECONDS))
    except TooSlow:
        return f"读了 {SECONDS} 秒还没有读完，已停止"
    except TooMuchMemory:
        return f"要用的内存超过 {MEGABYTES} MB，已停止"
    except NotDone:
        return "读它的程序意外结束，多半是文件损坏"
