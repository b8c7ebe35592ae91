"""The rules of reading are documented, and each has a code and a name of its own."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Severity
from sitegen.reading.rules.catalogue import RULES


def test_codes_and_names_are_unique():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rules_are_documented_and_not_waivable(rule):
    assert rule.severity in (Severity.ERROR, Severity.WARNING)
    assert not rule.waivable
    assert all((rule.title, rule.checks, rule.why, rule.example, rule.remedy))
