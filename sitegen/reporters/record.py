"""What a run of the checks came to, as the reporters take it.

Knows diagnostics, rules and counts. Must not know the model of a site, nor any format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.text_figures import TextsRead


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule, its severity in this site, whether it ran, and how its checks ended.

    `results` maps "pass", "fail", "waived", "not_checkable", "not_applicable" to counts; all 0 for
    rules that look at files rather than figures, whose findings are all there is to count.
    """

    rule: Rule
    severity: Severity
    enabled: bool
    results: Mapping[str, int]

    @property
    def family(self) -> str:
        """The letters of the rule's code."""
        return self.rule.code.rstrip("0123456789")

    @property
    def untold(self) -> bool:
        """Whether the rule ran and could tell nothing: something not checkable, nothing passed or failed."""
        told = sum(self.results.get(name, 0) for name in ("pass", "fail", "waived"))
        return self.results.get("not_checkable", 0) > 0 and told == 0


@dataclass(frozen=True, slots=True)
class Record:
    """A run: `version` of sitegen, `day` (ISO date) that expiry dates were compared with, keys of
    the `reports` checked, every rule there is, all `diagnostics` (waived and known ones marked) in
    the order of files and lines, and `summary`: counts of results and of severities by name.
    `families` maps the letters of codes to Chinese names; a family without one goes by its letters. `texts` are what was read of the figures in the texts of each report; None where
    nobody asked.
    """

    version: str
    site: str
    day: str
    reports: tuple[str, ...]
    rules: tuple[RuleRecord, ...]
    diagnostics: tuple[Diagnostic, ...]
    summary: Mapping[str, int]
    families: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[TextsRead, ...] | None = None

    def by_family(self) -> dict[str, tuple[RuleRecord, ...]]:
        """The rules by the name of their family, both in the order of `rules`."""
        grouped: dict[str, list[RuleRecord]] = {}
        for each in self.rules:
            grouped.setdefault(self.families.get(each.family, each.family), []).append(each)
        return {name: tuple(rules) for name, rules in grouped.items()}

    def of_rule(self, code: str) -> tuple[Diagnostic, ...]:
        """The findings of the rule `code`."""
        return tuple(found for found in self.diagnostics if found.code == code)
