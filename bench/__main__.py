"""`make bench`: what checking, building and printing cost, a report.

The corpus is made up (`bench.corpus`), every report as large as a real one; the PDF is that of the seed report.
Medians of several runs; the machine is shared, so compare figures of one run only.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.corpus import corpus, forget_builds
from sitegen import checking, pipeline
from sitegen.build.crew import Crew
from sitegen.build.printing import STYLE
from sitegen.loading.reports import report_paths
from sitegen.printing.fonts import font_set
from sitegen.printing.press import Press

ROOT = Path(__file__).resolve().parent.parent
SEED = "2020/yueyang-kexie/yueyang-bumen-zhengti"
CHECKED = 200
BUILT = 40
RUNS = 5
IN_A_ROW = 8
"""Documents that wait for a worker, as they do in a build."""
TODAY = date(2026, 1, 1)
SITEGEN = (sys.executable, "-m", "sitegen")


def median(work: Callable[[], object]) -> float:
    """Median seconds of `RUNS` runs after one that is not counted."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, few = corpus(folder / "many", CHECKED), corpus(folder / "few", BUILT)
        checking_many = median(lambda: checking.check(many, today=TODAY))
        one = many / report_paths(many)[0][7].parent.relative_to(many)
        checking_one = median(
            lambda: subprocess.run(
                [*SITEGEN, "check", str(one), "--root", str(many)], stdout=subprocess.DEVNULL, check=False
            )
        )
        checking_few = median(lambda: checking.check(few, today=TODAY))
        building = median(lambda: _built(few, folder / "output"))
        printing, command = _printing(folder)
    print(f"reports of the corpus, medians of {RUNS} runs, one process")
    print(f"check, {CHECKED} reports     {1000 * checking_many / CHECKED:8.1f} ms a report")
    print(f"check, one of them by path {1000 * checking_one:6.0f} ms, the whole command")
    print(
        f"check and build HTML   {1000 * building / BUILT:8.1f} ms a report   {building / checking_few:5.2f} × check"
    )
    print(f"PDF of the seed        {1000 * printing:8.1f} ms in a warm worker")
    print(f"the weasyprint command {1000 * command:8.1f} ms on the same page {command / printing:5.2f} ×")


def _built(root: Path, output: Path) -> None:
    """A first build that must go through: what stops early is not measured."""
    forget_builds(root)
    assert pipeline.build(root, output, today=TODAY, pdf=False, jobs=1).published, "the corpus has findings"


def _printing(folder: Path) -> tuple[float, float]:
    """Seconds for the PDF of the seed: in a warm worker, and by the `weasyprint` command with the same
    page and style sheet, one after the other; medians.
    """
    with pipeline.opened(folder) as store:
        ready, problems = pipeline.prepare(ROOT, store, TODAY, pdf=True)
        assert ready is not None, problems
        with Crew(ready.setup, 1) as crew:
            (task,) = (each for each in ready.survey(store, crew).tasks if each.head.key == SEED)
            job = crew.workshop.compose(task).job
        theme = ready.setup.theme
    page, style = folder / "seed.html", folder / "seed.css"
    page.write_text(job.html, encoding="utf-8")
    style.write_text(job.css, encoding="utf-8")
    sheets = ("-s", str(theme.file(STYLE)), "-s", str(style))
    command = (sys.executable, "-m", "weasyprint", *sheets, "--pdf-variant", "pdf/a-3a", "-u", job.url)
    ours, theirs = [], []
    fonts = font_set({})
    with Press(theme.file(STYLE), theme.folders, fonts, most=1) as press:
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
