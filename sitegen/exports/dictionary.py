"""The data dictionary: every item that the forms ask for, with type and unit.

Knows what a form can consist of. Must not know any file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.forms.edition import in_general
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueSpec
from sitegen.model.forms.table import FixedRows, Table, TwoSided

DICTIONARY_COLUMNS = (
    "表单",
    "表",
    "种类",
    "名称",
    "标识",
    "印出的名称",
    "类型",
    "单位",
    "小数位",
    "必填",
    "作用",
    "概念",
)


class DictionaryEntry(NamedTuple):
    """An item of a form: a 栏目 of its own, or a 列 or 行 of a table. All values are ready to print."""

    form: str
    table: str
    kind: str
    name: str
    id: str
    label: str
    type: str
    unit: str
    decimals: str
    required: str
    role: str
    concepts: str


def dictionary(form: Form) -> Iterator[DictionaryEntry]:
    """Every item of `form`, in its order."""
    form = in_general(form)
    concepts = _concepts(form)
    for section in form.sections:
        for item in section.items:
            match item:
                case Field():
                    yield _field(form, item, concepts)
                case Table():
                    yield from _table(form, item, concepts)
                case TwoSided():
                    yield from _table(form, item.left, concepts)
                    yield from _table(form, item.right, concepts)


def _concepts(form: Form) -> dict[str, str]:
    """Field, 表.列 or 表.行 → concepts. 表.列[行] counts for the column; 表[行] is another way to write 表.行."""
    found: dict[str, list[str]] = {}
    for name, reference in form.concepts.items():
        names = reference.names
        if len(names) == 1 and reference.row is not None:
            names = (*names, reference.row)
        found.setdefault(".".join(names), []).append(name)
    return {place: "、".join(names) for place, names in found.items()}


def _field(form: Form, field: Field, concepts: dict[str, str]) -> DictionaryEntry:
    concept = concepts.get(field.name, "")
    return DictionaryEntry(
        form.id, "", "栏目", field.name, field.id, field.label, *_spec(field.spec), "", concept
    )


def _table(form: Form, table: Table, concepts: dict[str, str]) -> Iterator[DictionaryEntry]:
    for column in table.leaves:
        head = (form.id, table.name, "列", column.name, column.id, column.label)
        concept = concepts.get(f"{table.name}.{column.name}", "")
        yield DictionaryEntry(*head, *_spec(column.spec), str(column.role or ""), concept)
    if isinstance(table.rows, FixedRows):
        for line in table.rows.lines:
            own = table.line_spec(line)
            spec = _spec(own) if own is not None else ("", "", "", "")
            # A name that is a column's as well means the column: Report.find looks there first.
            is_column = table.column(line.name) is not None
            concept = "" if is_column else concepts.get(f"{table.name}.{line.name}", "")
            yield DictionaryEntry(
                form.id, table.name, "行", line.name, line.id, line.label.strip(), *spec, "", concept
            )


def _spec(spec: ValueSpec) -> tuple[str, str, str, str]:
    precision = spec.precision
    decimals = "" if not spec.numeric else str(precision.least)
    if spec.numeric and precision.most is not None and precision.most != precision.least:
        decimals = f"{precision.least}—{precision.most}"
    return spec.type.value, spec.unit, decimals, _need(spec)


def _need(spec: ValueSpec) -> str:
    """是 or 否, or in which case."""
    if spec.condition is not None:
        return f"{spec.condition.text} 时"
    return "是" if spec.required else ("不全空" if spec.not_all_blank else "否")
