"""Sites that the tests check and build, and ways to change a copy of one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path

from sitegen import checking
from sitegen.checking import Findings
from sitegen.diagnostics import Diagnostic
from sitegen.model.results.outcome import Verdict
from tests.whole_site import Site, check_site, load_site

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 1, 1)
SEED = "content/reports/2020/yueyang-kexie/report.yaml"


def copy_of(site: Path, to: Path, *, year: int | None = None) -> Path:
    """A copy of the site at `site` (its content only) in the folder `to`; with a `year`, of its reports those of that
    year alone: a check of one takes half as long as of all.
    """

    def others(folder: str, names: list[str]) -> list[str]:
        in_years = year is not None and Path(folder) == site / "content/reports"
        return [name for name in names if in_years and name != str(year)]

    shutil.copytree(site / "content", to / "content", ignore=others)
    return to


def minimal(folder: Path, form: str, report: str, narrative: str | None = None) -> Path:
    """A site in `folder` with one form of its own, one department `ju` and one report."""
    content = folder / "content"
    reports = content / "reports/2020/ju"
    reports.mkdir(parents=True)
    (content / "forms").mkdir()
    (content / "site.yaml").write_text("名称: 测试站\n主办单位: 测试\n", encoding="utf-8")
    (content / "departments.yaml").write_text("ju:\n  名称: 测试局\n", encoding="utf-8")
    (content / "forms/demo.yaml").write_text(form, encoding="utf-8")
    (reports / "report.yaml").write_text(report, encoding="utf-8")
    if narrative is not None:
        (reports / "narrative.md").write_text(narrative, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Checked(Findings):
    """What checking came to; for tests that want to see more, everything that was read, as it is now."""

    @cached_property
    def _whole(self) -> tuple[Site, tuple[Verdict, ...]]:
        site, found = load_site(self.root)
        return site, check_site(site, found, self.today)

    @property
    def site(self) -> Site:
        """The site with its reports."""
        return self._whole[0]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What every rule says of each report."""
        return self._whole[1]


def check(root: Path) -> Checked:
    """Check the site at `root` on a fixed day."""
    found = checking.check(root, today=TODAY, jobs=1)
    return Checked(**{each.name: getattr(found, each.name) for each in fields(found)})


def codes(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[str]:
    """The codes of unwaived findings, in order."""
    return [found.code for found in diagnostics if not found.waived]


def replace(path: Path, old: str, new: str) -> None:
    """Replace the one occurrence of `old` in the file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def cut(path: Path, start: str) -> None:
    """Drop everything from the line that begins with `start`."""
    text = path.read_text(encoding="utf-8")
    index = text.index(f"\n{start}")
    path.write_text(text[: index + 1], encoding="utf-8")
