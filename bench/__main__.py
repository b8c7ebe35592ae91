"""`make bench`: what checking, building and printing cost, a report.

The corpus is the seed report, copied for many departments, so that every report is as large as a real
one. Medians of several runs; the machine is shared, so compare figures of one run only.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sitegen import pipeline
from sitegen.build.plan import plan_documents, report_views
from sitegen.explain import RULES
from sitegen.rendering.theme import find_theme

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "content/reports/2020/yueyang-kexie"
REPORTS = 60
RUNS = 5
TODAY = date(2026, 1, 1)


def corpus(root: Path) -> None:
    """A site of `REPORTS` reports below `root`."""
    content = root / "content"
    content.mkdir()
    shutil.copy(ROOT / "content/site.yaml", content)
    names = [f"department-{number}" for number in range(REPORTS)]
    listed = "".join(f"{name}:\n  名称: 示例部门{number}\n" for number, name in enumerate(names))
    (content / "departments.yaml").write_text(listed, encoding="utf-8")
    for name in names:
        folder = content / "reports/2020" / name
        shutil.copytree(SEED, folder)
        report = folder / "report.yaml"
        text = report.read_text(encoding="utf-8").replace("部门: yueyang-kexie", f"部门: {name}")
        report.write_text(text, encoding="utf-8")


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
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        root.mkdir()
        corpus(root)
        output = Path(folder) / "output"
        checking = median(lambda: pipeline.check(root, today=TODAY))
        building = median(lambda: pipeline.build(root, output, today=TODAY, pdf=False))
        checked = pipeline.check(root, today=TODAY)
        theme, _ = find_theme(root, "gov")
        assert checked.site is not None
        assert theme is not None
        views = report_views(checked.site, checked.verdicts, {rule.code: rule.title for rule in RULES})
        documents = plan_documents(checked.site, checked.verdicts, views, theme, root, pdf=True)
        first = next(artifact for artifact in documents if artifact.path.endswith(".pdf"))
        printing = median(first.make)
    print(f"{REPORTS} reports like the seed, medians of {RUNS} runs, one process")
    print(f"check                {1000 * checking / REPORTS:8.1f} ms a report")
    print(
        f"check and build HTML {1000 * building / REPORTS:8.1f} ms a report   {building / checking:5.2f} × check"
    )
    print(f"PDF of the seed      {1000 * printing:8.1f} ms, warm")


if __name__ == "__main__":
    main()
