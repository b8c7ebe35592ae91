"""SCORE130: an indicator stands in a class that it cannot belong to."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import indicator_tables, target_tables
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE130",
    "indicator-in-another-class",
    Severity.WARNING,
    "指标放错了类",
    checks="按名称的结尾认：满意度、满意率不在数量、质量、时效、成本指标里，成本、造价、单价不在数量、质量、时效指标里，"
    "及时率、完工时间不在数量、成本指标里，合格率、达标率不在数量、时效指标里。调查份数一类的不算。",
    why="放错了类，产出、效益、满意度各占多少分就不是表上写的那样，别的单位也没法比。",
    example="产出指标:\n  数量指标:\n    参训学员满意度: ≥95%",
    remedy="移到所属的一类下面；名称写错了的，改名称。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)
_ENDINGS = (
    ("满意度指标", re.compile(r"满意(?:度|率)$"), ("数量", "质量", "时效", "成本")),
    ("成本指标", re.compile(r"(?:成本|造价|单价)(?:控制)?(?:数|额|率|标准|情况)?$"), ("数量", "质量", "时效")),
    ("时效指标", re.compile(r"(?:及时率|完[工成]时间|竣工时间|按[时期]完成率)$"), ("数量", "成本")),
    ("质量指标", re.compile(r"(?:合格|达标)率$"), ("数量", "时效")),
)  # fmt: skip
"""The class of indicators whose names end so, and classes that they are not of."""
_CLASSES = ("数量", "质量", "时效", "成本", "效益", "满意", "影响")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|\s")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator whose name tells its class, in a table with classes."""
    report = subject.report
    for data in (*indicator_tables(report), *target_tables(report)):
        for row in data.value_rows:
            if row.kind is RowKind.ITEM and not row.sums:
                yield from _of_row(report, data, row)


def _of_row(report: Report, data: TableData, row: Row) -> Iterator[Outcome]:
    stands = next((name for group in reversed(row.groups) for name in _CLASSES if name in group), "")
    called = _BRACKETS.sub("", row.label)
    for due, ending, others in _ENDINGS:
        if not stands or not ending.search(called):
            continue
        address = f"{data.table.name}[{row.key}]"
        statement = f"“{row.label}”在它所属的一类里"
        if stands not in others:
            yield Outcome(RULE.code, Result.PASS, address, statement)
            continue
        found = RULE.found(
            row.span.place,
            f"“{row.label}”放在“{'—'.join(row.groups)}”里，从名称看属于{due}。",
            remedy=f"移到“{due}”下面；名称写错了的，改名称。",
            report=report.key,
            fact=address,
            expected=due,
            actual=row.groups[-1],
        )
        yield Outcome(RULE.code, Result.FAIL, address, statement, diagnostic=found)
