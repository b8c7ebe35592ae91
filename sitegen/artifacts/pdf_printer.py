"""The PDFs of all reports: those that changed are printed, the others come from the cache.

Knows what a PDF is made from. Must not know how anything is printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cache as cache_of_function
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from sitegen import printing
from sitegen.artifacts.pdf_findings import failed, overflowing, warnings
from sitegen.cache.entries import Cache, key
from sitegen.diagnostics import Diagnostic
from sitegen.files import FileDigest, digest
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.site import SiteConfig
from sitegen.printing.fonts import FontSet, UnusableFont, font_set
from sitegen.printing.job import Overflow, Printed, PrintJob
from sitegen.printing.pool import PrintPool
from sitegen.printing.rules import FONT_UNUSABLE
from sitegen.rendering.theme import Theme
from sitegen.source import Place

STYLE = "print/pdf.css"

_MADE_BY = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", "tinyhtml5", "tinycss2")


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """A PDF to be: its path in the output, what it is made of, the reports that it shows, and what can be told
    to be wrong with it before it is printed.
    """

    path: str
    job: PrintJob
    heads: tuple[ReportHead, ...]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF that was printed: the name under which it is kept, its digest and size, its number of pages. `wrong`
    is what is wrong with it; where there is no PDF at all, the name is "".
    """

    kept: str
    file: FileDigest
    pages: int
    wrong: tuple[Diagnostic, ...] = ()


def fonts_of(root: Path, config: SiteConfig) -> tuple[FontSet | None, tuple[Diagnostic, ...]]:
    """The fonts of the site below `root`, or what is wrong with those it asks for."""
    problems: list[Diagnostic] = []
    chosen: dict[str, list[Path]] = {}
    for choice in config.fonts:
        path = (root / choice.path).resolve()
        if not path.is_relative_to(root.resolve()):
            problems.append(FONT_UNUSABLE.found(choice.place, f"字体 {choice.path} 不在站点目录里。"))
            continue
        chosen.setdefault(choice.use, []).append(path)
        try:
            font_set({choice.use: [path]})
        except UnusableFont as error:
            problems.append(FONT_UNUSABLE.found(choice.place, f"{error}。"))
    if problems:
        return None, tuple(problems)
    try:
        return font_set(chosen), ()
    except UnusableFont as error:
        return None, (FONT_UNUSABLE.found(Place("content/site.yaml", 1, 1), f"{error}。"),)


class PdfPrinter:
    """Prints what is not in `cache` yet; to be used in a `with` statement. No process is started before there is
    something to print. `most` documents are expected.
    """

    def __init__(self, root: Path, theme: Theme, fonts: FontSet, cache: Cache, most: int) -> None:
        self._root = root
        self._theme = theme
        self._fonts = fonts
        self._cache = cache
        self._most = most
        self._pool: PrintPool | None = None
        self.stamp = key(*_common(theme, fonts))
        """A digest of everything but the documents themselves."""

    def __enter__(self) -> PdfPrinter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)

    def print(self, requests: Iterable[PdfRequest]) -> Iterator[PdfResult]:
        """Yield the PDF of each request, in their order."""
        planned = [(request, key(self.stamp, *_parts(request.job))) for request in requests]
        kept = {name: self._kept(request, name) for request, name in planned if not request.problems}
        waiting = [
            (request, name) for request, name in planned if not request.problems and kept[name] is None
        ]
        printed = iter(self._printed([request.job for request, _ in waiting]))
        for request, name in planned:
            found = kept.get(name)
            if request.problems:
                yield PdfResult("", FileDigest.of(b""), 0, request.problems)
            elif found is not None:
                yield found
            else:
                yield self._made(request, name, next(printed))

    def content(self, result: PdfResult, request: Callable[[], PdfRequest]) -> bytes:
        """The bytes of a PDF; printed again if they have been lost."""
        found = self._cache.find(result.kept)
        if found is None:
            (_,) = self.print((request(),))
            found = self._cache.find(result.kept)
        return found["pdf"] if found is not None else b""

    def _kept(self, request: PdfRequest, name: str) -> PdfResult | None:
        found = self._cache.find(name)
        if found is None:
            return None
        said = found["warnings"].decode().splitlines()
        over = tuple(Overflow(*each) for each in json.loads(found["overflows"]))
        return self._result(request, name, Printed(found["pdf"], int(found["pages"]), tuple(said), over))

    def _printed(self, jobs: Sequence[PrintJob]) -> Iterator[Printed | str]:
        if not jobs:
            return iter(())
        if self._pool is None:
            self._pool = PrintPool(self._theme.file(STYLE), self._theme.folders, self._fonts, most=self._most)
        return self._pool.print(jobs)

    def _made(self, request: PdfRequest, name: str, outcome: Printed | str) -> PdfResult:
        if isinstance(outcome, str):
            said = f"{request.path}：{outcome}。"
            return PdfResult("", FileDigest.of(b""), 0, (failed(said, request.heads, self._root),))
        warned = tuple(words.replace("\n", " ") for words in outcome.warnings)
        group = {
            "pdf": outcome.data,
            "pages": b"%d" % outcome.pages,
            "warnings": "\n".join(warned).encode(),
            "overflows": json.dumps([astuple(each) for each in outcome.overflows]).encode(),
        }
        self._cache.keep(name, group)
        return self._result(request, name, replace(outcome, warnings=warned))

    def _result(self, request: PdfRequest, name: str, printed: Printed) -> PdfResult:
        wrong = (
            *warnings(printed.warnings, request.heads, self._root),
            *overflowing(printed.overflows, request.heads, self._root),
        )
        return PdfResult(name, FileDigest.of(printed.data), printed.pages, wrong)


def _common(theme: Theme, fonts: FontSet) -> tuple[str, ...]:
    return (_style_digest(theme), fonts.stamp, _own_code(), *map(version, _MADE_BY))


@cache_of_function
def _own_code() -> str:
    folder = Path(printing.__file__).parent
    return digest(*(path.read_bytes() for path in sorted(folder.rglob("*.py"))))


def _style_digest(theme: Theme) -> str:
    """Everything of the theme that a style sheet for print may use."""
    files = {
        path
        for folder in theme.folders
        for part in ("print", "styles", "assets")
        for path in (folder / part).rglob("*")
        if path.is_file() and path.suffix != ".js"
    }
    return digest(*(path.read_bytes() for path in sorted(files)))


def _parts(job: PrintJob) -> Iterator[str | bytes]:
    """Everything a document is made from; the pictures that it names by what they contain."""
    yield from (job.html, job.css, job.url, str(job.day))
    for file in job.files:
        yield from (file.name, file.description, file.data)
    for name in job.pictures:
        yield name
        yield digest(
            next(
                folder / name[len(below) :] for below, folder in job.folders if name.startswith(below)
            ).read_bytes()
        )
