"""Building a site, and looking at it while reports are written.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import (
    ChineseCommand,
    Exit,
    console,
    day_of,
    jobs_option,
    output_folder,
    refuse,
    root_option,
    say,
    site_folder,
    strict_option,
    today_option,
)
from sitegen.visible import shown


@click.command(cls=ChineseCommand)
@root_option
@strict_option
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="生成到这个目录；默认为站点目录下的 output。",
)
@click.option("--no-pdf", is_flag=True, help="不生成 PDF（只为快速查看；公开时不要用）。")
@jobs_option
@today_option
@click.pass_context
def build(
    context: click.Context,
    root: Path,
    strict: bool,
    folder: Path | None,
    no_pdf: bool,
    jobs: int | None,
    today: object,
) -> None:
    """核对并生成网站、PDF 和数据文件；有错误就不生成，原有的输出不动。没有改动的不重做。"""
    from sitegen.cache import last_build
    from sitegen.errors import NotPublished
    from sitegen.machine.os_errors import in_words
    from sitegen.publishing import destinations

    site_folder(root)
    target = output_folder(root, folder)
    asked = last_build.options(day_of(today), strict=strict, pdf=not no_pdf)
    try:
        destinations.refuse_among_sources(target, root)
        known = last_build.unchanged(root, target, asked)
    except NotPublished as error:
        refuse(str(error))
    if known is not None:
        say(f"{known.said}\n没有改动，{shown(target)} 里已经是这一版：{known}。")
        context.exit(Exit.CLEAN)

    from sitegen import pipeline
    from sitegen.cli import builds, caching, output
    from sitegen.cli.progress import progress

    try:
        with progress() as advance:
            built = pipeline.build(
                root, target, today=day_of(today), strict=strict, pdf=not no_pdf, jobs=jobs, progress=advance
            )
    except pipeline.NotPublished as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"读写 {shown(error.filename or target)} 时出错：{in_words(error)}。原有的输出没有改动。")
    caching.tell_condition(built.checked.cache)
    output.deliver(output.findings(built.checked))
    builds.print_built(built)
    builds.note_standing(root, built)
    context.exit(Exit.CLEAN if built.published else Exit.FINDINGS)


@click.command(cls=ChineseCommand)
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000。")
@click.option("--pdf/--no-pdf", default=False, help="每次保存也重新生成 PDF；默认不生成，页面出来得快。")
def serve(root: Path, port: int, pdf: bool) -> None:
    """在本机预览：保存后浏览器自动刷新，有问题时显示问题。"""
    from sitegen.cli import builds
    from sitegen.machine.processes import ends_at_once
    from sitegen.serve import server

    try:
        with ends_at_once():
            server.serve(
                site_folder(root), port=port, pdf=pdf, console=console(), report=builds.print_preview
            )
    except server.NotServed as error:
        refuse(str(error))
