"""What an edit costs where the program is loaded already, as in a preview: `python -m bench.running SITE ROUNDS`.

Knows the pipeline, and which of its work can wait. A process of its own: memory that is held here would be counted for
every command that is started from here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import edit_figure
from bench.site import SETTLED
from sitegen import pipeline
from sitegen.artifacts import search_indexing


def main(root: Path, rounds: int) -> None:
    """Print medians."""
    for work, seconds in in_one_process(root, rounds):
        print(f"{work} {seconds:.2f} s, in a running process")


def in_one_process(root: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Medians of what an edit costs where the program is loaded already: without what can wait, the files with all
    figures, of which the search, and what can wait alone.
    """
    without, waiting, searches = [], [], []
    for _ in range(rounds + 1):
        edit_figure(root)
        time.sleep(SETTLED)
        with _timed_search() as of_search:
            without.append(_seconds(root, complete=False))
        searches.append(sum(of_search))
        waiting.append(_seconds(root, complete=True))
    yield "a figure edited, without data of all", median(without[1:])
    yield "of which the search", median(searches[1:])
    yield "then the data of all", median(waiting[1:])


def _seconds(root: Path, *, complete: bool) -> float:
    start = time.perf_counter()
    today = date.today()  # noqa: DTZ011 — the day that the command takes
    built = pipeline.build(root, root / "output", today=today, pdf=False, complete=complete)
    assert built.published, "the corpus has findings"
    return time.perf_counter() - start


@contextmanager
def _timed_search() -> Iterator[list[float]]:
    """Seconds of every search that is made meanwhile."""
    make, seconds = search_indexing.add_search, []

    def timed(*arguments: Any, **named: Any) -> None:
        start = time.perf_counter()
        try:
            make(*arguments, **named)
        finally:
            seconds.append(time.perf_counter() - start)

    search_indexing.add_search = timed
    try:
        yield seconds
    finally:
        search_indexing.add_search = make


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
