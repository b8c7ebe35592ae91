"""The state of a preview: the last good site, or the findings that stand in its way.

Knows the pipeline. Must not know HTTP.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sitegen import pipeline
from sitegen.machine.os_errors import in_words
from sitegen.serve.findings_page import findings_page

FOLDER = Path(".sitegen") / "preview"
"""Where the preview is built, below the root: never the published output."""


@dataclass(slots=True)
class Preview:
    """A site that is rebuilt again and again. `findings` is the page shown while the last build
    failed, None when all is well.
    """

    root: Path
    pdf: bool
    report: Callable[[pipeline.Built], None]
    findings: str | None = field(default=None, init=False)
    _shown: bool = field(default=False, init=False)

    @property
    def folder(self) -> Path:
        """The folder that is served."""
        return self.root / FOLDER

    def rebuild(self, *, complete: bool = True) -> None:
        """Build again, perhaps without what takes long (see `pipeline.build`); an error of ours becomes a page too,
        so that watching goes on.
        """
        today = date.today()  # noqa: DTZ011 — the clerk's own day is meant
        try:
            built = pipeline.build(self.root, self.folder, today=today, pdf=self.pdf, complete=complete)
        except pipeline.NotPublished as error:
            self.findings = findings_page((), str(error))
            return
        except OSError as error:
            self.findings = findings_page(
                (), f"读写 {error.filename or self.folder} 时出错：{in_words(error)}。"
            )
            return
        if not (complete and self._shown and built.published):  # what could wait is nothing new to anybody
            self.report(built)
        self._shown = True
        stopped = None if built.published else findings_page(built.checked.diagnostics, "")
        self.findings = stopped
