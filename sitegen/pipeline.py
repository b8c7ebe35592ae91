"""THE flow: look over → check → print → draw → list → index → inspect → publish.

Knows the order of the stages and what stops them. Must not know how any stage works. `build`,
`serve` and the tests all come through here.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.build import upkeep
from sitegen.build.cache import FOLDER
from sitegen.build.crew import Crew
from sitegen.build.keys import Keys
from sitegen.build.ledger import Ledger
from sitegen.build.making import Making
from sitegen.build.printing import fonts_of
from sitegen.build.refusals import NotPublished
from sitegen.build.releases import Care, publish
from sitegen.build.sources import SourceChanged, Sources
from sitegen.build.standing import Watch, options
from sitegen.build.store import Store
from sitegen.build.survey import Survey, surroundings, survey
from sitegen.build.workshop import Setup
from sitegen.checking import Findings, check, in_order, stops, with_findings
from sitegen.checks.catalogue import CHECKS
from sitegen.checks.settings import settle
from sitegen.diagnostics import Diagnostic
from sitegen.explain import BY_CODE
from sitegen.loading.site import load_frame
from sitegen.model.head import Head
from sitegen.printing.press import processors
from sitegen.rendering.theme import find_theme

__all__ = ["Built", "NotPublished", "build"]

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what is being done in Chinese)."""


@dataclass(frozen=True)
class Built:
    """What building came to. Paths are relative to `output`; nothing is `published` when there
    are findings that stop the build. `repaired` counts what earlier builds had kept and was not whole.
    """

    checked: Findings
    output: Path
    published: bool
    pages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    others: int = 0
    repaired: int = 0
    watch: Watch | None = None
    """What it depends on, if it was published."""


def build(
    root: Path,
    output: Path,
    *,
    today: date,
    strict: bool = False,
    pdf: bool = True,
    jobs: int | None = None,
    complete: bool = True,
    progress: Progress = lambda _done, _of, _what: None,
) -> Built:
    """Check the site and, if nothing stops it, make every file that is not as it should be, and put the whole in
    place of `output`. What earlier builds made, and would be the same, is not made again. `jobs` is how many
    processes may work on reports (None: one for each processor). What need not be `complete` may have the
    files with all figures, and the search, of the build before.

    All findings are in the result's `checked`, those of the finished pages included. The old
    output stays untouched unless everything is made and found good. Raises NotPublished when `output`
    holds files of somebody else, cannot be written, is being written by another build, or when files change
    while the site is made from them.
    """
    try:
        with _without_collection(), opened(root) as store:
            return _build(root, output, store, today, strict, pdf, complete, jobs or processors(), progress)
    except SourceChanged as change:
        raise NotPublished(
            f"生成过程中 {change} 被改动了，没有发布；请重新生成。原有的输出没有改动。"
        ) from None


@contextmanager
def _without_collection() -> Iterator[None]:
    """Looking for garbage takes a fifth of the time, and what is read has no circles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


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
    ready, problems = prepare(root, store, today, pdf=pdf)
    if ready is None:
        return Built(with_findings(check(root, today=today), problems), output, published=False)
    setup = ready.setup
    with Crew(setup, jobs) as crew:
        known = ready.survey(store, crew)
        with Making(setup, store, crew, known.tasks, progress, complete=complete) as making:
            making.examine()
            found = in_order((*problems, *known.problems, *making.findings))
            findings = Findings(root, today, found, len(known.tasks), making.results, setup.settings)
            if stops(findings, strict=strict):
                return Built(findings, output, published=False, repaired=store.damaged)
            made = making.output()
            findings = with_findings(findings, made.wrong(setup.frame.config.base_url))
            if stops(findings, strict=strict):
                return Built(findings, output, published=False, repaired=store.damaged)
            ready.sources.confirm(surroundings(ready.sources))
            wanted = {path: each.sha256 for path, each in made.files.items()}
            publish(output, wanted, made.read, Care.USUAL if complete else Care.PREVIEW)
    pages = tuple(sorted(path for path in made.files if path.endswith(".html")))
    documents = tuple(sorted(made.pages))
    others = len(made.files) - len(pages) - len(documents)
    said = options(today, strict=strict, pdf=pdf)
    watch = Watch(output, said, setup.theme.folders, ready.sources) if complete else None
    return Built(findings, output, True, pages, documents, others, store.damaged, watch)


@dataclass(frozen=True)
class Ready:
    """What is known of a site before its reports are looked at; `digests` are those of its `sources`."""

    setup: Setup
    sources: Sources
    digests: Mapping[str, str]

    def survey(self, store: Store, crew: Crew) -> Survey:
        """Which reports there are. Raises SourceChanged."""

        def heads(names: Iterable[str]) -> Iterator[Head | None]:
            return crew.each("head", ((name,) for name in names))

        setup = self.setup
        return survey(setup.root, setup.frame, self.sources, self.digests, store.ledger, heads)


def prepare(
    root: Path, store: Store, today: date, *, pdf: bool
) -> tuple[Ready | None, tuple[Diagnostic, ...]]:
    """Read what surrounds the reports; None when settings, departments or theme cannot be had. Files are looked
    at before they are read, so that whatever changes meanwhile is noticed. Raises SourceChanged.
    """
    sources = Sources.below(root, (root / "content",))
    frame, problems = load_frame(root)
    theme, no_theme = find_theme(root, frame.config.theme if frame is not None else "gov")
    if frame is None or theme is None:
        return None, no_theme
    fonts, no_fonts = fonts_of(root, frame.config) if pdf else (None, ())
    settings, odd = settle(frame.config.rules, (each.RULE for each in CHECKS))
    sources = sources.with_folders(theme.folders)
    digests = sources.digests(store.ledger)
    keys = Keys.of(frame, settings, sources.digest_of(theme.folders, digests))
    setup = Setup(root, frame, theme, BY_CODE, settings, today, keys, store.folder, fonts)
    return Ready(setup, sources, digests), (*problems, *odd, *no_fonts)


@contextmanager
def opened(root: Path) -> Iterator[Store]:
    """What is kept from build to build below the site's folder; where that cannot be, for this build only."""
    folder = root / FOLDER
    with tempfile.TemporaryDirectory(prefix="sitegen-") as passing:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError:
            folder = Path(passing)
        ledger = Ledger(folder, upkeep.today().toordinal())
        try:
            yield Store(folder, ledger)
        finally:
            ledger.close()
        upkeep.prune_daily(folder)
