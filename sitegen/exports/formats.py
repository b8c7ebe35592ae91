"""The formats in which figures are published, each with its functions: one list for all that deals with them.

Knows every format. Must not know where files are put, nor what links to them. A new format is a module with these
functions and a line here; its type belongs to the names that nothing else may be called (`sitegen.publishable`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sitegen.exports.csv import fact_lines, facts_csv, report_csv
from sitegen.exports.facts_workbook import facts_xlsx, sheet_rows
from sitegen.exports.json import fact_objects, facts_json, report_json
from sitegen.exports.xlsx import report_xlsx
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Verdict

PDF_MEDIA_TYPE = "application/pdf"
"""The media type of what is printed, which is no export."""


class FactsOfYear(Protocol):
    """Makes the file with all figures of a year of what each report adds (`Export.part`)."""

    def __call__(self, parts: Iterable[bytes], title: str, day: date) -> bytes:
        """The file, called `title`, as it was made on `day`."""


@dataclass(frozen=True, slots=True)
class Export:
    """A format: the suffix of its files, its media type (RFC 6838), how a report is written in it, what a report adds
    to the file of its year and how that file is joined, and whether it goes into the report's PDF as well.
    """

    suffix: str
    media_type: str
    report: Callable[[Report, Verdict], bytes]
    part: Callable[[Report], bytes]
    facts: FactsOfYear
    in_pdf: bool = True

    @property
    def kind(self) -> str:
        """What readers call it: CSV."""
        return self.suffix.upper()


EXPORTS = (
    Export(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        report_xlsx,
        sheet_rows,
        facts_xlsx,
        in_pdf=False,
    ),
    Export(
        "csv",
        "text/csv",
        lambda report, _verdict: report_csv(report),
        fact_lines,
        lambda parts, title, day: facts_csv(parts),  # noqa: ARG005 — plain text has no title
    ),
    Export(
        "json",
        "application/json",
        report_json,
        fact_objects,
        lambda parts, title, day: facts_json(parts),  # noqa: ARG005 — plain text has no title
    ),
)
"""In the order in which pages offer them: most readers open a workbook."""

_BY_SUFFIX = {each.suffix: each for each in EXPORTS}


def export_of(name: str) -> Export:
    """The format of a file of data by its name. Raises KeyError for what is none."""
    return _BY_SUFFIX[name.rpartition(".")[2]]
