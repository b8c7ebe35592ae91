"""The command `sitegen`.

Knows which commands there are. Must not know their options.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen import __version__
from sitegen.cli.commands import (
    authoring,
    building,
    cache,
    checking,
    forms,
    importing,
    publishing,
    setup,
    signing,
)
from sitegen.cli.terminal import ChineseGroup


@click.group(
    cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", message="sitegen %(version)s", help="显示版本。")
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="站点所在的目录。"
)
def cli(root: Path | None) -> None:
    """把绩效报告（YAML 数字和 Markdown 正文）核对、生成为公开网站、PDF 和开放数据。"""
    del root  # read by the commands


for command in (
    checking.check,
    checking.explain,
    building.build,
    building.serve,
    forms.forms,
    authoring.new,
    authoring.init,
    importing.import_,
    signing.sign,
    signing.verify,
    publishing.publish,
    publishing.rollback,
    cache.cache,
    setup.doctor,
):
    cli.add_command(command)
