"""Every figure of the clean reports one unit of its last place too high, and too low.

Tells apart what is found (an error or warning that names the figure), what is told as rounding (with the
number of units of the last place), what an equality of sums reaches and yet nothing is said of, and
what no equality holds. Ratios do not reach a last digit: they are rounded themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sitegen.checks.equations.evaluation import Status
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Result
from tests.recall.changed import changed
from tests.recall.corpus import Clean

TIES = frozenset({"SCORE101", "SCORE103", "SCORE111", "DOC101", "DOC103"})
"""Equalities of sums that are no identities of a form."""

HOLDING = frozenset({Status.HOLDS, Status.HOLDS_ROUNDED})

UNITS = {"元": "元（到角分）", "万元": "万元", "亿元": "亿元", "分": "得分、分值"}
"""Headings of the table; all other units are one."""


class Said(StrEnum):
    """What is said of a change."""

    FOUND = "查出"
    ROUNDING = "提示尾差"
    NOTHING = "没有说"


@dataclass(frozen=True, slots=True)
class Digit:
    """A figure with another last digit; whether an equality holds it, and what is said of it."""

    site: str
    report: str
    at: str
    change: str
    unit: str
    reached: bool
    said: Said

    @property
    def untold(self) -> bool:
        """Whether something must have been said and was not."""
        return self.reached and self.said is Said.NOTHING


def seeded_digits(clean: Clean) -> Iterator[Digit]:
    """Two changes of every figure of the site."""
    before = frozenset(map(_kept, clean.found))
    held = frozenset(_held(clean))
    for report in clean.site.reports:
        for fact in report.facts():
            if fact.figure is None:
                continue
            for text in stepped(fact.value.text):
                again, problems = changed(report, {fact: text})
                found = (*problems, *clean.findings(report, again, problems, of_figures=True))
                named = [each for each in found if _names(each, fact) and _kept(each) not in before]
                yield Digit(
                    clean.name,
                    report.key,
                    fact.address,
                    f"{fact.value.text} → {text}",
                    fact.unit,
                    fact in held,
                    _said(named),
                )


def stepped(text: str) -> Iterator[str]:
    """The figure with its last digit one higher and one lower, as far as it is written."""
    number = text.rstrip("".join(sorted({each for each in text if each not in "0123456789.-,"})))
    value = Decimal(number.replace(",", ""))
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    for changed_to in (value + step, value - step):
        yield f"{changed_to:f}{text[len(number) :]}"


def _held(clean: Clean) -> Iterator[Fact]:
    """The figures that an equality of sums holds."""
    for subject in clean.subjects:
        for evaluation in subject.evaluations:
            if evaluation.relation is Relation.EQUAL and evaluation.status in HOLDING:
                yield from evaluation.facts
    # Ties are told by address: those of other reports are not among them.
    for report in clean.site.reports:
        for outcome in clean.outcomes(report):
            if outcome.code in TIES and outcome.result is Result.PASS:
                yield from filter(None, map(report.fact, outcome.facts))


def _kept(found: Diagnostic) -> tuple[str, str, str, str, str]:
    return found.code, found.report, found.fact, found.expected, found.actual


def _names(found: Diagnostic, fact: Fact) -> bool:
    # Those of other reports stand behind the name of the report.
    return found.fact == fact.address or any(fact.address in each.fact for each in found.related)


def _said(named: list[Diagnostic]) -> Said:
    if any(each.severity is not Severity.INFO and not each.waived for each in named):
        return Said.FOUND
    if any("末位单位" in each.message for each in named):
        return Said.ROUNDING
    return Said.NOTHING


def lines(digits: tuple[Digit, ...]) -> list[str]:
    """The section of the document."""
    result = [
        "",
        "## 末位差一",
        "",
        "每个数字的最后一位依次加一、减一，别的都不动。元和角分、人数是准数，等式管到的必须查出；万元是四舍五入来的，"
        "三个以上的数相加，差一个末位单位与尾差分不开，要么查出，要么作为尾差提示（写明差几个末位单位）；一个数对一个数的必须查出。"
        "查出和提示都要指到这个数。除了上面的报告，还量了示例站虚构的部门（报告之间、年度之间有对应关系）和换算成元、带角分的两年报告。",
        "",
        "| 单位 | 次数 | 等式管到 | 查出 | 提示尾差 | 没有说 | 没有等式管到 | 其中仍查出 |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    titles = [*UNITS.values(), "其他（人、百分比、绩效指标的数……）"]
    for title in titles:
        these = [each for each in digits if UNITS.get(each.unit, titles[-1]) == title]
        said = Counter(each.said for each in these if each.reached)
        free = [each for each in these if not each.reached]
        result.append(
            f"| {title} | {len(these)} | {said.total()} | {said[Said.FOUND]} | {said[Said.ROUNDING]} "
            f"| {said[Said.NOTHING]} | {len(free)} | {sum(each.said is Said.FOUND for each in free)} |"
        )
    untold = [each for each in digits if each.untold]
    result += ["", f"等式管到而没有说：{len(untold)} 次。", ""]
    result += [f"- {each.site} `{each.at}`：{each.change}" for each in untold]
    free = Counter(f"{each.site} {each.at}" for each in digits if each.unit in UNITS and not each.reached)
    result += ["", f"没有等式管到的金额和得分：{'；'.join(free)}。"]
    return result
