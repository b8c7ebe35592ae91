"""The clean reports into which errors are seeded, and how a changed one is checked.

Knows the sites of the tests that are clean, and the sample's reports with their errors corrected.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.checks.settings import Settings
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.loading.reports import Known, load_report
from sitegen.loading.site import load_departments
from sitegen.model.outcome import Outcome, Verdict
from sitegen.model.report import Report
from tests.site_tools import ROOT, SEED, TODAY, copy_of, cut
from tests.site_tools import replace as put
from tests.whole_site import Site, check_site, load_site

CLEAN_SITES = ("case-01-corrected", "case-03-corrected", "case-06-corrected", "case-08-corrected",
               "case-24-corrected", "example-two-years")  # fmt: skip

CORRECTIONS = (
    ("成功落地临湘市，。围绕", "成功落地临湘市。围绕"),
    ("推动岳阳经济的发展.", "推动岳阳经济的发展。"),
    # The 3.17 万元 of personnel that the original leaves out of 基本支出, and out of the total row.
    ("    支出合计: 1075.3\n    基本支出: 431.3\n    人员支出: 372.33\n    公用支出: 58.97\n    项目支出: 644\n",
     "    支出合计: 1075.3\n    基本支出: 434.47\n    人员支出: 375.5\n    公用支出: 58.97\n    项目支出: 640.83\n"),
    ("    支出合计: 87.01\n    人员支出: 3.17\n", "    支出合计: 87.01\n    基本支出: 3.17\n    人员支出: 3.17\n"),
    ("群众满意率高于98%: {完成情况: 98%}", "群众满意率高于98%: {完成情况: 99%}"),
)  # fmt: skip

SIGNED = "评价组组长签字: 张示例\n部门（单位）负责人签章: 李示例\n财政部门归口业务科室负责人签章: 王示例\n"
"""The original is signed by nobody."""

NARRATIVE = (("临湘市，。", "临湘市。"), ("200万元，\n", "200万元。\n"), ("人才专家库，\n", "人才专家库。\n"))
"""Slips of the pen in the original's narrative; each may occur more than once."""


@dataclass(frozen=True)
class Clean:
    """A clean site below `root`, loaded and checked."""

    name: str
    root: Path
    site: Site
    found: tuple[Diagnostic, ...]
    verdicts: tuple[Verdict, ...]

    def path(self, report: Report) -> Path:
        """The file of `report`."""
        return self.root / report.folder / "report.yaml"

    def reload(self, report: Report) -> tuple[Report | None, tuple[Diagnostic, ...]]:
        """The report as its files are now, and every finding: of it and of those compared with it."""
        again, found = load_report(
            self.path(report), self.root, Known(self.site.forms, self.site.departments)
        )
        if again is None:
            return None, found
        return again, (*found, *self.findings(report, again, found))

    def findings(self, old: Report, new: Report, loaded: Iterable[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
        """Every finding about the department's reports with `new` in the place of `old`."""
        return tuple(each for verdict in self._verdicts(old, new, loaded) for each in verdict.diagnostics)

    def _verdicts(self, old: Report, new: Report, loaded: Iterable[Diagnostic]) -> tuple[Verdict, ...]:
        reports = tuple(
            new if each is old else each
            for each in self.site.reports
            if each.department.id == old.department.id or old.department.id in each.department.members
        )
        return check_site(replace(self.site, reports=reports), loaded, TODAY, Settings())

    def outcomes(self, report: Report) -> Iterator[Outcome]:
        """Every outcome of the clean site in which figures of `report` take part."""
        for verdict in self.verdicts:
            for outcome in verdict.outcomes:
                if verdict.report == report.key:
                    yield outcome


def signature(found: Iterable[Diagnostic]) -> frozenset[tuple[str, str, str, str]]:
    """What tells that the findings are others than before. Infos tell nothing."""
    return frozenset(
        (each.code, each.report, each.fact, each.actual)
        for each in found
        if each.severity is not Severity.INFO
    )


def clean_sites(folder: Path) -> Iterator[Clean]:
    """Copies below `folder` of the clean sites and of the sample's real reports, their errors corrected."""
    for name in CLEAN_SITES:
        yield _loaded(name, copy_of(ROOT / "tests/sites" / name, folder / name))
    sample = copy_of(ROOT, folder / "sample")
    departments, _ = load_departments(sample)
    for department in (departments or {}).values():
        if department.invented:
            for reports in (sample / "content/reports").glob(f"*/{department.id}"):
                shutil.rmtree(reports)
    seed = sample / SEED
    cut(seed, "数据说明:")
    for old, new in CORRECTIONS:
        put(seed, old, new)
    with seed.open("a", encoding="utf-8") as file:
        file.write(SIGNED)
    narrative = seed.with_name("narrative.md")
    text = narrative.read_text(encoding="utf-8")
    for old, new in NARRATIVE:
        assert old in text
        text = text.replace(old, new)
    narrative.write_text(text, encoding="utf-8")
    yield _loaded("示例站（改正后）", sample)


def _loaded(name: str, root: Path) -> Clean:
    site, found = load_site(root)
    verdicts = check_site(site, found, TODAY, Settings())
    everything = (*(each for each in found if not each.report), *(d for v in verdicts for d in v.diagnostics))
    return Clean(name, root, site, everything, verdicts)
