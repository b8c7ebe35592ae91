"""A baseline: findings that were there when checking began, and fail nothing.

Knows how a finding is recognised again: by rule, report, place in the form and figures, not by its
line, which moves. With another figure it is another finding. Must not know rules.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.files import TooLarge, read_limited, write_atomic
from sitegen.visible import shown

VERSION = 1
LIMIT = 64 * 1024 * 1024
"""Bytes of a baseline; a finding has some two hundred."""

Key = tuple[str, ...]
_FIELDS = ("code", "report", "fact", "actual", "expected", "message")


class BadBaseline(Exception):
    """A file that is no baseline. The message is Chinese."""


def key(found: Diagnostic) -> Key:
    """What a finding is recognised by; its message only where there is nothing better."""
    message = "" if found.fact else found.message
    return found.code, found.report or found.place.file, found.fact, found.actual, found.expected, message


def write(path: Path, diagnostics: Iterable[Diagnostic]) -> int:
    """Write all unwaived `diagnostics` to `path`; how many there are. Raises OSError."""
    keys = sorted(key(found) for found in diagnostics if not found.waived)
    findings = [dict(zip(_FIELDS, each, strict=True)) for each in keys]
    document = {"version": VERSION, "findings": findings}
    write_atomic(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    return len(keys)


def is_baseline(path: Path) -> bool:
    """Whether a baseline lies at `path`, of whatever version, or nothing yet. Raises OSError."""
    try:
        data = read_limited(path, LIMIT)
        document = json.loads(data or "{}")
    except FileNotFoundError:
        return True
    except (ValueError, RecursionError, TooLarge):
        return False
    return not data or (isinstance(document, dict) and {"version", "findings"} <= document.keys())


def read(path: Path) -> Counter[Key]:
    """The findings that `path` lists, each with how often. Raises BadBaseline, OSError."""
    try:
        document = json.loads(read_limited(path, LIMIT))
        if document["version"] != VERSION:
            raise BadBaseline(f"{shown(path)} 是另一个版本的基线，请用 --write-baseline 重新生成。")
        return Counter(tuple(str(each[field]) for field in _FIELDS) for each in document["findings"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadBaseline(f"{shown(path)} 不是基线文件，请用 --write-baseline 重新生成。") from error


def mark(diagnostics: Iterable[Diagnostic], known: Counter[Key]) -> tuple[tuple[Diagnostic, ...], int]:
    """`diagnostics`, those that `known` lists marked, and how many of `known` are gone."""
    left = known.copy()
    result: list[Diagnostic] = []
    for found in diagnostics:
        each = key(found)
        if left[each] > 0 and not found.waived:
            left[each] -= 1
            result.append(replace(found, known=True))
        else:
            result.append(found)
    return tuple(result), left.total()
