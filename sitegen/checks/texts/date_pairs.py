"""Pairs of dates of a report that say when something began and when it ended, by what the form calls them.

Knows the words for beginning and end. Must not know which dates are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Table
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report

_BEGIN = re.compile(r"起始|开始|开工|启动|起(?=日|时间|$)")
_END = re.compile(r"完成|完工|结束|竣工|终止|截止|截至|止(?=日|时间|$)")
_DATE = re.compile(r"日期|时间|年月日|年月|日|[（(].*[)）]")
_OTHER_MATTERS = re.compile(
    r"申报|申请|报名|征集|招标|投标|采购|填报|填表|评价|批复|公示|公开|数据|统计|计划|预计|整改|验收|上[次年期一]|前期|一期"
)
"""Of these, a date says nothing of how long something took, unless both are about the same."""


class _Named(NamedTuple):
    name: str
    stem: str
    begins: bool


def beginnings_and_ends(report: Report) -> Iterator[tuple[Fact, Fact]]:
    """Each beginning with its end, where both are filled: fields of a section, and cells of a row."""
    fields, columns = _pairs(report.form)
    for begin, end in fields:
        yield from _filled(report.fields.get(begin), report.fields.get(end))
    for table, begin, end in columns:
        data = report.tables[table]
        for row in data.value_rows:
            yield from _filled(data.cell(row.key, begin), data.cell(row.key, end))


def _filled(first: Fact | None, last: Fact | None) -> Iterator[tuple[Fact, Fact]]:
    if first is not None and last is not None and first.value.day is not None and last.value.day is not None:
        yield first, last


@lru_cache(maxsize=512)
def _pairs(form: Form) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]:
    """The names of fields, and of tables and columns, that are a beginning and its end."""
    fields = [
        pair
        for section in form.sections
        for pair in _paired(
            [
                item.name
                for item in section.items
                if isinstance(item, Field) and item.spec.type is ValueType.DATE
            ]
        )
    ]
    columns = [(table.name, *pair) for table in form.tables.values() for pair in _paired(_dates(table))]
    return tuple(fields), tuple(columns)


def _dates(table: Table) -> list[str]:
    return [column.name for column in table.leaves if column.spec.type is ValueType.DATE]


def _paired(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Beginnings and ends among `names` whose other words are the same, or else the only two of them."""
    found = [named for name in names if (named := _named(name)) is not None]
    begins, ends = [each for each in found if each.begins], [each for each in found if not each.begins]
    same = [(one, other) for one in begins for other in ends if one.stem == other.stem]
    if not same and len(begins) == len(ends) == 1 and _may_be_one_matter(begins[0].stem, ends[0].stem):
        same = [(begins[0], ends[0])]
    yield from ((one.name, other.name) for one, other in same)


def _may_be_one_matter(one: str, other: str) -> bool:
    return (not one or not other) and not _OTHER_MATTERS.search(one + other)


def _named(name: str) -> _Named | None:
    begins, ends = _BEGIN.search(name), _END.search(name)
    if (begins is None) is (ends is None):
        return None
    sign = _BEGIN if begins is not None else _END
    return _Named(name, _DATE.sub("", sign.sub("", name, count=1)), begins is not None)
