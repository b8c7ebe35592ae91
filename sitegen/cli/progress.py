"""How far a long command has come.

Knows how that looks at a terminal. Must not know what is being done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from sitegen.cli.terminal import console
from sitegen.site import report_checks


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """Nothing before there is anything to be said."""
        return Text(f"{task.speed:.0f} 个/秒" if task.speed and task.speed >= 1 else "")


@contextmanager
def progress() -> Iterator[report_checks.Progress]:
    """A progress bar on the error stream, which leaves nothing behind; silent in a pipe."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=console(error=True),
        transient=True,
        disable=not console(error=True).is_terminal,
    )
    with bar:
        task = bar.add_task("读取和核对", total=None)
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what)
