"""The catalogue of rules is complete: codes, names, documentation, files and documents fit together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen import explain
from sitegen.checks import rules as rule_modules
from sitegen.checks.catalogue import CHECKS
from sitegen.loading.rules.forms import COVERS_BUILT_IN
from sitegen.reading.rules.catalogue import RULES as READING_RULES
from tests.test_rules import DOCUMENTS, cases

FIELDS = ("title", "checks", "why", "remedy")
"""The documentation in Chinese that every rule has; an example may be YAML only."""

WITH_DOCUMENTS = [
    rule
    for rule in explain.RULES
    if rule not in READING_RULES and explain.family(rule) != "OUT" and rule is not COVERS_BUILT_IN
]
"""The rules of reading and OUT are about bytes, Markdown and pages: tests of their own show them; so does one that asks
how a form is called, which all documents call alike.
"""

every_rule = pytest.mark.parametrize("rule", explain.RULES, ids=lambda rule: rule.code)


def test_codes_are_unique_and_well_formed():
    codes = [rule.code for rule in explain.RULES]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[A-Z]+[1-9]\d\d", code)] == []


def test_names_are_unique_within_a_family_and_in_kebab_case():
    names = [(explain.family(rule), rule.name) for rule in explain.RULES]
    assert len(set(names)) == len(names)
    assert [name for _, name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_titles_are_unique_within_a_family():
    titles = [(explain.family(rule), rule.title) for rule in explain.RULES]
    assert len(set(titles)) == len(titles)


def test_families_are_known_and_numbered_without_gaps():
    numbers: dict[str, list[int]] = {}
    for rule in explain.RULES:
        family = explain.family(rule)
        numbers.setdefault(family, []).append(int(rule.code.removeprefix(family)))
    assert list(numbers) == list(explain.FAMILIES)
    assert {family: sorted(found) for family, found in numbers.items()} == {
        family: list(range(101, 101 + len(found))) for family, found in numbers.items()
    }


@every_rule
def test_documentation_is_there_and_in_chinese(rule):
    for field in FIELDS:
        words = getattr(rule, field)
        assert re.search(r"[\u4e00-\u9fff]", words), f"{field} of {rule.code}"
        assert words == words.strip()
    assert "\n" not in rule.title
    assert not rule.title.endswith("。")
    assert rule.example.strip()
    assert all(getattr(rule, field).endswith(("。", "）")) for field in ("checks", "why", "remedy"))


@every_rule
def test_its_page_says_everything(rule):
    page = explain.page(rule)
    assert page.startswith(f"# {rule.code} {rule.title}\n")
    for field in ("name", *FIELDS, "example", "source"):
        assert getattr(rule, field) in page, field
    assert explain.SEVERITIES[rule.severity] in page
    assert ("可以写数据说明" in page) is rule.waivable


def test_every_rule_is_found_by_its_code_and_stands_in_the_whole():
    assert [explain.BY_CODE[rule.code] for rule in explain.RULES] == list(explain.RULES)
    whole = explain.catalogue()
    assert [rule.code for rule in explain.RULES if explain.page(rule, 3).rstrip() not in whole] == []


def test_only_findings_about_what_a_report_says_can_be_explained_away():
    checks = {module.RULE for module in CHECKS}
    assert [rule.code for rule in explain.RULES if rule.waivable and rule not in checks] == []


# Rules over reports: one a module


def test_a_module_is_called_by_its_code_and_name():
    names = [module.__name__.rpartition(".")[2] for module in CHECKS]
    assert names == [f"{each.RULE.code.lower()}_{each.RULE.name.replace('-', '_')}" for each in CHECKS]


def test_every_module_of_a_rule_is_in_the_catalogue():
    folder = Path(rule_modules.__file__).parent
    files = {file.stem for file in folder.rglob("*.py")} - {"__init__"}
    assert files == {module.__name__.rpartition(".")[2] for module in CHECKS}


# Documents in tests/rules


def test_every_document_belongs_to_a_rule_and_every_rule_has_one():
    expected = sorted(f"{rule.code}-{rule.name}.md" for rule in WITH_DOCUMENTS)
    assert sorted(document.name for document in DOCUMENTS) == expected


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_a_document_has_cases_of_both_kinds(document):
    code = document.name.split("-")[0]
    heading = document.read_text(encoding="utf-8").splitlines()[0]
    assert heading == f"# {code} {explain.BY_CODE[code].title}"
    assert {case.fires for case in cases(document)} == {True, False}
    headings = [case.heading for case in cases(document)]
    assert len(set(headings)) == len(headings)
