"""datapackage.json: what the CSV files are, for programs that read them (Frictionless Data Package 1).

Knows the columns of the CSV files and how they hang together. Must not know how the files are made: their
bytes are given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sitegen.exports.csv import DEPARTMENT_COLUMNS, FACT_COLUMNS, REPORT_COLUMNS
from sitegen.exports.dictionary import DICTIONARY_COLUMNS
from sitegen.exports.words import STATES
from sitegen.files import FileDigest
from sitegen.model.reports.report import Report
from sitegen.model.site import SiteConfig

Node = dict[str, Any]

_TYPES = {
    "年度": "integer",
    "数值": "number",
    "批复日期": "date",
    "公开日期": "date",
    "示例": "boolean",
    "核对通过": "integer",
    "已说明": "integer",
    "存疑": "integer",
    "无法核对": "integer",
}
"""Columns that are no text."""

TABLE = "csv"
"""The format of what packages describe."""
REPORTS, DEPARTMENTS, DICTIONARY = "reports.csv", "departments.csv", "dictionary.csv"
"""Files of the whole site."""


def facts(year: int, kind: str = TABLE) -> str:
    """The file with all figures of a year. A file for all years would be hundreds of megabytes on a large
    site, and would change with every report.
    """
    return f"facts-{year}.{kind}"


def report_package(report: Report, name: str, data: bytes) -> bytes:
    """The package of one report: its facts, in the file called `name` with the content `data`."""
    schema = _schema(FACT_COLUMNS, ("地址",))
    resource = _resource(name, "facts", f"{report.title}：全部数字", FileDigest.of(data), schema)
    return _package(
        f"{report.year}-{report.department.id}-{report.slug}",
        report.title,
        report.source,
        [resource],
        report.published,
    )


def site_package(
    config: SiteConfig, files: Mapping[str, FileDigest], years: Iterable[int], day: date | None
) -> bytes:
    """The package of the whole site; `files` are the CSV files by name, `years` those that have figures, `day`
    is that of the latest report.
    """
    table = _schema(
        FACT_COLUMNS,
        ("报告", "地址"),
        (("报告", "reports", "编号"), ("部门标识", "departments", "标识")),
    )
    listed = _schema(REPORT_COLUMNS, ("编号",), (("部门标识", "departments", "标识"),))
    described = (
        *((facts(year), f"facts-{year}", f"{year}年度全部数字，一格一行", table) for year in years),
        (REPORTS, "reports", "全部报告", listed),
        (DEPARTMENTS, "departments", "全部部门", _schema(DEPARTMENT_COLUMNS, ("标识",))),
        (DICTIONARY, "dictionary", "数据字典", _schema(dict.fromkeys(DICTIONARY_COLUMNS, ""), ())),
    )
    resources = [_resource(file, name, title, files[file], schema) for file, name, title, schema in described]
    return _package("site", config.name, config.publisher, resources, day, config.base_url)


def _package(
    name: str, title: str, source: str, resources: list[Node], day: date | None, homepage: str = ""
) -> bytes:
    content: Node = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "created": f"{day.isoformat()}T00:00:00+08:00" if day is not None else "",
        "homepage": f"{homepage}/" if homepage else "",
        "sources": [{"title": source}] if source else [],
        "resources": resources,
    }
    content = {key: value for key, value in content.items() if value}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(file: str, name: str, title: str, content: FileDigest, schema: Node) -> Node:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": file,
        "format": TABLE,
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": content.size,
        "hash": f"sha256:{content.sha256}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


def _schema(
    columns: Mapping[str, str], key: tuple[str, ...], references: tuple[tuple[str, str, str], ...] = ()
) -> Node:
    schema: Node = {
        "fields": [_field(column, means, required=column in key) for column, means in columns.items()]
    }
    if key:
        schema["primaryKey"] = list(key)
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": resource, "fields": [target]}}
            for column, resource, target in references
        ]
    return schema


def _field(column: str, means: str, *, required: bool) -> Node:
    field: Node = {"name": column, "type": _TYPES.get(column, "string")}
    if means:
        field["description"] = means
    if field["type"] == "boolean":
        field |= {"trueValues": ["是"], "falseValues": ["否"]}
    if required:
        field["constraints"] = {"required": True}
    elif column == "状态":
        field["constraints"] = {"enum": list(STATES.values())}
    return field
