"""A JSON Schema of a form's reports, so that an editor completes and checks while one types.

Knows JSON Schema 2020-12. Must not be stricter than sitegen.loading: what loads must validate.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen import lazy_re as re
from sitegen.loading.report_file import HeadFile
from sitegen.loading.reports.row_labels import ORDINAL, row_key
from sitegen.model.forms.edition import PLACEHOLDER, YEARS, in_general
from sitegen.model.forms.form import Form
from sitegen.model.forms.spec import ValueSpec, ValueType, need_in_words
from sitegen.model.forms.table import FixedRows, InstitutionRows, Line, Table, TwoSided
from sitegen.model.reports.table_data import only_figures

Schema = dict[str, object]

_FIGURE: Schema = {
    "type": ["number", "string", "null"],
    "pattern": r"^\s*([+\-−]?[\d０-９].*|—|——|-|--|–|－|/|／|不适用|)\s*$",
}
_SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")
_ESCAPED = r"\\\g<0>"
_WORDS: Schema = {"type": ["string", "number", "boolean", "null"]}


def report_schema(form: Form) -> Schema:
    """The schema of report.yaml for `form`, whatever the year."""
    units, labels = form.units, {table.name: table.lines for table in form.tables.values()}
    form = in_general(form)
    head = HeadFile.model_json_schema(by_alias=True)
    properties: Schema = {name: _described(value) for name, value in head["properties"].items()}
    if units:
        properties["单位"] = {"enum": [*units], "description": "金额的单位；必填"}
    properties["表单"] = {"const": form.id, "description": "表单编号"}
    for section in form.sections:
        for item in section.items:
            for each in (item.left, item.right) if isinstance(item, TwoSided) else (item,):
                if isinstance(each, Table):
                    properties[each.name] = _table(each, labels[each.name])
                elif each.spec.type is not ValueType.NARRATIVE:
                    properties[each.name] = _value(each.spec, each.label)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{form.title}（{form.id}）",
        "type": "object",
        "properties": properties,
        # A required field may be listed under 资料缺失 instead, which a schema cannot say.
        "required": ["表单", "部门", "年度", *(["单位"] if units else [])],
        "additionalProperties": False,
        "$defs": {name: _entries(each) for name, each in head.get("$defs", {}).items()},
    }


def _described(value: Schema) -> Schema:
    """Dates are strings as far as an editor is concerned; everything else is as the model says."""
    if "anyOf" in value or value.get("format") == "date":
        return _WORDS
    if value.get("type") == "integer":
        return {"type": ["integer", "string"]}
    return {key: each for key, each in value.items() if key not in ("default", "title")}


def _entries(model: Schema) -> Schema:
    """What is said of one 数据说明, 资料缺失 or 更正."""
    properties = model.get("properties")
    assert isinstance(properties, dict), "each has keys of its own"
    return model | {"properties": {name: _described(value) for name, value in properties.items()}}


def _value(spec: ValueSpec, label: str) -> Schema:
    words = [label]
    if spec.unit:
        words.append(f"单位：{spec.unit}")
    if spec.hint:
        words.append(spec.hint)
    if need := need_in_words(spec):
        words.append(need)
    described: Schema = {"description": "；".join(words)}
    if spec.choices:
        return described | {"enum": [*spec.choices, "—", "不适用", "", None]}
    return described | (_FIGURE if spec.numeric else _WORDS)


def _table(table: Table, lines: Mapping[str, Line]) -> Schema:
    """`lines` are those of the table with labels as the form has them, with placeholders."""
    described: Schema = {"type": ["object", "null"], "description": table.caption}
    if isinstance(table.rows, FixedRows):
        rows = {line.name: _row(table, line) for line in table.rows.lines if not line.heading}
        labels = {lines[name].label: row for name, row in rows.items()}
        # A row may be called by its label, with ordinals before either and any year in it.
        called = {
            rf"^\s*(?:{ORDINAL}\s*)*{_pattern(row_key(name))}[；;。]*\s*$": row
            for name, row in (labels | rows).items()
        }
        whole = {rf"^\s*{_pattern(name)}\s*$": row for name, row in labels.items()}
        return described | {
            "properties": {name: row for name, row in (labels | rows).items() if "{" not in name},
            "patternProperties": whole | called,
            "additionalProperties": False,
        }
    if isinstance(table.rows, InstitutionRows):
        return described | {"additionalProperties": _row(table, None)}
    schema = _row(table, None)
    for _ in table.rows.groups:
        schema = {"anyOf": [schema, {"type": ["object", "null"], "additionalProperties": schema}]}
    return described | {"additionalProperties": schema}


def _pattern(label: str) -> str:
    """A regular expression of ECMA-262 for `label`, whatever its placeholders come to."""
    pieces = PLACEHOLDER.split(label)  # text and names of placeholders take turns
    return "".join(
        _SYNTAX.sub(_ESCAPED, piece) if at % 2 == 0 else (r"\d{4}" if piece in YEARS else ".+")
        for at, piece in enumerate(pieces)
    )


def _row(table: Table, line: Line | None) -> Schema:
    columns: dict[str, Schema] = {
        column.name: _value(table.spec(column, line), column.label) for column in table.leaves
    }
    row: Schema = {"type": ["object", "null"], "properties": columns, "additionalProperties": False}
    single = only_figures(table)
    return {"anyOf": [row, columns[single.name]]} if single is not None and single.name in columns else row
