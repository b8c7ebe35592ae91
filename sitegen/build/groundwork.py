"""What is known of a site before its reports are looked at: settings, departments, forms, theme, files.

Knows in which order they are read, and that files are looked at before they are read, so that whatever changes
meanwhile is noticed. Must not know what is done with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.build.crew import Crew
from sitegen.build.examiner import Examiner, Ground
from sitegen.build.keys import Keys
from sitegen.build.ledger import Ledger
from sitegen.build.sources import Sources
from sitegen.build.survey import Survey, survey
from sitegen.checks.catalogue import CHECKS
from sitegen.checks.settings import settle
from sitegen.checks.site_texts import personal_data_around
from sitegen.diagnostics import Diagnostic, Rule
from sitegen.loading.site import load_frame, sources_around
from sitegen.model.head import Head
from sitegen.rendering.theme import Theme, find_theme


@dataclass(frozen=True)
class Groundwork:
    """The `ground` for checks, with the `sources` it comes from, their `digests`, and `problems` of the settings.
    There may be no `theme`; `themeless` says why.
    """

    ground: Ground
    theme: Theme | None
    sources: Sources
    digests: Mapping[str, str]
    problems: tuple[Diagnostic, ...]
    themeless: tuple[Diagnostic, ...]

    def survey(self, ledger: Ledger, crew: Crew[Examiner]) -> Survey:
        """Which reports there are. Raises SourceChanged."""

        def heads(names: Iterable[str]) -> Iterator[Head | None]:
            return crew.each(Examiner.head, ((name,) for name in names))

        found = survey(self.ground.root, self.ground.frame, self.sources, self.digests, ledger, heads)
        ledger.commit()  # so that others need not wait while reports are checked
        return found


def groundwork(root: Path, ledger: Ledger, today: date, rules: Mapping[str, Rule]) -> Groundwork | None:
    """What surrounds the reports of the site below `root`; None when settings or departments cannot be read. Raises
    SourceChanged.
    """
    sources = Sources.of_content(root)
    frame, problems = load_frame(root)
    if frame is None:
        return None
    theme, themeless = find_theme(root, frame.config.theme)
    settings, odd = settle(frame.config.rules, (each.RULE for each in CHECKS))
    folders = theme.folders if theme is not None else ()
    sources = sources.with_folders(folders)
    digests = sources.digests(ledger)
    keys = Keys.of(frame, settings, sources.digest_of(folders, digests))
    ground = Ground(root, frame, rules, settings, today, keys)
    private = personal_data_around(sources_around(root), settings)
    return Groundwork(
        ground, theme, sources, digests, (*problems, *odd, *private, *sources.left_out), themeless
    )
