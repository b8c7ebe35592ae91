"""What the tests measured of accessibility, for the 无障碍声明.

Knows the record that the tests keep beside this module. Must not know how anything is tested.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RECORD = Path(__file__).with_name("accessibility.json")
"""Written by the tests when they are asked to update what they expect; compared by them otherwise."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A test: what it looks for, with which tool, over which pages, and what it found."""

    what: str
    tool: str
    scope: str
    result: str


@dataclass(frozen=True, slots=True)
class Measured:
    """All tests of one version of sitegen, and what is known to fall short."""

    version: str
    tests: tuple[Tested, ...]
    limits: tuple[str, ...]


@cache
def measured() -> Measured:
    """What was measured last."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return Measured(
        record["version"],
        tuple(Tested(**each) for each in record["tests"]),
        tuple(record["limits"]),
    )
