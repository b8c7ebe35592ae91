"""Who runs which tests, and in what order, where several processes share them (`pytest -n`).

Knows the folders of the tests and xdist. Must not know what is tested.

What takes longest comes first, so that all processes end together. The tests of a module stay together, for
then their fixtures are made in one process; so do those of an `xdist_group`, in whatever modules they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadGroupScheduling

FIRST = (
    "tests/printing/",
    "tests/test_recall.py",
    "tests/browser/",
    "tests/incremental/",
    "tests/releases/",
    "tests/test_ci_templates.py",
    "tests/test_build.py",
    "tests/test_rules.py",
)
"""What cannot be divided first, and minutes before seconds. The rest follows as it lies in the folders, modules with slow tests before others."""

APART = ("tests/incremental/",)
"""Where a test may take a minute and shares nothing with its neighbours: each goes to whoever is free."""


class Scheduling(LoadGroupScheduling):
    """Hands out groups, and modules where there is no group."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return scope if scope.startswith(APART) else scope.partition("::")[0]


def ordered(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The longest first; the same in all processes."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def rank(item: pytest.Item) -> tuple[int, bool]:
        found = (at for at, start in enumerate(FIRST) if item.nodeid.startswith(start))
        return next(found, len(FIRST)), item.path not in slow

    return sorted(items, key=rank)
