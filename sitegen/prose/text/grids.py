"""Tables in running text: their numbers, row by row and column by column.

Knows where cells stand, how numbers are written in them, and which unit a table tells. Must not know sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence, whole
from sitegen.prose.text.terms import Role, Term

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_UNIT = re.compile(r"单位[:：]\s*(?P<unit>百万元|千元|万元|亿元|元)")
_UNKNOWN = "元"
"""The unit that numbers are read in where none is told: for what adds up it does not matter."""
_RATES = re.compile(r"[%％‰率比幅均]|单价|排名|位次|得分|分值|年度$|序号|编号|编码|代码|年份")
"""In the name of a row or a column whose numbers are not added up."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of numbers: its name, and the number in each of its places; None where there is none."""

    name: str
    numbers: tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers of a table that may be added up, as `rows` and as `columns`; `told` says whether it tells a unit."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    told: bool


def read_grids(passages: Iterable[Passage]) -> Iterator[Grid]:
    """The tables among `passages` that hold numbers."""
    unit = ""
    for (_, table), group in groupby(passages, key=_table):
        found = list(group)
        if not table:
            told = [match["unit"] for each in found if (match := _UNIT.search(each.text)) is not None]
            unit = told[-1] if told else ""
            continue
        grid = _grid(found, unit)
        if grid is not None:
            yield grid


def _table(passage: Passage) -> tuple[str, int]:
    return passage.at, passage.cell.table if passage.cell is not None else 0


def _grid(cells: Sequence[Passage], unit: str) -> Grid | None:
    texts: dict[tuple[int, int], Sentence] = {}
    for each in cells:
        assert each.cell is not None, "only asked of the cells of a table"
        texts[each.cell.row, each.cell.column] = whole(each)
        told = _UNIT.search(each.text)
        unit = told["unit"] if told is not None else unit
    rows, columns = (range(1 + max(key[axis] for key in texts)) for axis in (0, 1))
    named = any(
        row and column == 1 and not _NUMBER.fullmatch(each.text) for (row, column), each in texts.items()
    )
    names = [_name(texts, row, 1) if named else "" for row in rows]
    heads = [_name(texts, 0, column) for column in columns]
    numbers = {
        (row, column): _number(sentence, unit, f"{names[row]}{heads[column]}")
        for (row, column), sentence in texts.items()
        if row and column > named and not _RATES.search(names[row]) and not _RATES.search(heads[column])
    }
    kept = [row for row in rows if any(numbers.get((row, column)) is not None for column in columns)]
    across = [column for column in columns if any(numbers.get((row, column)) is not None for row in kept)]
    if not kept:
        return None
    return Grid(
        tuple(Line(names[row], tuple(numbers.get((row, column)) for column in across)) for row in kept),
        tuple(Line(heads[column], tuple(numbers.get((row, column)) for row in kept)) for column in across),
        unit != "",
    )


def _name(texts: dict[tuple[int, int], Sentence], row: int, column: int) -> str:
    sentence = texts.get((row, column))
    return sentence.text if sentence is not None else ""


def _number(sentence: Sentence, unit: str, name: str) -> Term | None:
    """The number that is all a cell holds."""
    match = _NUMBER.fullmatch(sentence.text)
    if match is None:
        return None
    digits = match[0].replace(",", "")
    decimals = len(digits.partition(".")[2])
    quantity = Quantity(0, match.end(), Decimal(digits), decimals, unit or _UNKNOWN, rough=False)
    return Term(sentence, quantity, Role.LEVEL, "", subject=name)
