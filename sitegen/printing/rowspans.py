"""Cells over several rows, where a page ends among them: on the next page they stand again.

WeasyPrint draws such a cell once, on the page of its first row; on the next one there is a hole. Before the rest
of a table is laid out, copies of the cells that reach into it are put into its first row. They are drawn, but not
read out again (printing.tags). Knows WeasyPrint's boxes of tables; must not know what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import table

_table_layout = table.table_layout


def table_layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any
) -> tuple[Any, ...]:
    """WeasyPrint's layout of a table, or of what is left of it (`skip_stack` says from where on)."""
    at = _place(skip_stack)
    if at is None:
        laid_out: tuple[Any, ...] = _table_layout(context, box, bottom_space, skip_stack, *rest, **named)
        return laid_out
    group, row = at
    torn = skip_stack[group][row]
    copies = list(_reaching(box, group, row))
    cells = [
        _repeated(cell, cell.rowspan) if torn and cell.rowspan > 1 and index not in torn else cell
        for index, cell in enumerate(box.children[group].children[row].children)
    ]
    new = {index for index, cell in enumerate((*copies, *cells)) if getattr(cell, "repeated", False)}
    more = len(copies)
    stack = dict.fromkeys(new) | {index + more: rest_of for index, rest_of in torn.items()} if torn else torn
    completed = _completed(box, group, row, [*copies, *cells])
    found, resume_at, *others = _table_layout(
        context, completed, bottom_space, {group: {row: stack}}, *rest, **named
    )
    if resume_at is not None and _place(resume_at) == at and resume_at[group][row]:
        left = {index - more: rest_of for index, rest_of in resume_at[group][row].items() if index not in new}
        resume_at = {group: {row: left}} if left else _next(box, group, row)
    return found, resume_at, *others


def _place(skip_stack: Any) -> tuple[int, int] | None:
    """The group and the row in which a table goes on; None at the beginning of a group."""
    if not skip_stack:
        return None
    ((group, rows),) = skip_stack.items()
    if not rows:
        return None
    ((row, _),) = rows.items()
    return group, row


def _reaching(box: Any, group: int, row: int) -> Iterator[Any]:
    """The cells of earlier rows that reach into `row`, over the rows that are left to them."""
    for index, earlier in enumerate(box.children[group].children[:row]):
        for cell in earlier.children:
            left = index + cell.rowspan - row
            if left > 0:
                yield _repeated(cell, left)


def _repeated(cell: Any, rows: int) -> Any:
    copy = cell.copy()
    copy.rowspan = rows
    copy.repeated = True
    return copy


def _completed(box: Any, group: int, row: int, cells: list[Any]) -> Any:
    """`box` with these cells in a row."""
    rows = list(box.children[group].children)
    rows[row] = rows[row].copy_with_children(cells)
    groups = list(box.children)
    groups[group] = groups[group].copy_with_children(rows)
    return box.copy_with_children(groups)


def _next(box: Any, group: int, row: int) -> Any:
    """Behind a row of which nothing is left but copies too tall for the page: they begin anew each time, and
    there would be no end.
    """
    if row + 1 < len(box.children[group].children):
        return {group: {row + 1: None}}
    return {group + 1: None} if group + 1 < len(box.children) else None
