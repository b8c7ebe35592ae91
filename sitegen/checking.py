"""Look over → check: what is wrong with a site, or with some of its reports.

Knows the order of these stages and what stops a build. Must not know pages: `sitegen check` is to answer at once, and
what draws pages takes longer to import than a report to check.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from sitegen import baseline
from sitegen.artifacts.store import Condition, Store, opened
from sitegen.cache.snapshot import SourceChanged, SourceSnapshot
from sitegen.checks.excess import without_excess
from sitegen.checks.settings import Settings
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.explain import BY_CODE
from sitegen.loading.reports.paths import REPORTS
from sitegen.loading.site import all_problems
from sitegen.machine.processes import processors
from sitegen.model.results.outcome import Result, Summary
from sitegen.site import report_checks
from sitegen.site.fingerprints import ReportTask
from sitegen.site.loaded_site import LoadedSite, load_site
from sitegen.site.records import CheckedReport
from sitegen.site.report_checker import ReportChecker
from sitegen.site.report_checks import Progress, examine
from sitegen.text_figures import TextsRead
from sitegen.workers.pool import WorkerPool

TRIES = 3
"""How often a check begins anew because somebody saved a file meanwhile."""


@dataclass(frozen=True)
class Findings:
    """What is wrong with a site.

    `diagnostics` holds every finding once, waived and known ones marked, in the order of files and
    lines. `site_name` is "" when its settings cannot be read. `reports` are the keys of those that were
    checked, `results` numbers of outcomes by rule. `settings` are the site's own for rules. `gone` counts findings that
    a baseline lists and that are no longer there. `cache` is how what earlier runs had kept was found.
    """

    root: Path
    today: date
    diagnostics: tuple[Diagnostic, ...] = ()
    site_name: str = ""
    reports: tuple[str, ...] = ()
    results: Mapping[str, Mapping[Result, int]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    gone: int = 0
    cache: Condition = field(default_factory=Condition)
    texts: tuple[TextsRead, ...] | None = None
    """What was read of the figures in the texts of each report; None where nobody asked."""

    @cached_property
    def summary(self) -> Summary:
        """Everything counted."""
        results: Counter[Result] = Counter()
        for numbers in self.results.values():
            results.update(numbers)
        return Summary.of(results, self.diagnostics)


def nothing_told(_done: int, _of: int, _what: str) -> None:
    """The progress of what nobody watches."""


def check(
    root: Path,
    *,
    today: date,
    only: Iterable[Path] = (),
    jobs: int | None = None,
    progress: Progress = nothing_told,
    explain: bool = False,
) -> Findings:
    """Check all reports of the site below `root`, or those in and below the paths `only` (comparing them with all
    others). What earlier checks and builds found, and still holds, is not found out again. `jobs` is how many
    processes may work (None: one for each processor). With `explain` tell what was read of the texts: what is known of a report
    does not say it, so that each is read anew. Never raises for what is in the files; SourceChanged when they
    do not stop changing, NotPublished when a process ends for no reason of ours.
    """
    again = partial(_check, root, today, tuple(only), jobs or processors(), progress, explain)
    for _ in range(TRIES - 1):
        with suppress(SourceChanged):
            return again()
    return again()


def _check(
    root: Path, today: date, only: tuple[Path, ...], jobs: int, progress: Progress, explain: bool
) -> Findings:
    with without_collection(), opened(root) as store:
        known = load_site(root, store.database, today, BY_CODE)
        if known is None:
            return within(unreadable(root, today), only)
        return check_reports(known, store, only, jobs, progress, explain=explain)


def check_reports(
    known: LoadedSite,
    store: Store,
    only: tuple[Path, ...],
    jobs: int,
    progress: Progress,
    *,
    explain: bool = False,
) -> Findings:
    """As `check`, of a site of which that much is `known`."""
    with WorkerPool(partial(ReportChecker, known.check_context), jobs) as pool:
        looked = known.index_reports(store.database, pool)
        root = known.check_context.root
        tasks = [each for each in looked.tasks if not only or is_below(root / each.head.folder, only)]

        def fresh(due: Sequence[ReportTask]) -> Iterator[CheckedReport]:
            return pool.each(ReportChecker.examine, ((task,) for task in due))

        examined = examine(tasks, known.check_context, store.database, fresh, progress)
        texts = tuple(pool.each(ReportChecker.texts, ((task,) for task in tasks))) if explain else None
    findings = findings_of(known, looked.problems, tasks, examined)
    return replace(within(findings, only), cache=store.condition, texts=texts)


@contextmanager
def without_collection() -> Iterator[None]:
    """Looking for garbage takes a fifth of the time, and what is read has no circles. Where it is looked for all the
    same, now and then, what was there before, the program above all, is left out.
    """
    enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()


def unreadable(root: Path, today: date) -> Findings:
    """What is wrong with a site whose settings or departments cannot be read."""
    left_out = SourceSnapshot.of_content(root).left_out
    return Findings(root, today, in_order(without_excess((*all_problems(root), *left_out))))


def findings_of(
    known: LoadedSite,
    problems: Iterable[Diagnostic],
    tasks: Sequence[ReportTask],
    examined: Mapping[str, CheckedReport],
) -> Findings:
    """What is wrong with a site: `problems` with files that are no reports, and what checking the `tasks` came to."""
    check_context = known.check_context
    found = (
        *without_excess((*known.problems, *problems)),
        *report_checks.findings(tasks, examined),
        *report_checks.units_unlike_others(tasks, examined, check_context.definition.forms),
    )
    return Findings(
        check_context.root,
        check_context.today,
        in_order(found),
        check_context.definition.config.name,
        tuple(task.head.key for task in tasks),
        report_checks.results(examined.values()),
        check_context.settings,
    )


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """Whether `path` is one of `folders` or lies in one of them."""
    return any(path == folder or folder in path.parents or path == folder.parent for folder in folders)


def within(findings: Findings, only: tuple[Path, ...]) -> Findings:
    """Of the findings those about the reports that were checked, or in files below the paths `only`, and those about
    settings, departments and forms, which decide how reports are checked; all, if there are no paths.
    """
    if not only:
        return findings
    wanted = set(findings.reports)
    kept = tuple(
        each
        for each in findings.diagnostics
        if each.report in wanted
        or is_below(findings.root / each.place.file, only)
        or not (each.report or each.place.file.startswith(f"{REPORTS}/"))
    )
    return replace(findings, diagnostics=kept)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, in the order of files and lines."""
    return tuple(sorted(dict.fromkeys(found), key=_position))


def with_findings(findings: Findings, found: tuple[Diagnostic, ...]) -> Findings:
    """`findings` with more, of later stages; what two documents share is told once."""
    return replace(findings, diagnostics=tuple(dict.fromkeys((*findings.diagnostics, *found))))


def with_baseline(findings: Findings, known: Counter[baseline.Key]) -> Findings:
    """`findings` with those that a baseline lists marked as known."""
    marked, gone = baseline.mark(findings.diagnostics, known)
    return replace(findings, diagnostics=marked, gone=gone)


def stops(findings: Findings, *, strict: bool) -> bool:
    """Whether findings stop the build: errors, with `strict` warnings too, neither waived nor known."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(found.severity in bad and found.open for found in findings.diagnostics)


def _position(found: Diagnostic) -> tuple[str, int, int, str]:
    return found.place.file, found.place.line, found.place.column, found.code
