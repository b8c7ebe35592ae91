"""The site's own choice of rules: which run, and how bad their findings are.

Knows codes and families. Only rules over reports can be chosen: a file that cannot be read, or an
explanation that covers nothing, is wrong on every site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.model.site import RuleChoice, RuleSettings

UNKNOWN_CHOICE = Rule(
    "SITE106",
    "unknown-rule-in-settings",
    Severity.ERROR,
    "规则设置里的编号不能用",
    checks="site.yaml“规则”下面写的编号或类别，都是核对报告的规则。",
    why="写错编号，以为停用或改了级别，其实没有。关系到文件能不能读出的规则（YAML、FORM 等）不能停用，也不能改级别。",
    example="规则:\n  不查: [SCORE199]",
    remedy="用 sitegen explain 查到规则的编号；整类规则写类别的字母，如 SCORE。",
)
RULES = (UNKNOWN_CHOICE,)


@dataclass(frozen=True)
class Settings:
    """What the settings come to: severities by code where they differ, codes that do not run."""

    severities: Mapping[str, Severity] = field(default_factory=dict)
    disabled: frozenset[str] = frozenset()

    def severity(self, rule: Rule) -> Severity:
        """How bad findings of `rule` are on this site."""
        return self.severities.get(rule.code, rule.severity)


def settle(written: RuleSettings, adjustable: Iterable[Rule]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """What `written` comes to for the `adjustable` rules, and choices that name none of them."""
    codes = tuple(rule.code for rule in adjustable)
    severities = {
        code: severity for choice, severity in written.severities for code in codes if choice.names(code)
    }
    chosen = {code for code in codes if not written.only or _named(written.only, code)}
    disabled = {code for code in codes if code not in chosen or _named(written.without, code)}
    choices = (*(choice for choice, _ in written.severities), *written.only, *written.without)
    problems = tuple(
        UNKNOWN_CHOICE.found(choice.place, f"没有可以这样设置的规则“{choice.pattern}”。")
        for choice in choices
        if not any(choice.names(code) for code in codes)
    )
    return Settings(severities, frozenset(disabled)), problems


def _named(choices: Iterable[RuleChoice], code: str) -> bool:
    return any(choice.names(code) for choice in choices)
