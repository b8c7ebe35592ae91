"""Charts of how indicators were scored.

Knows indicators with their marks, as roles of columns tell them. Must not know which forms exist, nor how a chart looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.forms.table import Column, FixedRows, ListRows, Role, Table
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.rendering.charts.kinds import attainment, summed
from sitegen.rendering.charts.sources import source_of
from sitegen.rendering.charts.views import ChartView, Mark, MarkGroup

FEWEST = 2
"""How many bars show something: one for all indicators does not."""


def attainments(report: Report, highest: int) -> Iterator[ChartView]:
    """The charts of the scores of `report`; one that would be higher than `highest` pixels shows groups only."""
    for data in report.tables.values():
        table = data.table
        score = table.with_role(Role.SCORE)
        if not _has_indicators(table) or score is None:
            continue
        groups: dict[str, list[Mark]] = {}
        for row in data.value_rows:
            mark = _mark(data, row, score)
            if mark is not None:
                groups.setdefault(row.groups[0] if row.groups else "", []).append(mark)
        made = [MarkGroup(label, tuple(marks)) for label, marks in groups.items()]
        marks = [mark for group in made for mark in group.marks]
        if len(marks) < FEWEST or all(mark.score is None for mark in marks):
            continue
        weight = table.with_role(Role.WEIGHT)
        title = f"{table.caption}：{score.label}与{weight.label if weight is not None else '分值'}"
        unit, source = score.spec.unit or "分", source_of(report.form, table)
        lacking = report.lacks_rows(data)
        view = attainment(f"chart-{table.id}", title, made, unit, source, cut_off=lacking)
        if view.height > highest:
            added = summed(made)
            if len(added.marks) < FEWEST:
                continue
            view = attainment(view.id, title, [added], unit, source, cut_off=lacking)
        yield view


def _has_indicators(table: Table) -> bool:
    """Whether rows are scored: the report's own, or the form's where they do not tell of a budget."""
    if isinstance(table.rows, ListRows):
        return table.with_role(Role.WEIGHT) is not None
    if not isinstance(table.rows, FixedRows) or table.with_role(Role.SPENT) is not None:
        return False
    fixed = any(line.marks is not None for line in table.rows.lines)
    return fixed or table.with_role(Role.WEIGHT) is not None


def _mark(data: TableData, row: Row, score: Column) -> Mark | None:
    """The marks of a row; None where it is a sum, or has none."""
    weight = data.table.with_role(Role.WEIGHT)
    got = data.cell(row.key, score.name)
    given = data.cell(row.key, weight.name) if weight is not None else None
    if row.kind not in (RowKind.ITEM, RowKind.LINE) or row.sums or got is None:
        return None
    most = given.figure if given is not None else None
    if most is None and row.line is not None:
        most = row.line.marks
        if got.figure is None and (row.line.choice or most is None):
            return None
    if most is None and got.figure is None:
        return None
    return Mark(row.label, got.figure, most)
