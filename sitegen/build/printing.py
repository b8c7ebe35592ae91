"""The PDFs of all reports: those that changed are printed, the others come from the cache.

Knows what a PDF is made from, and where in a report's files a complaint belongs. Must not know how
anything is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache as cache_of_function
from importlib.metadata import version
from pathlib import Path

from sitegen import printing
from sitegen.build.artifact import Made
from sitegen.build.cache import Cache, key
from sitegen.diagnostics import Diagnostic
from sitegen.files import digest
from sitegen.model.report import Report
from sitegen.model.site import SiteConfig
from sitegen.printing.fonts import FontSet, UnusableFont, font_set
from sitegen.printing.job import Printed, PrintJob
from sitegen.printing.press import Press
from sitegen.printing.rules import FONT_UNUSABLE, GLYPH_MISSING, PDF_FAILED, PDF_WARNING, TOO_LONG
from sitegen.rendering.theme import Theme
from sitegen.source import Place

MOST_ROWS = 3000
"""Of all tables of a report together; eight thousand take 18 s and 400 MB."""

STYLE = "print/pdf.css"

_MADE_BY = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", "tinyhtml5", "tinycss2")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Order:
    """A PDF to be: its path in the output, what it is made of, the reports that it shows."""

    path: str
    job: PrintJob
    reports: tuple[Report, ...]


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


def print_all(
    orders: Iterable[Order],
    root: Path,
    theme: Theme,
    fonts: FontSet,
    cache: Cache,
    progress: Callable[[int, int, str], None],
) -> dict[str, Made]:
    """Path → PDF, with what is wrong with it. What did not change since the last build is not printed."""
    planned = tuple(orders)
    made: dict[str, Made] = {}
    waiting: list[tuple[Order, str]] = []
    common = (_style_digest(theme), fonts.stamp, _own_code(), *map(version, _MADE_BY))
    for order in planned:
        problems = tuple(_problems(order, root, fonts))
        if problems:
            made[order.path] = Made(b"", 0, problems)
            continue
        name = key(*common, *_parts(order.job))
        kept = cache.find(name)
        if kept is not None:
            made[order.path] = Made(kept["pdf"], int(kept["pages"]))
        else:
            waiting.append((order, name))
    if waiting:
        with Press(theme.file(STYLE), theme.folders, fonts, most=len(waiting)) as press:
            printed = press.print(order.job for order, _ in waiting)
            for done, ((order, name), outcome) in enumerate(zip(waiting, printed, strict=True), 1):
                made[order.path] = _made(order, outcome)
                if isinstance(outcome, Printed) and not outcome.warnings:
                    cache.keep(name, {"pdf": outcome.data, "pages": b"%d" % outcome.pages})
                progress(done, len(waiting), "生成 PDF")
    cache.prune()
    return {order.path: made[order.path] for order in planned}


@cache_of_function
def _own_code() -> str:
    folder = Path(printing.__file__).parent
    return digest(*(path.read_bytes() for path in sorted(folder.glob("*.py"))))


def _style_digest(theme: Theme) -> str:
    """Everything of the theme that a style sheet for print may use."""
    files = {
        path
        for folder in theme.folders
        for part in ("print", "assets")
        for path in (folder / part).rglob("*")
        if path.is_file() and (part == "print" or path.suffix != ".js")
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


def _made(order: Order, outcome: Printed | str) -> Made:
    report = order.reports[0]
    place = Place(f"{report.folder}/report.yaml", 1, 1)
    if isinstance(outcome, str):
        return Made(b"", 0, (PDF_FAILED.found(place, f"{order.path}：{outcome}。", report=report.key),))
    found = tuple(
        PDF_WARNING.found(place, f"生成 PDF 时：{words}。", report=report.key) for words in outcome.warnings
    )
    return Made(outcome.data, outcome.pages, found)


def _problems(order: Order, root: Path, fonts: FontSet) -> Iterator[Diagnostic]:
    """What can be told before anything is printed."""
    for report in order.reports:
        rows = {data.table.name: len(data.rows) for data in report.tables.values()}
        if sum(rows.values()) > MOST_ROWS:
            longest = max(rows, key=lambda name: rows[name])
            message = (
                f"这份报告的表格共 {sum(rows.values())} 行（“{longest}”有 {rows[longest]} 行），"
                f"PDF 最多能排 {MOST_ROWS} 行。"
            )
            yield TOO_LONG.found(report.span.place, message, report=report.key)
    for character in fonts.missing(_TAG.sub("", order.job.html)):
        yield _missing(character, order.reports, root)


def _missing(character: str, reports: tuple[Report, ...], root: Path) -> Diagnostic:
    """Where a character stands that no font has."""
    message = f"字体里没有“{character}”（U+{ord(character):04X}）这个字。"
    for report in reports:
        for name in ("report.yaml", "narrative.md"):
            path = root / report.folder / name
            lines = path.read_text(encoding="utf-8-sig").split("\n") if path.is_file() else []
            for number, line in enumerate(lines, 1):
                if character in line:
                    place = Place(f"{report.folder}/{name}", number, line.index(character) + 1, 1, line)
                    return GLYPH_MISSING.found(place, message, report=report.key)
    place = Place(f"{reports[0].folder}/report.yaml", 1, 1)
    return GLYPH_MISSING.found(
        place, f"{message}它不在报告里，在表单、部门名称或主题里。", report=reports[0].key
    )
