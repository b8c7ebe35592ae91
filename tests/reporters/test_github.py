"""Workflow commands: read back the way the runner reads them, whatever the text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sitegen.diagnostics import Severity
from sitegen.reporters import words
from sitegen.reporters.github import SHOWN, report
from sitegen.visible import printed
from tests.reporters.records import FINDINGS, ROUNDING, SUM, WIDE, record
from tests.reporters.strategies import given_any_record


def unescaped(text, *, of_property=False):
    pairs = [("%0D", "\r"), ("%0A", "\n")]
    pairs += [("%3A", ":"), ("%2C", ",")] if of_property else []
    for code, character in (*pairs, ("%25", "%")):
        text = text.replace(code, character)
    return text


def commands(output):
    """Kind, properties and message of every command that a runner finds in `output`."""
    for line in re.split(r"\r\n|\r|\n", output):
        assert "##[" not in line or line.startswith("::")
        if not line.lstrip().startswith("::"):
            continue
        head, _, message = line.lstrip()[2:].partition("::")
        kind, _, given = head.partition(" ")
        pairs = [pair.split("=", 1) for pair in given.split(",")]
        properties = {name: unescaped(value, of_property=True) for name, value in pairs}
        yield kind, properties, unescaped(message)


KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@given_any_record
def test_every_open_finding_is_one_command_and_nothing_else_is(made):
    expected = sorted(
        (found for found in made.diagnostics if found.open),
        key=lambda found: list(Severity).index(found.severity),
    )
    read = list(commands(report(made)))
    assert [kind for kind, _, _ in read] == [KINDS[found.severity] for found in expected]
    for (_, properties, message), found in zip(read, expected, strict=True):
        assert printed(found.message) in message
        if words.built_in(found.place):
            assert set(properties) == {"title"}
            assert message.startswith(printed(words.at(found.place)))
        else:
            assert properties["file"] == printed(found.place.file)
            assert properties["line"] == properties["endLine"] == str(found.place.line)
            assert int(properties["endColumn"]) - int(properties["col"]) == found.place.length


def test_waived_and_known_findings_are_not_annotated():
    read = list(commands(report(record())))
    assert len(read) == sum(found.open for found in FINDINGS) == 5
    assert report(record()).splitlines()[-1] == words.summary(record())


def many(rule, number):
    return tuple(rule.found(WIDE._replace(line=line), f"第{line}个") for line in range(1, number + 1))


@pytest.mark.parametrize(
    ("errors", "infos", "shown"),
    [
        (10, 10, {"error": 10, "notice": 10}),
        (11, 0, {"error": 10, "notice": 1}),
        (0, 11, {"notice": 10}),
        (12, 10, {"error": 10, "notice": 10}),
        (12, 30, {"error": 10, "notice": 10}),
    ],
)
def test_no_more_than_github_shows_and_the_rest_in_plain_lines(errors, infos, shown):
    made = record((*many(ROUNDING, infos), *many(SUM, errors)))
    output = report(made)
    read = list(commands(output))
    kinds = [kind for kind, _, _ in read]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == shown
    assert max(shown.values()) <= SHOWN
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    plain = [line for line in output.splitlines() if line.startswith("- ")]
    told = sum("第" in message and "个" in message and "另有" not in message for _, _, message in read)
    assert told + len(plain) == errors + infos
    if plain:
        assert f"另有 {len(plain)} 个问题" in read[-1][2]


def test_a_plain_line_is_no_command():
    hostile = tuple(
        replace(found, message="好\n::error::假的 ##[error]假的\r\n::stop-commands::x")
        for found in many(SUM, 12)
    )
    assert len(list(commands(report(record(hostile))))) == 11
