"""Each format looks the way its golden file says; the same findings go through all of them."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from sitegen.reporters import json as json_reporter
from sitegen.reporters import text as text_reporter
from tests.site_tools import ROOT, SEED, check, copy_of, replace


@pytest.fixture(scope="module")
def diagnostics(tmp_path_factory):
    """Findings of many kinds: errors, warnings, waived ones, some with long source lines."""
    root = copy_of(ROOT / "tests/sites/own-forms", tmp_path_factory.mktemp("own"))
    found = list(check(root).diagnostics)
    root = copy_of(ROOT, tmp_path_factory.mktemp("sample"))
    replace(root / SEED, "公共财政拨款: 140,", "公共财政拨款: １50,")
    return tuple(found + [each for each in check(root).diagnostics if each.place.file == SEED])


def test_text(diagnostics, golden):
    blocks = text_reporter.report(diagnostics, show_waived=True)
    golden("findings.txt", "\n".join(block.plain for block in blocks))


def test_waived_findings_are_left_out_of_the_text_unless_asked_for(diagnostics):
    shown = list(text_reporter.report(diagnostics))
    assert len(shown) == sum(not each.waived for each in diagnostics)
    assert any(each.waived for each in diagnostics)


def test_only_the_place_is_bold(diagnostics):
    block = text_reporter.block(diagnostics[0])
    assert str(block.style) == ""
    place = diagnostics[0].place
    bold = [span for span in block.spans if span.style == "bold"]
    assert [block.plain[span.start : span.end] for span in bold] == [
        f"{place.file}:{place.line}:{place.column} "
    ]


def test_the_underline_stands_below_the_finding_in_columns_of_the_terminal(diagnostics):
    underlined = 0
    for each in diagnostics:
        lines = [
            line.partition("│ ")[2] for line in text_reporter.block(each).plain.splitlines() if "│ " in line
        ]
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


def test_json(diagnostics, golden):
    document = json_reporter.report({"pass": 1, "fail": 2}, diagnostics)
    assert json.loads(document)["summary"] == {"pass": 1, "fail": 2}
    golden("findings.json", document + "\n")
