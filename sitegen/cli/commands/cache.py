"""What earlier runs have left.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import ChineseGroup, root_option, site_folder


@click.group(cls=ChineseGroup)
def cache() -> None:
    """查看、清理缓存：以前生成的内容，没有改动就不重做。"""


@cache.command("info")
@root_option
def cache_info(root: Path) -> None:
    """缓存里有什么，占多大。"""
    from sitegen.cli import caching

    caching.print_shares(site_folder(root))


@cache.command("prune")
@root_option
@click.option(
    "--days", type=click.IntRange(0), default=30, metavar="N", help="清除 N 天没有用过的；默认 30。"
)
@click.option(
    "--megabytes",
    type=click.IntRange(0),
    default=4096,
    metavar="N",
    help="最多留下 N MB，先清除最久没有用过的；默认 4096。",
)
def cache_prune(root: Path, days: int, megabytes: int) -> None:
    """清除缓存里很久没有用过的内容。每次生成之后也会这样做。"""
    from sitegen.cli import caching

    caching.print_pruned(site_folder(root), days, megabytes)
