"""A blank report of a form: every field and table, with hints as comments.

Knows how a clerk likes to find a form: in its order, with units. What it writes loads without any
finding but that required fields are still blank.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.forms.edition import edition
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueSpec, ValueType, need_in_words
from sitegen.model.forms.table import Column, FixedRows, InstitutionRows, ListRows, Table, TwoSided
from sitegen.model.reports.table_data import only_figures


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The two files of a blank report."""

    report: str
    narrative: str


def skeleton(form: Form, department: str, year: int, slug: str | None, schema: str = "") -> Skeleton:
    """A blank report; `schema` is the path of a JSON Schema for editors ("" for none)."""
    own = edition(form.editions.get("", form), year)  # in all its units: the clerk chooses
    return Skeleton(_report(own, department, year, slug, schema, form.units), _narrative(own))


def _report(
    form: Form, department: str, year: int, slug: str | None, schema: str, units: tuple[str, ...]
) -> str:
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [
        f"# {form.title}",
        "# 冒号后面空一格再填；没有数据就空着，不适用的写“不适用”。数字不写单位，不写千位分隔符。",
        f"表单: {form.id}",
        f"部门: {department}",
        f"年度: {year}",
    ]
    if slug:
        lines.append(f"标识: {slug}")
    if units:
        lines.append(f"单位:    # 金额的单位，必填；可选：{'、'.join(units)}。下面各项金额都用这个单位")
    lines += [f"# 批复日期: {year + 1}-06-10", f"# 公开日期: {year + 1}-06-30", "# 来源: ……"]
    for section in form.sections:
        lines += ["", f"# ── {section.title} ──"]
        for item in section.items:
            if isinstance(item, TwoSided):
                lines += [*_table(item.left), *_table(item.right)]
            elif isinstance(item, Table):
                lines += _table(item)
            elif item.own_headings:
                lines += [f"# {item.name}写在 narrative.md：{_HEADINGS}", *_hint(item)]
            elif item.spec.type is not ValueType.NARRATIVE:
                lines += _field(item)
    lines += [
        "",
        "# 查出的问题确实不能改动时，在这里说明，公开时会一并列出：",
        "# 数据说明:",
        "#   - {规则: SUM101, 位置: 表.列[行], 实为: ……, 应为: ……, 说明: ……, 批准: ……, 有效期至: 2027-12-31}",
        "# 原始材料里没有的内容，在这里写明：",
        "# 资料缺失:",
        "#   - {范围: 表.列[行], 说明: ……}",
    ]
    return "\n".join(lines) + "\n"


_HEADINGS = "标题自拟，一级标题写“# 标题”，下一级写“## 标题”，写几个都可以。"


def _hint(field: Field) -> list[str]:
    return [f"# {field.spec.hint}"] if field.spec.hint else []


def _field(field: Field) -> list[str]:
    return [f"{field.name}:{_comment(field.spec, field.label if field.label != field.name else '')}"]


def _comment(spec: ValueSpec, label: str = "") -> str:
    words = [label] if label else []
    words += [spec.unit] if spec.unit and spec.type is not ValueType.SCORE else []
    words += [need] if (need := need_in_words(spec)) else []
    words += [f"可选：{'、'.join(spec.choices)}"] if spec.choices else []
    words += [spec.hint] if spec.hint else []
    return f"    # {'；'.join(words)}" if words else ""


def _column(column: Column, spec: ValueSpec) -> str:
    return f"{column.name}:{_comment(spec, column.label if column.label != column.name else '')}"


def _table(table: Table) -> list[str]:
    unit = f"，单位：{table.stated_unit}" if table.stated_unit else ""
    lines = [f"{table.name}:    # {table.caption}{unit}"]
    single = only_figures(table)
    match table.rows:
        case FixedRows(lines=rows):
            for line in rows:
                label = line.label if line.label != line.name else ""
                if line.heading:
                    lines.append(f"  # {line.label}")
                elif single is not None and len(table.leaves) == 1:
                    lines.append(f"  {line.name}:{_comment(table.spec(single, line), label)}")
                else:
                    lines.append(f"  {line.name}:" + (f"    # {label}" if label else ""))
                    columns = (
                        each for each in table.leaves if line.columns is None or each.name in line.columns
                    )
                    lines += [f"    {_column(each, table.spec(each, line))}" for each in columns]
        case InstitutionRows(header=header, total=total):
            names = {"首行": ("汇总", "1、（单位名称）"), "末行": ("1、（单位名称）", "合计")}
            lines.append(f"  # 下面每个{header}写一段，把名称改成实际的名称，可以增加或删去。")
            for name in names.get(total, ("1、（单位名称）",)):
                lines.append(f"  {name}:")
                lines += [f"    {_column(column, column.spec)}" for column in table.leaves]
        case ListRows(header=header, groups=groups):
            lines.append(
                f"  # 按“{' → '.join((*groups, header))}”分层，每个{header}一段；照样子去掉行首的 # 填写。"
            )
            indent = "  "
            for depth, group in enumerate((*groups, header)):
                lines.append(f"  # {indent * depth}（{group}的名称）:")
            lines += [
                f"  # {indent * (len(groups) + 1)}{_column(column, column.spec)}" for column in table.leaves
            ]
    return lines


def _narrative(form: Form) -> str:
    texts = (
        field
        for field in form.fields.values()
        if field.spec.type is ValueType.NARRATIVE and not field.own_headings
    )
    return "\n".join(f"# {field.name}\n" for field in texts)
