"""The commands of `sitegen`.

Knows their names, options and help. Must not do their work.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from sitegen import __version__
from sitegen.cli.terminal import (
    FORMATS,
    ChineseGroup,
    Exit,
    console,
    day_of,
    jobs_option,
    output_folder,
    refuse,
    root_option,
    say,
    say_document,
    site_folder,
    strict_option,
    today_option,
)
from sitegen.visible import shown

_FILE = click.Path(dir_okay=False, path_type=Path)


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


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@root_option
@strict_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="输出的格式。")
@click.option("--output-file", type=_FILE, metavar="FILE", help="结果写到这个文件，不写到屏幕。")
@click.option("--baseline", type=_FILE, metavar="FILE", help="基线里已有的问题不算不通过，只看新出现的。")
@click.option("--write-baseline", type=_FILE, metavar="FILE", help="把现有的问题记成基线，然后结束。")
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


@cli.command()
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
    from sitegen.os_errors import in_words
    from sitegen.publishing import targets

    site_folder(root)
    target = output_folder(root, folder)
    asked = last_build.options(day_of(today), strict=strict, pdf=not no_pdf)
    try:
        targets.refuse_among_sources(target, root)
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


@cli.command()
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000。")
@click.option("--pdf/--no-pdf", default=False, help="每次保存也重新生成 PDF；默认不生成，页面出来得快。")
def serve(root: Path, port: int, pdf: bool) -> None:
    """在本机预览：保存后浏览器自动刷新，有问题时显示问题。"""
    from sitegen.cli import builds
    from sitegen.machine import ends_at_once
    from sitegen.serve import server

    try:
        with ends_at_once():
            server.serve(
                site_folder(root), port=port, pdf=pdf, console=console(), report=builds.print_preview
            )
    except server.NotServed as error:
        refuse(str(error))


@cli.command()
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


@cli.group()
def forms() -> None:
    """查看可用的表单。"""


@forms.command("list")
@root_option
@click.pass_context
def list_forms(context: click.Context, root: Path) -> None:
    """列出全部表单：编号、名称、地区、适用年度。"""
    from sitegen.cli import output

    context.exit(output.print_forms(root))


@forms.command("show")
@click.argument("form_id", metavar="ID")
@root_option
def show_form(form_id: str, root: Path) -> None:
    """显示一个表单的字段、表格和校验公式。"""
    from sitegen.cli import output

    output.print_form(output.form_called(form_id, root))


@forms.command("schema")
@click.argument("form_id", metavar="ID")
@root_option
def form_schema(form_id: str, root: Path) -> None:
    """输出表单的 JSON Schema，供编辑器补全和检查。"""
    import json

    from sitegen.authoring.schema import report_schema
    from sitegen.cli import output
    from sitegen.visible import in_json

    schema = json.dumps(report_schema(output.form_called(form_id, root)), ensure_ascii=False, indent=2)
    say_document(f"{in_json(schema)}\n")


@cli.command()
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


@cli.command()
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


@cli.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH..."
)
@click.option("--key", type=_FILE, metavar="FILE", help="证书文件（PKCS#12，.p12 或 .pfx）。")
@click.option("--token-module", type=_FILE, metavar="FILE", help="硬件证书（UKey）的 PKCS#11 驱动。")
@click.option("--token", metavar="NAME", help="硬件证书的名称。")
@click.option("--certificate", metavar="NAME", help="硬件里证书的名称。")
@click.option("--token-key", default="", metavar="NAME", help="硬件里私钥的名称；默认与证书同名。")
@click.option("--passphrase-file", type=_FILE, metavar="FILE", help="密码写在这个文件的第一行。")
@click.option("--passphrase-env", metavar="NAME", help="密码在这个环境变量里。")
@click.option("--reason", default="", metavar="TEXT", help="签名的理由，写进签名里。")
@click.option("--timestamp-url", default="", metavar="URL", help="时间戳服务的网址；写了的，签名时要上网。")
@click.pass_context
def sign(
    context: click.Context,
    paths: tuple[Path, ...],
    key: Path | None,
    token_module: Path | None,
    token: str | None,
    certificate: str | None,
    token_key: str,
    passphrase_file: Path | None,
    passphrase_env: str | None,
    reason: str,
    timestamp_url: str,
) -> None:
    """给 PDF 签名（PAdES）。PATH 是 PDF 文件，或放着 PDF 的目录，如 output。"""
    from sitegen.cli import signing
    from sitegen.signing.keys import Token

    on_token = (token_module, token, certificate)
    if (key is None) == (None in on_token):
        refuse(
            "用 --key 指明证书文件，或者用 --token-module、--token、--certificate 指明硬件证书，两样选一样。"
        )
    chosen = None
    if token_module is not None and token is not None and certificate is not None:
        chosen = Token(token_module, token, certificate, token_key)
    choice = signing.KeyChoice(key, chosen, passphrase_file, passphrase_env)
    context.exit(signing.sign_all(paths, choice, reason=reason, timestamp_url=timestamp_url))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@root_option
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="信任的根证书（PEM），可以写几次。",
)
@click.pass_context
def verify(context: click.Context, paths: tuple[Path, ...], root: Path, trust: tuple[Path, ...]) -> None:
    """核对生成的网站有没有被改动，PDF 的签名是不是有效。PATH 默认为站点目录下的 output。"""
    from sitegen.cli import signing

    context.exit(signing.verify_all(paths or (root / "output",), trust))


@cli.command()
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


@cli.command()
@click.argument("output", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
@root_option
def rollback(output: Path | None, root: Path) -> None:
    """退回上一版。DIR 默认为站点目录下的 output；退回后再运行一次，换回来。"""
    from sitegen.cli import releases

    releases.rollback(output_folder(root, output))


@cli.group()
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


@cli.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """查看运行所需的软件和字体：有没有，缺了会怎样，怎么装。"""
    from sitegen.cli import output

    context.exit(Exit.CLEAN if output.print_parts() else Exit.FINDINGS)
