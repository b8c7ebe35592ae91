"""Checking reports, and what the rules say.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from sitegen.cli.terminal import (
    FILE,
    ChineseCommand,
    Exit,
    day_of,
    jobs_option,
    refuse,
    root_option,
    say,
    site_folder,
    strict_option,
    today_option,
)
from sitegen.reporters.formats import CHOICES


@click.command(cls=ChineseCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@root_option
@strict_option
@click.option("--format", "form", type=click.Choice(CHOICES), default="text", help="输出的格式。")
@click.option("--output-file", type=FILE, metavar="FILE", help="结果写到这个文件，不写到屏幕。")
@click.option("--baseline", type=FILE, metavar="FILE", help="基线里已有的问题不算不通过，只看新出现的。")
@click.option("--write-baseline", type=FILE, metavar="FILE", help="把现有的问题记成基线，然后结束。")
@click.option("--fix", is_flag=True, help="改正不需要判断的问题（标点、空格等），再核对。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会改什么，不改文件。")
@click.option("--show-waived", is_flag=True, help="也列出已写数据说明的问题。")
@click.option("--verbose", is_flag=True, help="也列出每条规则和它核对的结果。")
@click.option("--explain-text", "explain", is_flag=True, help="也列出文字里的数字各与什么比较过。")
@jobs_option
@today_option
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    root: Path,
    strict: bool,
    form: str,
    output_file: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
    fix: bool,
    diff: bool,
    show_waived: bool,
    verbose: bool,
    explain: bool,
    jobs: int | None,
    today: object,
) -> None:
    """核对全部报告，或 PATH 里的报告，列出所有问题；除非写明 --fix，不改报告。没有改动的不再核对。"""
    from sitegen import checking
    from sitegen.cli import checks, output

    site_folder(root)
    told = checks.explains(form, asked=explain)
    checks.refuse_unfit_files(root, output_file, write_baseline)
    again = partial(checks.checked, root, checks.reports_at(root, paths), day_of(today), jobs, explain=told)
    checked = again()
    if write_baseline is not None:
        checks.write_baseline(checked, write_baseline)
        return
    if diff:
        context.exit(checks.print_diff(checked))
    while fix and checks.mend(checked):
        checked = again()
    if baseline is not None:
        checked = checks.with_baseline(checked, baseline)
    if form == "text":
        blocks = output.findings(checked, show_waived=show_waived, verbose=verbose)
        output.deliver_findings(checked, blocks, output_file)
    else:
        output.deliver_document(checked, form, output_file)
    context.exit(Exit.FINDINGS if checking.stops(checked, strict=strict) else Exit.CLEAN)


@click.command(cls=ChineseCommand)
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="列出全部规则的说明（Markdown）。")
def explain(code: str | None, everything: bool) -> None:
    """解释一条规则：查什么，为什么，怎么改。CODE 如 SUM101。"""
    from sitegen import explain as documentation

    if everything:
        say(documentation.catalogue(), end="")
        return
    if code is None:
        for rule in documentation.RULES:
            say(f"{rule.code}  {rule.title}")
        return
    named = {rule.name: rule for rule in documentation.RULES}
    found = documentation.BY_CODE.get(code.upper()) or named.get(code)
    if found is None:
        refuse(f"没有编号为“{code}”的规则；不带参数运行 sitegen explain 可以列出全部规则。")
    say(documentation.page(found))
