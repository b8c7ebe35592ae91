"""The JSON document keeps to its schema, and the schema describes all of it."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import pytest

from sitegen.reporters.json import as_json, report
from tests.reporters.records import FINDINGS, record
from tests.reporters.strategies import given_any_record

SCHEMA = json.loads(
    resources.files("sitegen.reporters").joinpath("check.schema.json").read_text(encoding="utf-8")
)
VERSION_1 = {
    "code", "name", "severity", "message", "file", "line", "column", "report", "fact", "expected", "actual",
    "remedy", "waived", "waiver", "related",
}  # fmt: skip


def closed(schema):
    """`schema`, letting nothing through that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    return made | {"additionalProperties": False} if "properties" in schema and "type" in schema else made


STRICT = jsonschema.Draft202012Validator(closed(SCHEMA))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given_any_record
def test_every_document_fits_the_schema_and_nothing_is_left_undescribed(made):
    document = json.loads(report(made))
    assert [f"{error.json_path}: {error.message}" for error in STRICT.iter_errors(document)] == []
    assert [each["message"] for each in document["diagnostics"]] == [
        found.message for found in made.diagnostics
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"summary": {"pass": -1}},
        {"reports": [""]},
        {"rules": [{"code": "SUM101"}]},
        {"diagnostics": [as_json(FINDINGS[1]) | {"severity": "fatal"}]},
        {"diagnostics": [as_json(FINDINGS[1]) | {"line": 0}]},
        {"diagnostics": [as_json(FINDINGS[1]) | {"expected": ""}]},
        {"diagnostics": [as_json(FINDINGS[1]) | {"waiver": {"reason": "因"}}]},
    ],
)
def test_the_schema_refuses(change):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid(json.loads(report(record())))
    assert not validator.is_valid(json.loads(report(record())) | change)


def test_fields_of_version_1_stay():
    document = json.loads(report(record()))
    assert {"version", "summary", "diagnostics"} <= set(document)
    assert all(set(each) >= VERSION_1 for each in document["diagnostics"])


def test_rules_reports_and_states():
    document = json.loads(report(record()))
    assert document["site"] == "测试站 <一>"
    assert document["reports"] == ["2020/kexie/demo", "2021/kexie/demo"]
    assert {each["code"]: each["enabled"] for each in document["rules"]}["SITE105"] is False
    assert document["rules"][0]["results"]["not_checkable"] == 2
    assert [each["known"] for each in document["diagnostics"]].count(True) == 1
    assert [len(each["edits"]) for each in document["diagnostics"]] == [0, 0, 0, 2, 0, 0, 0]
    assert json.loads(report(record(site="")))["site"] is None
