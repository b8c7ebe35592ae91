"""Findings as SARIF 2.1.0, for code scanning and editors.

Knows the standard (OASIS, Static Analysis Results Interchange Format 2.1.0, with errata 01). Must
not know rules or the model.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from sitegen.diagnostics import Diagnostic, Edit, Related, Severity
from sitegen.reporters import words
from sitegen.reporters.record import Record, RuleRecord
from sitegen.source import Place
from sitegen.visible import in_json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "sitegenFinding/v1"
"""The name of our fingerprint; the number goes up when it is computed otherwise."""
LANGUAGE = "zh-CN"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SITE = "SRCROOT"
_SHIPPED = "SITEGEN"

Json = dict[str, object]


def report(record: Record) -> str:
    """A SARIF log of one run: every rule, every finding, waived ones suppressed.

    Where a baseline was given (some finding is known), every result says whether it is new.
    """
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(record)]}
    return in_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _run(record: Record) -> Json:
    index = {each.rule.code: number for number, each in enumerate(record.rules)}
    compared = any(found.known for found in record.diagnostics)
    results = []
    for found, fingerprint in zip(record.diagnostics, _fingerprints(record.diagnostics), strict=True):
        result = _result(found, index[found.code], fingerprint)
        if compared:
            result["baselineState"] = "unchanged" if found.known else "new"
        results.append(result)
    return {
        "tool": {
            "driver": {
                "name": "sitegen",
                "version": record.version,
                "language": LANGUAGE,
                "shortDescription": {"text": "核对绩效公开材料"},
                "rules": [_rule(each) for each in record.rules],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "language": LANGUAGE,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _SITE: {"description": {"text": "站点所在的目录，里面有 content/。"}},
            _SHIPPED: {"description": {"text": "sitegen 自带的文件，不在站点里。"}},
        },
        "results": results,
        "properties": {
            "site": record.site,
            "day": record.day,
            "reports": list(record.reports),
            "summary": dict(record.summary),
        },
    }


def _rule(each: RuleRecord) -> Json:
    rule = each.rule
    chapters = [
        ("查什么", rule.checks),
        ("为什么", rule.why),
        ("例子", rule.example),
        ("怎么改", rule.remedy),
        ("依据", rule.source),
    ]
    chapters = [(heading, text) for heading, text in chapters if text]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.checks}{rule.why}"},
        "help": {
            "text": "\n\n".join(f"{heading}：{text}" for heading, text in chapters),
            "markdown": "\n\n".join(
                f"**{heading}**\n\n{_fenced(text) if heading == '例子' else text}"
                for heading, text in chapters
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[each.severity], "enabled": each.enabled},
        "properties": {
            "tags": [each.family, *(["可以写数据说明"] if rule.waivable else [])],
            "results": dict(each.results),
        },
    }


def _fenced(text: str) -> str:
    """`text` as a block of code; the fence is longer than any in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"


def _result(found: Diagnostic, index: int, fingerprint: str) -> Json:
    result: Json = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": _message(found)},
        "locations": [{"physicalLocation": _location(found.place)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        # An empty list says that the result is not suppressed; without one nobody could tell.
        "suppressions": _suppressions(found),
    }
    if placed := [each for each in found.related if each.place is not None]:
        result["relatedLocations"] = [_related(each, number) for number, each in enumerate(placed)]
    if found.edits:
        result["fixes"] = [_fix(found.edits)]
    given = {
        "report": found.report,
        "fact": found.fact,
        "expected": found.expected,
        "actual": found.actual,
        "remedy": found.remedy,
    }
    if properties := {name: value for name, value in given.items() if value}:
        result["properties"] = properties
    return result


def _message(found: Diagnostic) -> str:
    """The finding as viewers show it, with what has no place of its own."""
    placeless = [f"相关：{words.related(each)}" for each in found.related if each.place is None]
    text = "\n".join([found.message, *placeless, *words.lines(found)])
    # SARIF takes […](…) in a message for a link; what clerks wrote must not become one.
    return text.replace("](", "] (")


def _location(place: Place) -> Json:
    start = place.column - 1
    return {
        "artifactLocation": _artifact(place),
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.length,
            "snippet": {"text": place.line_text[start : start + place.length]},
        },
        "contextRegion": {"startLine": place.line, "snippet": {"text": place.line_text}},
    }


def _artifact(place: Place) -> Json:
    base = _SHIPPED if words.built_in(place) else _SITE
    return {"uri": quote(place.file, safe="/"), "uriBaseId": base}


def _related(each: Related, number: int) -> Json:
    assert each.place is not None
    return {
        "id": number,
        "physicalLocation": _location(each.place),
        "message": {"text": words.related(each).replace("](", "] (")},
    }


def _suppressions(found: Diagnostic) -> list[Json]:
    """The 数据说明, which lies in the report itself and has been approved."""
    if found.waiver is None:
        return []
    return [{"kind": "inSource", "status": "accepted", "justification": words.explained(found.waiver)}]


def _fix(edits: Iterable[Edit]) -> Json:
    """One fix for all edits of a finding, which belong together."""
    changes: dict[str, list[Edit]] = {}
    for each in edits:
        changes.setdefault(each.place.file, []).append(each)
    return {
        "description": {"text": "；".join(words.edit(each) for group in changes.values() for each in group)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(group[0].place),
                "replacements": [_replacement(each) for each in group],
            }
            for group in changes.values()
        ],
    }


def _replacement(each: Edit) -> Json:
    place = each.place
    return {
        "deletedRegion": {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.length,
        },
        "insertedContent": {"text": each.text},
    }


def _fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterable[str]:
    """What each finding is recognised by in a later run: rule and figure, or rule and source line,
    neither the number of the line nor the values, which change while the finding stays.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for found in diagnostics:
        place = found.place
        what = found.fact or place.line_text.strip()
        key = (found.code, found.report or place.file, what)
        digest = hashlib.sha256("\0".join((*key, str(seen[key]))).encode(errors="surrogatepass"))
        seen[key] += 1
        yield digest.hexdigest()[:32]
