"""The forms that reports can be written on.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import ChineseGroup, root_option, say_document


@click.group(cls=ChineseGroup)
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
