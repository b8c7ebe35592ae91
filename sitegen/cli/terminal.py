"""What commands share at the terminal: consoles, the root folder, exit codes, refusals.

Knows rich and click. Must not know any command.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from sitegen.errors import NotUsed
from sitegen.trust.own_files import refuse_links
from sitegen.visible import printed, printed_pieces, shown

Command = TypeVar("Command", bound=Callable[..., Any])


FILE = click.Path(dir_okay=False, path_type=Path)
"""The type of an argument that names a file."""


class Exit(IntEnum):
    """Exit codes."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    """Wrong call, wrong configuration, or a fault of sitegen itself."""


class ChineseCommand(click.Command):
    """A command whose help option speaks Chinese."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As click's, with Chinese help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示用法。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand
    group_class = type


class _Console(Console):
    """A console that prints no word from outside as it is: see `printed`. Colours are added afterwards."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As rich's."""
        segments = list(super().render(renderable, options))
        words = iter(printed_pieces([text for text, _, control in segments if not control]))
        for text, style, control in segments:
            yield Segment(text if control else next(words), style, control)


def say(text: str, *, end: str = "\n", error: bool = False) -> None:
    """Print lines of plain text."""
    click.echo(f"{printed(text)}{end}", nl=False, err=error)


def say_document(text: str) -> None:
    """Print what is a document of a format with escapes of its own, which has made use of them."""
    click.echo(text, nl=False)


def console(*, error: bool = False) -> Console:
    """A console; plain text without colour or wrapping where the output is no terminal."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else 10_000
    return _Console(stderr=error, width=width, highlight=False, emoji=False, markup=False, soft_wrap=True)


def refuse(message: str) -> NoReturn:
    """End with exit code 2 and `message`."""
    raise click.UsageError(message)


def _root(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    """`--root` may stand before or after the command; the one after it wins."""
    given = value or (context.find_root().params.get("root") if context.parent else None) or Path()
    return Path(given).resolve()


def root_option(command: Command) -> Command:
    """Adds `--root DIR`."""
    option = click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        callback=_root,
        metavar="DIR",
        help="站点所在的目录（里面有 content/）；默认为当前目录。",
    )
    return option(command)


def output_folder(root: Path, given: Path | None) -> Path:
    """The folder of the finished site; refuses one behind a link that lies in the site itself."""
    folder = given.absolute() if given is not None else root / "output"
    try:
        refuse_links(root, folder)
    except NotUsed as error:
        refuse(str(error))
    return folder


def strict_option(command: Command) -> Command:
    """Adds `--strict`."""
    return click.option("--strict", is_flag=True, help="警告也算不通过。")(command)


def jobs_option(command: Command) -> Command:
    """Adds `--jobs N`."""
    option = click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="最多同时用几个进程；默认与处理器的个数相同。"
    )
    return option(command)


def today_option(command: Command) -> Command:
    """Adds `--today DAY`."""
    option = click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        help="按这一天判断数据说明是否过期、日期是不是在将来；默认今天。",
    )
    return option(command)


def day_of(given: object) -> date:
    """The day given with `--today`, with which dates are compared."""
    return given.date() if hasattr(given, "date") else date.today()  # noqa: DTZ011 — the clerk's own day is meant


def site_folder(root: Path) -> Path:
    """`root` if a site lies there; refuses otherwise."""
    if not (root / "content").is_dir():
        refuse(
            f"目录 {shown(root)} 里没有 content/，不是站点。用 --root 指明站点目录，或用 sitegen init 新建。"
        )
    return root
