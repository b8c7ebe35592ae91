"""The rows of a report by what they are called, and their figures by column.

Knows rows' labels and what texts leave out of them. Must not know sentences or rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.rows import plain_name
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.numbers.intervals import Interval

_SHORTEST = 3
"""Characters of a name that is no word of every text."""
_TAILS = ("项目", "经费", "工作", "资金", "工程")
"""What texts leave out at the end of names, or add to them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a table that is called so."""

    data: TableData
    row: Row

    def cells(self) -> Iterator[tuple[str, Fact, Interval]]:
        """Its figures, each with its column."""
        yield from _cells(self.data, self.row)

    def others(self, column: str) -> Iterator[tuple[Row, Fact, Interval]]:
        """The figures of the other rows in `column`, but for totals."""
        for row in self.data.value_rows:
            if row is not self.row and not row.sums:
                yield from (
                    (row, fact, amount) for name, fact, amount in _cells(self.data, row) if name == column
                )


def _cells(data: TableData, row: Row) -> Iterator[tuple[str, Fact, Interval]]:
    for column in data.table.leaves:
        fact = data.cell(row.key, column.name) if column.spec.numeric else None
        amount = amount_of(fact) if fact is not None else None
        if fact is not None and amount is not None:
            yield column.name, fact, amount


def named_rows(report: Report) -> dict[str, Named]:
    """Every row that is no total by its name, with and without what texts leave out; names that several have are left out."""
    found: dict[str, list[Named]] = defaultdict(list)
    for data in report.tables.values():
        for row in data.value_rows:
            if not row.sums:
                name = plain_name(row.label)
                stem = next((name.removesuffix(tail) for tail in _TAILS if name.endswith(tail)), name)
                for each in {name, stem}:
                    if len(each) >= _SHORTEST:
                        found[each].append(Named(data, row))
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}
