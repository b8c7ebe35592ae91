"""Things that are counted beside those that take part or what was paid: groups and persons, vehicles and their price.

Knows what such lines and columns are called. Must not know rules or findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.model.forms.spec import SUMMABLE, ValueType
from sitegen.model.forms.table import Table
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData

_ORDINAL = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]\s*)?(?:其中[:：])?")
_REGION = re.compile(r"[（(]境[）)]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|[“”\"\s]")
_GROUPS = re.compile(r"(?:批次|批数|团组|团次)数?量?$")
_PERSONS = re.compile(r"(?:人次|人数|人员)数?量?$")
_PAID = (
    (re.compile(r"车辆?购置(?:及?更新)?(?:费用?|支出|经费)?$|购车费$"), re.compile(r"车辆?(?:购置|更新)+(?:数|数量|辆数|量)$|购车数量?$")),
    (re.compile(r"出国境?(?:费用?|支出|经费)?$"), re.compile(r"出国境?(?:团组|人次|人员|人)数?量?$")),
    (re.compile(r"公务接待(?:费用?|支出|经费)?$"), re.compile(r"接待(?:批次|批数)数?量?$")),
)  # fmt: skip
"""Names of amounts, and of what is counted that costs them."""
_OTHER = re.compile("上年|前年|去年|预算|计划|目标|增减|增长|变动|比|较|占|率|年初|调整")
"""Columns of another time, of what was planned, or of changes."""
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that tell of the same things: `first` what they are counted in or paid with, `second` who takes part
    or how many there are. `words` is what they have in common.
    """

    first: Fact
    second: Fact
    words: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure with its plain name, and where it stands beside others: in a row, a column, or among fields."""

    beside: tuple[str, str]
    name: str
    fact: Fact


def groups_and_persons(report: Report) -> Iterator[Pair]:
    """Groups or visits with the persons in them, named alike, in one column or one row."""
    named = tuple(_named(report))
    persons = {
        (each.beside, _PERSONS.sub("", each.name)): each.fact for each in named if _PERSONS.search(each.name)
    }
    for each in named:
        words = _GROUPS.sub("", each.name)
        other = persons.get((each.beside, words)) if words != each.name else None
        if other is not None:
            yield Pair(each.fact, other, words)


def paid_and_counted(report: Report) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Each amount that was paid in the year for things that are counted, with their numbers; nothing where several
    amounts may be meant.
    """
    named = tuple(_named(report))
    for amount, counted in _PAID:
        paid = [each for each in named if _is_money(each.fact) and amount.search(each.name)]
        numbers = [each for each in named if not _is_money(each.fact) and counted.search(each.name)]
        for beside in {each.beside for each in paid}:
            own = [each for each in paid if each.beside == beside]
            near = [each.fact for each in numbers if each.beside == beside]
            if not near and len(paid) == 1 and len({each.beside for each in numbers}) == 1:
                near = [each.fact for each in numbers]
            if len(own) == 1 and near:
                yield own[0].fact, tuple(near)


def _named(report: Report) -> Iterator[_Named]:
    """Every figure of the year that a line, a column or a field of its own names as one of these things."""
    for field in report.form.fields.values():
        name = _thing(field.label) if field.spec.numeric else ""
        fact = report.fields.get(field.name) if name else None
        if fact is not None:
            yield _Named(("", ""), name, fact)
    for data in report.tables.values():
        yield from _of_lines(data, report.year)
        yield from _of_columns(data)


def _of_lines(data: TableData, year: int) -> Iterator[_Named]:
    table = data.table
    lines = [(line.name, name) for line in table.lines.values() if (name := _thing(line.label))]
    for column in table.leaves if lines else ():
        if column.spec.type in SUMMABLE and _is_of(table, column.name, year):
            for line, name in lines:
                fact = data.cell(line, column.name)
                if fact is not None:
                    yield _Named((table.name, column.name), name, fact)


def _is_of(table: Table, column: str, year: int) -> bool:
    """Whether `column` tells what there was in `year`."""
    title = table.titles[column]
    years = _YEAR.findall(title)
    return not _OTHER.search(f"{column}{title}") and (not years or years == [str(year)])


def _of_columns(data: TableData) -> Iterator[_Named]:
    columns = [
        (column.name, name)
        for column in data.table.leaves
        if column.spec.type in SUMMABLE and (name := _thing(column.label))
    ]
    for row in data.value_rows if len(columns) > 1 else ():
        for column, name in columns:
            yield _Named((data.table.name, row.key), name, data.cells[row.key, column])


@lru_cache(maxsize=4096)
def _thing(label: str) -> str:
    """The plain name in `label` of something that is counted or paid for; "" for all else."""
    name = plain(label)
    words = (_GROUPS, _PERSONS, *(each for pair in _PAID for each in pair))
    return name if any(each.search(name) for each in words) else ""


def _is_money(fact: Fact) -> bool:
    return fact.spec.type is ValueType.MONEY


def plain(label: str) -> str:
    """`label` without ordinals, brackets and blanks: 5.国内公务接待批次（个） is 国内公务接待批次."""
    return _BRACKETS.sub("", _ORDINAL.sub("", _REGION.sub("境", label)))
