"""Personal data in all that a report consists of: its files as written, its texts, its attachments.

Knows where each text stands and how a finding hides what it found. Must not know what personal data
look like.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen.checks.privacy import Found, Kind, personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Report
from sitegen.source import Place, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Leak:
    """Personal data at `place`, of the fact or heading `at` ("" for none); `where` says it in words."""

    found: Found
    place: Place
    at: str
    where: str = ""


def outcomes(rule: Rule, subject: Subject, kind: Kind) -> Iterator[Outcome]:
    """A FAIL for each leak of `kind`, or one PASS."""
    report = subject.report
    statement = f"报告、正文和附件里没有{kind.value}"
    leaks = [leak for leak in leaks_of(report) if leak.found.kind is kind]
    if not leaks:
        yield Outcome(rule.code, Result.PASS, "报告和附件", statement)
    for leak in leaks:
        where = f"（{leak.where}）" if leak.where else ""
        found = rule.found(
            leak.place,
            f"这里有{kind.value} {leak.found.masked}{where}，公开后任何人都能看到。",
            report=report.key,
            fact=leak.at,
            actual=leak.found.masked,
        )
        yield Outcome(rule.code, Result.FAIL, leak.at or leak.place.file, statement, diagnostic=found)


@lru_cache(maxsize=8)
def leaks_of(report: Report) -> tuple[Leak, ...]:
    """Every leak once, files first. No place shows the line with the data in it."""
    sources = _sources(report)
    leaks = [leak for source in sources for leak in _in_source(report, source)]
    known = {(leak.place.file, leak.place.line, _plain(leak.found)) for leak in leaks}
    passages = report.passages
    if not any(personal_data("\n".join(passage.text for passage in passages))):
        passages = ()  # the usual case, with one look
    for passage in passages:
        for found in personal_data(passage.text):
            place = passage.place(found.start, found.end - found.start)
            if (place.file, place.line, _plain(found)) not in known:
                leaks.append(Leak(found, place._replace(line_text=""), passage.at))
    for attachment in report.attachments:
        place = Place(attachment.path, 1, 1)
        leaks += [
            Leak(found, place, attachment.path, text.where)
            for text in attachment.texts
            for found in personal_data(text.text)
        ]
    return tuple(leaks)


def _sources(report: Report) -> Iterable[SourceFile]:
    """The files that the report was read from."""
    texts = {text.span.source: None for text in report.prose.values()}
    return [report.span.source, *(source for source in texts if source is not report.span.source)]


def _plain(found: Found) -> tuple[Kind, str]:
    return found.kind, "".join(character for character in found.masked if character.isalnum())


def _in_source(report: Report, source: SourceFile) -> Iterator[Leak]:
    """Leaks in a file as it is written: comments and keys too."""
    found = tuple(personal_data(source.text))
    if not found:
        return
    hidden = list(source.text)
    for each in found:
        hidden[each.start : each.end] = "*" * (each.end - each.start)
    lines = SourceFile(source.path, "".join(hidden))
    starts = [0]
    for line in source.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for each in found:
        number = bisect_right(starts, each.start)
        column = each.start - starts[number - 1] + 1
        place = Span.at(lines, number, column, each.end - each.start).place
        yield Leak(each, place, _address(report, source, number, column))


def _address(report: Report, source: SourceFile, line: int, column: int) -> str:
    """The fact or heading that the place belongs to; "" where there is none."""
    if source is not report.span.source:
        above = [
            text for text in report.prose.values() if text.span.source is source and text.span.line <= line
        ]
        return max(above, key=lambda text: text.span.line).heading if above else ""
    for fact in report.facts():
        span = fact.span
        if (span.line, span.column) <= (line, column) < (span.end_line, span.end_column):
            return fact.address
    return ""
