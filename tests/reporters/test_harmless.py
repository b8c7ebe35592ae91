"""Whatever anybody writes: in no format, nor anywhere else, is it hidden, a command, or a line of its own."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.cli import output
from sitegen.cli.terminal import console, say
from sitegen.reporters.formats import CHOICES, FORMATS
from sitegen.reporters.record import Record
from sitegen.visible import in_json, in_markup, printed, printed_pieces, visible
from tests.reporters.strategies import HOSTILE, given_any_record, texts
from tests.runner_log import commands, unseen

SETTINGS = SimpleNamespace(disabled=(), severities=())
SUMMARY = SimpleNamespace(
    known=0, passed=0, failed=0, waived=0, not_checkable=0, not_applicable=0, errors=0, warnings=0, infos=0
)


def in_text(record: Record) -> str:
    """As `sitegen check` prints it."""
    found = SimpleNamespace(
        diagnostics=record.diagnostics, texts=record.texts, settings=SETTINGS, summary=SUMMARY, gone=0,
        reports=record.reports,
    )  # fmt: skip
    out = console()
    with out.capture() as captured:
        for block in output.findings(found, show_waived=True):
            out.print(block, end="")
    return captured.get()


WRITERS = {**FORMATS, "text": in_text}


@pytest.mark.parametrize("name", CHOICES)
def test_no_format_hides_or_obeys_what_it_quotes(name):
    @settings(max_examples=30)
    @given_any_record
    def test(record):
        text = WRITERS[name](record)
        assert unseen(text) == []
        meant = re.compile(r"::(error|warning|notice) [^\n]*::") if name == "github" else None
        assert [line for line in commands(text) if meant is None or not meant.match(line)] == []
        if name == "github":
            assert sum(line.startswith("::") for line in text.splitlines()) <= 1 + len(record.diagnostics)

    test()


@settings(max_examples=20)
@given_any_record
def test_json_still_says_the_same(record):
    site = json.loads(FORMATS["json"](record))["site"]
    assert site == (record.site or None)


@given(texts | st.text())
def test_words_stay_on_one_line_and_are_all_seen(text):
    shown = visible(text)
    assert unseen(shown) == []
    assert "\n" not in shown
    assert "\t" not in shown
    assert visible(shown) == shown


@given(st.lists(texts | st.text(), max_size=4))
def test_what_is_printed_piece_by_piece_is_harmless_too(pieces):
    whole = "".join(map(printed, pieces))
    assert unseen(whole) == []
    assert commands(printed("".join(pieces))) == []
    assert printed(printed(whole)) == printed(whole)


@given(st.text().flatmap(lambda text: st.tuples(st.just(text), st.lists(st.integers(0, len(text))))))
def test_the_pieces_of_one_text_are_harmless_together(given):
    text, cuts = given
    for whole in (text, *HOSTILE):
        at = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
        pieces = [whole[start:end] for start, end in pairwise(at)]
        seen = printed_pieces(pieces)
        assert len(seen) == len(pieces)
        assert unseen("".join(seen)) == []
        assert commands("".join(seen)) == []


def test_a_command_is_none_wherever_its_style_changes():
    for command in ("##vso[task.setvariable x]", "::error::甲"):
        for cut in range(len(command) + 1):
            assert commands("".join(printed_pieces([command[:cut], command[cut:]]))) == []


@given(texts | st.text())
def test_documents_keep_their_values(text):
    written = in_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(written) == {text: [text]}
    assert unseen(written) == []
    assert commands(written) == []
    assert commands(in_markup(f"<p>{text}</p>")) == []


def test_ordinary_words_stay_as_they_are():
    for text in (
        "支出合计 1,057.3 万元",
        "比例 1:3",
        "a::b",
        "：：",
        "葛󠄀城\U000e0100",
        "\ue863",
        "　全角",
        "[x](y)",
        "# 一",
        "👨\ufe0f",
    ):
        assert visible(text) == text
        assert printed(text) == text
        assert in_markup(text) == text


def test_the_terminal_prints_nothing_as_it_is(capsys):
    for text in (*HOSTILE, "甲\x1b]0;x\x07"):
        console().print(text)
        console(error=True).print(text)
        say(text)
        say(text, error=True)
    said = capsys.readouterr()
    for printed_there in (said.out, said.err):
        assert unseen(printed_there) == []
        assert commands(printed_there) == []


def callers(function: str) -> set[str]:
    """The modules of sitegen that call a function of this name."""
    package = Path(sitegen.__file__).parent
    called = re.compile(rf"(?<![\w.])(?<!def ){re.escape(function)}\(")
    found = (path for path in package.rglob("*.py") if called.search(path.read_text(encoding="utf-8")))
    return {path.relative_to(package).as_posix() for path in found}


def test_there_is_no_way_to_the_terminal_but_these():
    assert callers("click.echo") == {"cli/terminal.py"}
    assert callers("print") == {"__main__.py"}
    assert callers("Console") == set()
    assert callers("sys.stdout.write") | callers("sys.stderr.write") == set()
