"""What `sitegen publish`, `rollback` and `verify` do, and print.

Knows how a publication looks at a terminal, and how many paths a person wants to read. Must not know how
releases are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.build import releases
from sitegen.build.manifest import Verification
from sitegen.build.refusals import NotPublished
from sitegen.build.releases import Published
from sitegen.cli.terminal import Exit, console, refuse

_MOST_LISTED = 50
"""Paths of one kind; with more, something else is wrong than single files."""

_SHORT = 12
"""Characters of a release's identity that tell it apart at the terminal."""


def publish(source: Path, target: Path) -> None:
    """Publish the finished site in `source` as `target`."""
    with _refusing():
        published = releases.deploy(source, target)
    print_published(published, target)


def rollback(output: Path) -> None:
    """Let the release before the present one be the public one again."""
    with _refusing():
        published = releases.rollback(output)
    console().print(
        f"{output} 已退回上一版 {published.release[:_SHORT]}（{published.files} 个文件）。"
        "再运行一次 sitegen rollback 可以换回来。",
        style="bold green",
    )


def verify(output: Path) -> Exit:
    """Compare every file of `output` with the manifest."""
    with _refusing():
        found = releases.verify(output)
    return print_verified(found, output)


def print_published(published: Published, output: Path) -> None:
    """What publishing came to, in one line."""
    out = console()
    if not published.changed:
        out.print(
            f"{output} 里已经是这一版（{published.release[:_SHORT]}），没有重写任何文件。", style="bold green"
        )
        return
    kept = published.files - published.written
    out.print(
        f"已发布到 {output}，版本 {published.release[:_SHORT]}，共 {published.files} 个文件："
        f"新写 {published.written} 个，沿用 {kept} 个。",
        style="bold green",
    )


def print_verified(found: Verification, output: Path) -> Exit:
    """Every file that is not as it was published, and what to do about it."""
    out = console()
    if found.whole:
        out.print(
            f"{output} 的 {found.files} 个文件都和清单一致（版本 {found.release[:_SHORT]}）。",
            style="bold green",
        )
        return Exit.CLEAN
    for what, paths in (
        ("内容被改", found.changed),
        ("缺少", found.missing),
        ("多出", found.extra),
    ):
        for path in paths[:_MOST_LISTED]:
            out.print(f"{what}  {_printable(path)}")
        if len(paths) > _MOST_LISTED:
            out.print(f"{what}  ……还有 {len(paths) - _MOST_LISTED} 个没有列出")
    out.print(
        f"{output} 和清单不一致：改了 {len(found.changed)} 个，缺少 {len(found.missing)} 个，"
        f"多出 {len(found.extra)} 个。重新运行 sitegen build 或 sitegen publish 可以恢复。",
        style="bold red",
    )
    return Exit.FINDINGS


@contextmanager
def _refusing() -> Iterator[None]:
    """End with exit code 2 and the sentence of what stood in the way."""
    try:
        yield
    except NotPublished as error:
        refuse(str(error))


def _printable(path: str) -> str:
    """`path` in characters that every terminal takes: names that others made may hold any bytes."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in path)
