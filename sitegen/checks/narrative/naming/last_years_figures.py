"""What a figure of this year is compared with in last year's report.

Knows columns. Must not know sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.narrative.naming.columns import BUDGETS, Kind, kind_told, sorts
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_kind


def bases(last_year: Report, fact: Fact, than: str) -> Iterator[Fact]:
    """The figures of `last_year` that `fact` may be compared with, the likeliest first: the same one, and others of
    its row, as a budget may be compared with what was spent the year before. `than` is 预算 or 决算 where the words
    say which.
    """
    same = last_year.fact(fact.address)
    if same is None:
        return
    table, _, cell = fact.address.partition(".")
    data = last_year.tables.get(table)
    if data is None or not cell:
        if _is_it(kind_told(f"{last_year.form.title} {fact.address}"), than):
            yield same
        return
    column, _, row = cell.rstrip("]").partition("[")
    kinds = sorts(data.table, last_year.year, last_year.form.title)
    names = [column, *(name for name in kinds if name != column)]
    for name in names:
        kind, found = kinds[name].kind, data.cell(row, name)
        if found is None or kinds[name].year not in (None, 0) or kind is Kind.OTHER:
            continue
        if unit_kind(found.unit or found.spec.unit) == unit_kind(fact.unit or fact.spec.unit) and _is_it(
            kind, than
        ):
            yield found


def _is_it(kind: Kind, than: str) -> bool:
    if than == "预算":
        return kind in BUDGETS
    if than == "决算":
        return kind in (Kind.SPENT, Kind.UNSAID)
    return True
