"""Many documents at once, in worker processes, none of which can hang or eat the machine.

WeasyPrint has no limits of its own: a few lines of style sheet can keep it busy for minutes, a small
picture can take gigabytes. So each document has so many seconds, each worker so much memory; what does
not get done is said and does no harm to the others.

Knows processes. Must not know what is printed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType

from sitegen.machine.processes import processors
from sitegen.printing.fonts import FontSet
from sitegen.printing.job import MarkupError, Printed, PrintJob, TaggingError
from sitegen.printing.worker import begin, work
from sitegen.workers.limited import CannotStart, Died, TooMuchMemory, TooSlow, Workers

SECONDS = 120
"""For a document; one of eight pages takes less than one."""

MEGABYTES = 3072
"""Of address space for a worker; one with the usual fonts takes about 500."""

DOCUMENTS = 20
"""After so many a worker is replaced: each leaves 40 MB behind, and to begin anew is cheaper than to look
for what can be freed.
"""


class PrintPool:
    """Workers that print with one theme and one set of fonts; to be used in a `with` statement. There are
    never more than there are documents (`most`) or processors.
    """

    def __init__(
        self,
        style: Path,
        theme: tuple[Path, ...],
        fonts: FontSet,
        *,
        most: int,
        seconds: int = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sitegen-fonts-")
        configuration = Path(self._folder.name) / "fonts.conf"
        configuration.write_text(fonts.configuration(), encoding="utf-8")
        self._seconds = seconds
        self._megabytes = megabytes
        self._workers = Workers(
            most=min(most, processors()),
            megabytes=megabytes,
            tasks=DOCUMENTS,
            begin=begin,
            arguments=(str(configuration), style, theme, megabytes),
        )

    def __enter__(self) -> PrintPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.dismiss(at_once=kind is not None)
        self._folder.cleanup()

    def print(self, jobs: Iterable[PrintJob]) -> Iterator[Printed | str]:
        """The PDF of each job, or why there is none, in the order of the jobs."""
        waiting = [self._workers.give(work, job, seconds=self._seconds * job.weight) for job in jobs]
        for future in waiting:
            yield self._outcome(future)

    def _outcome(self, future: Future[Printed]) -> Printed | str:
        try:
            return self._workers.result(future)
        except TooSlow:
            return f"太久没有生成完（每份报告限 {self._seconds} 秒），已停止"
        except RecursionError:
            return "内容嵌套太深，不能排版"
        except MarkupError as error:
            return str(error)
        except TaggingError as error:
            return f"不能做出供读屏软件使用的标签：{error}"
        except TooMuchMemory:
            return f"超过 {self._megabytes} MB 内存，已停止"
        except Died as error:
            return f"排版程序意外结束（代码 {error.code}），多半是内存不够"
        except CannotStart:
            return "排版程序启动不了，请运行 sitegen doctor 查看缺什么"
