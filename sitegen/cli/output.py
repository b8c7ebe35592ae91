"""What the commands print.

Knows how results look at a terminal and in a pipe. Must not compute them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as Grid

from sitegen.cli.terminal import Exit, console, refuse
from sitegen.doctor import examine
from sitegen.loading.forms import load_forms
from sitegen.model.form import Column, ColumnGroup, Field, Form, Table, TwoSided
from sitegen.model.outcome import Summary
from sitegen.pipeline import Built, Checked
from sitegen.reporters import json as json_reporter
from sitegen.reporters import text as text_reporter

Advance = Callable[[int, int, str], None]
"""Called with (done, of, what)."""


@contextmanager
def progress() -> Iterator[Advance]:
    """A progress bar on the error stream, which leaves nothing behind; silent in a pipe."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(error=True),
        transient=True,
        disable=not console(error=True).is_terminal,
    )
    with bar:
        task = bar.add_task("读取和核对", total=None)
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what)


def print_json(checked: Checked) -> None:
    """The JSON document of a check, on the standard output and nothing else there."""
    click.echo(json_reporter.report(_counts(checked.summary), checked.diagnostics))


def print_findings(checked: Checked, *, show_waived: bool = False) -> None:
    """Every finding, then the counts."""
    out = console()
    for block in text_reporter.report(checked.diagnostics, show_waived=show_waived):
        out.print(block)
    counts = checked.summary
    out.print(
        f"核对了 {len(checked.verdicts)} 份报告：{counts.passed} 项通过，{counts.failed} 项不符，"
        f"{counts.waived} 项已说明，{counts.not_checkable} 项无法核对，{counts.not_applicable} 项不适用；"
        f"错误 {counts.errors}，警告 {counts.warnings}，提示 {counts.infos}。"
    )


def print_built(built: Built) -> None:
    """What was made and where, or that nothing was."""
    out = console()
    if not built.published:
        out.print("有问题没有解决，没有生成；原有的输出没有改动。", style="bold red")
        return
    for page in built.pages:
        out.print(f"页面  {page}")
    for document in built.documents:
        out.print(f"PDF   {document}")
    out.print(
        f"已生成 {len(built.pages)} 个页面、{len(built.documents)} 个 PDF、{built.others} 个其他文件，"
        f"在 {built.output}。用浏览器打开 {built.output / 'index.html'} 查看。",
        style="bold green",
    )


def print_preview(built: Built) -> None:
    """One line after every build of a preview, and the findings if it failed."""
    if built.published:
        console().print("已更新。", style="green")
    else:
        print_findings(built.checked)


def print_forms(root: Path) -> Exit:
    """A line a form; findings when a form file is wrong."""
    forms, diagnostics = load_forms(root)
    out = console()
    for block in text_reporter.report(diagnostics):
        out.print(block)
    grid = Grid(box=None, pad_edge=False)
    for heading in ("编号", "名称", "地区", "适用年度"):
        grid.add_column(heading)
    for form in forms.values():
        grid.add_row(form.id, form.title, form.jurisdiction or "—", _years(form))
    out.print(grid)
    return Exit.FINDINGS if diagnostics else Exit.CLEAN


def form_called(form_id: str, root: Path) -> Form:
    """The form with this id; refuses when there is none."""
    forms, _ = load_forms(root)
    if form_id not in forms:
        refuse(f"没有编号为“{form_id}”的表单；用 sitegen forms list 查看全部表单。")
    return forms[form_id]


def print_form(form: Form) -> None:
    """The form's names, types, units and identities."""
    lines = [f"{form.id}  {form.title}", f"地区：{form.jurisdiction or '—'}　适用年度：{_years(form)}"]
    for section in form.sections:
        lines += ["", section.title]
        for item in section.items:
            if isinstance(item, Field):
                lines.append(
                    f"  {item.name}  {_spec(item.spec.type.value, item.spec.unit, item.spec.required)}"
                )
                continue
            for table in (item.left, item.right) if isinstance(item, TwoSided) else (item,):
                lines += _table(table)
        lines += [f"  校验：{identity.text}" for identity in section.identities]
    for line in lines:
        click.echo(line)


def _table(table: Table) -> list[str]:
    lines = [f"  {table.name}（表格：{table.caption}{'，' + table.unit if table.unit else ''}）"]
    lines += [f"    列 {line}" for line in _columns(table.columns, "")]
    for line in table.lines.values():
        number = f"（行次 {line.number}）" if line.number else ""
        lines.append(f"    行 {line.name}{number}")
    lines += [f"    校验：{identity.text}" for identity in table.identities]
    return lines


def _columns(columns: tuple[Column | ColumnGroup, ...], above: str) -> Iterator[str]:
    for column in columns:
        if isinstance(column, ColumnGroup):
            yield from _columns(column.columns, f"{above}{column.label} › ")
        else:
            spec = column.spec
            yield f"{above}{column.name}  {_spec(spec.type.value, spec.unit, spec.required)}"


def _spec(kind: str, unit: str, required: bool) -> str:
    return "，".join([kind, *([unit] if unit else []), *(["必填"] if required else [])])


def _years(form: Form) -> str:
    if form.first_year is None and form.last_year is None:
        return "不限"
    return f"{form.first_year or ''}—{form.last_year or ''}"


def print_parts() -> bool:
    """A line for each part sitegen needs; whether nothing necessary is missing."""
    out = console()
    fine = True
    for part in examine():
        mark, style = ("有", "green") if part.present else ("缺", "bold red")
        out.print(f"{mark}  {part.name} {part.version}", style=style)
        if not part.present:
            fine = fine and not part.required
            out.print(f"    用于：{part.needed_for}；缺了：{part.cost}")
            out.print(f"    安装：{part.command}")
    return fine


def _counts(summary: Summary) -> dict[str, int]:
    return {
        "pass": summary.passed,
        "fail": summary.failed,
        "waived": summary.waived,
        "not_checkable": summary.not_checkable,
        "not_applicable": summary.not_applicable,
        "error": summary.errors,
        "warning": summary.warnings,
        "info": summary.infos,
    }
