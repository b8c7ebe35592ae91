"""Findings for programs, as JSON.

Knows the published shape, version 1. Must not know rules or the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sitegen.diagnostics import Diagnostic, Related

VERSION = 1


def report(summary: Mapping[str, int], diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON document: `summary` by name, and every finding, waived ones marked."""
    document = {
        "version": VERSION,
        "summary": dict(summary),
        "diagnostics": [as_json(each) for each in diagnostics],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_json(found: Diagnostic) -> dict[str, object]:
    """One finding."""
    waiver = found.waiver
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": found.message,
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "report": found.report or None,
        "fact": found.fact or None,
        "expected": found.expected or None,
        "actual": found.actual or None,
        "remedy": found.remedy or None,
        "waived": found.waived,
        "waiver": None
        if waiver is None
        else {"reason": waiver.reason, "approved_by": waiver.approved_by, "until": waiver.until},
        "related": [_related(each) for each in found.related],
    }


def _related(each: Related) -> dict[str, object]:
    place = each.place
    return {
        "fact": each.fact,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "value": each.value or None,
    }
