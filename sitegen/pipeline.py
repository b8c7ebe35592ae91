"""THE flow: load → check (sitegen.checking) → plan → execute → inspect → publish.

Knows the order of the stages and what stops them. Must not know how any stage works. `build`,
`serve` and the tests all come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from sitegen.build.artifact import Made, Output
from sitegen.build.cache import FOLDER, Cache
from sitegen.build.execute import execute
from sitegen.build.inspection import inspect
from sitegen.build.plan import context_of, plan_data, plan_pages, plan_prints, report_views
from sitegen.build.printing import Order, fonts_of, print_all
from sitegen.build.refusals import NotPublished
from sitegen.build.releases import publish
from sitegen.build.searching import searchable
from sitegen.build.volumes import plan_volumes
from sitegen.checking import Checked, check, stops, with_findings
from sitegen.diagnostics import Diagnostic
from sitegen.explain import RULES
from sitegen.files import digest
from sitegen.rendering.pages.context import Context
from sitegen.rendering.theme import Theme, find_theme

__all__ = ["Built", "NotPublished", "build"]

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what is being done in Chinese)."""


@dataclass(frozen=True)
class Built:
    """What building came to. Paths are relative to `output`; nothing is `published` when there
    are findings that stop the build.
    """

    checked: Checked
    output: Path
    published: bool
    pages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    others: int = 0


def build(
    root: Path,
    output: Path,
    *,
    today: date,
    strict: bool = False,
    pdf: bool = True,
    progress: Progress = lambda _done, _of, _what: None,
) -> Built:
    """Check the site and, if nothing stops it, make every file and put it in place of `output`.

    All findings are in the result's `checked`, those of the finished pages included. The old
    output stays untouched unless everything is made and found good. Raises NotPublished when `output`
    holds files of somebody else, cannot be written, or is being written by another build.
    """
    checked = check(root, today=today)
    theme, missing = find_theme(root, checked.site.config.theme if checked.site is not None else "gov")
    checked = with_findings(checked, missing)
    if checked.site is None or theme is None or stops(checked, strict=strict):
        return Built(checked, output, published=False)
    context = context_of(checked.site, checked.verdicts, today)
    files, warnings = _make(context, theme, root, pdf=pdf, progress=progress)
    checked = with_findings(checked, (*warnings, *inspect(files, checked.site.config.base_url)))
    if stops(checked, strict=strict):
        return Built(checked, output, published=False)
    publish(output, {path: digest(data) for path, data in files.items()}, files.__getitem__)
    pages = tuple(sorted(path for path in files if path.endswith(".html")))
    documents = tuple(sorted(path for path in files if path.endswith(".pdf")))
    return Built(checked, output, True, pages, documents, len(files) - len(pages) - len(documents))


def _make(
    context: Context, theme: Theme, root: Path, *, pdf: bool, progress: Progress
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Every file of the output; documents first, because pages state their length and size."""
    titles = {rule.code: rule.title for rule in RULES}
    views = report_views(context, titles)
    documents = execute(plan_data(context), progress, "生成数据")
    if pdf:
        orders = chain(
            plan_prints(context, views, theme, root, documents.files),
            plan_volumes(context, views, theme, root, documents.files),
        )
        prints, problems = _print(orders, context, theme, root, progress)
        documents = Output({**documents.files, **prints})
    else:
        problems = ()
    planned = plan_pages(context, views, titles, theme, root, documents.files)
    pages = execute(planned, progress, "生成页面")
    search = searchable(context, views, pages.files, progress, Cache(root / FOLDER, "search"))
    files = {**documents.contents(), **pages.contents(), **search.files}
    return files, (*problems, *documents.warnings, *pages.warnings, *search.problems)


def _print(
    orders: Iterable[Order], context: Context, theme: Theme, root: Path, progress: Progress
) -> tuple[dict[str, Made], tuple[Diagnostic, ...]]:
    """The PDFs, or why there are none."""
    fonts, problems = fonts_of(root, context.site.config)
    if fonts is None:
        return {}, problems
    return print_all(orders, root, theme, fonts, Cache(root / FOLDER, "pdf"), progress), problems
