"""THE flow: look over → check → print → draw → list → index → inspect → publish.

Knows the order of the stages and what stops them. Must not know how any stage works. `build`,
`serve` and the tests all come through here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from sitegen.artifacts.pdf_printer import fonts_of
from sitegen.artifacts.report_renderer import RenderContext, ReportRenderer
from sitegen.artifacts.store import Store, opened
from sitegen.cache.last_build import BuildInputs, options
from sitegen.cache.snapshot import SourceChanged
from sitegen.checking import (
    Findings,
    check_reports,
    findings_of,
    nothing_told,
    stops,
    unreadable,
    with_findings,
    without_collection,
)
from sitegen.diagnostics import Diagnostic
from sitegen.errors import NotPublished
from sitegen.explain import BY_CODE
from sitegen.machine.processes import processors
from sitegen.publishing.releases import Care, Published, publish
from sitegen.rendering.theme import Theme
from sitegen.site.loaded_site import LoadedSite, load_site
from sitegen.site.report_checks import Progress
from sitegen.site.report_index import surroundings
from sitegen.site_builder import SiteBuilder
from sitegen.trust.own_files import refuse_links
from sitegen.workers.pool import WorkerPool

__all__ = ["Built", "NotPublished", "build"]


@dataclass(frozen=True)
class Built:
    """What building came to. Paths are relative to `output`; nothing is `published` when there
    are findings that stop the build.
    """

    checked: Findings
    output: Path
    published: bool
    pages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    others: int = 0
    inputs: BuildInputs | None = None
    """What it depends on, if it was published."""
    release: Published | None = None
    """What became of the output, if it was published."""


def build(
    root: Path,
    output: Path,
    *,
    today: date,
    strict: bool = False,
    pdf: bool = True,
    jobs: int | None = None,
    complete: bool = True,
    progress: Progress = nothing_told,
) -> Built:
    """Check the site and, if nothing stops it, make every file that is not as it should be, and put the whole in
    place of `output`. What earlier builds made, and would be the same, is not made again. `jobs` is how many
    processes may work on reports (None: one for each processor). What need not be `complete` may have the
    files with all figures of the build before.

    All findings are in the result's `checked`, those of the finished pages included. The old
    output stays untouched unless everything is made and found good. Raises NotPublished when `output`
    holds files of somebody else in the way, cannot be written, is being written by another build, or when files change
    while the site is made from them.
    """
    try:
        refuse_links(root, output)
        with without_collection(), opened(root) as store:
            return _build(root, output, store, today, strict, pdf, complete, jobs or processors(), progress)
    except SourceChanged as change:
        raise NotPublished(
            f"生成过程中 {change} 被改动了，没有发布；请重新生成。原有的输出没有改动。"
        ) from None


def _build(
    root: Path,
    output: Path,
    store: Store,
    today: date,
    strict: bool,
    pdf: bool,
    complete: bool,
    jobs: int,
    progress: Progress,
) -> Built:
    known = load_site(root, store.database, today, BY_CODE)
    if known is None:
        return Built(unreadable(root, today), output, published=False)
    if known.theme is None:
        found = check_reports(known, store, (), jobs, progress)
        return Built(with_findings(found, known.themeless), output, published=False)
    setup, problems = prepare(known, known.theme, store, pdf=pdf)
    with WorkerPool(partial(ReportRenderer, setup), jobs) as pool:
        looked = known.index_reports(store.database, pool)
        with SiteBuilder(setup, store, pool, looked.tasks, progress, complete=complete) as builder:
            builder.examine()
            found = findings_of(known, (*problems, *looked.problems), looked.tasks, builder.examined)
            if stops(found, strict=strict):
                return Built(replace(found, cache=store.condition), output, published=False)
            made = builder.output()
            found = with_findings(found, made.wrong(known.check_context.definition.config.base_url))
            if stops(found, strict=strict):
                return Built(replace(found, cache=store.condition), output, published=False)
            known.sources.confirm(surroundings(known.sources))
            wanted = {path: each.sha256 for path, each in made.files.items()}
            care = Care.USUAL if complete else Care.PREVIEW
            release = publish(output, wanted, made.read, care, note=_note(pdf=pdf, complete=complete))
    pages = tuple(sorted(path for path in made.files if path.endswith(".html")))
    documents = tuple(sorted(made.pages))
    others = len(made.files) - len(pages) - len(documents)
    said = options(today, strict=strict, pdf=pdf)
    inputs = BuildInputs(output, said, setup.theme.folders, known.sources) if complete else None
    found = replace(found, cache=store.condition)
    return Built(found, output, True, pages, documents, others, inputs, release)


def _note(*, pdf: bool, complete: bool) -> str:
    """Why what is built so is not for the public; "" if it is."""
    lacking = [what for what, made in (("PDF", pdf), ("最新的全部数字", complete)) if not made]
    return f"没有 {'、'.join(lacking)}" if lacking else ""


def prepare(
    known: LoadedSite, theme: Theme, store: Store, *, pdf: bool
) -> tuple[RenderContext, tuple[Diagnostic, ...]]:
    """What pages and PDFs are drawn with, and what is wrong with it."""
    fonts, problems = (
        fonts_of(known.check_context.root, known.check_context.definition.config) if pdf else (None, ())
    )
    return RenderContext(known.check_context, theme, store.folder, store.seal, fonts), problems
