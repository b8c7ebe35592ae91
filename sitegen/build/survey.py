"""What a site consists of before any report is read: settings, forms, files, which reports there are.

Knows how the work on reports is cut out: which of them are compared with which, and what their files say they
are. Must not know what is in a report, nor what is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.build.cache import key
from sitegen.build.keys import Task, own_code
from sitegen.build.ledger import Ledger
from sitegen.build.records import BadRecord, read, written
from sitegen.build.sources import Sources
from sitegen.diagnostics import Diagnostic
from sitegen.loading.reports import REPORT, REPORTS, Known, load_report, reports_among
from sitegen.loading.site import no_reports, twice
from sitegen.model.head import Head
from sitegen.model.relations import ordered, relations
from sitegen.model.site import Frame


@dataclass(frozen=True)
class Survey:
    """A site's reports as `tasks`, in the order of the site; `problems` of files that are none."""

    tasks: tuple[Task, ...]
    problems: tuple[Diagnostic, ...]


Heads = Callable[[tuple[str, ...]], Iterable[Head | None]]
"""Reads what the reports in the files of these names say they are."""


def survey(
    root: Path,
    frame: Frame,
    sources: Sources,
    digests: Mapping[str, str],
    ledger: Ledger,
    read_heads: Heads,
) -> Survey:
    """Look over the reports of the site below `root`; `digests` are those of its `sources`."""
    names, problems = reports_among(sources.states)
    known = Known.of(frame)
    collected = list(problems)
    heads: dict[str, Head] = {}
    for name, head in zip(names, _heads(names, digests, ledger, read_heads), strict=True):
        if head is None or head.form not in frame.forms or head.department not in frame.departments:
            collected += load_report(root / name, root, known)[1]
        elif head.key in heads:
            collected += _twice(root / name, heads[head.key], root, known)
        else:
            heads[head.key] = head
    if not names:
        collected.append(no_reports())
    folders = sources.together((head.folder for head in heads.values()), digests)
    tasks = tuple(
        Task(related, {each.folder: folders[each.folder] for each in (related.head, *related.compared)})
        for related in relations(ordered(heads.values()), frame.departments)
    )
    return Survey(tasks, tuple(collected))


def surroundings(sources: Sources) -> tuple[str, ...]:
    """The names of all files that belong to no report: settings, forms, the theme."""
    return tuple(name for name in sources.states if not name.startswith(f"{REPORTS}/"))


def _twice(path: Path, first: Head, root: Path, known: Known) -> list[Diagnostic]:
    """What is to be said of a report with the key of another, which comes `first`."""
    report, found = load_report(path, root, known)
    other, _ = load_report(root / first.folder / REPORT, root, known)
    if report is None or other is None:
        return list(found)
    return [*found, twice(report, first, other.span.place)]


def _heads(
    names: tuple[str, ...], digests: Mapping[str, str], ledger: Ledger, read_heads: Heads
) -> list[Head | None]:
    """What each report says it is, from the ledger where the file has not changed."""
    kept_as = {name: key("head", own_code(), name, digests[name]) for name in names}
    kept = ledger.find_all("head", kept_as.values())
    found: dict[str, Head | None] = {}
    for name in names:
        data = kept.get(kept_as[name])
        if data is not None:
            try:
                found[name] = read(data, Head | None)  # type: ignore[arg-type]
            except BadRecord:
                continue
    unknown = tuple(name for name in names if name not in found)
    fresh = dict(zip(unknown, read_heads(unknown), strict=True))
    ledger.keep("head", {kept_as[name]: written(head) for name, head in fresh.items()})
    return [found[name] if name in found else fresh[name] for name in names]
