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
    why="写错编号，以为停用或改了级别，其实没有。关系到文件能不能读出的规则（YAML、FORM 等）不能停用，也不能改级别；"
    "查个人信息的规则（PRIV）总是要查，级别只能提高：谁能改 site.yaml，谁就能公开别人的身份证号，那不行。",
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


_ALWAYS = "PRIV"
"""The family that looks for personal data: what has been published cannot be taken back."""
_GRAVITY = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def settle(written: RuleSettings, adjustable: Iterable[Rule]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """What `written` comes to for the `adjustable` rules, and choices that name none of them or may not be made."""
    rules = {rule.code: rule for rule in adjustable}
    severities: dict[str, Severity] = {}
    refused: dict[RuleChoice, str] = {}
    for choice, severity in written.severities:
        for rule in (rule for code, rule in rules.items() if choice.names(code)):
            if _is_kept(rule.code) and _GRAVITY.index(severity) < _GRAVITY.index(rule.severity):
                refused[choice] = f"{rule.code}（{rule.title}）查的是个人信息，级别只能提高，不能降低。"
            else:
                severities[rule.code] = severity
    refused |= {
        choice: f"“{choice.pattern}”查的是个人信息，公开后无法收回，不能停用。"
        for choice in written.without
        if any(choice.names(code) for code in rules if _is_kept(code))
    }
    chosen = {code for code in rules if not written.only or _named(written.only, code)}
    disabled = {
        code for code in rules if not _is_kept(code) and (code not in chosen or _named(written.without, code))
    }
    choices = (*(choice for choice, _ in written.severities), *written.only, *written.without)
    unknown = {
        choice: f"没有可以这样设置的规则“{choice.pattern}”。"
        for choice in choices
        if not any(choice.names(code) for code in rules)
    }
    problems = tuple(
        UNKNOWN_CHOICE.found(choice.place, message) for choice, message in (unknown | refused).items()
    )
    return Settings(severities, frozenset(disabled)), problems


def _is_kept(code: str) -> bool:
    return code.startswith(_ALWAYS)


def _named(choices: Iterable[RuleChoice], code: str) -> bool:
    return any(choice.names(code) for choice in choices)
