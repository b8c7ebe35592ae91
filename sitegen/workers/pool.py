"""Several processes that work on reports, or none where starting them takes longer than the work.

Knows processes and chunks of work. Must not know what the work is.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Generic, TypeVar, TypeVarTuple, Unpack

from sitegen.errors import NotPublished
from sitegen.machine.processes import unheard

CHUNK = 40
"""Reports that a process gets at once: those of a department are compared with one another."""

WORTH_IT = 40
"""Reports from which on it pays to start processes, each of which takes a second to begin."""

AHEAD = 2
"""Chunks that wait for each process: enough to keep it busy, and no more results than memory should hold."""

MOST_LEFT = 200_000
"""Objects that work may leave behind unseen: some tens of megabytes."""

Worker_co = TypeVar("Worker_co", covariant=True)
Given = TypeVarTuple("Given")
Done = TypeVar("Done")


class WorkerPool(Generic[Worker_co]):
    """Has work done by what `hire` gives, in up to `jobs` processes, each of which has its own; to be used in a `with`
    statement. `hire` can be sent to another process.
    """

    def __init__(self, hire: Callable[[], Worker_co], jobs: int) -> None:
        self._hire = hire
        self._jobs = jobs
        self._own = hire()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> WorkerPool[Worker_co]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            for each in multiprocessing.active_children():
                each.kill()  # what it does is of no use to anybody, and would be waited for
        self.dismiss()

    def dismiss(self) -> None:
        """Let the processes go, with the memory that they hold; others start if there is more to do."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    @property
    def own(self) -> Worker_co:
        """The worker in this process."""
        return self._own

    def each(
        self, work: Callable[[Worker_co, Unpack[Given]], Done], calls: Iterable[tuple[*Given]]
    ) -> Iterator[Done]:
        """Yield what `work`, a function of a module or a class, gives for a worker and each of the `calls`, in their
        order. Raises what it raises; NotPublished when a process ends for no reason of ours.
        """
        calls = tuple(calls)
        if self._jobs < 2 or len(calls) < WORTH_IT:
            for done, call in enumerate(calls, 1):
                yield work(self._own, *call)
                if done % WORTH_IT == 0:
                    _collect()
            return
        try:
            yield from self._in_processes(work, calls)
        except BrokenProcessPool:
            raise NotPublished(
                "一个工作进程意外结束，多半是内存不够；请加内存，或者用 --jobs 1 少开几个进程。原有的输出没有改动。"
            ) from None

    def _in_processes(
        self, work: Callable[[Worker_co, Unpack[Given]], Done], calls: Sequence[tuple[*Given]]
    ) -> Iterator[Done]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs, _way_to_start(), _begin, (self._hire,))
        waiting: deque[Future[list[Done]]] = deque()
        for at in range(0, len(calls), CHUNK):
            with unheard():  # a process starts with the first chunks
                waiting.append(self._pool.submit(_work, work, calls[at : at + CHUNK]))
            if len(waiting) > self._jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _way_to_start() -> BaseContext:
    """A copy of this process has imported the program already, which takes a second. What other threads hold at that
    moment would be held in it forever, and macOS makes threads of its own: then a process begins from nothing.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


_worker: Any = None
"""That of a process of the pool."""


def _begin(hire: Callable[[], object]) -> None:
    global _worker  # noqa: PLW0603 — a process has one worker for as long as it lives
    _worker = hire()
    gc.collect()
    gc.freeze()
    gc.disable()


def _work(work: Callable[..., Done], calls: Sequence[tuple[Any, ...]]) -> list[Done]:
    """Do a chunk of `work`."""
    results = [work(_worker, *call) for call in calls]
    _collect()
    return results


def _collect() -> None:
    """Look for garbage with circles where so much was left behind that it may be some: to look takes a tenth of a second,
    and mostly all of it is in use.
    """
    if gc.get_count()[0] > MOST_LEFT:
        gc.collect()
