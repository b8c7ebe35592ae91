"""The documents say what the code does: every command, option, rule, key and named function is there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args
from urllib.parse import unquote

import click
import pytest
import yaml
from pydantic import BaseModel

from sitegen import explain
from sitegen.cli.main import cli
from sitegen.loading import form_file, report_file, site
from sitegen.loading.forms import inheritance
from sitegen.loading.forms.files import built_in_forms
from sitegen.model.forms.formula import FUNCTIONS
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role
from tests.calling import call
from tests.samples import sample
from tests.site_tools import ROOT, TODAY

THEMES = ROOT / "docs/主题.md"
COMMANDS = ROOT / "docs/命令.md"
RULES = ROOT / "docs/校验规则.md"
FORMS = ROOT / "docs/表单.md"
GUIDE = ROOT / "docs/填报指南.md"
ARCHITECTURE = ROOT / "docs/architecture.md"
README = ROOT / "README.md"
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {RULES})
"""All but the catalogue, whose examples are of links that lead nowhere."""


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_words(path: Path) -> set[str]:
    """Every piece of inline code, and its words: `某键: 删除` counts as 某键 and 删除 too."""
    pieces = re.findall(
        r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text(path), flags=re.MULTILINE | re.DOTALL)
    )
    return set(pieces) | {word for piece in pieces for word in re.split(r"[\s:：、,，{}]+", piece)}


def chapter(path: Path, heading: str) -> str:
    """What stands under `heading`, up to the next of its level."""
    level = heading.split(maxsplit=1)[0]
    _, found, rest = text(path).partition(f"\n{heading}\n")
    assert found, f"{path.name} has no “{heading}”"
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


# Commands


def commands(group: click.Group, above: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")
        else:
            yield f"{above} {name}", command


def options(command: click.Command) -> list[str]:
    found = [each for each in command.params if isinstance(each, click.Option)]
    return [name for each in found for name in (*each.opts, *each.secondary_opts)]


@pytest.mark.parametrize(("name", "command"), list(commands(cli, "sitegen")))
def test_every_command_and_option(name, command):
    words = chapter(COMMANDS, f"## {name}")
    missing = [each for each in options(command) if f"`{each}" not in words]
    assert not missing, f"docs/命令.md, “{name}”: {missing}"
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    missing = [each.make_metavar(click.Context(command)) for each in arguments]
    assert all(f"`{each}`" in words or f"`{each.strip('[]')}`" in words for each in missing), missing


def test_no_command_or_option_that_is_not_there():
    known = {name: set(options(command)) | {"--help"} for name, command in commands(cli, "sitegen")}
    headings = re.findall(r"^## (sitegen .*)$", text(COMMANDS), re.MULTILINE)
    assert sorted(headings) == sorted(known)
    for name in headings:
        mentioned = set(re.findall(r"^\| `(--[a-z-]+)", chapter(COMMANDS, f"## {name}"), re.MULTILINE))
        assert mentioned <= known[name], name


def test_options_of_all_commands_and_the_environment():
    words = chapter(COMMANDS, "## 各处通用的")
    expected = [*options(cli), *cli.get_help_option_names(click.Context(cli, **cli.context_settings))]
    assert [each for each in expected if f"`{each}" not in words] == []
    assert "SITEGEN_TRACEBACK" in words
    assert [each for each in ("`0`", "`1`", "`2`") if each not in words] == []


def test_the_fields_of_the_json_format():
    from sitegen.diagnostics import Related
    from sitegen.reporters.json import as_json
    from sitegen.source import Place

    rule = next(iter(explain.RULES))
    found = rule.found(Place("a.yaml", 1, 1), "…", related=(Related("甲", "1", Place("a.yaml", 1, 1)),))
    fields = as_json(found)
    names = {*fields, *fields["related"][0], "version", "summary", "diagnostics"}  # type: ignore[index]
    assert names <= code_words(COMMANDS)


# Rules


def test_every_rule_is_in_the_catalogue():
    words = text(RULES)
    assert [rule.code for rule in explain.RULES if f"### {rule.code} {rule.title}\n" not in words] == []


def test_the_catalogue_is_up_to_date():
    assert text(RULES) == explain.catalogue(), "run: sitegen explain --all > docs/校验规则.md"


# Keys


def models(module: ModuleType) -> list[type[BaseModel]]:
    defined = vars(module).values()
    return [
        each
        for each in defined
        if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.__name__
    ]


def keys(module: ModuleType) -> set[str]:
    """The alias of every field of every model in `module`."""
    return {field.alias or name for model in models(module) for name, field in model.model_fields.items()}


def choices(model: type[BaseModel], field: str) -> set[str]:
    """The words that `field` may have."""
    found: set[str] = set()
    pending: list[object] = [model.model_fields[field].annotation]
    while pending:
        each = pending.pop()
        if isinstance(each, str):
            found.add(each)
        pending += get_args(each)
    return found


def test_every_key_of_the_form_language():
    expected = keys(form_file)
    expected |= {inheritance.DELETE, inheritance.AFTER, inheritance.BEFORE, inheritance.APPEND}
    assert sorted(expected - code_words(FORMS)) == []


def test_every_word_of_the_form_language():
    expected = {*ValueType, *Role, "表格", "双栏表", "精确", "上年.支出.累计结余", "是", "否"}
    expected |= choices(form_file.RowsFile, "total") | choices(form_file.IdentityFile, "severity")
    assert sorted(expected - code_words(FORMS)) == []
    assert [name for name in FUNCTIONS if f"`{name}(" not in text(FORMS)] == []


def test_every_built_in_form_is_listed():
    files = built_in_forms().glob("*.yaml")
    ids = {yaml.safe_load(file.read_text(encoding="utf-8"))["表单"] for file in files}
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", chapter(FORMS, "## 内置表单"), re.MULTILINE)) == ids


def test_every_key_of_a_reports_head():
    assert sorted(keys(report_file) - code_words(GUIDE)) == []


def test_every_key_of_the_sites_settings():
    assert sorted(keys(site) - code_words(COMMANDS)) == []


# Themes


def test_every_token_part_template_and_kind_of_page_is_described():
    theme = ROOT / "themes/gov"
    described = set(re.findall(r"`([^`\n]+)`", text(THEMES)))
    tokens = set(
        re.findall(r"^  (--[a-z-]+):", (theme / "assets/tokens.css").read_text("utf-8"), re.MULTILINE)
    )
    assert tokens - described - {"--scale"} == set()
    parts = {path.name for folder in ("styles", "print") for path in (theme / folder).glob("*.css")}
    assert {name for name in parts if f"`{name}`" not in text(THEMES)} == set()
    templates = {path.name for path in (theme / "templates").glob("*.html")}
    assert templates - described - {"_contents.html", "_facts.html"} == set()
    pages = ROOT / "sitegen/rendering/pages"
    kinds = {
        kind
        for path in pages.glob("*.py")
        for kind in re.findall(
            r'(?:context\.page|framed)\(\s*(?:config,\s*)?"([a-z-]+)"', path.read_text("utf-8")
        )
    }
    assert len(kinds) >= 14
    assert kinds - described == set()


# README, links, names


def test_the_readme_begins_with_the_two_commands():
    blocks = re.findall(r"^```sh\n(.*?)^```", text(README), re.MULTILINE | re.DOTALL)
    found = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    assert found[:2] == ["make site", "make test"]
    assert text(README).index("make test") < 200


@pytest.mark.parametrize("document", [README, COMMANDS], ids=lambda path: path.name)
def test_the_line_of_counts_is_what_a_check_of_the_samples_prints(document, samples_checked):
    quoted = re.findall(r"^核对了 .*$", text(document), re.MULTILINE)
    assert quoted == [samples_checked.splitlines()[-1]]


@pytest.fixture(scope="module")
def samples_checked():
    return call("check", "--root", str(ROOT), "--jobs", "1", "--today", TODAY.isoformat()).stdout


@pytest.mark.slow
def test_the_line_of_a_build_in_the_readme(shared):
    made = sample(shared, pdf=True)
    line = f"已生成 {len(made.pages)} 个页面、{len(made.documents)} 个 PDF、{made.others} 个其他文件，"
    assert re.findall(r"^已生成 .*?，", text(README), re.MULTILINE) == [line]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links(document):
    prose = re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", text(document), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), f"{target} (docs/images: run `make pictures`)"
        if anchor and file.suffix == ".md":
            assert anchor in set(map(slug, re.findall(r"^#+ (.*)$", text(file), re.MULTILINE))), target


def slug(heading: str) -> str:
    """The anchor that Git forges give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def named(words: str) -> list[str]:
    """Dotted names in inline code that are no file names."""
    found = re.findall(r"`([a-z_]+(?:\.[A-Za-z_]\w*)+)`", words)
    endings = (".yaml", ".html", ".md", ".py", ".toml", ".pdf", ".csv", ".json", ".css")
    return [name for name in dict.fromkeys(found) if not name.endswith(endings) or name.count(".") > 1]


def resolve(name: str) -> object:
    """The module, class, function or field called `name`, relative to the package."""
    parts = name.removeprefix("sitegen.").split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(["sitegen", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AttributeError(name)


def test_every_name_in_the_architecture_exists():
    names = named(text(ARCHITECTURE))
    assert len(names) > 50
    missing = []
    for name in names:
        try:
            resolve(name)
        except AttributeError:
            missing.append(name)
    assert missing == []


def test_the_figures_way_names_templates_that_exist():
    words = chapter(ARCHITECTURE, "## One figure, from its line to its cell")
    templates = set(re.findall(r"`([\w-]+\.html)`", words))
    assert templates
    assert {name for name in templates if not (ROOT / "themes/gov/templates" / name).is_file()} == set()


def test_every_floor_is_described():
    import tomllib

    settings = tomllib.loads(text(ROOT / "pyproject.toml"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rows = re.findall(r"^\| (`.*?) \|", chapter(ARCHITECTURE, "## The floors"), re.MULTILINE)
    assert [re.findall(r"`(\w+)`", row) for row in rows] == [re.split(r" [|:] ", floor) for floor in floors]
