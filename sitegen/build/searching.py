"""The search of the finished site: a bundle a year, and one for what belongs to no year.

Knows which pages can be found and by what, and tries it before anything is published. Must not know how
an index is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache as cache_of_function
from functools import partial
from importlib.metadata import version
from pathlib import Path

from sitegen import search
from sitegen.build.artifact import Made
from sitegen.build.cache import Cache, key
from sitegen.diagnostics import Diagnostic
from sitegen.model.report import Report
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.views import ReportView
from sitegen.search.bundle import RUNTIME_BUNDLE, SearchFailed, SearchPage, make_bundle, runtime
from sitegen.search.lookup import Probe, missing
from sitegen.search.rules import failed, not_found

FOLDER = "search"


def bundles(context: Context) -> tuple[str, ...]:
    """The names of all bundles, the one that the browser opens first at the front."""
    return (RUNTIME_BUNDLE, *map(str, context.by_year))


@dataclass(frozen=True)
class Searchable:
    """The files of the search, and what it does not find."""

    files: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...]


def searchable(
    context: Context,
    views: Mapping[str, ReportView],
    pages: Mapping[str, Made],
    progress: Callable[[int, int, str], None],
    cache: Cache,
) -> Searchable:
    """Index the finished `pages` (path → file), and look for what must be found. A bundle whose pages
    have not changed comes from `cache`.
    """
    names = bundles(context)
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    try:
        for done, name in enumerate(names):
            progress(done, len(names), "建立搜索索引")
            covered = _pages(context, name, views, pages)
            made = cache.get(_key(covered), partial(make_bundle, covered))
            files |= {f"{FOLDER}/{name}/{path}": data for path, data in made.items()}
            problems += map(not_found, missing(made, _probes(context, name)))
        files |= {f"{FOLDER}/{path}": data for path, data in runtime().items()}
    except (SearchFailed, ValueError) as error:
        problems.append(failed(str(error)))
    cache.prune()
    progress(len(names), len(names), "建立搜索索引")
    return Searchable(files, tuple(problems))


def _key(pages: list[SearchPage]) -> str:
    """Everything that a bundle is made from: the pages, Pagefind, and our own way of using it."""
    said = [part for page in sorted(pages, key=lambda each: each.url) for part in _parts(page)]
    return key(version("pagefind"), version("pagefind-bin"), _own_code(), *said)


def _parts(page: SearchPage) -> tuple[str, ...]:
    return (page.url, page.html, *(part for pair in page.filters for part in pair), "")


@cache_of_function
def _own_code() -> bytes:
    folder = Path(search.__file__).parent
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))


def _pages(
    context: Context, bundle: str, views: Mapping[str, ReportView], pages: Mapping[str, Made]
) -> list[SearchPage]:
    """What the bundle covers. Lists of checks and comparisons only repeat what reports say."""

    def page(path: str, filters: tuple[tuple[str, str], ...]) -> SearchPage:
        return SearchPage(path, pages[path].data.decode(), filters)

    if bundle == RUNTIME_BUNDLE:
        departments = context.site.departments.values()
        return [
            *(page(path, ()) for path in (urls.PUBLICATION, urls.CORRECTIONS, urls.DATA, urls.ABOUT)),
            *(page(urls.department(each.id), (("部门", each.name),)) for each in departments),
            *(
                page(urls.form(name), (("表单", found[0].form.title),))
                for name, found in context.by_form.items()
            ),
        ]
    year = int(bundle)
    return [
        page(urls.year(year), (("年度", f"{year}年度"),)),
        *(page(urls.report(each.key), _filters(each, views[each.key])) for each in context.by_year[year]),
    ]


def _filters(report: Report, view: ReportView) -> tuple[tuple[str, str], ...]:
    filters = (
        ("年度", f"{report.year}年度"),
        ("部门", report.department.name),
        ("表单", report.form.title),
        ("等级", view.grade),
    )
    return tuple((name, value) for name, value in filters if value)


def _probes(context: Context, bundle: str) -> list[Probe]:
    """Every report must be found by its department, its title and a figure."""
    if bundle == RUNTIME_BUNDLE:
        return [Probe(urls.department(each.id), (each.name,)) for each in context.site.departments.values()]
    return [Probe(urls.report(each.key), _queries(each)) for each in context.by_year[int(bundle)]]


def _queries(report: Report) -> tuple[str, ...]:
    figure = next((fact.value.text for fact in report.facts() if fact.figure), "")
    return tuple(filter(None, (report.department.name, report.title, figure)))
