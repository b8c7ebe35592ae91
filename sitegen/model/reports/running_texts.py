"""The texts of a report in which sentences may speak of figures.

Knows which places of a form hold words, and which of them are figures themselves. Must not know sentences.
"""

from __future__ import annotations

from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report


def running_texts(report: Report) -> tuple[Passage, ...]:
    """The narrative, and fields and cells of words: no names of items, no targets and results."""
    facts = ((each, report.fact(each.at)) for each in report.passages)
    return tuple(
        each for each, fact in facts if each.narrative or (fact and fact.spec.type is ValueType.LINE)
    )
