"""Reports as they were really published, and corrected: what must be found in them, what is, and what else.

What must be found is noted by hand with the tests of these cases, together with what the originals say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tests.checks.test_real_reports import PUBLISHED
from tests.site_tools import ROOT, check


@dataclass(frozen=True, slots=True)
class Case:
    """A published report: what is noted, and found in it and in its corrected copy, as (code, fact)."""

    name: str
    department: str
    noted: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]
    corrected: tuple[tuple[str, str], ...]

    @property
    def missed(self) -> tuple[tuple[str, str], ...]:
        """What is noted and not found."""
        return _without(self.noted, self.found)

    @property
    def alarms(self) -> tuple[tuple[str, str], ...]:
        """What must not appear: not noted, or in the corrected copy."""
        return (*_without(self.found, self.noted), *self.corrected)


def _without(
    these: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    return tuple((Counter(these) - Counter(others)).elements())


def cases() -> tuple[Case, ...]:
    """Every published case that has a corrected copy."""
    return tuple(_case(name, tuple(noted)) for name, noted in sorted(PUBLISHED.items()))


def _case(name: str, noted: tuple[tuple[str, str], ...]) -> Case:
    published = check(ROOT / f"tests/sites/case-{name}-published")
    corrected = check(ROOT / f"tests/sites/case-{name}-corrected")
    report = published.site.reports[0]
    return Case(
        name,
        f"{report.department.name}，{report.year} 年度",
        noted,
        tuple((each.code, each.fact) for each in published.diagnostics if not each.waived),
        tuple((each.code, each.fact) for each in corrected.diagnostics if not each.waived),
    )


def lines(published: tuple[Case, ...]) -> list[str]:
    """The section of the document."""
    result = [
        "",
        "## 已公开的报告",
        "",
        "公开的原件照原样转录，人工逐项记下其中的毛病；改正以后的一份应当一处也不报。",
        "",
        "| 报告 | 记下的毛病 | 查出 | 不该报而报 | 改正后报 |",
        "|---|---|--:|--:|--:|",
    ]
    for case in published:
        codes = "、".join(
            f"{code}×{count}" if count > 1 else code
            for code, count in Counter(code for code, _ in case.noted).items()
        )
        result.append(
            f"| {case.name}（{case.department}） | {codes} | {len(case.noted) - len(case.missed)}/{len(case.noted)} "
            f"| {len(case.alarms) - len(case.corrected)} | {len(case.corrected)} |"
        )
    result.append("")
    for case in published:
        result += [f"- {case.name} 没有查出：{code} `{fact}`" for code, fact in case.missed]
        result += [f"- {case.name} 不该报：{code} `{fact}`" for code, fact in case.alarms]
    return result
