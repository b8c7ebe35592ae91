"""What the commands cost on a made-up site: seconds, and the memory of all processes together.

Knows the commands and what is done to the site between them. Must not know other generators.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import edit_figure, edit_narrative, forget_builds
from bench.measure import Command, Series, series
from sitegen import pipeline
from sitegen.build import searching

ROOT = Path(__file__).resolve().parent.parent
SETTLED = 0.1
"""Seconds after which a file that was just written is known not to change any more (`build.sources`)."""


def sitegen(root: Path, *arguments: str) -> Command:
    """A command of ours, on the site at `root`."""
    return Command((sys.executable, "-m", "sitegen", "--root", str(root), *arguments), ROOT)


def build(root: Path) -> Command:
    """Checking the site and building its HTML."""
    return sitegen(root, "build", "--no-pdf")


def commands(root: Path, rounds: int) -> Iterator[Series]:
    """Each command `rounds` times. The site is built in the end."""

    def after(edit: Callable[[Path], Path]) -> Callable[[], None]:
        def work() -> None:
            edit(root)
            time.sleep(SETTLED)

        return work

    yield series("first build", build(root), lambda: forget_builds(root), rounds)
    yield series("nothing changed", build(root), lambda: None, rounds)
    yield series("a narrative edited", build(root), after(edit_narrative), rounds)
    yield series("a figure edited", build(root), after(edit_figure), rounds)
    yield series("check alone", sitegen(root, "check"), lambda: None, rounds)


def in_one_process(root: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Medians of what an edit costs where the program is loaded already: without what can wait, and what can
    wait alone: the indexes of the search and the files with all figures.
    """
    without, waiting, indexes = [], [], []
    for _ in range(rounds + 1):
        edit_figure(root)
        time.sleep(SETTLED)
        without.append(_seconds(root, complete=False))
        with _timed_search() as searching:
            waiting.append(_seconds(root, complete=True))
        indexes.append(sum(searching))
    yield "a figure edited, without search and data of all", median(without[1:])
    yield "then these two", median(waiting[1:])
    yield "of which the search", median(indexes[1:])


def _seconds(root: Path, *, complete: bool) -> float:
    start = time.perf_counter()
    today = date.today()  # noqa: DTZ011 — the day that the command takes
    built = pipeline.build(root, root / "output", today=today, pdf=False, complete=complete)
    assert built.published, "the corpus has findings"
    return time.perf_counter() - start


@contextmanager
def _timed_search() -> Iterator[list[float]]:
    """Seconds of every index that is made meanwhile."""
    make, seconds = searching.made, []

    def timed(*arguments: Any, **named: Any) -> searching.Made:
        start = time.perf_counter()
        try:
            return make(*arguments, **named)
        finally:
            seconds.append(time.perf_counter() - start)

    searching.made = timed
    try:
        yield seconds
    finally:
        searching.made = make
