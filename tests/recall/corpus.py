"""The clean reports into which errors are seeded, and how a changed one is checked.

Knows the sites of the tests that are clean, and the sample's reports with their errors corrected.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from sitegen.checks.catalogue import CHECKS
from sitegen.checks.rule import Subject
from sitegen.checks.run import check_report
from sitegen.checks.settings import Settings
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.explain import BY_CODE
from sitegen.loading.reports.files import load_report
from sitegen.loading.reports.references import Known
from sitegen.loading.site import load_departments
from sitegen.model.reports.relations import Relations, relations
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Verdict
from tests.site_tools import ROOT, SEED, TODAY, copy_of, cut
from tests.site_tools import replace as put
from tests.whole_site import Site, check_site, load_site, subject_among

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


_ALL = frozenset(each.RULE.code for each in CHECKS)
_ON_WORDS = re.compile(r"PRIV|GOAL|TEXT11\d")
ON_FIGURES = Settings(disabled=frozenset(filter(_ON_WORDS.match, _ALL)))
ON_SIBLINGS = Settings(disabled=frozenset(code for code in _ALL if not code.startswith("DOC")))


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

    def reload(
        self, report: Report, *, only: str | None = None
    ) -> tuple[Report | None, tuple[Diagnostic, ...]]:
        """The report as its files are now, and every finding: of it and of those compared with it. With the code of a
        rule on a report by itself, of checks only what that rule finds.
        """
        again, found = load_report(
            self.path(report), self.root, Known(self.site.forms, self.site.departments)
        )
        if again is None:
            return None, found
        if only is not None:
            settings = Settings(disabled=_ALL - {only})
            alone = Subject(again, None)
            return again, check_report(alone, found, BY_CODE, settings, TODAY).diagnostics
        return again, (*found, *self.findings(report, again, found))

    def findings(
        self, old: Report, new: Report, loaded: Iterable[Diagnostic] = (), *, of_figures: bool = False
    ) -> tuple[Diagnostic, ...]:
        """Every finding about `new`, in the place of `old`, and about the reports compared with it.

        With `of_figures`, only of the rules that a figure can matter to: about the report itself and the
        one of the next year all but those on words, about others those that compare reports of a year.
        """
        reports = {each.head: each for each in self.site.reports} | {old.head: new}
        found: list[Diagnostic] = []
        for related in self._relations:
            own = related.head == old.head
            if own or old.head in related.compared:
                settings = Settings()
                if of_figures:
                    settings = ON_FIGURES if own or related.earlier == old.head else ON_SIBLINGS
                verdict = check_report(
                    subject_among(related, reports), loaded if own else (), BY_CODE, settings, TODAY
                )
                found += verdict.diagnostics
        return tuple(found)

    @cached_property
    def _relations(self) -> tuple[Relations, ...]:
        return relations((each.head for each in self.site.reports), self.site.departments, self.site.forms)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Every report of the site with those it is compared with."""
        reports = {each.head: each for each in self.site.reports}
        return tuple(subject_among(related, reports) for related in self._relations)

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


def more_sites(folder: Path) -> Iterator[Clean]:
    """More clean sites, for changes of figures alone: the sample's invented departments, whose reports tie up
    with each other and over the years, and the reports of two years in 元 with 角分.
    """
    sample = copy_of(ROOT, folder / "invented")
    departments, _ = load_departments(sample)
    for department in (departments or {}).values():
        if not department.invented:
            for reports in (sample / "content/reports").glob(f"*/{department.id}"):
                shutil.rmtree(reports)
    yield _loaded("示例站（虚构的部门）", sample)
    yield _loaded(
        "example-two-years（元）", _in_yuan(copy_of(ROOT / "tests/sites/example-two-years", folder / "yuan"))
    )


def _in_yuan(root: Path) -> Path:
    """The site with its amounts in 元, each so many times that sums stay sums and 角分 are not 0."""
    form = (ROOT / "sitegen/forms/yueyang-bumen-zhengti.yaml").read_text(encoding="utf-8")
    form = form.replace("表单: yueyang-bumen-zhengti", "表单: in-yuan").replace("单位: 万元", "单位: 元")
    (root / "content/forms").mkdir()
    (root / "content/forms/in-yuan.yaml").write_text(form, encoding="utf-8")
    for path in root.glob("content/reports/*/*/report.yaml"):
        text = path.read_text(encoding="utf-8").replace("表单: yueyang-bumen-zhengti", "表单: in-yuan")
        text = re.sub(r"(?<=: )-?[\d.]+(?=[,}])", lambda match: f"{Decimal(match[0]) * 10007:f}", text)
        path.write_text(text, encoding="utf-8")
    return root


def _loaded(name: str, root: Path) -> Clean:
    site, found = load_site(root)
    verdicts = check_site(site, found, TODAY, Settings())
    everything = (*(each for each in found if not each.report), *(d for v in verdicts for d in v.diagnostics))
    return Clean(name, root, site, everything, verdicts)
