"""The parts of a build, for tests that look at one of them, and a whole site from a model made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.build.crew import Crew
from sitegen.build.groundwork import groundwork
from sitegen.build.keys import Task
from sitegen.build.ledger import Ledger
from sitegen.build.printing import Order
from sitegen.build.records import digest_of
from sitegen.build.report_files import downloads, report_data, report_pages
from sitegen.build.seal import Seal
from sitegen.build.searching import names
from sitegen.build.site_files import Lists
from sitegen.build.store import Store
from sitegen.build.workshop import Workshop
from sitegen.explain import BY_CODE
from sitegen.files import FileDigest
from sitegen.model.outcome import Verdict
from sitegen.model.summary import summarize
from sitegen.pipeline import prepare
from sitegen.rendering.pages.context import Context
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import find_theme
from tests.site_tools import ROOT, TODAY
from tests.whole_site import Site

TITLES = {code: rule.title for code, rule in BY_CODE.items()}


@dataclass(frozen=True)
class Shop:
    """A workshop, with the tasks of its site."""

    workshop: Workshop
    tasks: Sequence[Task]

    def orders(self) -> tuple[Order, ...]:
        """What the PDFs of the site are made of."""
        return tuple(map(self.workshop.compose, self.tasks))


@contextmanager
def workshop(root: Path, *, volumes: tuple[str, ...] = ()) -> Iterator[Shop]:
    """The workshop of the site at `root`, which keeps nothing; with the `volumes` that it shall have."""
    with TemporaryDirectory() as name:
        seal = Seal(bytes(32))
        ledger = Ledger(Path(name), TODAY.toordinal(), seal)
        known = groundwork(root, ledger, TODAY, BY_CODE)
        assert known is not None
        assert known.theme is not None, known.themeless
        if volumes:
            frame = known.ground.frame
            frame = replace(frame, config=replace(frame.config, volumes=volumes))
            known = replace(known, ground=replace(known.ground, frame=frame))
        setup, _ = prepare(known, known.theme, Store(Path(name), ledger, seal), pdf=True)
        with Crew(partial(Workshop, setup), 1) as crew:
            yield Shop(crew.own, known.survey(ledger, crew).tasks)


def context_of(site: Site, verdicts: Sequence[Verdict], today: date = TODAY) -> Context:
    """What the lists of a site draw on."""
    summaries = tuple(map(summarize, site.reports, verdicts))
    return Context(site.config, site.departments, site.forms, summaries, today)


def files_of(site: Site, verdicts: Sequence[Verdict], today: date = TODAY) -> dict[str, bytes]:
    """Path → content of the pages, the data beside reports, and the feeds; reports stand alone."""
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    templates = environment(theme)
    files = {path: file.read_bytes() for path, file in theme.assets.items()}
    for report, verdict in zip(site.reports, verdicts, strict=True):
        view = report_view(site.config, report, verdict, TITLES)
        data = report_data(report, verdict)
        own = {path.rpartition("/")[2]: FileDigest.of(content) for path, content in data.items()}
        beside = tuple(downloads(own, None))
        files |= data
        files |= report_pages(site.config, templates, report, verdict, view, TITLES, beside, None)
    context = context_of(site, verdicts, today)
    forms = {name: digest_of(repr(form)) for name, form in site.forms.items()}
    lists = Lists(context, {each.key: digest_of(each) for each in context.reports}, forms)
    for file in (*lists.years(templates, {}), *lists.pages(templates, (), {}, names(context))):
        files[file.path] = file.make()
    for file in lists.feeds([path for path in files if path.endswith(".html")]):
        files[file.path] = file.make()
    return files
