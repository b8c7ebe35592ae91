"""Taking in documents of Word, Excel and others.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import ChineseCommand, day_of, root_option, site_folder, today_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import", cls=ChineseCommand)
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@root_option
@click.option("--form", "form_id", metavar="ID", help="表单编号；不写的，用放得进最多的那一个。")
@click.option("--department", metavar="ID", help="部门编号，见 content/departments.yaml。")
@click.option("--year", type=click.IntRange(1949, 2200), help="报告的年度；不写的，看标题。")
@click.option("--slug", metavar="ID", help="同一部门同年有几份同样的表时，用来区分。")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="写到这个文件夹；不写的，按年度和部门。",
)
@click.option("--dry-run", is_flag=True, help="只显示结果，不写文件。")
@click.option("--force", is_flag=True, help="已有的报告，改动其中不同的内容。")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "html")), default="text", help="输出的格式。"
)
@today_option
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[Path, ...],
    root: Path,
    form_id: str | None,
    department: str | None,
    year: int | None,
    slug: str | None,
    to: Path | None,
    dry_run: bool,
    force: bool,
    form: str,
    today: object,
) -> None:
    """把 Word、Excel、PDF、网页里的表导入成一份报告。几个文件合成一份。"""
    from sitegen.cli import output
    from sitegen.cli.documents import imports
    from sitegen.importing.run import Asked

    site_folder(root)
    chosen = output.form_called(form_id, root) if form_id is not None else None
    asked = Asked(root, files, chosen, department, year, slug, to)
    context.exit(imports.imported(asked, imports.How(dry_run, force, form), day_of(today)))
