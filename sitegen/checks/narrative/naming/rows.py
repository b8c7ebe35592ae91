"""Rows whose figures prose tells by the row's own name: results of indicators, counts among amounts.

Knows what such a row is called, and in which units its figure may be told. Must not know sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.checks.narrative.naming.columns import Wanted, meant, sorts
from sitegen.checks.scores.planned import planned
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Target
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import FixedRows, ListRows, Role
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval

COUNTERS = (
    "人次",
    "批次",
    "场次",
    "辆",
    "台",
    "批",
    "人",
    "名",
    "个",
    "家",
    "次",
    "场",
    "期",
    "件",
    "户",
    "项",
)
"""Units of what is counted; longer ones first."""
_SAME = ({"辆", "台"}, {"批次", "批"}, {"人", "名"}, {"场次", "场"})
_ALIKE = (
    {"吨", "公斤", "千克", "斤", "克"},
    {"公里", "千米", "米"},
    {"亩", "公顷", "平方米", "平方公里"},
    {"分钟", "小时", "天", "个月"},
)
"""Units in which one thing may be measured, and of which one is easily written for another."""
_TIMES = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_EVEN = str.maketrans("（）：，．％", "():,.%")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\(?[一二三四五六七八九十\d]+\)|\d+[、.]|指标\d*:|其中:)+"
)
_REMARK = re.compile(r"\([^()]*\)$")
_UNIT_REMARK = re.compile(r"[（(](?:单位[:：])?([^\W\d_]{1,2})[)）]\s*$")
_COUNTED = re.compile(r"(?:(?:人次|批次|场次)数?|数量?|(?<=保有)量)$")
_OTHERWISE = (
    (("公务用车购置数", "公务用车购置量", "公务用车购置", "公车购置"), ("购置车辆", "购置公务用车", "购置公务车", "新购公务用车", "更新公务用车", "购置公车")),
    (("公务用车保有量", "公务用车保有数", "公务用车保有", "公车保有"), ("公务车保有量", "公车保有量", "保有公务用车", "公务用车实有数", "公务用车保有量")),
    (("国内公务接待批次", "国内接待批次"), ("国内公务接待", "国内接待", "接待国内来访团组", "国内来访团组")),
    (("国内公务接待人次", "国内接待人次"), ("国内公务接待", "国内接待", "接待国内来宾", "国内来访人员")),
    (("因公出国(境)团组", "出国团组", "出国(境)团组"), ("因公出国(境)团组", "因公出国团组", "出国(境)团组", "出访团组")),
    (
        ("因公出国(境)人次", "因公出国(境)人数", "出国人次", "出国人数", "出国(境)人次", "出国(境)人数"),
        ("因公出国(境)团组", "因公出国团组", "因公出国(境)", "出国(境)团组", "出访团组"),
    ),
)  # fmt: skip
"""What forms call counts, and what texts call them."""
_MEASURED = re.compile(
    r"(?:总|的)?(?P<measure>人次|批次|场次|公里|人|次|条|户|个|家|场|期|件|座|处|台|辆|名|所|项|宗|本|册|份|套)(?:数量?)?$"
)
"""Measures that names of indicators end in: 培训人次 is told as 培训2960人次."""
_EXTENT = re.compile(
    r"(?:长度|面积|数量|人数|人次|户数|个数|场次|次数|期数|座数|台数|套数|条数|里程|总量|规模)$"
)
"""What names of indicators say of their unit, and texts leave out: 铺设管道长度 is told as 铺设管道 62 公里."""
_BOUND = re.compile(r"(?:不?[高低少多超大小]于|不?超过|不足|达到?|控制在|[≥≤><=]|\d).*")
"""In names that state the target (群众满意率高于98%): from here on they do."""
_PRICE = re.compile(r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>[万千]?元/[^\W\d_]{1,6})")
WORD = 2
"""Characters of a name's first word, and of the one behind it: 改造道路. Its number may stand between them."""
_SHORTEST = 4
"""Characters: 满意度, 合格率 may be those of anything."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that prose may tell: its `amount` in base units, the `units` it may be told in, and the
    `goal` that belongs to it; whether it is a result or a mere `count`.
    """

    fact: Fact
    amount: Interval
    units: tuple[str, ...]
    goal: Interval | None = None
    count: bool = False
    sure: bool = True
    """Whether the name says so much that nothing else is meant."""
    last: bool = False
    """Whether it is of the year before."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target that prose may tell: its number as written in `unit`."""

    fact: Fact
    value: Decimal
    unit: str


def alike(units: tuple[str, ...]) -> frozenset[str]:
    """Other units that may be written for `units` by a slip."""
    return frozenset(other for group in _ALIKE if group & set(units) for other in group - set(units))


def told_rows(report: Report, text: str) -> dict[str, tuple[Told, ...]]:
    """The names of the rows of `report` whose first word is in `text`, each with every figure it may mean."""
    found: dict[str, list[Told]] = {}
    for name, told in (*_results(report, text), *_counts(report, text)):
        found.setdefault(name, []).append(told)
    return {name: tuple(each) for name, each in found.items()}


def _results(report: Report, text: str) -> Iterator[tuple[str, Told]]:
    aims = {
        row.key
        for data in report.tables.values()
        if isinstance(data.table.rows, ListRows) and data.table.rows.role is Role.TARGET
        for row in data.value_rows
    }
    for each in indicators(report):
        name = plain_name(each.row.label)
        if each.row.key in aims:
            name = _BOUND.sub("", name)
        result = _figure(each.actual.value) if name[:WORD] in text else None
        if result is None:
            continue
        value, decimals, unit = result
        target = each.targets[0] if len(each.targets) == 1 else None
        unit = unit or (target.unit if isinstance(target, Target) else "")
        units = _units(unit, name)
        told = Told(each.actual, _amount(value, decimals, unit), units, _goal(each))
        if len(name) >= _SHORTEST and units:
            yield name, told
        short = name.removesuffix("量")
        extent = _EXTENT.sub("", name)
        if short not in (name, extent) and len(short) >= _SHORTEST and units:
            yield short, replace(told, sure=False)
        if extent != name and len(extent) >= _SHORTEST and units:
            yield extent, told
            continue
        measured = _MEASURED.search(name)
        if measured is not None and measured["measure"] in units and measured.start() > 1:
            stem = name[: measured.start()]
            yield stem, replace(told, sure=len(stem) >= _SHORTEST)


def told_targets(report: Report) -> dict[str, tuple[Aimed, ...]]:
    """The names of the indicators of `report`, each with every target that it may mean."""
    found: dict[str, list[Aimed]] = {}
    for each in planned(report):
        name = plain_name(each.row.label)
        stems = {name, _EXTENT.sub("", name)}
        for goal in each.goals:
            if isinstance(goal, Target) and goal.unit and goal.value:
                for stem in stems:
                    if len(stem) >= _SHORTEST:
                        found.setdefault(stem, []).append(Aimed(each.target, goal.value, goal.unit))
    return {name: tuple(each) for name, each in found.items()}


def _figure(value: Value) -> tuple[Decimal, int, str] | None:
    """The number of a cell, its decimals and its unit; a price (1185元/公里) is one as well."""
    if value.figure is not None:
        return value.figure, value.decimals, value.unit
    price = _PRICE.fullmatch(value.text.translate(_EVEN)) if value.state is State.TEXT else None
    if price is None:
        return None
    digits = price["number"].replace(",", "")
    return Decimal(digits), len(digits.partition(".")[2]), price["unit"]


def _counts(report: Report, text: str) -> Iterator[tuple[str, Told]]:
    """The whole numbers of fixed lines and of fields, by their names and by what texts call them:
    国内公务接待批次 is told as 国内公务接待83批次.
    """
    for field in report.form.fields.values():
        fact = report.fields.get(field.name)
        if fact is not None:
            yield from _count((field.name, field.label, *field.aliases), fact, text)
    for data in report.tables.values():
        if not isinstance(data.table.rows, FixedRows):
            continue
        columns = sorts(data.table, report.year, report.form.title)
        likeliest, others = meant(columns, Wanted())
        for row in data.value_rows:
            line = row.line
            names = (row.label, *((line.name, *line.aliases) if line is not None else ()))
            for column in (*likeliest, *others):
                fact = data.cell(row.key, column)
                if fact is not None:
                    last = columns[column].year == -1
                    yield from ((name, replace(told, last=last)) for name, told in _count(names, fact, text))


def _count(labels: tuple[str, ...], fact: Fact, text: str) -> Iterator[tuple[str, Told]]:
    if fact.figure is None or fact.spec.type is not ValueType.COUNT:
        return
    remark = _UNIT_REMARK.search(labels[0])
    unit = fact.unit or (remark[1] if remark is not None else "")
    amount = Interval.exactly(fact.figure)
    for name in sorted({plain_name(label) for label in labels}):
        counter = next((each for each in COUNTERS if name.removesuffix("数").endswith(each)), "")
        units = tuple(dict.fromkeys((*_units(unit, name), *(_units(counter, name) if counter else ()))))
        if unit_factor(unit) != 1 or not units or len(name) < _SHORTEST:
            continue
        if name[:WORD] in text:
            yield name, Told(fact, amount, units, count=True)
        stem = _COUNTED.sub("", name)
        for told in dict.fromkeys((stem, *_said_otherwise(name.removesuffix("数"), stem))):
            if told != name and len(told) >= _SHORTEST and told[:WORD] in text:
                ways = _units(counter or unit, name)
                if told.endswith("团组") and "批次" in ways:
                    ways = (*ways, "个")
                yield told, Told(fact, amount, ways, count=True)


def _said_otherwise(*names: str) -> Iterator[str]:
    for written, told in _OTHERWISE:
        if any(each in written or f"{each}数" in written for each in names):
            yield from told


def _goal(indicator: Indicator) -> Interval | None:
    for goal in indicator.targets:
        if isinstance(goal, Target):
            decimals = max(0, -int(goal.value.as_tuple().exponent))
            return _amount(goal.value, decimals, goal.unit)
    return None


@lru_cache(maxsize=4096)
def plain_name(label: str) -> str:
    """`label` without blanks, ordinals, and a remark in brackets."""
    even = re.sub(r"[“”\"‘’\s]", "", label).translate(_EVEN)
    return _REMARK.sub("", _ORDINAL.sub("", even))


def _amount(figure: Decimal, decimals: int, unit: str) -> Interval:
    times, base = _split(unit)
    return Interval.of(figure, decimals).scaled(times * unit_factor(base))


def _split(unit: str) -> tuple[Decimal, str]:
    """万人次 is ten thousand 人次; 万元 is a unit of its own."""
    if unit[:1] in _TIMES and len(unit) > 1 and unit[1] != "元":
        return _TIMES[unit[0]], unit[1:]
    return Decimal(1), unit


def _units(unit: str, name: str) -> tuple[str, ...]:
    """The units that a figure in `unit` may be told in; where it has none, what its name counts."""
    base = _split(unit)[1]
    if not base:
        base = next((each for each in COUNTERS if name.endswith(each)), "")
    if not base or base in ("分",):
        return ()
    if unit_factor(base) != 1 or base == "元":
        return ("%",) if base == "%" else ("‰",) if base == "‰" else ("元", "千元", "百万元")
    return (base, *sorted(other for group in _SAME if base in group for other in group - {base}))
