"""A report as JSON: head, fields, tables, texts, and what checking came to.

Keys are the words of the form language, in a fixed order; figures are strings, because 431.30 and
431.3 are not the same statement. Must not know pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.exports.rows import FactRow, fact_rows
from sitegen.exports.words import STATES, written
from sitegen.model.forms.form import Field
from sitegen.model.forms.table import Table
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.narrative import Prose
from sitegen.model.reports.report import Correction, Report
from sitegen.model.reports.table_data import Row
from sitegen.model.results.outcome import Result, Verdict
from sitegen.numbers.figures import plain_figure

RESULTS = {
    Result.PASS: "通过",
    Result.WAIVED: "说明",
    Result.FAIL: "存疑",
    Result.NOT_CHECKABLE: "无法核对",
    Result.NOT_APPLICABLE: "不适用",
}
"""数据校验: results in the order they are given."""


def report_json(report: Report, verdict: Verdict) -> bytes:
    """`report` and its verdict as UTF-8."""
    content = {
        "报告": _head(report),
        "字段": [_field(field, report.fields[name]) for name, field in _fields(report)],
        "表格": [_table(report, table) for table in report.form.tables.values()],
        "正文": {name: prose.plain for name, prose in _texts(report)},
        "正文引用": _mentions(report),
        "数据校验": {word: verdict.count(result) for result, word in RESULTS.items()},
        "数据说明": [_waived(found) for found in verdict.waived],
        "更正": [_correction(each) for each in report.corrections],
        "资料缺失": [{"范围": gap.at, "说明": gap.reason} for gap in report.gaps],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def fact_objects(report: Report) -> bytes:
    """The part of `facts_json` that `report` is."""
    lines = (json.dumps(_long(row), ensure_ascii=False, separators=(",", ":")) for row in fact_rows(report))
    return ",\n".join(lines).encode()


def facts_json(parts: Iterable[bytes]) -> bytes:
    """The long table of some reports as a list of objects, one a line; figures are strings. `parts` are the
    reports' `fact_objects`.
    """
    return b"[\n" + b",\n".join(filter(None, parts)) + b"\n]\n"


def _long(row: FactRow) -> dict[str, Any]:
    return {
        "报告": row.report,
        "部门标识": row.department_id,
        "部门": row.department,
        "机构": row.institution,
        "年度": row.year,
        "表单": row.form,
        "概念": row.concept,
        "表": row.table,
        "行": row.row,
        "列": row.column,
        "地址": row.address,
        "值": row.value,
        "数值": None if row.number is None else plain_figure(row.number),
        "单位": row.unit,
        "状态": row.state,
    }


def _head(report: Report) -> dict[str, Any]:
    return {
        "编号": report.key,
        "标题": report.title,
        "表单": {"标识": report.form.id, "名称": report.form.title},
        "部门": {"标识": report.department.id, "名称": report.department.name},
        "地区": report.department.jurisdiction,
        "年度": report.year,
        "公开日期": report.published.isoformat() if report.published else None,
        "来源": report.source,
        "示例": report.department.invented,
        "数据版本": report.digest,
        "备注": report.note,
    }


def _fields(report: Report) -> list[tuple[str, Field]]:
    return [(name, field) for name, field in report.form.fields.items() if name in report.fields]


def _texts(report: Report) -> list[tuple[str, Prose]]:
    return [(name, report.prose[name]) for name in report.form.fields if name in report.prose]


def _field(field: Field, fact: Fact) -> dict[str, Any]:
    return {"标识": field.id, "名称": field.name, "标签": field.label, **_fact(fact)}


def _table(report: Report, table: Table) -> dict[str, Any]:
    data = report.tables[table.name]
    return {
        "标识": table.id,
        "名称": table.name,
        "标题": table.caption,
        "单位": table.unit,
        "列": [
            {"标识": column.id, "名称": column.name, "标签": column.label, "单位": column.spec.unit}
            for column in table.leaves
        ],
        "行": [
            {
                **_row(row),
                "值": {
                    column.name: _fact(data.cells[row.key, column.name])
                    for column in table.leaves
                    if (row.key, column.name) in data.cells
                },
            }
            for row in data.rows
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "名称": row.key,
        "标签": row.label,
        "类别": row.kind.value,
        "分组": list(row.groups),
        "行次": row.line.number if row.line else None,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    value = fact.value
    content: dict[str, Any] = {"地址": fact.address, "状态": STATES[value.state]}
    if value.state in (State.FIGURE, State.TEXT, State.INVALID):
        content["值"] = written(value)
    if value.state is State.FIGURE:
        content["单位"] = value.unit
    return content


def _mentions(report: Report) -> dict[str, str]:
    """What `{{ … }}` in the texts refers to: as written → the fact's address."""
    found: dict[str, str] = {}
    for _, prose in _texts(report):
        for mention in prose.references:
            if (fact := report.find(mention.reference)) is not None:
                found[mention.text] = fact.address
    return found


def _correction(each: Correction) -> dict[str, str]:
    return {
        "日期": each.day.isoformat(),
        "位置": each.at,
        "原为": each.before,
        "改为": each.after,
        "原因": each.reason,
    }


def _waived(found: Diagnostic) -> dict[str, Any]:
    assert found.waiver is not None
    return {
        "规则": found.code,
        "位置": found.fact,
        "核对结果": found.message,
        "说明": found.waiver.reason,
        "批准": found.waiver.approved_by,
        "有效期至": found.waiver.until,
    }
