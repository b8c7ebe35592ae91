"""What is known of a site before its reports are looked at: settings, departments, forms, theme, files.

Knows in which order they are read, and that files are looked at before they are read, so that whatever changes
meanwhile is noticed. Must not know what is done with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.cache.database import Database
from sitegen.cache.snapshot import SourceSnapshot
from sitegen.checks.catalogue import CHECKS
from sitegen.checks.personal_data_of_site import personal_data_around
from sitegen.checks.settings import settle
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.loading.site import load_definition, sources_around
from sitegen.model.reports.report_head import ReportHead
from sitegen.rendering.theme import Theme, find_theme
from sitegen.site.fingerprints import Fingerprints
from sitegen.site.report_checker import CheckContext, ReportChecker
from sitegen.site.report_index import ReportIndex, index_reports
from sitegen.workers.pool import WorkerPool


@dataclass(frozen=True)
class LoadedSite:
    """The `check_context` for checks, with the `sources` it comes from, their `digests`, and `problems` of the settings.
    There may be no `theme`; `themeless` says why.
    """

    check_context: CheckContext
    theme: Theme | None
    sources: SourceSnapshot
    digests: Mapping[str, str]
    problems: tuple[Diagnostic, ...]
    themeless: tuple[Diagnostic, ...]

    def index_reports(self, database: Database, pool: WorkerPool[ReportChecker]) -> ReportIndex:
        """Which reports there are. Raises SourceChanged."""

        def heads(names: Iterable[str]) -> Iterator[ReportHead | None]:
            return pool.each(ReportChecker.head, ((name,) for name in names))

        found = index_reports(
            self.check_context.root,
            self.check_context.definition,
            self.sources,
            self.digests,
            database,
            heads,
        )
        database.commit()  # so that others need not wait while reports are checked
        return found


def load_site(root: Path, database: Database, today: date, rules: Mapping[str, Rule]) -> LoadedSite | None:
    """What surrounds the reports of the site below `root`; None when settings or departments cannot be read. Raises
    SourceChanged.
    """
    sources = SourceSnapshot.of_content(root)
    definition, problems = load_definition(root)
    if definition is None:
        return None
    theme, themeless = find_theme(root, definition.config.theme)
    settings, odd = settle(definition.config.rules, (each.RULE for each in CHECKS))
    folders = theme.folders if theme is not None else ()
    sources = sources.with_folders(folders)
    digests = sources.digests(database)
    keys = Fingerprints.of(definition, settings, sources.digest_of(folders, digests))
    check_context = CheckContext(root, definition, rules, settings, today, keys)
    private = personal_data_around(sources_around(root), settings)
    return LoadedSite(
        check_context, theme, sources, digests, (*problems, *odd, *private, *sources.left_out), themeless
    )
