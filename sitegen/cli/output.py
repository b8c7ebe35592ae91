"""What the commands print.

Knows how results look at a terminal and in a pipe. Must not compute them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table as Grid
from rich.text import Text

from sitegen import __version__
from sitegen.checking import Findings
from sitegen.cli import result_files, streams
from sitegen.cli.terminal import Exit, console, refuse, say, say_document
from sitegen.explain import FAMILIES, OF_BUILDING, RULES
from sitegen.loading.decode import nearest
from sitegen.loading.forms.files import load_forms
from sitegen.machine.doctor import examine
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueSpec, need_in_words
from sitegen.model.forms.table import Column, ColumnGroup, Table, TwoSided
from sitegen.model.results.outcome import Result, Summary
from sitegen.reporters import text as text_reporter
from sitegen.reporters.formats import FORMATS
from sitegen.reporters.record import Record, RuleRecord
from sitegen.visible import printed


def record(checked: Findings) -> Record:
    """What the reporters are given of a check."""
    results = checked.results
    settings = checked.settings
    return Record(
        version=__version__,
        site=checked.site_name,
        day=checked.today.isoformat(),
        reports=checked.reports,
        rules=tuple(
            RuleRecord(
                rule,
                settings.severity(rule),
                rule.code not in settings.disabled and rule.code not in OF_BUILDING,
                {result.value: results.get(rule.code, {}).get(result, 0) for result in Result},
            )
            for rule in RULES
        ),
        diagnostics=checked.diagnostics,
        summary=_counts(checked.summary),
        families=FAMILIES,
        texts=checked.texts,
    )


def findings(checked: Findings, *, show_waived: bool = False, verbose: bool = False) -> list[Text]:
    """Every finding, then the counts; in between what was read of texts, if that was asked for, and with `verbose` a
    line for each rule.
    """
    blocks = list(text_reporter.report(checked.diagnostics, show_waived=show_waived))
    blocks += text_reporter.texts(checked.texts or ())
    if verbose:
        blocks += text_reporter.rules(record(checked))
    blocks += [Text(line + "\n", end="") for line in _closing(checked)]
    return blocks


def _closing(checked: Findings) -> Iterator[str]:
    counts, settings = checked.summary, checked.settings
    if settings.disabled:
        yield f"按站点设置，停用了 {len(settings.disabled)} 条规则：{'、'.join(sorted(settings.disabled))}。"
    if settings.severities:
        yield f"按站点设置，改了级别的规则：{'、'.join(sorted(settings.severities))}。"
    if counts.known or checked.gone:
        yield (
            f"基线里已有的问题 {counts.known} 个，不算不通过"
            + (
                f"；另有 {checked.gone} 个已不再出现，可以用 --write-baseline 更新基线"
                if checked.gone
                else ""
            )
            + "。"
        )
    mendable = sum(bool(found.edits) and not found.waived for found in checked.diagnostics)
    if mendable:
        yield f"其中 {mendable} 个可以用 sitegen check --fix 自动改正，先看会改什么用 --diff。"
    yield (
        f"核对了 {len(checked.reports)} 份报告：{counts.passed} 项通过，{counts.failed} 项不符，"
        f"{counts.waived} 项已说明，{counts.not_checkable} 项无法核对，{counts.not_applicable} 项不适用；"
        f"错误 {counts.errors}，警告 {counts.warnings}，提示 {counts.infos}。"
    )


def deliver(blocks: list[Text]) -> None:
    """Print `blocks`."""
    out = console()
    for block in blocks:
        out.print(block, end="")


def deliver_findings(checked: Findings, blocks: list[Text], path: Path | None) -> None:
    """Print `blocks`, or write them to `path` without colour; refuses when that may not or cannot be done."""
    if path is None:
        deliver(blocks)
    else:
        _write(printed("".join(block.plain for block in blocks)), path, checked.root)


def deliver_document(checked: Findings, form: str, path: Path | None) -> None:
    """Print the document for programs that `form` names, which are all in UTF-8, or write it to `path`; refuses as
    above.
    """
    document = FORMATS[form](record(checked))
    if path is None:
        streams.in_utf8()
        say_document(document)
    else:
        _write(document, path, checked.root)


def _write(text: str, path: Path, root: Path) -> None:
    result_files.write(path, text.encode(errors="backslashreplace"), root)


def print_forms(root: Path) -> Exit:
    """A line a form; findings when a form file is wrong."""
    forms = load_forms(root)
    out = console()
    for block in text_reporter.report(forms.problems):
        out.print(block)
    grid = Grid(box=None, pad_edge=False)
    for heading in ("编号", "名称", "地区", "适用年度"):
        grid.add_column(heading)
    for form in forms.usable.values():
        grid.add_row(form.id, form.title, form.jurisdiction or "—", _years(form))
    out.print(grid)
    return Exit.FINDINGS if forms.problems else Exit.CLEAN


def form_called(form_id: str, root: Path) -> Form:
    """The form with this id; refuses when there is none."""
    forms = load_forms(root)
    if form_id in forms.unusable:
        refuse(f"表单“{form_id}”有错，用不了；用 sitegen forms list 看错在哪里。")
    if form_id not in forms.usable:
        titled = {form.title: form.id for form in forms.usable.values()}
        if form_id in titled:
            refuse(f"没有编号为“{form_id}”的表单；那是名称，编号是“{titled[form_id]}”。")
        hint = nearest(form_id, forms.usable) or nearest(form_id, titled)
        refuse(f"没有编号为“{form_id}”的表单；{hint}用 sitegen forms list 查看全部表单。")
    return forms.usable[form_id]


def print_form(form: Form) -> None:
    """The form's names, types, units and identities; {年度} and the like stand as the form has them."""
    lines = [f"{form.id}  {form.title}", f"地区：{form.jurisdiction or '—'}　适用年度：{_years(form)}"]
    if form.units:
        lines.append(f"金额单位由报告写明：{'、'.join(form.units)}")
        form = form.editions[""]
    for section in form.sections:
        lines += ["", section.title]
        for item in section.items:
            if isinstance(item, Field):
                own = "，标题自拟" if item.own_headings else ""
                lines.append(f"  {item.name}{_printed_as(item.name, item.label)}  {_spec(item.spec)}{own}")
                continue
            for table in (item.left, item.right) if isinstance(item, TwoSided) else (item,):
                lines += _table(table)
        lines += [f"  校验：{identity.text}" for identity in section.identities]
    for line in lines:
        say(line)


def _table(table: Table) -> list[str]:
    lines = [
        f"  {table.name}（表格：{table.caption}{'，' + table.stated_unit if table.stated_unit else ''}）"
    ]
    lines += [f"    列 {line}" for line in _columns(table.columns, "")]
    for line in table.lines.values():
        number = f"（行次 {line.number}）" if line.number else ""
        own = table.line_spec(line)
        said = f"  {_spec(own)}" if own is not None else ""
        whole = "  这一行不能全空" if line.keys is not None and line.keys.not_all_blank else ""
        lines.append(f"    行 {line.name}{_printed_as(line.name, line.label)}{number}{said}{whole}")
    lines += [f"    校验：{identity.text}" for identity in table.identities]
    return lines


def _columns(columns: tuple[Column | ColumnGroup, ...], above: str) -> Iterator[str]:
    for column in columns:
        if isinstance(column, ColumnGroup):
            yield from _columns(column.columns, f"{above}{column.label} › ")
        else:
            yield f"{above}{column.name}{_printed_as(column.name, column.label)}  {_spec(column.spec)}"


def _printed_as(name: str, label: str) -> str:
    """A label with a placeholder, which only the report's year completes."""
    return f"（印作“{label}”）" if "{" in label and label != name else ""


def _spec(spec: ValueSpec) -> str:
    need = need_in_words(spec)
    return "，".join([spec.type.value, *([spec.unit] if spec.unit else []), *([need] if need else [])])


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
        "known": summary.known,
    }
