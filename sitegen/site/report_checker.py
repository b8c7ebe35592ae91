"""The check of single reports. It can be done in any process.

Knows how a report is read and becomes a verdict, and remembers those that others are compared with. Must not know
pages, nor which reports need any of it.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.cache.snapshot import SourceChanged, SourceSnapshot
from sitegen.checks.run import check_report, subject
from sitegen.checks.settings import Settings
from sitegen.checks.sibling import Neighbour
from sitegen.checks.texts.field_dates import turning_days
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.loading.isolated import SitePatience
from sitegen.loading.reports.files import load_report, read_head
from sitegen.loading.reports.references import Known
from sitegen.model.reports.report import Report
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.reports.running_texts import running_texts
from sitegen.model.results.outcome import Result, Verdict
from sitegen.model.results.summary import summarize
from sitegen.model.site import SiteDefinition
from sitegen.prose.text.reading_coverage import understood
from sitegen.site.fingerprints import Fingerprints, ReportTask
from sitegen.site.records import CheckedReport, digest_of, verdict_digest
from sitegen.text_figures import TextsRead

HELD = 48
"""Reports that stay in memory because the next year's, or the department that adds them up, is compared with them; one
takes half a megabyte.
"""

Loaded = tuple[Report, tuple[Diagnostic, ...]]


@dataclass(frozen=True)
class CheckContext:
    """What the check of any report needs: the site's folder and frame, all `rules` by code and the site's own
    `settings` for them, the day.
    """

    root: Path
    definition: SiteDefinition
    rules: Mapping[str, Rule]
    settings: Settings
    today: date
    keys: Fingerprints


class ReportChecker:
    """Checks one report after the other, and remembers those that it read last."""

    def __init__(self, check_context: CheckContext) -> None:
        self.check_context = check_context
        self._held: OrderedDict[str, Loaded] = OrderedDict()
        self._checked: OrderedDict[str, Verdict] = OrderedDict()
        self._together = ("", 0)
        self._neighbours: dict[str, Neighbour] = {}
        self._patience = SitePatience()
        self._hurried: set[str] = set()

    def head(self, name: str) -> ReportHead | None:
        """What tells the report in the file called `name` from all others."""
        return read_head(self.check_context.root / name, self.check_context.root)

    def examine(self, task: ReportTask) -> CheckedReport:
        """Check a report. Raises SourceChanged."""
        report, verdict = self.report(task), self.verdict(task)
        summary = summarize(report, verdict)
        return CheckedReport(
            findings=verdict.diagnostics,
            summary=summary,
            shown=digest_of(summary),
            results=_counted(verdict),
            expiries=(
                *(each.until for each in report.explanations if each.until is not None),
                *turning_days(report),
            ),
            day=self.check_context.today,
            verdict=verdict_digest(verdict),
            whole=task.head.folder not in self._hurried,
        )

    def texts(self, task: ReportTask) -> TextsRead:
        """What was read of the figures in its texts. Raises SourceChanged."""
        report, verdict = self.report(task), self.verdict(task)
        return TextsRead(report.key, understood(running_texts(report), verdict.outcomes))

    def report(self, task: ReportTask) -> Report:
        """The report. Raises SourceChanged."""
        return self.loaded(task, task.head)[0]

    def verdict(self, task: ReportTask) -> Verdict:
        """What every rule says of it: remembered, because one that is drawn has just been checked. Raises
        SourceChanged.
        """
        check_context = self.check_context
        name = check_context.keys.examined(task)
        if name not in self._checked:
            about = subject(
                task.relations,
                lambda head: self.loaded(task, head)[0],
                lambda head: self._neighbour(task, head),
            )
            found = self.loaded(task, task.head)[1]
            self._checked[name] = check_report(
                about, found, check_context.rules, check_context.settings, check_context.today
            )
            _forget(self._checked)
        return self._checked[name]

    def loaded(self, task: ReportTask, head: ReportHead) -> Loaded:
        """The report that `head` tells, itself or one that it is compared with, and the findings of reading it.
        Raises SourceChanged.
        """
        wanted = task.sources[head.folder]
        name = f"{head.folder} {wanted}"
        if name not in self._held:
            self._held[name] = self._load(head, wanted)
            _forget(self._held)
        self._held.move_to_end(name)
        return self._held[name]

    def _neighbour(self, task: ReportTask, head: ReportHead) -> Neighbour:
        """What the report that `head` tells says to others of its department and year. Raises SourceChanged."""
        together = (head.department, head.year)
        if self._together != together:  # reports of a department and year are checked one after the other
            self._together, self._neighbours = together, {}
        name = f"{head.folder} {task.sources[head.folder]}"
        if name not in self._neighbours:
            self._neighbours[name] = Neighbour.of(self.loaded(task, head)[0])
        return self._neighbours[name]

    def _load(self, head: ReportHead, wanted: str) -> Loaded:
        root, definition = self.check_context.root, self.check_context.definition
        known = Known.of(definition)
        before = self._patience.hurried
        report, found = load_report(root / head.folder / "report.yaml", root, known, self._patience)
        if self._patience.hurried > before:
            self._hurried.add(head.folder)
        if report is None or SourceSnapshot.digest_below(root, head.folder) != wanted:
            raise SourceChanged(head.folder)
        return report, found


def _counted(verdict: Verdict) -> dict[str, dict[Result, int]]:
    """Numbers of outcomes by rule and result."""
    counted: dict[str, dict[Result, int]] = {}
    for (code, result), number in Counter((each.code, each.result) for each in verdict.outcomes).items():
        counted.setdefault(code, {})[result] = number
    return counted


def _forget(held: OrderedDict[str, Verdict] | OrderedDict[str, Loaded]) -> None:
    while len(held) > HELD:
        held.popitem(last=False)
