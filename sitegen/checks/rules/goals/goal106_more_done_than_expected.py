"""GOAL106: more is done already than is expected for the whole year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.quantities.cumulative import adds_up
from sitegen.checks.rule import Subject
from sitegen.checks.targets import measure
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Column
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.table_data import TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "GOAL106",
    "more-done-than-expected",
    Severity.WARNING,
    "监控表里已经做到的比全年预计的还多",
    checks="运行监控表既有“1—8月执行情况”又有“全年预计完成情况”的：累计的数（公里、人次、个、户）已经做到的不超过全年预计的。"
    "率、人均、单价、满意度、存量可以下降，不比较；两栏的单位不同的不比较。",
    why="累计的数只会增加；前八个月已经做到的，到年底不会变少，总有一栏填错了。",
    example="培训人次: {一至八月执行情况: 2860人次, 全年预计完成情况: 2460人次}",
    remedy="核对两栏，改正写错的一栏；可以减少的（如在册人数），在备注里写明。",
    waivable=True,
)
_SO_FAR = re.compile(r"月|季度|半年|截[至止]|目前|已")
_WHOLE_YEAR = re.compile(r"(?:全年|年度|年底|年末)[^,，]{0,4}预计|预计[^,，]{0,4}(?:全年|年度|年底|年末)")
_DONE = re.compile(r"执行|完成|实现|进展")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator that counts what is done, so far and as expected for the year."""
    for data in subject.report.tables.values():
        columns = _columns(data)
        if columns is None:
            continue
        for row in data.value_rows:
            so_far, expected = (data.cell(row.key, column.name) for column in columns)
            if so_far is None or expected is None:
                continue
            one, other = _counted(row.label, so_far), _counted(row.label, expected)
            if one is not None and other is not None and one[1] == other[1]:
                yield _outcome(subject.report.key, row.label, so_far, expected, is_more=one[0] > other[0])


def _columns(data: TableData) -> tuple[Column, Column] | None:
    """The columns of what is done so far and of what is expected; None where there are not just these two."""
    told = [
        (column, f"{column.name}{column.label}")
        for column in data.table.leaves
        if column.spec.type is ValueType.MEASURE and _DONE.search(f"{column.name}{column.label}")
    ]
    expected = [column for column, words in told if _WHOLE_YEAR.search(words)]
    so_far = [column for column, words in told if _SO_FAR.search(words) and not _WHOLE_YEAR.search(words)]
    return (so_far[0], expected[0]) if len(so_far) == len(expected) == 1 else None


def _counted(name: str, fact: Fact) -> tuple[Decimal, str] | None:
    """How much is counted, in the base unit that is told with it; None for all else."""
    if fact.figure is None or not adds_up(name, fact.unit):
        return None
    factor, kind = measure(fact.unit)
    return fact.figure * factor, kind


def _outcome(report: str, label: str, so_far: Fact, expected: Fact, *, is_more: bool) -> Outcome:
    facts = (so_far.address, expected.address)
    statement = f"{label}：已经做到的不超过全年预计的"
    if not is_more:
        return Outcome(RULE.code, Result.PASS, so_far.address, statement, facts=facts)
    done, due = wording.value_of(so_far), wording.value_of(expected)
    found = RULE.found(
        so_far.span.place,
        f"“{so_far.address}”是 {done}，“{expected.address}”是 {due}，到年底反而少了。",
        report=report,
        fact=so_far.address,
        actual=done,
        related=wording.related((so_far, expected), so_far),
    )
    return Outcome(RULE.code, Result.FAIL, so_far.address, statement, diagnostic=found, facts=facts)
