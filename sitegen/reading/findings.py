"""Findings of reading one file, so many of each rule that a person would still read them.

Knows how many findings are too many. Must not know any rule.
"""

from __future__ import annotations

from collections import Counter

from sitegen.diagnostics import Diagnostic, Edit, Related, Rule, Severity
from sitegen.source import Place

MAX_SHOWN = 20
"""Findings of one rule in one file; the rest is counted."""


class Findings:
    """Collects the findings of one file. Of each rule the first `MAX_SHOWN` are kept, and one
    more finding, where the next one was, says how many were left out.
    """

    def __init__(self) -> None:
        self._kept: list[Diagnostic] = []
        self._counts: Counter[str] = Counter()
        self._next: dict[str, tuple[Rule, Place]] = {}

    def add(
        self,
        rule: Rule,
        place: Place,
        message: str,
        *,
        remedy: str = "",
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        edits: tuple[Edit, ...] = (),
    ) -> None:
        """Note that `rule` is broken at `place`."""
        self._counts[rule.code] += 1
        if self._counts[rule.code] <= MAX_SHOWN:
            found = rule.found(place, message, remedy=remedy, related=related, severity=severity, edits=edits)
            self._kept.append(found)
        else:
            self._next.setdefault(rule.code, (rule, place))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, in the order of the file."""
        rest = [
            rule.found(place, f"同类问题还有 {self._counts[rule.code] - MAX_SHOWN} 处，不再逐一列出。")
            for rule, place in self._next.values()
        ]
        return tuple(sorted(self._kept + rest, key=lambda found: (found.place.line, found.place.column)))
