"""Work in processes of its own, each with limits of time and memory: none can hang or eat the machine.

Libraries that read or lay out what strangers wrote have no limits of their own. What does not get done is said, by an
exception with a name, and does no harm to what is done before or after it. Knows processes. Must not know the work.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from sitegen.machine.processes import unheard

OUT_OF_MEMORY = 77
"""The exit status of a worker that has reached its limit."""

PATIENCE = 6
"""How many times its seconds of the processor a work may take on a busy machine."""

Done = TypeVar("Done")


class NotDone(Exception):
    """The work did not get done."""


class TooSlow(NotDone):
    """It took all its time."""


class TooMuchMemory(NotDone):
    """It took all its memory."""


class Died(NotDone):
    """Its process ended with the status `code`."""

    def __init__(self, code: int | None) -> None:
        super().__init__(str(code))
        self.code = code


class CannotStart(NotDone):
    """No process can be started."""


class Workers:
    """Up to `most` processes of at most so many `megabytes` of address space, each of which `begin`s once and is
    replaced after so many `tasks` (0: never). None is started before there is work.
    """

    def __init__(
        self,
        *,
        most: int,
        megabytes: int,
        tasks: int = 0,
        begin: Callable[..., None] | None = None,
        arguments: tuple[Any, ...] = (),
    ) -> None:
        from pebble import ProcessPool  # noqa: PLC0415 — it takes longer to import than most work that needs none

        self._pool = ProcessPool(
            max_workers=most,
            max_tasks=tasks,
            initializer=_begin,
            initargs=(megabytes, begin, arguments),
            context=multiprocessing.get_context("spawn"),
        )

    def give(self, work: Callable[..., Done], *arguments: Any, seconds: int) -> Future[Done]:
        """Have `work` done, in at most so many `seconds` of the processor."""
        with unheard():  # the threads that start the processes begin with the first work
            given: Future[Done] = self._pool.schedule(
                _work, args=(work, arguments, seconds), timeout=seconds * PATIENCE
            )
        return given

    @staticmethod
    def result(given: Future[Done]) -> Done:
        """What the work came to. Raises what it raises, and NotDone."""
        from pebble import ProcessExpired  # noqa: PLC0415 — as above

        try:
            return given.result()
        except TimeoutError:
            raise TooSlow from None
        except ProcessExpired as error:
            if error.exitcode == OUT_OF_MEMORY:
                raise TooMuchMemory from None
            if error.exitcode == -signal.SIGPROF:
                raise TooSlow from None
            raise Died(error.exitcode) from None
        except BrokenProcessPool:
            raise CannotStart from None

    def dismiss(self, *, at_once: bool = False) -> None:
        """Let the processes end, `at_once` or when what was given them is done."""
        if at_once:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()


def limit(megabytes: int) -> None:
    """Let this process have at most so much address space."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _begin(megabytes: int, begin: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    limit(megabytes)
    if begin is not None:
        begin(*arguments)


def _work(work: Callable[..., Done], arguments: tuple[Any, ...], seconds: int) -> Done:
    """Ends the process with OUT_OF_MEMORY beyond the limit: what filled the memory is still there, and the next
    work, which has done nothing wrong, would not get any.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work(*arguments)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
