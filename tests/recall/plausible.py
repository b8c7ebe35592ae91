"""Faults that no equality shows, seeded into the clean reports: results that miss or copy their targets,
years, dates, left-over marks.

Knows how a change is made and checked. The kinds are in tests.recall.plans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.reports.report import Report
from tests.recall.changed import changed
from tests.recall.corpus import Clean
from tests.recall.plans import PLANS, RIGHT, Change


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that was seeded, and whether it was found."""

    kind: str
    codes: frozenset[str]
    site: str
    at: str
    change: str
    found: bool


def seeded_faults_of_sense(clean: Clean) -> Iterator[Fault]:
    """Every kind of fault wherever it can occur."""
    before = {(each.code, each.report, each.fact, each.message) for each in clean.found}
    for report in clean.site.reports:
        for plan in PLANS:
            for change in plan.seed(clean, report):
                found = any(
                    each.code in plan.codes
                    and (each.code, each.report, each.fact, each.message) not in before
                    for each in _findings(clean, report, change)
                )
                yield Fault(plan.kind, plan.codes, clean.name, change.at, change.words, found)


def _findings(clean: Clean, report: Report, change: Change) -> tuple[Diagnostic, ...]:
    if change.values:
        again, problems = changed(report, change.values)
        return (*problems, *clean.findings(report, again, problems))
    originals: dict[Path, str] = {}
    for name, text in change.texts.items():
        path = clean.path(report).with_name(name)
        if path.is_file():
            originals[path] = path.read_text(encoding="utf-8")
            path.write_text(text(originals[path]), encoding="utf-8")
    _, found = clean.reload(report)
    for path, original in originals.items():
        path.write_text(original, encoding="utf-8")
    return found


def alarms_of_sense(clean: Clean) -> Iterator[tuple[str, str]]:
    """Sentences without a fault that are accused, and of what."""
    before = {(each.code, each.report, each.fact, each.message) for each in clean.found}
    for report in clean.site.reports:
        for change in RIGHT(clean, report):
            for found in _findings(clean, report, change):
                key = (found.code, found.report, found.fact, found.message)
                if found.severity is not Severity.INFO and key not in before:
                    yield change.words, f"{found.code}：{found.message}"


def lines(faults: tuple[Fault, ...]) -> list[str]:
    """The section of the document."""
    result = [
        "",
        "## 合不合情理",
        "",
        "等式看不出来的错，在每一处能放的地方放一次；查出的规则要是表里写的。",
        "",
        "| 放进的错 | 规则 | 次数 | 查出 |",
        "|---|---|--:|--:|",
    ]
    for plan in PLANS:
        these = [each for each in faults if each.kind == plan.kind]
        codes = "、".join(sorted(plan.codes))
        result.append(f"| {plan.kind} | {codes} | {len(these)} | {sum(each.found for each in these)} |")
    missed = Counter((each.kind, each.change) for each in faults if not each.found)
    result += ["", f"没有查出 {missed.total()} 次。", ""]
    for plan in PLANS:
        these = [f"{change}（{count} 次）" for (kind, change), count in missed.items() if kind == plan.kind]
        if these:
            more = f"；等 {len(these)} 种" if len(these) > 6 else ""
            result.append(f"- {plan.kind}：{'；'.join(these[:6])}{more}")
    return result
