"""Findings as workflow commands of GitHub Actions, which shows them beside the lines.

Knows how commands are written and how many are shown. Must not know rules or the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.reporters import words
from sitegen.reporters.record import Record
from sitegen.visible import printed

SHOWN = 10
"""Annotations of each kind that GitHub shows for a step; it drops the others without a word."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(record: Record) -> str:
    """A command for each open finding, errors first; then the run in one sentence.

    What GitHub would drop is written as plain lines, and a last notice says how much that is.
    """
    titles = {each.rule.code: f"{each.rule.code} {each.rule.title}" for each in record.rules}
    shown, dropped = _divide([found for found in record.diagnostics if found.open])
    lines = [_annotation(found, titles[found.code]) for found in shown]
    lines += [_plain(found) for found in dropped]
    if dropped:
        more = f"另有 {len(dropped)} 个问题 GitHub 没有标在文件上（每步每类最多 {SHOWN} 个），全部在日志里。"
        lines.append(_command("notice", {"title": "还有更多问题"}, more))
    return "\n".join([*lines, words.summary(record)]) + "\n"


def _divide(found: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Those that GitHub shows, errors first, and those it would drop.

    Where there is something to drop, a notice says so, and takes the place of the last info.
    """
    by_kind = {severity: [each for each in found if each.severity is severity] for severity in Severity}
    dropping = any(len(kind) > SHOWN for kind in by_kind.values())
    shown, dropped = [], []
    for severity, kind in by_kind.items():
        room = SHOWN - (dropping and severity is Severity.INFO)
        shown += kind[:room]
        dropped += kind[room:]
    return shown, dropped


def _annotation(found: Diagnostic, title: str) -> str:
    place = found.place
    where = {
        "file": place.file,
        "line": str(place.line),
        "endLine": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
    }
    text = list(_text(found))
    if words.built_in(place):  # not in the repository: nothing to show it beside
        where, text = {}, [words.at(place), *text]
    return _command(_COMMANDS[found.severity], {**where, "title": title}, "\n".join(text))


def _text(found: Diagnostic) -> Iterator[str]:
    yield found.message
    for other in found.related:
        where = f"（{words.at(other.place)}）" if other.place else ""
        yield f"相关：{words.related(other)}{where}"
    yield from words.lines(found)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}"


def _data(text: str) -> str:
    return printed(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(found: Diagnostic) -> str:
    """The finding as one line that no runner takes for a command, whatever it quotes."""
    line = f"- {words.at(found.place)} {words.status(found)} {found.code} {found.message}"
    return printed(words.one_line(line))
