"""What checking came to, for the readers of a report: 数据校验 and 数据说明.

Knows outcomes and waived findings, and what was read of texts. Must not know rules: their titles are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.reports.address_words import in_words, item_of
from sitegen.model.reports.report import Report
from sitegen.model.reports.running_texts import running_texts
from sitegen.model.results.outcome import Outcome, Result, Verdict
from sitegen.model.results.summary import counts_of
from sitegen.prose.text.reading_coverage import understood
from sitegen.rendering.views import ChecksView, Link, NoteView, Unchecked

ROUNDED = "因四舍五入，分项之和与合计略有出入。"


class Notes:
    """The 数据说明 of a report, numbered in the order of its form."""

    def __init__(self, report: Report, verdict: Verdict, titles: Mapping[str, str]) -> None:
        self._report = report
        self._titles = titles
        self.marked: tuple[Diagnostic, ...] = tuple(dict.fromkeys(verdict.waived))

    @cached_property
    def marks(self) -> dict[str, tuple[int, ...]]:
        """Address → numbers of the notes about it."""
        found: dict[str, tuple[int, ...]] = {}
        for number, diagnostic in enumerate(self.marked, 1):
            if diagnostic.fact:
                found[diagnostic.fact] = (*found.get(diagnostic.fact, ()), number)
        return found

    def views(self, anchors: Mapping[str, str]) -> tuple[NoteView, ...]:
        """The notes; `anchors` are the ids that facts have on the page."""
        return tuple(self._view(number, found, anchors) for number, found in enumerate(self.marked, 1))

    def _view(self, number: int, found: Diagnostic, anchors: Mapping[str, str]) -> NoteView:
        assert found.waiver is not None
        anchor = anchors.get(found.fact)
        words = in_words(self._report.form, found.fact)
        return NoteView(
            number=number,
            id=f"note-{number}",
            rule=self._titles.get(found.code, found.name),
            places=(Link(words, f"#{anchor}"),) if anchor else (),
            found=found.message,
            reason=found.waiver.reason,
            approved_by=found.waiver.approved_by,
            until=found.waiver.until,
        )


def checks_view(report: Report, verdict: Verdict) -> ChecksView:
    """How many checks passed, and which did not or could not be made."""
    unchecked: dict[str, list[str]] = {}
    for outcome in verdict.outcomes:
        if outcome.result is Result.NOT_CHECKABLE:
            unchecked.setdefault(outcome.reason, []).append(_statement(report, outcome))
    doubts = [
        found.message
        for found in verdict.diagnostics
        if found.severity in (Severity.WARNING, Severity.ERROR) and not found.waived
    ]
    return ChecksView(
        str(counts_of(verdict)),
        tuple(Unchecked(reason, tuple(items)) for reason, items in unchecked.items()),
        tuple(dict.fromkeys(doubts)),
        texts_told(report, verdict),
    )


def texts_told(report: Report, verdict: Verdict) -> str:
    """How many sentences of the texts hold figures, and in how many of them figures were compared or not understood;
    "" where none does.
    """
    sentences = understood(running_texts(report), verdict.outcomes)
    if not sentences:
        return ""
    compared, unread = sum(each.compared for each in sentences), sum(each.unread for each in sentences)
    told = [f"{compared} 句里的数字与表里的数或前后文的数比较过"] if compared else []
    if unread:
        told.append(f"{unread} 句里有数字没有能够自动核对，这不等于有错")
    return "，".join([f"文字里有数字的句子共 {len(sentences)} 句", "；".join(told)]).rstrip("，") + "。"


def rounded_tables(verdict: Verdict) -> frozenset[str]:
    """The tables with a total that agrees with its terms, both in the report, only because all are
    rounded.
    """
    return frozenset(
        item_of(outcome.diagnostic.fact or outcome.subject)
        for outcome in verdict.outcomes
        if outcome.rounded and outcome.diagnostic is not None and len(outcome.facts) != 1
    )


def place_of(report: Report, outcome: Outcome) -> str:
    """Where the outcome belongs, in words; of a file beside the report, its name."""
    return in_words(report.form, outcome.subject).removeprefix(f"{report.folder}/") if outcome.subject else ""


def _statement(report: Report, outcome: Outcome) -> str:
    words = place_of(report, outcome)
    if not outcome.statement:
        return words
    return f"{words}（{outcome.statement}）" if words else outcome.statement
