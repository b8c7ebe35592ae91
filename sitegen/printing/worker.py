"""What runs in a worker process: one printer, kept warm.

Knows the limits a worker lives under. Must not know the pool.
"""

from __future__ import annotations

import gc
import os
import resource
from pathlib import Path
from typing import Any

from sitegen.printing.job import Printed, PrintJob

MORE = 100
"""Megabytes for each further report of a volume."""

OUT_OF_MEMORY = 77
"""The exit status of a worker that has reached its limit."""

_megabytes: list[int] = []
_printer: list[Any] = []
"""This process's printer: its parsed style sheet and fonts are what makes it quick."""


def begin(configuration: str, style: Path, theme: tuple[Path, ...], megabytes: int) -> None:
    """Set this process up: at most so much memory, these fonts only (`configuration` is a file for
    fontconfig), this theme.
    """
    from sitegen.printing.printer import Printer  # noqa: PLC0415 — only workers wait for WeasyPrint

    _limit(megabytes)
    _megabytes[:] = [megabytes]
    os.environ["FONTCONFIG_FILE"] = configuration
    gc.disable()  # looking for garbage takes a sixth of the time; the worker is replaced instead
    _printer[:] = [Printer(style, theme)]
    gc.freeze()


def work(job: PrintJob) -> Printed:
    """Print `job`. Raises TaggingError, RecursionError.

    Ends the process with OUT_OF_MEMORY beyond the limit: what filled the memory is still there, and the next
    document, which has done nothing wrong, would not get any.
    """
    if job.weight > 1:
        gc.collect()
    _limit(_megabytes[0] + MORE * (job.weight - 1))
    try:
        printed: Printed = _printer[0].print(job)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    return printed


def _limit(megabytes: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024, hard))
