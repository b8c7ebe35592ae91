"""Beginning a site or a report.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import ChineseCommand, refuse, root_option, say, site_folder


@click.command(cls=ChineseCommand)
@root_option
@click.option("--form", "form_id", required=True, metavar="ID", help="表单编号，见 sitegen forms list。")
@click.option("--department", required=True, metavar="ID", help="部门编号，见 content/departments.yaml。")
@click.option("--year", required=True, type=click.IntRange(1949, 2200), help="报告的年度。")
@click.option("--slug", metavar="ID", help="同一部门同年有几份同样的表时，用来区分。")
def new(root: Path, form_id: str, department: str, year: int, slug: str | None) -> None:
    """新建一份空白报告，列出表单的全部内容和提示。"""
    from sitegen.authoring import start
    from sitegen.cli import output

    form = output.form_called(form_id, site_folder(root))
    try:
        paths = start.new_report(root, form, department, year, slug)
    except start.Refused as refusal:
        refuse(refusal.message)
    for path in paths:
        say(f"已新建 {path.relative_to(root)}")
    say("填好后运行 sitegen check 核对，sitegen serve 预览。")


@click.command(cls=ChineseCommand)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]")
def init(folder: Path) -> None:
    """新建一个站点（默认在当前目录）。"""
    from sitegen.authoring import start

    try:
        paths = start.new_site(folder)
    except start.Refused as refusal:
        refuse(refusal.message)
    for path in paths:
        say(f"已新建 {path}")
    say("接着：改好站点设置和部门名录，再用 sitegen new 新建报告。")
