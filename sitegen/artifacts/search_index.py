"""The search of the finished site: a bundle a year, and one for what belongs to no year.

Knows which pages can be found and by what, and tries it before anything is published. Must not know how
an index is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache as cache_of_function
from functools import partial
from importlib.metadata import version
from pathlib import Path

from sitegen import search
from sitegen.cache.entries import Cache, key
from sitegen.diagnostics import Diagnostic
from sitegen.files import FileDigest, digest
from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.model.results.summary import ReportSummary
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.search.bundle import (
    RUNTIME_BUNDLE,
    Indexed,
    SearchFailed,
    SearchPage,
    as_indexed,
    make_bundle,
    runtime,
)
from sitegen.search.lookup import Probe, missing
from sitegen.search.rules import failed, not_found
from sitegen.search.spelling import phrases

FOLDER = "search"

Filters = tuple[tuple[str, str], ...]

Made = tuple[dict[str, bytes], tuple[Diagnostic, ...]]
"""The files of a bundle, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """An index to be: its name, the paths of the pages that it covers with what they can be chosen by, and what
    must be found.
    """

    name: str
    pages: tuple[tuple[str, Filters], ...]
    probes: tuple[Probe, ...]

    def key(self, files: Mapping[str, FileDigest]) -> str:
        """Everything that a bundle is made from: the pages, by what is in the `files`, Pagefind, and our own way
        of using it.
        """
        said = (repr((path, files[path].sha256, filters)) for path, filters in self.pages)
        return key("search", _own_code(), repr(self.probes), *said)


def names(context: Context) -> tuple[str, ...]:
    """The names of all bundles, the one that the browser opens first at the front."""
    return (RUNTIME_BUNDLE, *map(str, context.by_year))


def bundles(context: Context) -> Iterator[Bundle]:
    """All bundles. Lists of checks and comparisons only repeat what reports say: they are not covered."""
    bodies = context.departments.values()
    yield Bundle(
        RUNTIME_BUNDLE,
        (
            *((path, ()) for path in (urls.PUBLICATION, urls.CORRECTIONS, urls.DATA, urls.ABOUT)),
            *((urls.department(each.id), (("部门", each.name),)) for each in bodies),
            *((urls.form(name), (("表单", context.forms[name].title),)) for name in context.by_form),
        ),
        tuple(Probe(urls.department(each.id), (each.name,)) for each in bodies if phrases(each.name)),
    )
    for year, reports in context.by_year.items():
        yield Bundle(
            str(year),
            (
                (urls.year(year), (("年度", f"{year}年度"),)),
                *((urls.report(each.key), _filters(context, each)) for each in reports),
            ),
            tuple(Probe(urls.report(each.key), _queries(context, each)) for each in reports),
        )


def documents(
    bundle: Bundle, files: Mapping[str, FileDigest], content: Callable[[str], bytes], kept: Cache
) -> list[Indexed]:
    """The pages of a bundle as they are indexed. They are those of the output, whose `files` and `content` are given;
    `kept` has those that were read before.
    """
    return [
        Indexed(path, _document(path, files[path].sha256, filters, partial(content, path), kept))
        for path, filters in bundle.pages
    ]


def indexed(bundle: Bundle, pages: Sequence[Indexed]) -> Made:
    """The files of a bundle of `pages`, and what it does not find. Any thread may do this."""
    try:
        files = make_bundle(pages)
        problems = tuple(map(not_found, missing(files, bundle.probes)))
    except (SearchFailed, ValueError) as error:
        return {}, (failed(str(error)),)
    return {f"{FOLDER}/{bundle.name}/{path}": data for path, data in files.items()}, problems


def keep_document(page: SearchPage, kept: Cache) -> None:
    """Read a page, so that its bundle need not."""
    sha256 = digest(page.html.encode())
    _document(page.url, sha256, page.filters, page.html.encode, kept)


def _document(path: str, sha256: str, filters: Filters, content: Callable[[], bytes], kept: Cache) -> str:
    """A page as it is indexed, by the digest of its content."""

    def read() -> dict[str, bytes]:
        return {"document": as_indexed(SearchPage(path, content().decode(), filters)).document.encode()}

    name = key("document", _own_code(), path, sha256, repr(filters))
    return kept.get(name, read)["document"].decode()


def scripts() -> dict[str, bytes]:
    """What the browser needs besides the bundles."""
    return {f"{FOLDER}/{path}": data for path, data in runtime().items()}


def scripts_key() -> str:
    """Everything that `scripts` follow from."""
    return key("scripts", _own_code())


@cache_of_function
def _own_code() -> str:
    folder = Path(search.__file__).parent
    ours = b"".join(path.read_bytes() for path in sorted(folder.rglob("*.py")))
    return key(ours, version("pagefind"), version("pagefind-bin"))


def filters_of(year: int, department: Department, form: Form, grade: str) -> Filters:
    """What a report can be chosen by."""
    filters = (("年度", f"{year}年度"), ("部门", department.name), ("表单", form.title), ("等级", grade))
    return tuple((name, value) for name, value in filters if value)


def _filters(context: Context, report: ReportSummary) -> Filters:
    department, form = context.departments[report.department], context.forms[report.form]
    return filters_of(report.year, department, form, report.grade)


def _queries(context: Context, report: ReportSummary) -> tuple[str, ...]:
    """Every report must be found by its department, its title and a figure, as far as one can be asked for."""
    department = context.departments[report.department].name
    return tuple(each for each in (department, report.title, report.figure) if phrases(each))
