"""What a site consists of before any report is read: settings, forms, files, which reports there are.

Knows how the work on reports is cut out: which of them are compared with which, and what their files say they
are. Must not know what is in a report, nor what is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.cache.database import Database
from sitegen.cache.entries import key
from sitegen.cache.snapshot import SourceSnapshot
from sitegen.diagnostics import Diagnostic
from sitegen.loading.reports.files import load_report
from sitegen.loading.reports.paths import REPORT, REPORTS, reports_among
from sitegen.loading.reports.references import Known
from sitegen.loading.site import no_reports, twice
from sitegen.model.reports.relations import ordered, relations
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.site import SiteDefinition
from sitegen.site.fingerprints import ReportTask, own_code
from sitegen.site.records import BadRecord, read, written


@dataclass(frozen=True)
class ReportIndex:
    """A site's reports as `tasks`, in the order of the site; `problems` of files that are none."""

    tasks: tuple[ReportTask, ...]
    problems: tuple[Diagnostic, ...]


Heads = Callable[[tuple[str, ...]], Iterable[ReportHead | None]]
"""Reads what the reports in the files of these names say they are."""


def index_reports(
    root: Path,
    definition: SiteDefinition,
    sources: SourceSnapshot,
    digests: Mapping[str, str],
    database: Database,
    read_heads: Heads,
) -> ReportIndex:
    """Look over the reports of the site below `root`; `digests` are those of its `sources`."""
    names, problems = reports_among(sources.states)
    known = Known.of(definition)
    collected = list(problems)
    heads: dict[str, ReportHead] = {}
    for name, head in zip(names, _heads(names, digests, database, read_heads), strict=True):
        if head is None or head.form not in definition.forms or head.department not in definition.departments:
            collected += load_report(root / name, root, known)[1]
        elif head.key in heads:
            collected += _twice(root / name, heads[head.key], root, known)
        else:
            heads[head.key] = head
    if not names:
        collected.append(no_reports())
    folders = sources.together((head.folder for head in heads.values()), digests)
    tasks = tuple(
        ReportTask(related, {each.folder: folders[each.folder] for each in (related.head, *related.compared)})
        for related in relations(ordered(heads.values()), definition.departments, definition.forms)
    )
    return ReportIndex(tasks, tuple(collected))


def surroundings(sources: SourceSnapshot) -> tuple[str, ...]:
    """The names of all files that belong to no report: settings, forms, the theme."""
    return tuple(name for name in sources.states if not name.startswith(f"{REPORTS}/"))


def _twice(path: Path, first: ReportHead, root: Path, known: Known) -> list[Diagnostic]:
    """What is to be said of a report with the key of another, which comes `first`."""
    report, found = load_report(path, root, known)
    other, _ = load_report(root / first.folder / REPORT, root, known)
    if report is None or other is None:
        return list(found)
    return [*found, twice(report, first, other.span.place)]


def _heads(
    names: tuple[str, ...], digests: Mapping[str, str], database: Database, read_heads: Heads
) -> list[ReportHead | None]:
    """What each report says it is, from the database where the file has not changed."""
    kept_as = {name: key("head", own_code(), name, digests[name]) for name in names}
    kept = database.find_all("head", kept_as.values())
    found: dict[str, ReportHead | None] = {}
    for name in names:
        data = kept.get(kept_as[name])
        if data is not None:
            try:
                found[name] = read(data, ReportHead | None)  # type: ignore[arg-type]
            except BadRecord:
                continue
    unknown = tuple(name for name in names if name not in found)
    fresh = dict(zip(unknown, read_heads(unknown), strict=True))
    database.keep("head", {kept_as[name]: written(head) for name, head in fresh.items()})
    return [found[name] if name in found else fresh[name] for name in names]
