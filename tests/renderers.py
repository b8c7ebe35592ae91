"""The parts of a build, for tests that look at one of them, and a whole site from a model made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.artifacts.list_fingerprints import ListFingerprints
from sitegen.artifacts.pdf_printer import PdfRequest
from sitegen.artifacts.report_files import downloads, report_data, report_pages
from sitegen.artifacts.report_renderer import ReportRenderer
from sitegen.artifacts.site_files import Lists
from sitegen.artifacts.store import Store
from sitegen.cache.database import Database
from sitegen.explain import BY_CODE
from sitegen.files import FileDigest
from sitegen.model.results.outcome import Verdict
from sitegen.model.results.summary import summarize
from sitegen.pipeline import prepare
from sitegen.rendering.joined_files import published
from sitegen.rendering.pages.context import Context
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import find_theme
from sitegen.site.fingerprints import ReportTask
from sitegen.site.loaded_site import load_site
from sitegen.site.records import digest_of
from sitegen.trust.seal import Seal
from sitegen.workers.pool import WorkerPool
from tests.site_tools import ROOT, TODAY
from tests.whole_site import Site

TITLES = {code: rule.title for code, rule in BY_CODE.items()}


@dataclass(frozen=True)
class SiteRenderer:
    """A renderer of reports, with the tasks of its site."""

    renderer: ReportRenderer
    tasks: Sequence[ReportTask]

    def requests(self) -> tuple[PdfRequest, ...]:
        """What the PDFs of the site are made of."""
        return tuple(map(self.renderer.compose, self.tasks))


@contextmanager
def renderer(root: Path, *, volumes: tuple[str, ...] = ()) -> Iterator[SiteRenderer]:
    """The renderer of the site at `root`, which keeps nothing; with the `volumes` that it shall have."""
    with TemporaryDirectory() as name:
        seal = Seal(bytes(32))
        database = Database(Path(name), TODAY.toordinal(), seal)
        known = load_site(root, database, TODAY, BY_CODE)
        assert known is not None
        assert known.theme is not None, known.themeless
        if volumes:
            definition = known.check_context.definition
            definition = replace(definition, config=replace(definition.config, volumes=volumes))
            known = replace(known, check_context=replace(known.check_context, definition=definition))
        setup, _ = prepare(known, known.theme, Store(Path(name), database, seal), pdf=True)
        with WorkerPool(partial(ReportRenderer, setup), 1) as pool:
            yield SiteRenderer(pool.own, known.index_reports(database, pool).tasks)


def context_of(site: Site, verdicts: Sequence[Verdict], today: date = TODAY) -> Context:
    """What the lists of a site draw on."""
    summaries = tuple(map(summarize, site.reports, verdicts))
    return Context(site.config, site.departments, site.forms, summaries, today)


def files_of(site: Site, verdicts: Sequence[Verdict], today: date = TODAY) -> dict[str, bytes]:
    """Path → content of the pages, the data beside reports, and the feeds; reports stand alone."""
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    templates = environment(theme)
    files = {path: published(theme, path) for path in theme.assets}
    for report, verdict in zip(site.reports, verdicts, strict=True):
        view = report_view(site.config, report, verdict, TITLES)
        data = report_data(report, verdict)
        own = {path.rpartition("/")[2]: FileDigest.of(content) for path, content in data.items()}
        beside = tuple(downloads(own, None))
        files |= data
        files |= report_pages(site.config, templates, report, verdict, view, TITLES, beside, None)
    context = context_of(site, verdicts, today)
    forms = {name: digest_of(repr(form)) for name, form in site.forms.items()}
    lists = Lists(context, ListFingerprints({each.key: digest_of(each) for each in context.reports}, forms))
    for file in (*lists.years(templates, {}), *lists.pages(templates, (), {})):
        files[file.path] = file.make()
    for file in lists.feeds([path for path in files if path.endswith(".html")]):
        files[file.path] = file.make()
    return files
