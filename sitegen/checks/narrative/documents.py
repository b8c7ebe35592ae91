"""A report's texts as `prose` reads them, once for all that goes on from there.

Knows which texts are read as one, and who speaks in them. Must not know what is found in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.prose.finders import may_relate
from sitegen.prose.text.document import Document, read_document


def documents(report: Report) -> Iterator[Document]:
    """Every text of the report whose numbers may have to do with one another."""
    bodies = _bodies(report)
    for text in _passages(report):
        if may_relate(text):
            yield read_document(text, report.year, bodies)


def _bodies(report: Report) -> re.Pattern[str]:
    """Finds the department by its names, written evenly."""
    names = {report.department.name, report.department.short_name} - {""}
    longest = sorted((name.translate(_EVEN) for name in names), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")


_EVEN = str.maketrans("（）", "()", "“”‘’ ")


def _passages(report: Report) -> Iterator[list[Passage]]:
    """The passages that are read as one: the narrative, and each other text by itself; goals tell what is to come."""
    goals = {goal for goal, _ in report.form.disclosure.goals}
    narrative = []
    for passage in report.passages:
        if passage.at in goals:
            continue
        if passage.narrative:
            narrative.append(passage)
        else:
            yield [passage]
    yield narrative
