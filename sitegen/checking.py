"""Load → check: what is wrong with a site, or with some of its reports.

Knows the order of the two stages and what stops a build. Must not know pages: `sitegen check` is to
answer at once, and what draws pages takes longer to import than a report to check.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sitegen import baseline
from sitegen.checks.catalogue import CHECKS
from sitegen.checks.run import check_site
from sitegen.checks.settings import Settings, settle
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.explain import BY_CODE
from sitegen.loading.site import load_site
from sitegen.model.outcome import Result, Summary, Verdict
from sitegen.model.site import Site


@dataclass(frozen=True)
class Findings:
    """What is wrong with a site.

    `diagnostics` holds every finding once, waived and known ones marked, in the order of files and
    lines. `reports` is the number of reports that were checked, `results` are numbers of outcomes.
    `settings` are the site's own for rules. `gone` counts findings that a baseline lists and that are no
    longer there.
    """

    root: Path
    today: date
    diagnostics: tuple[Diagnostic, ...] = ()
    reports: int = 0
    results: Mapping[Result, int] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    gone: int = 0

    @cached_property
    def summary(self) -> Summary:
        """Everything counted."""
        return Summary.of(self.results, self.diagnostics)


@dataclass(frozen=True)
class Checked(Findings):
    """What loading and checking came to, with everything that was read. `site` is None when its settings cannot
    be read.
    """

    site: Site | None = None
    verdicts: tuple[Verdict, ...] = ()


Found = TypeVar("Found", bound=Findings)


def check(root: Path, *, today: date, only: Iterable[Path] = ()) -> Checked:
    """Load the site below `root` and check all of it, or the reports in and below the paths `only`
    (with the others of their departments, which they are compared with). Never raises for what is
    in the files.
    """
    with without_collection():
        return _check(root, today, tuple(only))


@contextmanager
def without_collection() -> Iterator[None]:
    """Nothing that is read is garbage before the check ends, and looking for it takes a fifth of the
    time. What was read has no circles: it is freed when nobody holds it, and need not be looked at.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def _check(root: Path, today: date, chosen: tuple[Path, ...]) -> Checked:
    site, loaded = load_site(root, chosen)
    if site is None:
        return _checked(root, None, (), loaded, today, Settings())
    settings, problems = settle(site.config.rules, (each.RULE for each in CHECKS))
    verdicts = check_site(site, loaded, BY_CODE, settings, today)
    if chosen:
        wanted = {report.key for report in site.reports if is_below(root / report.folder, chosen)}
        verdicts = tuple(verdict for verdict in verdicts if verdict.report in wanted)
        loaded = tuple(
            each
            for each in loaded
            if each.report in wanted or (not each.report and is_below(root / each.place.file, chosen))
        )
    return _checked(root, site, verdicts, (*problems, *loaded), today, settings)


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """Whether `path` is one of `folders` or lies in one of them."""
    return any(path == folder or folder in path.parents or path == folder.parent for folder in folders)


def _checked(
    root: Path,
    site: Site | None,
    verdicts: tuple[Verdict, ...],
    loaded: tuple[Diagnostic, ...],
    today: date,
    settings: Settings,
) -> Checked:
    judged = {verdict.report for verdict in verdicts}
    found = [each for each in loaded if each.report not in judged]
    found += [each for verdict in verdicts for each in verdict.diagnostics]
    results = Counter(outcome.result for verdict in verdicts for outcome in verdict.outcomes)
    return Checked(
        root, today, in_order(found), len(verdicts), results, settings, site=site, verdicts=verdicts
    )


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, in the order of files and lines."""
    return tuple(sorted(dict.fromkeys(found), key=_position))


def with_findings(findings: Found, found: tuple[Diagnostic, ...]) -> Found:
    """`findings` with more, of later stages; what two documents share is told once."""
    return replace(findings, diagnostics=tuple(dict.fromkeys((*findings.diagnostics, *found))))


def with_baseline(checked: Checked, known: Counter[baseline.Key]) -> Checked:
    """`checked` with the findings that a baseline lists marked as known."""
    marked, gone = baseline.mark(checked.diagnostics, known)
    return replace(checked, diagnostics=marked, gone=gone)


def stops(findings: Findings, *, strict: bool) -> bool:
    """Whether findings stop the build: errors, with `strict` warnings too, neither waived nor known."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(found.severity in bad and found.open for found in findings.diagnostics)


def _position(found: Diagnostic) -> tuple[str, int, int, str]:
    return found.place.file, found.place.line, found.place.column, found.code
