"""The making of a site: every report checked, printed and drawn, every list drawn, whatever is not there yet.

Knows which stage needs what of the others, and what has to be made. Must not know how anything is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import TracebackType

from sitegen.artifacts import search_indexing
from sitegen.artifacts.list_fingerprints import ListFingerprints
from sitegen.artifacts.report_renderer import FACTS, PAGES, RenderContext, ReportRenderer
from sitegen.artifacts.site_files import Lists, SiteFile
from sitegen.artifacts.site_pdfs import SitePdfs
from sitegen.artifacts.store import Output, Store
from sitegen.cache import prune
from sitegen.exports.formats import export_of
from sitegen.files import FileDigest
from sitegen.rendering.joined_files import published
from sitegen.rendering.pages.context import Context
from sitegen.rendering.views import Download
from sitegen.site.fingerprints import ReportTask
from sitegen.site.records import CheckedReport, Product
from sitegen.site.report_checks import AT_ONCE, Progress, batches, examine, in_company
from sitegen.workers.pool import WorkerPool

LISTS = "lists"
"""A kind of entries in the cache."""


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
        self._pdfs: SitePdfs | None = None
        if setup.fonts is not None:
            self._pdfs = SitePdfs(setup, setup.fonts, store, pool, tasks, progress)

    def __enter__(self) -> SiteBuilder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pdfs is not None:
            self._pdfs.__exit__(kind, error, trace)

    def examine(self) -> None:
        """Check every report. Where there will be no PDFs, pages are drawn on the way."""
        check_context, database = self._setup.check_context, self._store.database
        self.examined = examine(self._tasks, check_context, database, self._fresh, self._progress)

    def _fresh(self, due: Sequence[ReportTask]) -> Iterator[CheckedReport]:
        if self._pdfs is not None:
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
        printed = self._pdfs.reports(output, self.examined) if self._pdfs is not None else {}
        self._draw(output, printed)
        bound = self._pdfs.volumes(output, context, self.examined) if self._pdfs is not None else {}
        lists = Lists(context, ListFingerprints(self._shown, self._setup.check_context.keys.forms))
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
