"""From the faults of a text to outcomes of a rule: where, what is written, what should be.

Knows passages and what of them is no prose; when a file may be edited. Must not know any kind of
fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from sitegen.checks.excess import MAX_SHOWN
from sitegen.checks.rule import Subject
from sitegen.checks.texts.typography import FOREIGN, Fault, Finder, corrected
from sitegen.diagnostics import Edit, Rule
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

Slip = tuple[Passage, Fault]
"""A fault and the passage it stands in."""

SUBJECT = "正文和文字"
CONTEXT = 8
"""How many characters before and after a fault are shown."""


def slips(report: Report, find: Finder) -> Iterator[Slip]:
    """What `find` finds in each text of `report`."""
    for passage in report.passages:
        for fault in find(words(passage)):
            yield passage, fault


@lru_cache(maxsize=4096)
def words(passage: Passage) -> str:
    """The text of `passage` with code (`…` in Markdown) made opaque, of the same length."""
    text = passage.text
    if not passage.narrative or not passage.span.source.has_code:
        return text
    pieces = [text[: passage.runs[0].offset]] if passage.runs else [text]
    ends = [*(run.offset for run in passage.runs[1:]), len(text)]
    marks, line, column = 0, 0, 1
    for run, end in zip(passage.runs, ends, strict=False):
        if run.line != line or run.column < column:
            marks, line, column = 0, run.line, 1
        marks += passage.span.source.line(line).count("`", column - 1, run.column - 1)
        column = run.column
        pieces.append(FOREIGN * (end - run.offset) if marks % 2 else text[run.offset : end])
    return "".join(pieces)


def outcomes(
    rule: Rule, subject: Subject, found: Iterable[Slip], message: Callable[[str, Slip], str], statement: str
) -> Iterator[Outcome]:
    """A FAIL for each slip of `found`, worded by `message` from its excerpt; a PASS if there is none
    and the report has texts. `statement` says what was checked.
    """
    report = subject.report
    made = Counter[tuple[str, str]]()
    left: dict[tuple[str, str], Outcome] = {}
    for slip in found:
        passage, fault = slip
        about = passage.span.source.path, passage.at
        made[about] += 1
        if about in left:
            yield left[about]  # of those beyond the limit, only how many there are is told
            continue
        actual, expected = excerpt(passage.text, fault)
        diagnostic = rule.found(
            passage.place(fault.start, fault.end - fault.start),
            message(actual, slip),
            report=report.key,
            fact=passage.at,
            actual=actual,
            expected=expected,
            edits=_edits(report, passage, fault),
        )
        outcome = Outcome(rule.code, Result.FAIL, passage.at, statement, diagnostic=diagnostic)
        if made[about] > MAX_SHOWN:
            left[about] = outcome
        yield outcome
    if not made and report.passages:
        yield Outcome(rule.code, Result.PASS, SUBJECT, statement)


def excerpt(text: str, fault: Fault) -> tuple[str, str]:
    """The words around `fault` as they are, and as they should be ("" where that is not known)."""
    before = text[max(0, fault.start - CONTEXT) : fault.start].rpartition("\n")[2]
    after = text[fault.end : fault.end + CONTEXT].partition("\n")[0]
    start, end = fault.start - len(before), fault.end + len(after)
    actual = text[start:end]
    if fault.replacement is None:
        return actual.strip(), ""
    moved = Fault(fault.start - start, fault.end - start, fault.replacement)
    return actual.strip(), corrected(actual, (moved,)).strip()


def _edits(report: Report, passage: Passage, fault: Fault) -> tuple[Edit, ...]:
    length = fault.end - fault.start
    if fault.replacement is None or not passage.is_literal(fault.start, length):
        return ()
    if _is_referred_to(report, passage):
        return ()
    return (Edit(passage.place(fault.start, length), fault.replacement),)


def _is_referred_to(report: Report, passage: Passage) -> bool:
    """Whether `passage` is the name of an item that explanations or the narrative refer to: under
    another name they would not find it.
    """
    row = next(
        (
            passage.at.removeprefix(data.table.name)
            for data in report.tables.values()
            if passage.at.startswith(f"{data.table.name}[")
        ),
        None,
    )
    references = [fact.text for prose in report.prose.values() for fact in prose.references]
    places = [*(each.at for each in report.explanations), *(each.at for each in report.gaps), *references]
    return row is not None and any(row in place for place in places)
