"""Nothing is styled that no page has, no page has a class that nothing is done with, and every token does something.

Classes are read where they are written: in templates, in scripts, in the code that writes HTML of its own. Where a part
of one is filled in (`tone-{{ cell.tone }}`), the class is a pattern (`tone-*`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

import tinycss2

from sitegen.model.reports.table_data import RowKind
from sitegen.rendering.grids.widths import Setting
from tests.site_tools import ROOT

GOV = ROOT / "themes/gov"
SHEETS = sorted(GOV.rglob("*.css"))
SCRIPTS = sorted(GOV.rglob("*.js"))
TOKENS = GOV / "assets/tokens.css"
CODE = sorted((ROOT / "sitegen/rendering").rglob("*.py"))

GIVEN_WHOLE = {*map(str, RowKind), "type-*"}
"""Classes that a template gets as they are: the kind of a row, the type of a table (`Setting.type`)."""

CLASS = re.compile(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"')
CHOSEN = re.compile(r"\{% set classes = (.*?) %\}")
FILLED_IN = re.compile(r"\{\{(.*?)\}\}")
QUOTED = re.compile(r"""['"]([a-z][a-z -]*)['"]""")
IN_QUOTES = re.compile(r'["`]([^"`\n]*)["`]')
SCRIPTED = re.compile(r'(?:class:|className =|classList\.(?:add|toggle)\() ?"([^"]+)"')


def text_of(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def words(values: Iterable[str]) -> set[str]:
    return {word for value in values for word in value.split()}


def of_template(text: str) -> Iterator[str]:
    """The classes in a template; of what is filled in, the words that it may choose from."""
    for value in CLASS.findall(text):
        yield from chain.from_iterable(QUOTED.findall(each) for each in FILLED_IN.findall(value))
        yield FILLED_IN.sub(
            lambda found: "" if QUOTED.search(found[1]) else "*", re.sub("{%.*?%}", "", value)
        )
    yield from chain.from_iterable(QUOTED.findall(each) for each in CHOSEN.findall(text))


def classes_of_pages() -> set[str]:
    """The classes that elements of pages and PDFs may have."""
    templates = words(of_template(text_of(GOV.rglob("*.html")))) - {"*"}
    code = text_of(CODE)
    written = words(re.findall(r'class="([a-z -]+)"', code))
    return templates | written | words(SCRIPTED.findall(text_of(SCRIPTS))) | GIVEN_WHOLE


def selectors() -> str:
    """What the rules of all sheets are for, one after the other."""

    def of(rules: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
        for rule in rules:
            if rule.type == "qualified-rule":
                yield tinycss2.serialize(rule.prelude)
            elif rule.at_keyword == "media":
                yield from of(
                    tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                )

    whole = text_of(SHEETS)
    return "\n".join(of(tinycss2.parse_stylesheet(whole, skip_comments=True, skip_whitespace=True)))


def test_every_class_that_is_styled_is_on_some_page():
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", selectors()))
    there = classes_of_pages()
    assert {name for name in styled if not any(fnmatchcase(name, each) for each in there)} == set()


def test_every_id_and_state_that_is_styled_is_on_some_page():
    named = set(re.findall(r"(?:#|\[)([a-z][a-z-]*)", selectors())) - {"id", "class"}
    source = text_of([*GOV.rglob("*.html"), *SCRIPTS, *CODE])
    in_scripts = {
        name: re.sub("-(.)", lambda found: found[1].upper(), name.removeprefix("data-")) for name in named
    }
    assert {name for name in named if name not in source and f'"{in_scripts[name]}"' not in source} == set()


def test_something_is_done_with_every_class():
    """It is styled, or a script or the code looks for it."""
    looked_for = "\n".join([selectors(), *IN_QUOTES.findall(text_of(SCRIPTS)), text_of(CODE)])
    asked = re.findall(r'contains\("([^"]+)"\)', text_of(SCRIPTS))

    def used(name: str) -> bool:
        end = "[a-z0-9{]" if name.endswith("*") else "(?![a-z0-9-])"
        return name in asked or bool(re.search(rf"\.{re.escape(name.removesuffix('*'))}{end}", looked_for))

    assert sorted(name for name in classes_of_pages() - GIVEN_WHOLE if not used(name)) == []


def test_the_class_of_a_type_is_what_it_is_taken_for():
    assert fnmatchcase(Setting(True, 8.5, (), True).type, "type-*")


def test_every_token_does_something():
    text = text_of(SHEETS)
    tokens = set(re.findall(r"^ +(--[a-z-]+):", TOKENS.read_text(encoding="utf-8"), re.MULTILINE))
    assert tokens
    assert {name for name in tokens if not re.search(rf"var\({name}[,)]", text)} == set()


def test_charts_in_pdfs_have_the_colours_that_they_have_on_light_pages():
    """PDFs know nothing of tokens: `_chart.html` says the colours once more."""
    light = re.search(r"^:root \{(.*?)^\}", TOKENS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert light
    drawn = set(re.findall('"(#[0-9a-f]+)"', (GOV / "templates/_chart.html").read_text(encoding="utf-8")))
    named = re.findall(r": var\((--[a-z]+)\);", (GOV / "assets/charts.css").read_text(encoding="utf-8"))
    assert drawn
    assert drawn <= {
        value for name, value in re.findall(r"(--[a-z-]+): (#[0-9a-f]+);", light[1]) if name in named
    }
