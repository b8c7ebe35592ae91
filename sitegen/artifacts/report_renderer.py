"""The work on single reports: drawing them. It can be done in any process.

Knows how a report that is checked becomes pages and a print job. Must not know which reports need any of it, nor
what is kept of it where, but for the pages themselves: those are large, so whoever draws them keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from jinja2 import Environment

from sitegen.artifacts.findable_pages import report_labels
from sitegen.artifacts.pdf_findings import problems_of
from sitegen.artifacts.pdf_printer import PdfRequest
from sitegen.artifacts.report_files import (
    beside,
    downloads,
    fact_parts,
    pictures,
    print_job,
    report_data,
    report_pages,
)
from sitegen.artifacts.search_documents import DOCUMENTS, document_name, keep_document
from sitegen.cache.entries import Cache
from sitegen.files import FileDigest
from sitegen.inspection.pages import inspect
from sitegen.model.results.summary import Edition, grade
from sitegen.printing.fonts import FontSet
from sitegen.rendering import urls
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from sitegen.rendering.views import Download, ReportView
from sitegen.search.page import SearchPage
from sitegen.site.fingerprints import ReportTask
from sitegen.site.records import CheckedReport, Product
from sitegen.site.report_checker import CheckContext, ReportChecker
from sitegen.trust.seal import Seal

PAGES, FACTS = "pages", "facts"
"""Kinds of entries in the cache."""


@dataclass(frozen=True)
class RenderContext:
    """What the work on any report needs: the `check_context` that it is checked on, the theme, the folder of the cache and the
    seal on it. `fonts` are None where nothing is printed.
    """

    check_context: CheckContext
    theme: Theme
    cache: Path
    seal: Seal
    fonts: FontSet | None = None


class ReportRenderer(ReportChecker):
    """Checks, draws and composes one report after the other."""

    def __init__(self, setup: RenderContext) -> None:
        super().__init__(setup.check_context)
        self.setup = setup

    def examine_and_draw(self, task: ReportTask) -> tuple[CheckedReport, Product | None]:
        """Both at once, where there will be no PDF; None for pages that are there already. Raises
        SourceChanged.
        """
        examined = self.examine(task)
        if self._pages.has(self.check_context.keys.pages(task, examined, None)):
            return examined, None
        return examined, self.draw(task, examined, None)

    def draw(self, task: ReportTask, examined: CheckedReport, pdf: Download | None) -> Product:
        """Make and keep the pages and data of a report. Raises SourceChanged."""
        files, product = self._made(task, pdf)
        self._pages.keep(self.check_context.keys.pages(task, examined, pdf), files)
        name = self.check_context.keys.facts(task)
        if not self._facts.has(name):
            self._facts.keep(name, self.facts(task))
        self._read_for_search(task, files, product)
        return product

    def pages(self, task: ReportTask, pdf: Download | None) -> dict[str, bytes]:
        """Path → content of the pages and data of a report. Raises SourceChanged."""
        return self._made(task, pdf)[0]

    def facts(self, task: ReportTask) -> dict[str, bytes]:
        """The report's part of the files with all figures, by kind. Raises SourceChanged."""
        return fact_parts(self.report(task))

    def compose(self, task: ReportTask) -> PdfRequest:
        """What the PDF of a report is made of. Raises SourceChanged."""
        assert self.setup.fonts is not None
        report, view = self.report(task), self.view(task)
        job = print_job(self.templates, report, self.verdict(task), view, self.check_context.root)
        problems = tuple(problems_of(job, (report,), self.check_context.root, self.setup.fonts))
        return PdfRequest(beside(report, "report.pdf"), job, (report.head,), problems)

    def view(self, task: ReportTask) -> ReportView:
        """What the page of a report shows, without downloads. Raises SourceChanged."""
        editions = tuple(Edition(each.key, each.year) for each in task.relations.editions)
        report = self.report(task)
        return report_view(
            self.check_context.definition.config, report, self.verdict(task), self._titles, editions
        )

    def data(self, task: ReportTask) -> dict[str, bytes]:
        """Path → content of the data of a report. Raises SourceChanged."""
        return report_data(self.report(task), self.verdict(task))

    def _made(self, task: ReportTask, pdf: Download | None) -> tuple[dict[str, bytes], Product]:
        check_context = self.check_context
        report, verdict, view = self.report(task), self.verdict(task), self.view(task)
        files = report_data(report, verdict)
        own = {path.rpartition("/")[2]: FileDigest.of(data) for path, data in files.items()}
        before = task.relations.earlier
        earlier = self.loaded(task, before)[0] if before is not None else None
        pages = report_pages(
            check_context.definition.config,
            self.templates,
            report,
            verdict,
            view,
            self._titles,
            tuple(downloads(own, pdf)),
            earlier,
        )
        files |= pages
        files |= {path: file.read_bytes() for path, file in pictures(report, check_context.root).items()}
        found = inspect(files, check_context.definition.config.base_url)
        digests = {path: FileDigest.of(data) for path, data in files.items()}
        return files, Product(digests, found.wrong, found.links)

    def _read_for_search(self, task: ReportTask, files: Mapping[str, bytes], product: Product) -> None:
        """Read the report's page for the search, which many processes do faster than one."""
        report, path = self.report(task), urls.report(task.head.key)
        labels = report_labels(report.year, report.department, report.form, grade(report))
        name = document_name(path, product.files[path].sha256, labels)
        keep_document(name, SearchPage(path, files[path].decode(), labels), self._documents)

    @property
    def templates(self) -> Environment:
        """The theme's templates, compiled once as long as they stay as they are."""
        return _environment(self.setup.theme, self.check_context.keys.theme)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {code: rule.title for code, rule in self.check_context.rules.items()}

    @cached_property
    def _pages(self) -> Cache:
        return Cache(self.setup.cache, PAGES, self.setup.seal)

    @cached_property
    def _facts(self) -> Cache:
        return Cache(self.setup.cache, FACTS, self.setup.seal)

    @cached_property
    def _documents(self) -> Cache:
        return Cache(self.setup.cache, DOCUMENTS, self.setup.seal)


@lru_cache(maxsize=2)
def _environment(theme: Theme, _digest: str) -> Environment:
    return environment(theme)
