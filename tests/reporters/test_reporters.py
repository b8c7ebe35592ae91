"""Text for people, and what all formats have in common: golden files, every rule on a clean run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from sitegen import explain
from sitegen.reporters import text, words
from sitegen.reporters.formats import FORMATS
from sitegen.reporters.record import RuleRecord
from tests.reporters.records import DIGITS, FINDINGS, NOTHING, STRAY, TEXTS, WIDE, record
from tests.site_tools import ROOT, SEED, check, copy_of, cut
from tests.site_tools import replace as replace_in

ENDINGS = {"json": "json", "sarif": "sarif", "github": "github.txt", "junit": "xml", "html": "html"}


def test_text(golden):
    blocks = text.report(FINDINGS, show_waived=True)
    golden("record.txt", "\n".join(block.plain for block in blocks))


def test_texts_as_text(golden):
    golden("texts.txt", "\n".join(block.plain for block in text.texts(TEXTS)))


def test_rules_as_text(golden):
    golden("rules.txt", "".join(line.plain for line in text.rules(record())))


@pytest.mark.parametrize("name", FORMATS)
def test_format(name, golden):
    golden(f"record.{ENDINGS[name]}", FORMATS[name](record()))


ALL = tuple(RuleRecord(rule, rule.severity, True, NOTHING) for rule in explain.RULES)


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "html"])
def test_a_clean_run_lists_every_rule(name):
    document = FORMATS[name](record((), rules=ALL))
    assert [rule.code for rule in explain.RULES if rule.code not in document] == []


def test_a_clean_run_lists_every_rule_as_text():
    lines = [line.plain for line in text.rules(record((), rules=ALL))]
    assert [line.split()[0] for line in lines] == [rule.code for rule in explain.RULES]


@pytest.mark.parametrize("name", FORMATS)
def test_every_document_ends_with_one_newline(name):
    document = FORMATS[name](record())
    assert document.endswith("\n")
    assert not document.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_run_makes_the_same_document(name):
    assert FORMATS[name](record()) == FORMATS[name](record())


# Words


def test_edits_in_words():
    assert [words.edit(each) for each in FINDINGS[3].edits] == [
        "第 8 行第 11 列“１50”改为“150”",
        "第 8 行第 18 列插入“ ”",
    ]
    assert words.edit(replace(FINDINGS[3].edits[0], text="")) == "第 8 行第 11 列“１50”删去"


def test_a_side_that_is_not_given_is_not_claimed_to_be_empty():
    assert words.sides(DIGITS.found(WIDE, "…", expected="150")) == "应为：150"
    assert words.sides(DIGITS.found(WIDE, "…", actual="１50")) == "实为：１50"
    assert words.sides(STRAY.found(WIDE, "…")) == ""


# The terminal


@pytest.fixture(scope="module")
def diagnostics(tmp_path_factory):
    """Findings of a real site: errors, warnings, waived ones."""
    root = copy_of(ROOT, tmp_path_factory.mktemp("sample"))
    replace_in(root / SEED, "公共财政拨款: 140,", "公共财政拨款: １50,")
    found = check(root).diagnostics
    cut(root / SEED, "数据说明:")
    return (*found, *check(root).diagnostics)


def test_waived_findings_are_left_out_of_the_text_unless_asked_for(diagnostics):
    shown = list(text.report(diagnostics))
    assert len(shown) == sum(not each.waived for each in diagnostics)
    assert any(each.waived for each in diagnostics)


def test_only_the_place_is_bold(diagnostics):
    block = text.block(diagnostics[0])
    assert str(block.style) == ""
    place = diagnostics[0].place
    bold = [span for span in block.spans if span.style == "bold"]
    assert [block.plain[span.start : span.end] for span in bold] == [
        f"{place.file}:{place.line}:{place.column} "
    ]


def test_the_underline_stands_below_the_finding_in_columns_of_the_terminal(diagnostics):
    underlined = 0
    for each in diagnostics:
        lines = [line.partition("│ ")[2] for line in text.block(each).plain.splitlines() if "│ " in line]
        if not lines:
            continue  # the file has no such line: a blank value at the end
        source, marks = lines
        before = len(marks) - len(marks.lstrip())
        assert source[_at(source, before)] == each.place.line_text[each.place.column - 1]
        underlined += 1
    assert underlined > 10


def _at(text, width):
    """The index of the character that begins at column `width` of a terminal."""
    return next(index for index in range(len(text)) if cell_len(text[:index]) == width)


def test_findings_that_are_settled_are_dim():
    settled = [found for found in FINDINGS if not found.open]
    styles = [{str(span.style) for span in text.block(found).spans} for found in settled]
    assert styles
    assert not any("red" in style or "yellow" in style for each in styles for style in each - {"bold red"})
