"""More findings of a rule in one place than anybody reads: the first ones, and how many more there are.

Knows how many are too many. Must not know any rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from sitegen.diagnostics import Diagnostic
from sitegen.model.results.outcome import Outcome

MAX_SHOWN = 500
"""Findings of one rule about one fact or text. What people write stays far below; a text made of nothing but
faults has as many as characters, and each is kept, compared, drawn and printed several times.
"""

Found = TypeVar("Found", Diagnostic, Outcome)


def without_excess(found: Iterable[Found]) -> Iterator[Found]:
    """Findings of reading a report, or outcomes of checking it. Of those with a finding, the first `MAX_SHOWN` of a
    rule about each fact, or text of a file, are kept; one more, where the next one was, says how many were left out.
    """
    counts = Counter[tuple[str, str, str]]()
    first_left: dict[tuple[str, str, str], Found] = {}
    for each in found:
        finding = _finding(each)
        if finding is None:
            yield each
            continue
        about = finding.code, finding.place.file, finding.fact
        counts[about] += 1
        if counts[about] <= MAX_SHOWN:
            yield each
        else:
            first_left.setdefault(about, each)
    for about, each in first_left.items():
        yield _counted(each, counts[about] - MAX_SHOWN)


def _finding(found: Diagnostic | Outcome) -> Diagnostic | None:
    return found if isinstance(found, Diagnostic) else found.diagnostic


def _counted(first: Found, number: int) -> Found:
    """The `first` of those left out, which now stands for all of that `number`."""
    if isinstance(first, Outcome):
        assert first.diagnostic is not None
        return first._replace(diagnostic=_counted(first.diagnostic, number))
    message = f"同类问题还有 {number} 处，不再逐一列出。"
    return replace(first, message=message, expected="", actual="", related=(), edits=())
