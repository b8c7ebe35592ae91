"""What `sitegen publish`, `rollback` and `verify` do, and print.

Knows how a publication looks at a terminal, and how many paths a person wants to read. Must not know how
releases are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.cli.terminal import Exit, console, refuse
from sitegen.errors import NotPublished
from sitegen.publishing import releases
from sitegen.publishing.destinations import refuse_among_sources
from sitegen.publishing.manifest import Verification
from sitegen.publishing.releases import Published
from sitegen.visible import shown

_MOST_LISTED = 50
"""Paths of one kind; with more, something else is wrong than single files."""

_SHORT = 12
"""Characters of a release's identity that tell it apart at the terminal."""


def publish(source: Path, target: Path, root: Path) -> None:
    """Publish the finished site in `source`, made from the site at `root`, as `target`."""
    with _refusing():
        refuse_among_sources(target, root)
        published = releases.deploy(source, target)
    print_published(published, target)
    print_left(published.left, source)


def rollback(output: Path) -> None:
    """Let the release before the present one be the public one again."""
    with _refusing():
        published = releases.rollback(output)
    print_kept(published, output)
    console().print(
        f"{shown(output)} 已退回上一版 {published.release[:_SHORT]}（{published.files} 个文件）。"
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
    print_kept(published, output)
    if not published.changed:
        out.print(
            f"{shown(output)} 里已经是这一版（{published.release[:_SHORT]}），没有重写任何文件。",
            style="bold green",
        )
        return
    kept = published.files - published.written
    out.print(
        f"已发布到 {shown(output)}，版本 {published.release[:_SHORT]}，共 {published.files} 个文件："
        f"新写 {published.written} 个，沿用 {kept} 个。",
        style="bold green",
    )


def print_kept(published: Published, output: Path) -> None:
    """What others had put into `output`, or changed there, and what became of it."""
    out = console()
    if published.kept:
        out.print(f"{shown(output)} 里有 {len(published.kept)} 个不是 sitegen 写的，原样留着：")
        _print_paths("保留", published.kept)
    if published.mended:
        spare = output.resolve().with_name(f".{output.resolve().name}.spare")
        out.print(
            f"{shown(output)} 里有 {len(published.mended)} 个 sitegen 写的文件被人改动或删除过，已经换成新的；"
            f"改动过的在 {shown(spare)} 里，下次发布时清除：",
            style="yellow",
        )
        _print_paths("换回", published.mended)


def print_left(paths: tuple[str, ...], source: Path) -> None:
    """What lies in the folder that was published from, and was not published."""
    if paths:
        console().print(
            f"{shown(source)} 里有 {len(paths)} 个不是 sitegen 写的，没有发布；要公开的，直接放到发布的目录里："
        )
        _print_paths("没有发布", paths)


def _print_paths(what: str, paths: tuple[str, ...]) -> None:
    """A line a path, as far as a person reads them."""
    out = console()
    for path in paths[:_MOST_LISTED]:
        out.print(f"{what}  {shown(path)}")
    if len(paths) > _MOST_LISTED:
        out.print(f"{what}  ……还有 {len(paths) - _MOST_LISTED} 个没有列出")


def print_verified(found: Verification, output: Path) -> Exit:
    """Every file that is not as it was published, and what to do about it."""
    out = console()
    if found.whole:
        out.print(
            f"{shown(output)} 的 {found.files} 个文件都和清单一致（版本 {found.release[:_SHORT]}）。",
            style="bold green",
        )
        return Exit.CLEAN
    for what, paths in (
        ("内容被改", found.changed),
        ("缺少", found.missing),
        ("多出", found.extra),
    ):
        _print_paths(what, paths)
    remedies = []
    if not found.intact:
        remedies.append("重新运行 sitegen build 或 sitegen publish 可以恢复。")
    if found.extra:
        remedies.append("多出的不是 sitegen 写的，发布时原样留着；来历不明的请删除。")
    out.print(
        f"{shown(output)} 和清单不一致：改了 {len(found.changed)} 个，缺少 {len(found.missing)} 个，"
        f"多出 {len(found.extra)} 个。{''.join(remedies)}",
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
