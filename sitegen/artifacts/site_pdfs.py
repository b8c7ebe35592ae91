"""The PDFs of a site: one of each report, and the volumes, whatever is not there yet.

Knows what each follows from, and that what printing came to is a record. Must not know how a PDF is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import TracebackType

from sitegen.artifacts.pdf_printer import PdfPrinter, PdfRequest, PdfResult
from sitegen.artifacts.report_renderer import RenderContext, ReportRenderer
from sitegen.artifacts.store import Output, Store
from sitegen.artifacts.volumes import Content, Volume, volume_request, volumes
from sitegen.cache.entries import key
from sitegen.exports.formats import PDF_MEDIA_TYPE
from sitegen.printing.fonts import FontSet
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.views import Download
from sitegen.site.fingerprints import ReportTask
from sitegen.site.records import BadRecord, CheckedReport, Product, read, written
from sitegen.site.report_checks import Progress, batches, in_company
from sitegen.workers.pool import WorkerPool

PRINTED = "printed"
"""A kind of records."""

PDF = "pdf"
"""A kind of entries in the cache."""


class SitePdfs:
    """Prints what `tasks` and their volumes need; to be used in a `with` statement."""

    def __init__(
        self,
        setup: RenderContext,
        fonts: FontSet,
        store: Store,
        pool: WorkerPool[ReportRenderer],
        tasks: Sequence[ReportTask],
        progress: Progress,
    ) -> None:
        self._setup = setup
        self._fonts = fonts
        self._store = store
        self._pool = pool
        self._tasks = tasks
        self._progress = progress
        self._printer = PdfPrinter(setup.check_context.root, setup.theme, fonts, store.cache(PDF), len(tasks))

    def __enter__(self) -> SitePdfs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._printer.__exit__(kind, error, trace)

    def reports(self, output: Output, examined: Mapping[str, CheckedReport]) -> dict[str, Download]:
        """Add the PDF of each report to `output`; those there are, by key. `examined` is what checking came to."""
        renderer = self._pool.own
        keys, stamp = self._setup.check_context.keys, self._printer.stamp
        names = {task.head.key: keys.printed(task, examined[task.head.key], stamp) for task in self._tasks}
        results = self._results(names)
        due = in_company(task for task in self._tasks if task.head.key not in results)
        for batch in batches(iter(due)):
            requests = tuple(self._pool.each(ReportRenderer.compose, ((task,) for task in batch)))
            fresh = dict(zip((task.head.key for task in batch), self._printer.print(requests), strict=True))
            self._note_results({names[report]: result for report, result in fresh.items()})
            results |= fresh
            self._progress(len(results), len(self._tasks), "生成 PDF")
        found: dict[str, Download] = {}
        for task in self._tasks:
            result, path = results[task.head.key], urls.report_file(task.head.key, "pdf")
            self._add_pdf(output, path, result, partial(renderer.compose, task))
            if result.kept:
                found[task.head.key] = Download(
                    "PDF", PDF_MEDIA_TYPE, "report.pdf", result.file.size, result.pages
                )
        return found

    def volumes(
        self, output: Output, context: Context, examined: Mapping[str, CheckedReport]
    ) -> dict[str, Download]:
        """Add the volumes to `output`; those there are, by the page that each lies beside."""
        keys, stamp = self._setup.check_context.keys, self._printer.stamp
        planned = tuple(volumes(context))
        if not planned:
            return {}
        tasks = {task.head.key: task for task in self._tasks}
        names = {
            volume.page: key(
                "volume",
                repr(volume),
                *(keys.printed(tasks[each], examined[each], stamp) for each in volume.reports),
            )
            for volume in planned
        }
        results = self._results(names)
        found: dict[str, Download] = {}
        for done, volume in enumerate(planned):
            self._progress(done, len(planned), "生成汇编")
            request = partial(self._volume, volume, tasks)
            if volume.page not in results:
                (results[volume.page],) = self._printer.print((request(),))
                self._note_results({names[volume.page]: results[volume.page]})
            result = results[volume.page]
            self._add_pdf(output, urls.volume(volume.page), result, request)
            if result.kept:
                found[volume.page] = Download(
                    "PDF", PDF_MEDIA_TYPE, "volume.pdf", result.file.size, result.pages, "全部报告的汇编"
                )
        return found

    def _results(self, names: Mapping[str, str]) -> dict[str, PdfResult]:
        """Those that were printed by earlier builds, by the keys of `names`."""
        data = self._store.database.find_all(PRINTED, names.values())
        found: dict[str, PdfResult] = {}
        for report, name in names.items():
            try:
                found[report] = read(data[name], PdfResult)
            except (KeyError, BadRecord):
                continue
        return found

    def _note_results(self, results: Mapping[str, PdfResult]) -> None:
        done = {name: written(result) for name, result in results.items() if result.kept}
        self._store.database.keep(PRINTED, done)
        self._store.database.commit()

    def _add_pdf(
        self, output: Output, path: str, result: PdfResult, request: Callable[[], PdfRequest]
    ) -> None:
        files = {path: result.file} if result.kept else {}
        product = Product(files, result.wrong, (), result.pages)
        output.add(product, lambda: {path: self._printer.content(result, request)})

    def _volume(self, volume: Volume, tasks: Mapping[str, ReportTask]) -> PdfRequest:
        renderer = self._pool.own

        def content(report: str) -> Content:
            task = tasks[report]
            data = renderer.data(task)[urls.report_file(report, "json")]
            return Content(renderer.report(task), renderer.view(task), data)

        return volume_request(
            volume,
            content,
            renderer.templates,
            self._setup.check_context.definition.config.base_url,
            self._setup.check_context.root,
            self._fonts,
        )
