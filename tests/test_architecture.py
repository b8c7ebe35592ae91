"""The floors hold: contracts of import-linter, and what they cannot say."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from importlinter import api

from tests.site_tools import ROOT

MODULES = sorted((ROOT / "sitegen").rglob("*.py"))


def test_every_import_goes_down():
    configuration = api.read_configuration(str(ROOT / "pyproject.toml"))
    assert len(configuration["contracts_options"]) == 4
    assert main_passes()


def main_passes() -> bool:
    from importlinter.application.use_cases import lint_imports
    from importlinter.cli import configuration

    configuration.configure()
    return lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)


def test_no_import_is_hidden_from_the_contracts():
    hidden = [path for path in MODULES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]
    assert hidden == []


def test_every_module_says_what_it_knows():
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]
    assert silent == []


MOST_LINES, MOST_MODULES = 250, 15

LONG = {
    "checks/equations/evaluation.py",
    "checks/equations/implied.py",
    "checks/narrative/grammar/grammar.py",
    "checks/narrative/naming/rows.py",
    "checks/narrative/rows/results.py",
    "checks/narrative/statements/facts_meant.py",
    "checks/narrative/statements/text_arithmetic_wording.py",
    "checks/scores/goals.py",
    "checks/scores/scoring.py",
    "checks/texts/computations.py",
    "checks/texts/typography.py",
    "privacy/numbers.py",
    "prose/changes/changes.py",
    "prose/relations/relations.py",
    "prose/sums/lists.py",
    "prose/text/terms.py",
    "prose/text/words.py",
    "reading/attached/archives.py",
    "reading/attached/pdf.py",
    "reading/attached/pictures.py",
}
"""Modules that have outgrown the rest. Nothing joins them; what has become short leaves."""

LONGEST = 425


def test_modules_are_small():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = {module for module, count in lines.items() if count > MOST_LINES}
    assert sorted(long - LONG) == [], "divide it by what it knows"
    assert sorted(LONG - long) == [], "it is short now: take it off the list"
    assert {module: count for module, count in lines.items() if count > LONGEST} == {}


def test_packages_are_small():
    modules = Counter(name(path.parent) for path in MODULES if not path.stem.startswith("__"))
    assert {package: count for package, count in modules.items() if count > MOST_MODULES} == {}


def name(path: Path) -> str:
    return path.relative_to(ROOT / "sitegen").as_posix()


def test_the_built_in_forms_are_data_only():
    assert {path.suffix for path in (ROOT / "sitegen/forms").iterdir()} == {".yaml"}
    names = {path.stem for path in (ROOT / "sitegen/forms").iterdir()}
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        known = [name for name in names if name in text]
        assert known == [], f"{module.name} knows the form {known}"


def test_nothing_committed_names_this_machine():
    for path in [
        ROOT / "README.md",
        ROOT / "pyproject.toml",
        *ROOT.glob("*.lock"),
        *Path(ROOT / "docs").rglob("*.md"),
    ]:
        assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name
