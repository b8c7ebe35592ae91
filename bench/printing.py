"""What the PDF of the seed report costs, beside the `weasyprint` command: `python -m bench.printing`.

Knows one report and the processes that print. Must not know the corpus.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path

from sitegen import pipeline
from sitegen.artifacts.pdf_printer import STYLE
from sitegen.artifacts.report_renderer import ReportRenderer
from sitegen.artifacts.store import opened
from sitegen.explain import BY_CODE
from sitegen.printing.fonts import font_set
from sitegen.printing.pool import PrintPool
from sitegen.site.loaded_site import load_site
from sitegen.workers.pool import WorkerPool

ROOT = Path(__file__).resolve().parent.parent
SEED = "2020/yueyang-kexie/yueyang-bumen-zhengti"
TODAY = date(2026, 1, 1)
RUNS = 5
IN_A_ROW = 8
"""Documents that wait for a worker, as they do in a build."""


def main() -> None:
    """Print medians."""
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = printing(Path(name))
    print(f"PDF of the seed {ours:.2f} s in a warm worker, the weasyprint command {theirs / ours:.2f} ×")


def printing(folder: Path) -> tuple[float, float]:
    """Seconds for the PDF of the seed: in a warm worker, and by the `weasyprint` command with the same
    page and style sheet, one after the other; medians.
    """
    with opened(folder) as store:
        known = load_site(ROOT, store.database, TODAY, BY_CODE)
        assert known is not None
        theme = known.theme
        assert theme is not None, known.themeless
        setup, _ = pipeline.prepare(known, theme, store, pdf=True)
        with WorkerPool(partial(ReportRenderer, setup), 1) as pool:
            (task,) = (
                each for each in known.index_reports(store.database, pool).tasks if each.head.key == SEED
            )
            job = pool.own.compose(task).job
    page, style = folder / "seed.html", folder / "seed.css"
    page.write_text(job.html, encoding="utf-8")
    style.write_text(job.css, encoding="utf-8")
    sheets = ("-s", str(theme.file(STYLE)), "-s", str(style))
    command = (sys.executable, "-m", "weasyprint", *sheets, "--pdf-variant", "pdf/a-3a", "-u", job.url)
    ours, theirs = [], []
    fonts = font_set({})
    with PrintPool(theme.file(STYLE), theme.folders, fonts, most=1) as press:
        configuration = folder / "fonts.conf"
        configuration.write_text(fonts.configuration(), encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
        for _ in range(RUNS + 1):
            start = time.perf_counter()
            outcomes = list(press.print([job] * IN_A_ROW))
            ours.append((time.perf_counter() - start) / IN_A_ROW)
            assert not any(isinstance(outcome, str) for outcome in outcomes), outcomes
            start = time.perf_counter()
            subprocess.run(
                [*command, str(page), str(folder / "seed.pdf")],
                check=True,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            theirs.append(time.perf_counter() - start)
    return statistics.median(ours[1:]), statistics.median(theirs[1:])


if __name__ == "__main__":
    main()
