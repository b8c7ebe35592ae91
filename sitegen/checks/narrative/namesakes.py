"""Figures that share a name: in lists whose rows texts cannot name, and of other funds than the text speaks of.

Knows tables, columns and what money comes from. Must not know how sentences tie names to numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from sitegen.figures import unit_kind
from sitegen.model.form import ListRows
from sitegen.model.report import Fact, Report

_FUND = re.compile(r"政府性基金|国有资本经营|社会保险基金|财政专户")
_EVEN = str.maketrans("（）", "()", "“”‘’ ")


@dataclass(frozen=True, slots=True)
class Said:
    """Where in its sentence an amount begins that a name is said to be, under which `heading`, and what is written
    `before` the sentence.
    """

    at: int
    heading: str
    before: str


def namesakes(report: Report) -> dict[tuple[str, str], tuple[Fact, ...]]:
    """The figures of tables whose rows the report lists itself, by what their column is called and their kind of unit."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for data in report.tables.values():
        for column in data.table.leaves if isinstance(data.table.rows, ListRows) else ():
            names = {each.translate(_EVEN) for each in (column.name, column.label, *column.aliases)}
            for row in data.value_rows if column.spec.numeric else ():
                fact = data.cell(row.key, column.name)
                if fact is not None:
                    for name in names:
                        found[name, unit_kind(fact.unit or fact.spec.unit)].append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


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
