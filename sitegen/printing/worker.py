"""What runs in a worker process: one printer, kept warm.

Knows the limits a worker lives under. Must not know the pool.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

from sitegen.printing.job import Printed, PrintJob
from sitegen.workers.limited import limit

MORE = 100
"""Megabytes for each further report of a volume."""

_megabytes: list[int] = []
_printer: list[Any] = []
"""This process's printer: its parsed style sheet and fonts are what makes it quick."""


def begin(configuration: str, style: Path, theme: tuple[Path, ...], megabytes: int) -> None:
    """Set this process up: at most so much memory, these fonts only (`configuration` is a file for
    fontconfig), this theme.
    """
    from sitegen.printing.printer import Printer  # noqa: PLC0415 — only workers wait for WeasyPrint

    _megabytes[:] = [megabytes]
    os.environ["FONTCONFIG_FILE"] = configuration
    gc.disable()  # looking for garbage takes a sixth of the time; the worker is replaced instead
    _printer[:] = [Printer(style, theme)]
    gc.freeze()


def work(job: PrintJob) -> Printed:
    """Print `job`. Raises TaggingError, RecursionError."""
    if job.weight > 1:
        gc.collect()
    limit(_megabytes[0] + MORE * (job.weight - 1))
    printed: Printed = _printer[0].print(job)
    return printed
