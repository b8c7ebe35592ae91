"""Figures that share a name: in lists whose rows texts cannot name, in rows whose longer name texts cut short, and of other
funds than the text speaks of.

Knows tables, columns and what money comes from. Must not know how sentences tie names to numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.narrative.naming.names import Meaning, Names
from sitegen.model.forms.table import ListRows
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_kind

_FUND = re.compile(r"政府性基金|国有资本经营|社会保险基金|财政专户")
_FUNDS = (
    "财政拨款",
    "一般公共预算",
    "一般公共预算财政拨款",
    "政府性基金",
    "政府性基金预算",
    "国有资本经营预算",
)
"""Sources of money that stand before the names of lines of which there are several."""
_EVEN = str.maketrans("（）", "()", "“”‘’ ")


@dataclass(frozen=True, slots=True)
class Said:
    """Where in its sentence an amount begins that a name is said to be, under which `heading`, and what is written
    `before` the sentence.
    """

    at: int
    heading: str
    before: str


def namesakes(report: Report, names: Names) -> dict[tuple[str, str], tuple[Fact, ...]]:
    """By name and kind of unit, the figures of tables whose rows the report lists itself, called as their column is, and
    those of rows whose name ends in the name of another.
    """
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for data in report.tables.values():
        for column in data.table.leaves if isinstance(data.table.rows, ListRows) else ():
            called = {each.translate(_EVEN) for each in (column.name, column.label, *column.aliases)}
            for row in data.value_rows if column.spec.numeric else ():
                fact = data.cell(row.key, column.name)
                if fact is not None:
                    for name in called:
                        found[name, unit_kind(fact.unit or fact.spec.unit)].append(fact)
    for name, meant in names.meanings.items():
        shorter = [name[start:] for start in range(1, len(name) - 1) if name[start:] in names.lines]
        for meaning in meant if shorter else ():
            for fact in _of_line(report, meaning):
                for each in shorter:
                    found[each, unit_kind(fact.unit or fact.spec.unit)].append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


def _of_line(report: Report, meaning: Meaning) -> Iterator[Fact]:
    """The figures of the line that a name means, of so many digits that no other is the same by chance."""
    if meaning.table is None or meaning.line is None:
        return
    data = report.tables[meaning.table.name]
    for column in meaning.table.leaves:
        fact = data.cell(meaning.line.name, column.name) if column.spec.numeric else None
        if fact is not None and fact.figure is not None and has_enough_digits(fact.figure):
            yield fact


def has_enough_digits(figure: Decimal) -> bool:
    """Whether a figure has so many digits that two are not the same by chance."""
    return len(str(figure).replace(".", "").strip("0")) >= _FEWEST


_FEWEST = 4


def named_by_fund(name: str, names: Names, before: str, said: Said | None) -> str:
    """What the line called `name` and by a fund besides is called, of which the sentence or its heading speaks before the
    name; "" if the form has none, or several.
    """
    told = f"{said.heading if said is not None else ''}\n{before}"
    found = {f"{fund}{name}" for fund in _FUNDS if fund in told} & names.lines
    return found.pop() if len(found) == 1 else ""


def of_another_fund(report: Report, fact: Fact, before: str, said: Said | None) -> bool:
    """Whether a sentence, or the heading over it, speaks of a fund that has a table of its own, which `fact` is not in."""
    sentence = before.rpartition("。")[2]
    told = _FUND.findall(sentence) or _FUND.findall(said.heading if said is not None else "")
    if not told or told[-1] in fact.address:
        return False
    return any(
        told[-1] in f"{data.table.name}{data.table.caption}" and f"{name}." not in fact.address
        for name, data in report.tables.items()
    )
