"""Findings and rules as one page for a reviewer, to be mailed, read without a network, printed.

Knows what is on the page; check.html knows how it looks. Must not know rules or the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.reporters import words
from sitegen.reporters.record import Record
from sitegen.source import Place
from sitegen.text_figures import SentenceRead, Understood
from sitegen.visible import in_markup

ELSEWHERE = "站点设置和其他文件"
"""What findings that belong to no report stand under."""

_AROUND = 120
"""Characters of the source line shown on either side of a figure."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The findings of one report; `id` is where they stand on the page."""

    id: str
    title: str
    findings: tuple[Diagnostic, ...]

    def open(self, severity: Severity) -> int:
        return sum(found.open and found.severity is severity for found in self.findings)

    @property
    def waived(self) -> int:
        return sum(found.waived for found in self.findings)

    @property
    def known(self) -> int:
        return sum(found.known for found in self.findings)


def report(record: Record) -> str:
    """An HTML document of its own: no script, nothing fetched, every text escaped."""
    still = [found.code for found in record.diagnostics if found.open]
    page: str = _template().render(
        record=record,
        groups=_groups(record),
        errors=sum(found.open and found.severity is Severity.ERROR for found in record.diagnostics),
        titles={each.rule.code: each.rule.title for each in record.rules},
        still={each.rule.code: still.count(each.rule.code) for each in record.rules},
    )
    return page


def _groups(record: Record) -> tuple[_Group, ...]:
    """Findings by report: first those of none, then every report that was checked, then others."""
    keys = dict.fromkeys(["", *record.reports, *(found.report for found in record.diagnostics)])
    groups = []
    for number, key in enumerate(keys):
        findings = tuple(found for found in record.diagnostics if found.report == key)
        if key or findings:
            groups.append(_Group(f"g{number}", key or ELSEWHERE, findings))
    return tuple(groups)


def _excerpt(place: Place) -> tuple[str, str, str]:
    """The source line before, at and after the finding; of a long line the part around it."""
    start, line = place.column - 1, place.line_text
    end = start + place.length
    before, marked, after = line[:start], line[start:end], line[end:]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:]}"
    if len(marked) > 2 * _AROUND:
        marked, after = f"{marked[: 2 * _AROUND]}…", ""
    if len(after) > _AROUND:
        after = f"{after[:_AROUND]}…"
    return before, marked, after


def _pieces(sentence: SentenceRead) -> Iterator[tuple[str, Understood | None]]:
    """The text of `sentence` in order, each figure a piece of its own; of two that overlap the first."""
    at = 0
    for each in sentence.figures:
        if each.start >= at:
            yield sentence.text[at : each.start], None
            yield sentence.text[each.start : each.end], each
            at = each.end
    yield sentence.text[at:], None


def _harmless(value: object) -> object:
    """What is written, as markup: the page may be printed where a build runs."""
    from markupsafe import Markup, escape  # noqa: PLC0415 — as below

    return Markup(in_markup(str(escape(value)))) if isinstance(value, str) else value  # noqa: S704


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 — no other format needs it

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_harmless, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals.update(
        words=words,
        excerpt=_excerpt,
        pieces=_pieces,
        fates=words.FATES,
        severities=list(Severity),
        results=words.RESULTS,
    )
    source = resources.files("sitegen.reporters").joinpath("check.html").read_text(encoding="utf-8")
    return environment.from_string(source)
