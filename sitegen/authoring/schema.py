"""A JSON Schema of a form's reports, so that an editor completes and checks while one types.

Knows JSON Schema 2020-12. Must not be stricter than sitegen.loading: what loads must validate.
"""

from __future__ import annotations

from sitegen.loading.report_file import HeadFile
from sitegen.model.form import (
    FixedRows,
    Form,
    InstitutionRows,
    Line,
    Table,
    TwoSided,
    ValueSpec,
    ValueType,
)
from sitegen.model.report import only_figures

Schema = dict[str, object]

_FIGURE: Schema = {
    "type": ["number", "string", "null"],
    "pattern": r"^\s*([+\-−]?[\d０-９].*|—|——|-|--|–|－|/|／|不适用|)\s*$",
}
_WORDS: Schema = {"type": ["string", "number", "boolean", "null"]}


def report_schema(form: Form) -> Schema:
    """The schema of report.yaml for `form`."""
    head = HeadFile.model_json_schema(by_alias=True)
    properties: Schema = {name: _described(value) for name, value in head["properties"].items()}
    properties["表单"] = {"const": form.id, "description": "表单编号"}
    for section in form.sections:
        for item in section.items:
            for each in (item.left, item.right) if isinstance(item, TwoSided) else (item,):
                if isinstance(each, Table):
                    properties[each.name] = _table(each)
                elif each.spec.type is not ValueType.NARRATIVE:
                    properties[each.name] = _value(each.spec, each.label)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{form.title}（{form.id}）",
        "type": "object",
        "properties": properties,
        # A required field may be listed under 资料缺失 instead, which a schema cannot say.
        "required": ["表单", "部门", "年度"],
        "additionalProperties": False,
        "$defs": head.get("$defs", {}),
    }


def _described(value: Schema) -> Schema:
    """Dates are strings as far as an editor is concerned; everything else is as the model says."""
    if "anyOf" in value or value.get("format") == "date":
        return _WORDS
    if value.get("type") == "integer":
        return {"type": ["integer", "string"]}
    return {key: each for key, each in value.items() if key not in ("default", "title")}


def _value(spec: ValueSpec, label: str) -> Schema:
    words = [label]
    if spec.unit:
        words.append(f"单位：{spec.unit}")
    if spec.hint:
        words.append(spec.hint)
    if spec.required:
        words.append("必填")
    described: Schema = {"description": "；".join(words)}
    if spec.choices:
        return described | {"enum": [*spec.choices, "—", "不适用", "", None]}
    return described | (_FIGURE if spec.numeric else _WORDS)


def _table(table: Table) -> Schema:
    described: Schema = {"type": ["object", "null"], "description": table.caption}
    if isinstance(table.rows, FixedRows):
        rows = {line.name: _row(table, line) for line in table.rows.lines if not line.heading}
        labels = {line.label: rows[line.name] for line in table.rows.lines if not line.heading}
        return described | {"properties": labels | rows, "additionalProperties": False}
    if isinstance(table.rows, InstitutionRows):
        return described | {"additionalProperties": _row(table, None)}
    schema = _row(table, None)
    for _ in table.rows.groups:
        schema = {"anyOf": [schema, {"type": ["object", "null"], "additionalProperties": schema}]}
    return described | {"additionalProperties": schema}


def _row(table: Table, line: Line | None) -> Schema:
    columns: dict[str, Schema] = {
        column.name: _value(table.spec(column, line), column.label) for column in table.leaves
    }
    row: Schema = {"type": ["object", "null"], "properties": columns, "additionalProperties": False}
    single = only_figures(table)
    return {"anyOf": [row, columns[single.name]]} if single is not None and single.name in columns else row
