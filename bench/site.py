"""What the commands cost on a made-up site: seconds, and the memory of all processes together.

Knows the commands and what is done to the site between them. Must not know other generators.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpus import edit_figure, edit_narrative, forget_builds
from bench.measure import Command, Pair, Series, in_pairs, series
from bench.projects import projects

ROOT = Path(__file__).resolve().parent.parent
SETTLED = 0.1
"""Seconds after which a file that was just written is known not to change any more (`build.sources`)."""


def sitegen(root: Path, *arguments: str) -> Command:
    """A command of ours, on the site at `root`."""
    return Command((sys.executable, "-m", "sitegen", "--root", str(root), *arguments), ROOT)


def build(root: Path) -> Command:
    """Checking the site and building its HTML."""
    return sitegen(root, "build", "--no-pdf")


def many_projects(folder: Path, rounds: int) -> Pair:
    """The first check of a department with 200 reports of projects in a year, beside one with 100: what the `ratio`
    exceeds two by is not in proportion.
    """
    sites = [projects(folder / f"projects-{number}", number) for number in (200, 100)]
    twice, once = ((f"{root.name}, first check", sitegen(root, "check")) for root in sites)

    def forget() -> None:
        for root in sites:
            forget_builds(root)

    return in_pairs(twice, once, forget, rounds)


def commands(root: Path, rounds: int) -> Iterator[Series]:
    """Each command `rounds` times. The site is built in the end."""

    def after(edit: Callable[[Path], Path]) -> Callable[[], None]:
        def work() -> None:
            edit(root)
            time.sleep(SETTLED)

        return work

    check = sitegen(root, "check")
    yield series("first check", check, lambda: forget_builds(root), rounds)
    yield series("first build", build(root), lambda: forget_builds(root), rounds)
    yield series("nothing changed", build(root), lambda: None, rounds)
    yield series("a narrative edited", build(root), after(edit_narrative), rounds)
    yield series("a figure edited", build(root), after(edit_figure), rounds)
    yield series("a figure edited, check", check, after(edit_figure), rounds)
