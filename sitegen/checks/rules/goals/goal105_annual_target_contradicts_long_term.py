"""GOAL105: the target of the year cannot stand beside the long-term one of the same indicator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.quantities.cumulative import adds_up
from sitegen.checks.rule import Subject
from sitegen.checks.targets import Target, measure, stated_targets
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Column
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.table_data import TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "GOAL105",
    "annual-target-contradicts-long-term",
    Severity.WARNING,
    "年度指标值与长期指标值相矛盾",
    checks="指标表既有长期（实施期、中期）指标值又有年度指标值的：同一个指标两栏的方向相同，不是一个写 ≥ 一个写 ≤；"
    "几年累计要做到的数（公里、人次、个、户）年度的不超过长期的——别的指标都是长期的多、只有这一个相反的才报。两栏的数相近、单位却一个有“万”“亿”一个没有（≤960万元与≤320元）的，像是写漏了。率、人均、单价、满意度的大小不比较。",
    why="今年要做的是几年里的一步，不会比几年加起来还多；一个“不低于”一个“不超过”，不知道要多还是要少。",
    example="改造管网长度: {长期指标值: ≥60公里, 年度指标值: ≥90公里}\n单位造价: {长期指标值: ≤50万元, 年度指标值: ≥50万元}",
    remedy="核对两栏，改正写错的一栏；长期指标值填的是每年的数的，在备注里写明。",
    waivable=True,
)
_LONG_TERM = re.compile("长期|实施期|中期|总体(?=目标|指标)")
_ANNUAL = re.compile("年度|本年|当年|今年")
_VALUE = re.compile("目标|指标|值")
_NO_TARGET = re.compile("完成|实际|结果|实现|分值|得分|权重|上年")
_UP = (Relation.AT_LEAST, Relation.GREATER)
_DOWN = (Relation.AT_MOST, Relation.LESS)
_LEAST_TIMES, _MOST_TIMES = Decimal("0.5"), Decimal(20)
"""How many times what is due in a year may be due in all of them."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both targets of an indicator, each with what it is in base units of the same kind."""

    long_term: Fact
    annual: Fact
    first: Target
    second: Target
    all_years: Decimal
    this_year: Decimal

    @property
    def opposed(self) -> bool:
        """Whether one is to be reached and the other not to be exceeded."""
        relations = (self.first.relation, self.second.relation)
        return any(each in _UP for each in relations) and any(each in _DOWN for each in relations)

    @property
    def units_apart(self) -> bool:
        """Whether the numbers are as near as those of one and of several years, and their units ten thousand fold apart."""
        one, other = self.first.unit, self.second.unit
        if not any(f"{times}{one}" == other or f"{times}{other}" == one for times in ("万", "亿")):
            return False
        return bool(self.second.value) and _LEAST_TIMES <= self.first.value / self.second.value <= _MOST_TIMES

    @property
    def contradiction(self) -> str:
        """Why the two cannot both be right; "" if they can."""
        if self.opposed:
            return "一个要不少于，一个要不超过"
        return "数相近，单位却差一万倍以上，像是漏了“万”或者“亿”" if self.units_apart else ""

    def adds_up(self, name: str) -> bool:
        """Whether what the year adds is part of what is done in all the years."""
        upward = self.first.relation in _UP and self.second.relation in _UP
        return upward and adds_up(name, self.second.unit or self.first.unit)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator that has both targets, as a single figure each."""
    for data in subject.report.tables.values():
        columns = _columns(data)
        if columns is None:
            continue
        pairs = [
            (row.label, pair)
            for row in data.value_rows
            if (pair := _pair(data, row.key, *columns)) is not None
        ]
        counted = [pair for label, pair in pairs if pair.adds_up(label)]
        more = [pair for pair in counted if pair.this_year > pair.all_years]
        # Only where all the others are less is the long-term target sure to be that of all the years.
        odd = more[0] if len(more) == 1 and any(each.this_year < each.all_years for each in counted) else None
        for label, pair in pairs:
            yield _outcome(subject.report.key, label, pair, is_more=pair is odd)


def _columns(data: TableData) -> tuple[Column, Column] | None:
    """The columns of the long-term and of the annual targets; None where there are not just these two."""
    targets = [
        (column, f"{column.name}{column.label}")
        for column in data.table.leaves
        if column.spec.type is ValueType.MEASURE
        and not _NO_TARGET.search(f"{column.name}{column.label}")
        and _VALUE.search(f"{column.name}{column.label}")
    ]
    long_term = [
        column for column, words in targets if _LONG_TERM.search(words) and not _ANNUAL.search(words)
    ]
    annual = [column for column, words in targets if _ANNUAL.search(words) and not _LONG_TERM.search(words)]
    return (long_term[0], annual[0]) if len(long_term) == len(annual) == 1 else None


def _pair(data: TableData, row: str, long_term: Column, annual: Column) -> _Pair | None:
    first, second = data.cell(row, long_term.name), data.cell(row, annual.name)
    if first is None or second is None:
        return None
    one, other = _target(first), _target(second)
    if one is None or other is None:
        return None
    factor, kind = measure(one.unit or other.unit)
    own_factor, own_kind = measure(other.unit or one.unit)
    if kind != own_kind:
        return None
    return _Pair(first, second, one, other, one.value * factor, other.value * own_factor)


def _target(fact: Fact) -> Target | None:
    if fact.value.state is not State.TEXT:
        return None
    goals = stated_targets(fact.value.text)
    return goals[0] if len(goals) == 1 and isinstance(goals[0], Target) else None


def _outcome(report: str, label: str, pair: _Pair, *, is_more: bool) -> Outcome:
    facts = (pair.annual.address, pair.long_term.address)
    statement = f"{label}：年度指标值与长期指标值不矛盾"
    why = pair.contradiction or ("一年的比几年的还多" if is_more else "")
    if not why:
        return Outcome(RULE.code, Result.PASS, pair.annual.address, statement, facts=facts)
    annual, long_term = pair.annual.value.text, pair.long_term.value.text
    found = RULE.found(
        pair.annual.span.place,
        f"“{pair.annual.address}”是“{annual}”，“{pair.long_term.address}”是“{long_term}”，{why}。",
        report=report,
        fact=pair.annual.address,
        actual=annual,
        related=(Related(pair.long_term.address, long_term, pair.long_term.span.place),),
    )
    return Outcome(RULE.code, Result.FAIL, pair.annual.address, statement, diagnostic=found, facts=facts)
