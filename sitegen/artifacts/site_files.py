"""The files of the whole site: lists, data, feeds, the theme's files.

Knows which there are, and what each shows: it is drawn from that alone, so that it need not be drawn again
while that is the same. Must not know how any of them is made, nor a report itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from jinja2 import Environment

from sitegen.artifacts.list_fingerprints import ListFingerprints, listed, of_department, only
from sitegen.cache.entries import key
from sitegen.exports import datapackage
from sitegen.exports.csv import FACT_COLUMNS, departments_csv, dictionary_csv, reports_csv
from sitegen.exports.formats import EXPORTS, Export
from sitegen.files import FileDigest
from sitegen.publishable import PACKAGE
from sitegen.rendering import draw, feeds, urls
from sitegen.rendering.accessibility import measured
from sitegen.rendering.pages import about, home
from sitegen.rendering.pages.context import Context
from sitegen.rendering.pages.corrections import corrections
from sitegen.rendering.pages.data import data
from sitegen.rendering.pages.department import department
from sitegen.rendering.pages.form import form, more_reports, pages_of_reports
from sitegen.rendering.pages.publication import publication
from sitegen.rendering.pages.year import year
from sitegen.rendering.parts import PageView
from sitegen.rendering.views import Download


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to be, and a digest of all that it `shows`."""

    path: str
    shows: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Lists:
    """Makes the files of a site from its `context`; `fingerprints` tell what each follows from."""

    context: Context
    fingerprints: ListFingerprints

    def facts(
        self, number: int, parts: Mapping[str, Callable[[], Mapping[str, bytes]]]
    ) -> Iterator[SiteFile]:
        """All figures of the year `number`; `parts` give what each report adds, by the name of what it gives."""
        title = f"{self.context.config.name}：{number}年度全部数字"
        days = [report.published for report in self.context.by_year[number] if report.published]
        day = max(days, default=date(number, 12, 31))
        for export in EXPORTS:
            path = urls.data(datapackage.facts(number, export.suffix))
            join = partial(_joined, export, tuple(parts.values()), title, day)
            yield SiteFile(path, key(path, title, str(days), *parts), join)

    def catalogues(self) -> Iterator[SiteFile]:
        """The lists of reports, departments and items as data."""
        context = self.context
        bodies = listed(context.departments.values())
        forms = [context.forms[name] for name in sorted(context.by_form)]
        yield SiteFile(
            urls.data(datapackage.REPORTS),
            self.fingerprints.all(context, "reports", bodies),
            partial(reports_csv, context.reports, context.departments),
        )
        yield SiteFile(
            urls.data(datapackage.DEPARTMENTS),
            key("departments", bodies),
            partial(departments_csv, context.departments.values()),
        )
        yield SiteFile(
            urls.data(datapackage.DICTIONARY),
            key("dictionary", *(self.fingerprints.forms[each.id] for each in forms)),
            partial(dictionary_csv, forms),
        )

    def package(self, files: Mapping[str, FileDigest]) -> SiteFile:
        """What the data consist of; `files` are the CSV files by their name."""
        context = self.context
        days = [report.published for report in context.reports if report.published is not None]
        day = max(days, default=None)
        return SiteFile(
            urls.data(PACKAGE),
            key("package", repr(context.config), repr(sorted(files.items())), str(day)),
            partial(datapackage.site_package, context.config, files, tuple(context.by_year), day),
        )

    def years(self, templates: Environment, volumes: Mapping[str, Download]) -> Iterator[SiteFile]:
        """The page of each year; `volumes` as of `pages`."""
        context = self.context
        for number, reports in context.by_year.items():
            path = urls.year(number)
            own = only(context, reports)
            files = _volume(path, volumes)
            shows = self.fingerprints.some("year", own, reports, repr(files))
            yield _page(templates, path, shows, partial(year, own, number, files))

    def pages(
        self,
        templates: Environment,
        downloads: Sequence[Download],
        volumes: Mapping[str, Download],
    ) -> Iterator[SiteFile]:
        """Every page that lists something, but those of the `years`. `downloads` are the data of the whole site,
        `volumes` those documents that hold all reports of a page, by the page.
        """
        page = partial(_page, templates)
        context = self.context
        bodies = listed(context.departments.values())
        everything = self.fingerprints.all(
            context, "lists", bodies, *self.fingerprints.forms.values(), str(context.as_of)
        )
        whole: tuple[tuple[str, Callable[[], PageView]], ...] = (
            (urls.HOME, partial(home.home, context)),
            (urls.DEPARTMENTS, partial(home.departments, context)),
            (urls.FORMS, partial(home.forms, context)),
            (urls.PUBLICATION, partial(publication, context)),
            (urls.CORRECTIONS, partial(corrections, context)),
            (urls.SEARCH, partial(about.search, context)),
        )
        for path, view in whole:
            yield page(path, key(path, everything), view)
        yield page(
            urls.DATA,
            key("data", everything, repr(downloads)),
            partial(data, context, downloads, tuple(FACT_COLUMNS.items())),
        )
        config = repr(context.config)
        yield page(urls.ABOUT, key("about", config), partial(about.about, context))
        yield page(
            urls.ACCESSIBILITY,
            key("accessibility", config),
            partial(about.accessibility, context, measured()),
        )
        yield page(urls.NOT_FOUND, key("not found", config), partial(about.not_found, context))
        yield from self._departments(page, volumes)
        yield from self._forms(page)

    def feeds(self, paths: Iterable[str]) -> Iterator[SiteFile]:
        """feed.xml, sitemap.xml with all pages at `paths`, robots.txt."""
        context = self.context
        config = context.config
        if config.base_url:
            bodies = listed(context.departments.values())
            yield SiteFile(
                urls.FEED,
                self.fingerprints.all(context, "feed", bodies, *self.fingerprints.forms.values()),
                partial(feeds.feed, config, context.departments, context.forms, context.reports),
            )
            days = {urls.report(report.key): report.last_change for report in context.reports}
            pages = [(path, days.get(path)) for path in sorted(paths) if path != urls.NOT_FOUND]
            yield from self._sitemaps(pages)
        yield SiteFile(urls.ROBOTS, key("robots", config.base_url), partial(feeds.robots, config))

    def _sitemaps(self, pages: Sequence[tuple[str, date | None]]) -> Iterator[SiteFile]:
        """One, or several and the list of them."""
        config = self.context.config
        starts = range(0, len(pages), feeds.MOST_PAGES)
        paths = [urls.SITEMAP] if len(starts) == 1 else [urls.sitemap(at + 1) for at in range(len(starts))]
        for path, start in zip(paths, starts, strict=True):
            some = pages[start : start + feeds.MOST_PAGES]
            shows = key("sitemap", config.base_url, repr(some))
            yield SiteFile(path, shows, partial(feeds.sitemap, config, some))
        if len(paths) > 1:
            shows = key("sitemaps", config.base_url, *paths)
            yield SiteFile(urls.SITEMAP, shows, partial(feeds.sitemap_index, config, paths))

    def _departments(
        self, page: Callable[[str, str, Callable[[], PageView]], SiteFile], volumes: Mapping[str, Download]
    ) -> Iterator[SiteFile]:
        """A department's page sees its own reports only, and of which years the site has a page."""
        context = self.context
        years = tuple(context.by_year)
        for body in context.departments.values():
            path = urls.department(body.id)
            reports = tuple(context.by_department.get(body.id, ()))
            own = of_department(context, body, reports)
            files = _volume(path, volumes)
            absent = [
                (each.year, each.form, each.status, each.deadline) for each in context.absent.get(body.id, ())
            ]
            yield page(
                path,
                self.fingerprints.some("department", own, reports, repr(absent), repr(years), repr(files)),
                partial(department, own, body, years, files),
            )

    def _forms(self, page: Callable[[str, str, Callable[[], PageView]], SiteFile]) -> Iterator[SiteFile]:
        context = self.context
        for name, reports in context.by_form.items():
            own = only(context, reports)
            shows, described = self.fingerprints.some("form", own, reports), context.forms[name]
            yield page(urls.form(name), shows, partial(form, own, described))
            for number in range(2, pages_of_reports(own, described) + 1):
                yield page(urls.form(name, number), shows, partial(more_reports, own, described, number))


def _page(templates: Environment, path: str, shows: str, view: Callable[[], PageView]) -> SiteFile:
    return SiteFile(path, shows, lambda: draw.page(templates, view()).encode())


def _volume(page: str, volumes: Mapping[str, Download]) -> tuple[Download, ...]:
    return (volumes[page],) if page in volumes else ()


def _joined(
    export: Export, parts: Sequence[Callable[[], Mapping[str, bytes]]], title: str, day: date
) -> bytes:
    return export.facts((part()[export.suffix] for part in parts), title, day)
