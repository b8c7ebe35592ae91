"""SUM106: figures of one unit in one table have different numbers of decimals."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Diagnostic, Related, Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.table_data import TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SUM106",
    "mixed-decimals",
    Severity.INFO,
    "同一张表里小数位数不一",
    checks="一张表里同一单位的金额和数值，写的小数位数是否一样；一张表只提示一次。0 不论位数，元和表单规定了位数的不查，各行另有计量单位一栏的表不查。",
    why="核对时按最细的一个理解，9 与 12.55 同在一张表，9 就是 9.00。若 9 其实是 8.6 四舍五入来的，"
    "合计就会对不上；读者也看不出它精确到哪一位。",
    example="支出:\n  甲: {支出合计: 12.55}\n  乙: {支出合计: 9}    # 按 9.00 理解",
    remedy="末尾的 0 省掉了的，补上；四舍五入成整数的，照原始数据写全。",
    source="在已公开的报告中常见：电子表格不显示末尾的 0。",
    waivable=True,
)

_TYPES = frozenset({ValueType.MONEY, ValueType.NUMBER})


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each table with rounded figures: those written with fewer decimals than meant."""
    for data in subject.report.tables.values():
        rounded = [fact for fact in data if fact.decimals is not None and fact.spec.type in _TYPES]
        if not rounded or _tells_units(data):
            continue
        name = data.table.name
        statement = f"{name}：同一单位的小数位数一致"
        short = [fact for fact in rounded if _is_short(fact)]
        addresses = tuple(fact.address for fact in short)
        if not short:
            yield Outcome(RULE.code, Result.PASS, name, statement)
            continue
        yield Outcome(
            RULE.code, Result.FAIL, name, statement, diagnostic=_found(subject, data, short), facts=addresses
        )


def _tells_units(data: TableData) -> bool:
    """Whether a column tells what each row is measured in: 亩 and 万元 beside one another have no last place in common."""
    return any(
        column.role is Role.UNIT or (column.label == _UNIT and not column.spec.numeric)
        for column in data.table.leaves
    )


_UNIT = "计量单位"


def _is_short(fact: Fact) -> bool:
    """Whether only the figures beside it tell that it has more decimals than it is written with."""
    written = max(fact.value.decimals, fact.spec.precision.least)
    return bool(fact.figure) and fact.decimals is not None and written < fact.decimals


def _found(subject: Subject, data: TableData, short: list[Fact]) -> Diagnostic:
    first = short[0]
    assert first.figure is not None and first.decimals is not None, "it is a rounded figure"
    # One may have more decimals than the form allows; another finding says so.
    finest = max(
        (fact for fact in data if fact.unit == first.unit and fact.figure is not None),
        key=lambda fact: fact.value.decimals,
    )
    meant = f"{first.figure:.{first.decimals}f}"
    others = f"等 {len(short)} 个数位数少，核对时补足，如" if len(short) > 1 else "位数少，核对时当作"
    return RULE.found(
        first.span.place,
        f"“{data.table.name}”里“{finest.address}”写的是 {finest.value.text}，有 {finest.value.decimals} 位小数；"
        f"“{first.address}”{others} {meant}。",
        report=subject.report.key,
        fact=first.address,
        expected=wording.with_unit(meant, first.unit),
        actual=wording.value_of(first),
        related=(Related(finest.address, wording.value_of(finest), finest.span.place),),
    )
