"""Findings for programs, as JSON.

Knows the published shape, version 1, which check.schema.json describes: fields may be added to it,
none is taken away. Must not know rules or the model.
"""

from __future__ import annotations

import json

from sitegen.diagnostics import Diagnostic, Edit, Related
from sitegen.reporters.record import Record, RuleRecord
from sitegen.text_figures import SentenceRead, TextsRead
from sitegen.visible import in_json

VERSION = 1


def report(record: Record) -> str:
    """A JSON document: counts, all rules, and every finding, waived and known ones marked."""
    document = {
        "version": VERSION,
        "sitegen": record.version,
        "site": record.site or None,
        "day": record.day,
        "reports": list(record.reports),
        "summary": dict(record.summary),
        "rules": [_rule(each) for each in record.rules],
        "diagnostics": [as_json(each) for each in record.diagnostics],
        "texts": None if record.texts is None else [_texts(each) for each in record.texts],
    }
    return in_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


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
        "known": found.known,
        "related": [_related(each) for each in found.related],
        "edits": [_edit(each) for each in found.edits],
    }


def _texts(each: TextsRead) -> dict[str, object]:
    return {"report": each.report, "sentences": [_sentence(sentence) for sentence in each.sentences]}


def _sentence(each: SentenceRead) -> dict[str, object]:
    return {
        "at": each.at,
        "text": each.text,
        "file": each.place.file,
        "line": each.place.line,
        "column": each.place.column,
        "figures": [
            {
                "text": each.text[figure.start : figure.end],
                "offset": figure.start,
                "line": figure.place.line,
                "column": figure.place.column,
                "fate": figure.fate.value,
                "checks": [
                    {
                        "code": check.rule,
                        "fate": check.fate.value,
                        "meaning": check.meaning or None,
                        "facts": [_related(fact) for fact in check.facts],
                        "figures": list(check.figures),
                    }
                    for check in figure.checks
                ],
            }
            for figure in each.figures
        ],
    }


def _rule(each: RuleRecord) -> dict[str, object]:
    return {
        "code": each.rule.code,
        "name": each.rule.name,
        "title": each.rule.title,
        "severity": each.severity.value,
        "enabled": each.enabled,
        "results": dict(each.results),
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


def _edit(each: Edit) -> dict[str, object]:
    place = each.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "text": each.text,
    }
