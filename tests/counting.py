"""How much work is done, counted in calls: the same on every machine, whatever else runs there.

Knows Python's profiler. Must not know what is called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(work: Callable[[], object]) -> int:
    """The number of functions that are called while `work` is done, C's own included."""
    counted = 0

    def count(_definition: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted
