"""The work on single reports: read, check, draw. It can be done in any process.

Knows how a report becomes a verdict, pages and a print job. Must not know which reports need any of it, nor
what is kept of it where, but for the pages themselves: those are large, so whoever draws them keeps them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from jinja2 import Environment

from sitegen.build.cache import Cache
from sitegen.build.inspection import inspect
from sitegen.build.keys import Keys, Task
from sitegen.build.printing import Order, problems_of
from sitegen.build.records import Examined, Product, digest_of, verdict_digest
from sitegen.build.report_files import (
    beside,
    downloads,
    fact_parts,
    pictures,
    print_job,
    report_data,
    report_pages,
)
from sitegen.build.searching import filters_of, keep_document
from sitegen.build.sources import SourceChanged, Sources
from sitegen.checks.run import check_report, subject
from sitegen.checks.settings import Settings
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.files import FileDigest
from sitegen.loading.reports import Known, load_report, read_head
from sitegen.model.head import Head
from sitegen.model.outcome import Result, Verdict
from sitegen.model.report import Report
from sitegen.model.site import Frame
from sitegen.model.summary import Edition, grade, summarize
from sitegen.printing.fonts import FontSet
from sitegen.rendering import urls
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from sitegen.rendering.views import Download, ReportView
from sitegen.search.page import SearchPage

HELD = 48
"""Reports that stay in memory because others are compared with them; one takes half a megabyte."""

PAGES, FACTS, DOCUMENTS = "pages", "facts", "documents"
"""Kinds of entries in the cache."""

Loaded = tuple[Report, tuple[Diagnostic, ...]]


@dataclass(frozen=True)
class Setup:
    """What the work on any report needs: the site's folder and frame, its theme, all `rules` by code and the
    site's own `settings` for them, the day, the folder of the cache. `fonts` are None where nothing is printed.
    """

    root: Path
    frame: Frame
    theme: Theme
    rules: Mapping[str, Rule]
    settings: Settings
    today: date
    keys: Keys
    cache: Path
    fonts: FontSet | None = None


@dataclass
class Workshop:
    """Works on one report after the other, and remembers those that it read last."""

    setup: Setup
    _held: OrderedDict[str, Loaded] = field(default_factory=OrderedDict)
    _checked: OrderedDict[str, Verdict] = field(default_factory=OrderedDict)

    def head(self, name: str) -> Head | None:
        """What tells the report in the file called `name` from all others."""
        return read_head(self.setup.root / name, self.setup.root)

    def examine(self, task: Task) -> Examined:
        """Check a report. Raises SourceChanged."""
        report, verdict = self._report(task, task.head)[0], self._verdict(task)
        summary = summarize(report, verdict)
        return Examined(
            findings=verdict.diagnostics,
            summary=summary,
            shown=digest_of(summary),
            results={result: verdict.count(result) for result in Result},
            expiries=tuple(each.until for each in report.explanations if each.until is not None),
            day=self.setup.today,
            verdict=verdict_digest(verdict),
        )

    def examine_and_draw(self, task: Task) -> tuple[Examined, Product | None]:
        """Both at once, where there will be no PDF; None for pages that are there already. Raises
        SourceChanged.
        """
        examined = self.examine(task)
        if self._pages.has(self.setup.keys.pages(task, examined, None)):
            return examined, None
        return examined, self.draw(task, examined, None)

    def draw(self, task: Task, examined: Examined, pdf: Download | None) -> Product:
        """Make and keep the pages and data of a report. Raises SourceChanged."""
        files, product = self._made(task, pdf)
        self._pages.keep(self.setup.keys.pages(task, examined, pdf), files)
        name = self.setup.keys.facts(task)
        if not self._facts.has(name):
            self._facts.keep(name, self.facts(task))
        self._index(task, files)
        return product

    def pages(self, task: Task, pdf: Download | None) -> dict[str, bytes]:
        """Path → content of the pages and data of a report. Raises SourceChanged."""
        return self._made(task, pdf)[0]

    def facts(self, task: Task) -> dict[str, bytes]:
        """The report's part of the files with all figures, by kind. Raises SourceChanged."""
        return fact_parts(self._report(task, task.head)[0])

    def compose(self, task: Task) -> Order:
        """What the PDF of a report is made of. Raises SourceChanged."""
        assert self.setup.fonts is not None
        report, view = self._report(task, task.head)[0], self.view(task)
        data = report_data(report, self._verdict(task))
        job = print_job(self.templates, report, view, data, self.setup.root)
        problems = tuple(problems_of(job, (report,), self.setup.root, self.setup.fonts))
        return Order(beside(report, "report.pdf"), job, (report.head,), problems)

    def view(self, task: Task) -> ReportView:
        """What the page of a report shows, without downloads. Raises SourceChanged."""
        editions = tuple(Edition(each.key, each.year) for each in task.relations.editions)
        report = self._report(task, task.head)[0]
        return report_view(self.setup.frame.config, report, self._verdict(task), self._titles, editions)

    def report(self, task: Task) -> Report:
        """The report. Raises SourceChanged."""
        return self._report(task, task.head)[0]

    def data(self, task: Task) -> dict[str, bytes]:
        """Path → content of the data of a report. Raises SourceChanged."""
        return report_data(self.report(task), self._verdict(task))

    def _made(self, task: Task, pdf: Download | None) -> tuple[dict[str, bytes], Product]:
        setup = self.setup
        report, verdict, view = self.report(task), self._verdict(task), self.view(task)
        files = report_data(report, verdict)
        own = {path.rpartition("/")[2]: FileDigest.of(data) for path, data in files.items()}
        before = task.relations.earlier
        earlier = self._report(task, before)[0] if before is not None else None
        pages = report_pages(
            setup.frame.config,
            self.templates,
            report,
            verdict,
            view,
            self._titles,
            tuple(downloads(own, pdf)),
            earlier,
        )
        files |= pages
        files |= {path: file.read_bytes() for path, file in pictures(report, setup.root).items()}
        found = inspect(files, setup.frame.config.base_url)
        digests = {path: FileDigest.of(data) for path, data in files.items()}
        return files, Product(digests, found.wrong, found.links)

    def _index(self, task: Task, files: Mapping[str, bytes]) -> None:
        """Read the report's page for the search, which many processes do faster than one."""
        report, path = self.report(task), urls.report(task.head.key)
        filters = filters_of(report.year, report.department, report.form, grade(report))
        keep_document(SearchPage(path, files[path].decode(), filters), self._documents)

    def _verdict(self, task: Task) -> Verdict:
        """Both are held: the one that is drawn has just been checked."""
        name = self.setup.keys.examined(task)
        if name not in self._checked:
            heads = (task.head, *task.relations.compared)
            reports = {head: self._report(task, head)[0] for head in heads}
            loaded = self._report(task, task.head)[1]
            self._checked[name] = check_report(
                subject(task.relations, reports),
                loaded,
                self.setup.rules,
                self.setup.settings,
                self.setup.today,
            )
            _forget(self._checked)
        return self._checked[name]

    def _report(self, task: Task, head: Head) -> Loaded:
        wanted = task.sources[head.folder]
        name = f"{head.folder} {wanted}"
        if name not in self._held:
            self._held[name] = self._load(head, wanted)
            _forget(self._held)
        self._held.move_to_end(name)
        return self._held[name]

    def _load(self, head: Head, wanted: str) -> Loaded:
        setup, folder = self.setup, self.setup.root / head.folder
        known = Known(setup.frame.forms, setup.frame.departments)
        report, found = load_report(folder / "report.yaml", setup.root, known)
        if report is None or Sources.digest_below(setup.root, head.folder) != wanted:
            raise SourceChanged(head.folder)
        return report, found

    @property
    def templates(self) -> Environment:
        """The theme's templates, compiled once as long as they stay as they are."""
        return _environment(self.setup.theme, self.setup.keys.theme)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {code: rule.title for code, rule in self.setup.rules.items()}

    @cached_property
    def _pages(self) -> Cache:
        return Cache(self.setup.cache, PAGES)

    @cached_property
    def _facts(self) -> Cache:
        return Cache(self.setup.cache, FACTS)

    @cached_property
    def _documents(self) -> Cache:
        return Cache(self.setup.cache, DOCUMENTS)


@lru_cache(maxsize=2)
def _environment(theme: Theme, _digest: str) -> Environment:
    return environment(theme)


def _forget(held: OrderedDict[str, Verdict] | OrderedDict[str, Loaded]) -> None:
    while len(held) > HELD:
        held.popitem(last=False)
