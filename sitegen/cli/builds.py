"""What building prints: progress, what was made, what a preview came to.

Knows how a build looks at a terminal. Must not compute anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sitegen.cli.output import deliver, findings
from sitegen.cli.terminal import console
from sitegen.pipeline import Built

Advance = Callable[[int, int, str], None]
"""Called with (done, of, what)."""


@contextmanager
def progress() -> Iterator[Advance]:
    """A progress bar on the error stream, which leaves nothing behind; silent in a pipe."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(error=True),
        transient=True,
        disable=not console(error=True).is_terminal,
    )
    with bar:
        task = bar.add_task("读取和核对", total=None)
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what)


def print_built(built: Built) -> None:
    """What was made and where, or that nothing was."""
    out = console()
    if not built.published:
        out.print("有问题没有解决，没有生成；原有的输出没有改动。", style="bold red")
        return
    for page in built.pages:
        out.print(f"页面  {page}")
    for document in built.documents:
        out.print(f"PDF   {document}")
    out.print(
        f"已生成 {len(built.pages)} 个页面、{len(built.documents)} 个 PDF、{built.others} 个其他文件，"
        f"在 {built.output}。用浏览器打开 {built.output / 'index.html'} 查看。",
        style="bold green",
    )


def print_preview(built: Built) -> None:
    """One line after every build of a preview, and the findings if it failed."""
    if built.published:
        console().print("已更新。", style="green")
    else:
        deliver(findings(built.checked), None)
