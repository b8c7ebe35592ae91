"""What a report tells the department's other reports of its year.

Knows which figures reports share: 概念, and what is 计入 one. Must not know rules. A report is compared with all its
neighbours, of which there may be hundreds, one for each project: each is read once, and only this is remembered of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.forms.formula import Reference
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report


@dataclass(frozen=True, slots=True)
class Origin:
    """Which report a figure is from: `department` is the name, `title` that of the form."""

    key: str
    department: str
    year: int
    title: str

    @classmethod
    def of(cls, report: Report) -> Origin:
        """What tells `report` from others in a finding."""
        return cls(report.key, report.department.name, report.year, report.form.title)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The figures of a report that others can be compared with, by 概念: those that `mean` it, and those that are
    `counted` into it.
    """

    origin: Origin
    folder: str
    mean: Mapping[str, Fact]
    counted: Mapping[str, Fact]

    @classmethod
    def of(cls, report: Report) -> Neighbour:
        """What `report` tells its neighbours."""
        form = report.form
        return cls(
            Origin.of(report), report.folder, _found(report, form.concepts), _found(report, form.parts)
        )


def _found(report: Report, references: Mapping[str, Reference]) -> dict[str, Fact]:
    """The figures that the report has."""
    return {
        name: fact for name, reference in references.items() if (fact := report.find(reference)) is not None
    }
