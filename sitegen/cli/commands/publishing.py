"""Publishing a site, and going back to the release before.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import ChineseCommand, output_folder, root_option


@click.command(cls=ChineseCommand)
@click.argument("target", type=click.Path(file_okay=False, path_type=Path), metavar="TARGET")
@root_option
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="发布这个目录里的网站；默认为站点目录下的 output。",
)
def publish(target: Path, root: Path, folder: Path | None) -> None:
    """把生成好的网站发布到 TARGET（网站服务器的目录）：核对过再换上，要么全是旧的，要么全是新的。"""
    from sitegen.cli import releases

    releases.publish(output_folder(root, folder), output_folder(root, target), root)


@click.command(cls=ChineseCommand)
@click.argument("output", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
@root_option
def rollback(output: Path | None, root: Path) -> None:
    """退回上一版。DIR 默认为站点目录下的 output；退回后再运行一次，换回来。"""
    from sitegen.cli import releases

    releases.rollback(output_folder(root, output))
