"""SCORE114: one indicator has too large a share of all marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.marks import is_fixed
from sitegen.checks.scores.scoring import Indicator, indicators, is_cut_off, total_fact
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.table import ListRows
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure, rounded

MOST = Decimal("0.4")
"""The share of all marks that one of several indicators may have."""

HALF = Decimal("0.5")
"""The share of the marks of all indicators that one of several must stay below."""

MOST_OF_TWO = Decimal("0.6")
"""The share of all marks that one of two indicators may have."""

RULE = Rule(
    "SCORE114",
    "weight-concentrated",
    Severity.WARNING,
    "分值过于集中",
    checks="有三个以上指标的，一个指标的分值不超过满分的 40%，也不到各指标分值之和的一半；两个指标的，一个不超过满分的 60%；"
    "只有一个指标的，分值不超过满分的 40%。没有分值一栏的按得分看：总分是满分时得分就是分值，不是满分时分值只会更高。表单规定了分值的行不查。",
    why="一个指标占了近半的分，其余指标做得好坏都影响不了结果。",
    example="满分 100；发放覆盖率 60 分，另外四个指标各 10 分、5 分",
    remedy="重新分配分值，或把这个指标拆细；确需如此的，在“数据说明”里写明。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）：二、三级指标的权重根据重要程度等因素综合确定；各个界限是本程序取的。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator with marks that the report chose."""
    report = subject.report
    scoring = report.form.scoring
    marked = [(each, marks) for each in indicators(report) if (marks := _marks(each)) is not None]
    if scoring is None or not marked or any(is_fixed(marks) for _, marks in marked):
        return
    if any(each.row.line is not None for each, _ in marked):
        return
    full = scoring.full
    if not _is_of_lists(report) or (len(marked) < 3 and is_cut_off(report)):
        return
    most = full * (MOST_OF_TWO if len(marked) == 2 else MOST)
    added = sum((marks.figure or Decimal(0) for _, marks in marked), Decimal(0))
    half = added * HALF if len(marked) > 2 and _whole(report, marked) else None
    for indicator, marks in marked:
        assert marks.figure is not None, "chosen for that"
        what = "分值" if indicator.weight is not None else "得分"
        bound = "60%" if len(marked) == 2 else "40%"
        statement = f"{indicator.row.label}：{what}不超过满分的 {bound}"
        facts = (marks.address,)
        halved = half is not None and marks.figure >= half
        if marks.figure <= most and not halved:
            yield Outcome(RULE.code, Result.PASS, marks.address, statement, facts=facts)
            continue
        of_all = marks.figure > most
        whole = full if of_all else added
        share = plain_figure(rounded(marks.figure / whole * 100, 0))
        of = f"满分 {plain_figure(full)} 分" if of_all else f"各指标{what}之和 {plain_figure(added)} 分"
        alone = "，又是唯一的指标" if len(marked) == 1 else ""
        found = RULE.found(
            marks.span.place,
            f"“{indicator.row.label}”一项占 {wording.value_of(marks)}，是{of}的 {share}%{alone}。",
            report=report.key,
            fact=marks.address,
            expected=f"≤ {_plain(most)} 分" if of_all else f"< {_plain(added * HALF)} 分",
            actual=wording.value_of(marks),
        )
        yield Outcome(RULE.code, Result.FAIL, marks.address, statement, diagnostic=found, facts=facts)


def _marks(indicator: Indicator) -> Fact | None:
    """The weight; where the form has none, the score, which is no more than it."""
    marks = indicator.weight if indicator.weight is not None else indicator.score
    return marks if marks is not None and marks.figure is not None else None


def _is_of_lists(report: Report) -> bool:
    return any(isinstance(data.table.rows, ListRows) for data in report.tables.values())


def _whole(report: Report, marked: list[tuple[Indicator, Fact]]) -> bool:
    """Whether the marks of all indicators are known, so that one may be held against their sum."""
    if is_cut_off(report) or len(marked) < len(indicators(report)):
        return False
    total, scoring = total_fact(report), report.form.scoring
    if all(each.weight is not None for each, _ in marked):
        return True
    return total is not None and scoring is not None and total.figure == scoring.full


def _plain(value: Decimal) -> str:
    return plain_figure(value.normalize() if value != value.to_integral_value() else rounded(value, 0))
