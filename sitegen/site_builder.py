"""The making of a site: every report checked, printed and drawn, every list drawn, whatever is not there yet.

Knows which stage needs what of the others, and what has to be made. Must not know how anything is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import TracebackType

from sitegen.artifacts import search_indexing
from sitegen.artifacts.pdf_printer import PdfPrinter, PdfRequest, PdfResult
from sitegen.artifacts.report_renderer import FACTS, PAGES, RenderContext, ReportRenderer
from sitegen.artifacts.site_files import Lists, SiteFile
from sitegen.artifacts.store import Output, Store
from sitegen.artifacts.volumes import Content, Volume, volume_request, volumes
from sitegen.cache import prune
from sitegen.cache.entries import key
from sitegen.exports.formats import PDF_MEDIA_TYPE, export_of
from sitegen.files import FileDigest
from sitegen.rendering import urls
from sitegen.rendering.joined_files import published
from sitegen.rendering.pages.context import Context
from sitegen.rendering.views import Download
from sitegen.site.fingerprints import ReportTask
from sitegen.site.records import BadRecord, CheckedReport, Product, read, written
from sitegen.site.report_checks import AT_ONCE, Progress, batches, examine, in_company
from sitegen.workers.pool import WorkerPool

PRINTED = "printed"
"""A kind of records."""

PDF, LISTS = "pdf", "lists"
"""Kinds of entries in the cache."""


class SiteBuilder:
    """Makes one site; to be used in a `with` statement, in which its files can be read. If it need not be
    `complete`, what takes long and is looked at last, the files with all figures, is taken from a build before, where
    there was one.
    """

    def __init__(
        self,
        setup: RenderContext,
        store: Store,
        pool: WorkerPool[ReportRenderer],
        tasks: Sequence[ReportTask],
        progress: Progress,
        *,
        complete: bool = True,
    ) -> None:
        self._setup = setup
        self._store = store
        self._pool = pool
        self._tasks = tasks
        self._progress = progress
        self._complete = complete
        self.examined: Mapping[str, CheckedReport] = {}
        """What checking came to, by the keys of reports."""
        self._base_url = setup.check_context.definition.config.base_url
        self._printer: PdfPrinter | None = None
        if setup.fonts is not None:
            folder = store.cache(PDF)
            self._printer = PdfPrinter(setup.check_context.root, setup.theme, setup.fonts, folder, len(tasks))

    def __enter__(self) -> SiteBuilder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._printer is not None:
            self._printer.__exit__(kind, error, trace)

    def examine(self) -> None:
        """Check every report. Where there will be no PDFs, pages are drawn on the way."""
        check_context, database = self._setup.check_context, self._store.database
        self.examined = examine(self._tasks, check_context, database, self._fresh, self._progress)

    def _fresh(self, due: Sequence[ReportTask]) -> Iterator[CheckedReport]:
        if self._printer is not None:
            yield from self._pool.each(ReportRenderer.examine, ((task,) for task in due))
            return
        work = self._pool.each(ReportRenderer.examine_and_draw, ((task,) for task in due))
        drawn: dict[str, Product] = {}
        for number, (task, (examined, product)) in enumerate(zip(due, work, strict=True), 1):
            if product is not None:
                drawn[self._setup.check_context.keys.pages(task, examined, None)] = product
            if number % AT_ONCE == 0 or number == len(due):  # just before what was found is committed
                self._store.note(drawn)
                drawn = {}
            yield examined

    def output(self) -> Output:
        """Everything that is published."""
        output = Output()
        context = self._context
        printed = self._print(output) if self._printer is not None else {}
        self._draw(output, printed)
        bound = self._bind(output) if self._printer is not None else {}
        lists = Lists(context, self._shown, self._setup.check_context.keys.forms)
        templates = self._pool.own.templates
        for file in lists.years(templates, bound):
            self._add(output, file)
        downloads = self._data(output, lists)
        for file in lists.pages(templates, downloads, bound):
            self._add(output, file)
        for file in lists.feeds([path for path in output.files if path.endswith(".html")]):
            self._add(output, file)
        theme = self._setup.theme
        for path in theme.assets:
            read = partial(published, theme, path)
            output.add(Product({path: FileDigest.of(read())}), partial(_of_theme, path, read))
        search_indexing.add_search(output, self._store, context, prune.today().toordinal(), self._progress)
        return output

    @property
    def _shown(self) -> dict[str, str]:
        """What lists follow from, by the keys of reports."""
        return {report: each.shown for report, each in self.examined.items()}

    @cached_property
    def _context(self) -> Context:
        definition = self._setup.check_context.definition
        return Context(
            definition.config,
            definition.departments,
            definition.forms,
            tuple(self._of(task).summary for task in self._tasks),
            self._setup.check_context.today,
        )

    def _of(self, task: ReportTask) -> CheckedReport:
        return self.examined[task.head.key]

    def _print(self, output: Output) -> dict[str, Download]:
        """The PDF of each report, by its key."""
        assert self._printer is not None
        renderer = self._pool.own
        keys, stamp = self._setup.check_context.keys, self._printer.stamp
        names = {task.head.key: keys.printed(task, self._of(task), stamp) for task in self._tasks}
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
        assert self._printer is not None
        printer = self._printer
        files = {path: result.file} if result.kept else {}
        product = Product(files, result.wrong, (), result.pages)
        output.add(product, lambda: {path: printer.content(result, request)})

    def _draw(self, output: Output, printed: Mapping[str, Download]) -> None:
        """The pages and data of each report."""
        renderer, keys = self._pool.own, self._setup.check_context.keys
        pdf = {task.head.key: printed.get(task.head.key) for task in self._tasks}
        names = {task.head.key: keys.pages(task, self._of(task), pdf[task.head.key]) for task in self._tasks}
        products = self._store.products(names.values())
        due = in_company(task for task in self._tasks if names[task.head.key] not in products)
        done = len(self._tasks) - len(due)
        work = self._pool.each(
            ReportRenderer.draw, ((task, self._of(task), pdf[task.head.key]) for task in due)
        )
        for batch in batches(zip(due, work, strict=True)):
            fresh = {names[task.head.key]: product for task, product in batch}
            self._store.note(fresh)
            self._store.database.commit()
            products |= fresh
            done += len(batch)
            self._progress(done, len(self._tasks), "生成页面")
        for task in self._tasks:
            name = names[task.head.key]
            again = partial(renderer.pages, task, pdf[task.head.key])
            output.add(products[name], self._store.content(PAGES, name, again))

    def _bind(self, output: Output) -> dict[str, Download]:
        """The volumes, by the page that each lies beside."""
        assert self._printer is not None
        keys, stamp = self._setup.check_context.keys, self._printer.stamp
        planned = tuple(volumes(self._context))
        if not planned:
            return {}
        tasks = {task.head.key: task for task in self._tasks}
        names = {
            volume.page: key(
                "volume",
                repr(volume),
                *(keys.printed(tasks[each], self.examined[each], stamp) for each in volume.reports),
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

    def _volume(self, volume: Volume, tasks: Mapping[str, ReportTask]) -> PdfRequest:
        assert self._setup.fonts is not None
        renderer = self._pool.own

        def content(report: str) -> Content:
            task = tasks[report]
            data = renderer.data(task)[urls.report_file(report, "json")]
            return Content(renderer.report(task), renderer.view(task), data)

        return volume_request(
            volume,
            content,
            renderer.templates,
            self._base_url,
            self._setup.check_context.root,
            self._setup.fonts,
        )

    def _data(self, output: Output, lists: Lists) -> tuple[Download, ...]:
        """The data of the whole site."""
        data: dict[str, str] = {}
        by_year: dict[int, dict[str, Callable[[], Mapping[str, bytes]]]] = {}
        for task in self._tasks:
            name = self._setup.check_context.keys.facts(task)
            facts = self._store.content(FACTS, name, partial(self._pool.own.facts, task))
            by_year.setdefault(task.head.year, {})[name] = facts
        for year, parts in by_year.items():
            for file in lists.facts(year, parts):
                self._add(output, file, slow=True)
                data[file.path] = f"{year}年度全部数字"
        for file, called in zip(lists.catalogues(), ("报告目录", "部门目录", "数据字典"), strict=True):
            self._add(output, file)
            data[file.path] = called
        tables = {path.rpartition("/")[2]: output.files[path] for path in data if path.endswith(".csv")}
        package = lists.package(tables)
        self._add(output, package)
        data[package.path] = "数据说明书"
        return tuple(
            Download(
                export.kind, export.media_type, path.rpartition("/")[2], output.files[path].size, name=called
            )
            for path, called in data.items()
            for export in (export_of(path),)
        )

    def _add(self, output: Output, file: SiteFile, *, slow: bool = False) -> None:
        name = self._setup.check_context.keys.of_site(
            file.path, file.shows, drawn=file.path.endswith(".html")
        )

        def make() -> dict[str, bytes]:
            return {file.path: file.make()}

        product = self._store.products((name,)).get(name)
        if product is None and slow and not self._complete:
            name, product = self._store.last(LISTS, file.path) or (name, None)
        if product is None:
            product = self._store.keep(LISTS, name, make(), self._base_url)
        if slow:
            self._store.use(LISTS, file.path, name)
        output.add(product, self._store.content(LISTS, name, make))


def _of_theme(path: str, read_file: Callable[[], bytes]) -> dict[str, bytes]:
    return {path: read_file()}
