"""SARIF: the official schema, and what the standard demands beyond it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from importlib import resources
from urllib.parse import unquote

import pytest
from jsonschema.validators import validator_for

from sitegen.reporters.sarif import FINGERPRINT, report
from tests.reporters.records import FINDINGS, RULES, record
from tests.reporters.strategies import given_any_record

SOURCE = resources.files("linceo.data").joinpath("sarif-schema-2.1.0.json").read_bytes()
SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""Of the schema as OASIS publishes it with errata 01."""
SCHEMA = json.loads(SOURCE)
Validator = validator_for(SCHEMA)
VALIDATOR = Validator(SCHEMA, format_checker=Validator.FORMAT_CHECKER)


def run(made=None):
    return json.loads(report(made or record()))["runs"][0]


def test_the_schema_is_the_official_one():
    assert hashlib.sha256(SOURCE).hexdigest() == SHA256
    assert json.loads(report(record()))["$schema"] == SCHEMA["id"]


@given_any_record
def test_every_log_fits_the_official_schema(made):
    log = json.loads(report(made))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(log)] == []


def test_an_empty_run_is_valid_and_has_all_rules():
    log = json.loads(report(record(())))
    assert VALIDATOR.is_valid(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [each.rule.code for each in RULES]
    assert log["runs"][0]["results"] == []


def test_rules():
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    assert rules["SUM103"]["defaultConfiguration"] == {"level": "note", "enabled": True}
    assert rules["SITE105"]["defaultConfiguration"] == {"level": "warning", "enabled": False}
    assert rules["SUM101"]["properties"]["tags"] == ["SUM", "可以写数据说明"]
    assert rules["SUM101"]["properties"]["results"]["not_checkable"] == 2
    assert "依据" in rules["SUM101"]["help"]["text"]
    assert "依据" not in rules["SUM103"]["help"]["text"]
    # The example holds a fence of its own.
    assert rules["SUM101"]["help"]["markdown"].count("\n````") == 2


@given_any_record
def test_every_result_points_to_its_rule(made):
    document = run(made)
    for result in document["results"]:
        assert document["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def all_locations(document):
    for result in document["results"]:
        for each in (*result["locations"], *result.get("relatedLocations", ())):
            yield each["physicalLocation"]


@given_any_record
def test_addresses_are_relative_encoded_and_tell_the_site_from_what_is_shipped(made):
    document = run(made)
    bases = document["originalUriBaseIds"]
    for location in all_locations(document):
        artifact = location["artifactLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["uri"])
        assert artifact["uriBaseId"] in bases
        shipped = unquote(artifact["uri"]).startswith("内置")
        assert shipped is (artifact["uriBaseId"] != "SRCROOT")
        assert location["region"]["endColumn"] > location["region"]["startColumn"] >= 1


def test_columns_are_characters_and_the_snippet_is_the_figure():
    document = run()
    assert document["columnKind"] == "unicodeCodePoints"
    location = document["results"][1]["locations"][0]["physicalLocation"]
    assert location["region"] == {
        "startLine": 6,
        "startColumn": 11,
        "endColumn": 16,
        "snippet": {"text": "792.7"},
    }
    assert location["contextRegion"]["snippet"]["text"] == "    支出合计: 792.7"


def test_what_takes_part_is_related_and_what_has_no_place_is_in_the_message():
    result = run()["results"][1]
    assert [each["message"]["text"] for each in result["relatedLocations"]] == [
        "支出.基本支出[科协] 431.30 万元",
        "支出.其他收入[科协] 未填",
    ]
    assert [each["id"] for each in result["relatedLocations"]] == [0, 1]
    assert "相关：财政部核定数 未填" in result["message"]["text"].splitlines()


@given_any_record
def test_no_text_becomes_a_link(made):
    for result in run(made)["results"]:
        texts = [result["message"]["text"]]
        texts += [each["message"]["text"] for each in result.get("relatedLocations", ())]
        assert not any("](" in text for text in texts)


def test_waived_findings_are_suppressed_and_no_others():
    suppressions = [result["suppressions"] for result in run()["results"]]
    assert [len(each) for each in suppressions] == [int(found.waived) for found in FINDINGS]
    assert suppressions[2] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "原件如此，<未作改动>。（批准：王某，有效期至：长期）",
        }
    ]


def test_the_baseline_is_told_of_every_result_or_of_none():
    states = [result.get("baselineState") for result in run()["results"]]
    assert states == ["new", "new", "new", "new", "new", "unchanged", "new"]
    fresh = record(tuple(replace(found, known=False) for found in FINDINGS))
    assert {result.get("baselineState") for result in run(fresh)["results"]} == {None}


def test_a_correction_is_one_fix():
    (fix,) = run()["results"][3]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 8, "startColumn": 11, "endColumn": 14},
            "insertedContent": {"text": "150"},
        },
        {
            "deletedRegion": {"startLine": 8, "startColumn": 18, "endColumn": 18},
            "insertedContent": {"text": " "},
        },
    ]


def fingerprints(*found):
    return [result["partialFingerprints"][FINGERPRINT] for result in run(record(found))["results"]]


def test_a_finding_keeps_its_fingerprint_when_its_line_or_its_figures_change():
    first = FINDINGS[1]
    moved = replace(first, place=first.place._replace(line=60), actual="1 万元", message="别的")
    assert fingerprints(first) == fingerprints(moved)
    assert fingerprints(first) != fingerprints(replace(first, fact="支出.支出合计[科技馆]"))


@pytest.mark.parametrize("index", [1, 6])
def test_like_findings_have_different_fingerprints(index):
    assert len(set(fingerprints(FINDINGS[index], FINDINGS[index], FINDINGS[index]))) == 3
