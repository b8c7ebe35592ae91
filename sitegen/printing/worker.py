"""What runs in a worker process: one printer, kept warm.

Knows the limits a worker lives under. Must not know the pool.
"""

from __future__ import annotations

import gc
import itertools
import os
import resource
from pathlib import Path
from typing import Any

from sitegen.printing.job import Printed, PrintJob

CLEANED_EVERY = 4
"""Documents. Layout leaves many circles behind, 40 MB each time; looking for them once in a while is
cheaper than all the time.
"""

_done = itertools.count(1)
_printer: list[Any] = []
"""This process's printer: its parsed style sheet and fonts are what makes it quick."""


def begin(configuration: str, style: Path, theme: tuple[Path, ...], megabytes: int) -> None:
    """Set this process up: at most so much memory, these fonts only (`configuration` is a file for
    fontconfig), this theme.
    """
    from sitegen.printing.printer import Printer  # noqa: PLC0415 — only workers wait for WeasyPrint

    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
    os.environ["FONTCONFIG_FILE"] = configuration
    gc.disable()
    _printer[:] = [Printer(style, theme)]
    gc.freeze()


def work(job: PrintJob) -> Printed:
    """Print `job`. Raises MemoryError beyond the limit, TaggingError, RecursionError."""
    printed: Printed = _printer[0].print(job)
    if next(_done) % CLEANED_EVERY == 0:
        gc.collect()
    return printed
