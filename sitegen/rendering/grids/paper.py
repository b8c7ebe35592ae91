"""A grid on paper: how it is set, which of its rows may be broken, and in which parts, if it is too wide for a page.

Knows cells and their spans. Must not know forms, nor templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.rendering.grids.grid import Cell, Data, Filler, Grid, GridColumn, GridRow, Header
from sitegen.rendering.grids.widths import LYING, SMALLEST, TALL, Column, Setting, length, setting, typical

_LEAST = {"label": 5.0, "text": 4.0, "figure": 3.0, "number": 2.2}
"""Characters that every column has room for, by what stands in it."""

_MARK = 1.9
_INDENT, _DEEPER = 0.8, 0.9
"""How much more a label needs that is indented, and for each further level (print/table.css)."""

_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell and the area that it covers: from `column` on, `across` columns, `down` rows from its own on."""

    cell: Cell
    column: int
    across: int
    down: int


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A grid, or a part of it, as it comes onto a page: how it is set there, and how many lines it has."""

    grid: Grid
    setting: Setting
    lines: int


def papers(grid: Grid) -> tuple[PdfResult, ...]:
    """`grid` as it is printed: whole, if that can be read, else in parts side by side, each with the heads of
    its rows.
    """
    columns = _columns(grid)
    how = setting(columns)
    parts = () if how.fits else _parts(grid, columns)
    if len(parts) <= 1:
        return (_paper(grid, how),)
    return tuple(paper for number, part in enumerate(parts, 1) for paper in papers(_cut(grid, part, number)))


def _paper(grid: Grid, how: Setting) -> PdfResult:
    """`grid` with its tall rows marked as such."""
    lines = 0
    bodies: list[tuple[GridRow, ...]] = []
    for body in grid.bodies:
        rows: list[GridRow] = []
        for row, cells in zip(body, _placed(_cells(body)), strict=True):
            high = max((_lines(each, how) for each in cells if each.down == 1), default=1)
            lines += high
            rows.append(replace(row, tall=True) if high > TALL else row)
        bodies.append(tuple(rows))
    return PdfResult(replace(grid, bodies=tuple(bodies)), how, lines)


def _lines(each: _Placed, how: Setting) -> int:
    words, _ = _words(each.cell)
    return sum(max(1, how.lines(each.column, length(line), each.across)) for line in words.split("\n"))


def _words(cell: Cell) -> tuple[str, bool]:
    """What stands in a cell, and whether it must stay on one line."""
    match cell:
        case Header():
            return cell.label + (f"（{cell.unit}）" if cell.unit else ""), False
        case Data():
            shown = cell.value.text + cell.value.unit if cell.value.text else cell.value.words
            return ("" if cell.value.state == "blank" else shown), cell.numeric
        case Filler():
            return "", False
    return cell.text, True


def _columns(grid: Grid) -> tuple[Column, ...]:
    """What the columns of `grid` need, by what stands in them."""
    least = [_LEAST[column.kind] for column in grid.columns]
    whole = [0.0] * len(least)
    texts: list[list[float]] = [[] for _ in least]
    for body in grid.bodies:
        for row in _placed(_cells(body)):
            for each in row:
                if each.across > 1 or isinstance(each.cell, Filler):
                    continue
                words, unbroken = _words(each.cell)
                size = length(words)
                if unbroken:
                    marks = len(each.cell.value.marks) if isinstance(each.cell, Data) else 0
                    whole[each.column] = max(whole[each.column], size + _MARK * marks)
                else:
                    texts[each.column].append(size / each.down)
                if isinstance(each.cell, Header) and each.cell.indent:
                    deep = _INDENT + _DEEPER * (min(each.cell.indent, _DEEPEST) - 1)
                    least[each.column] = max(least[each.column], 2.5 + deep)
    return tuple(
        Column(column.width, most, unbroken, typical(lengths))
        for column, most, unbroken, lengths in zip(grid.columns, least, whole, texts, strict=True)
    )


def _placed(rows: Iterable[Sequence[Cell]]) -> Iterator[list[_Placed]]:
    """The cells of each row with the area that they cover."""
    taken: dict[int, int] = {}
    for row in rows:
        at = 0
        found: list[_Placed] = []
        for cell in row:
            while taken.get(at, 0):
                at += 1
            across, down = getattr(cell, "colspan", 1), getattr(cell, "rowspan", 1)
            found.append(_Placed(cell, at, across, down))
            at += across
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        for each in found:
            if each.down > 1:
                taken |= {each.column + right: each.down - 1 for right in range(each.across)}
        yield found


def _cells(rows: Iterable[GridRow]) -> Iterator[Sequence[Cell]]:
    return (row.cells for row in rows)


def _parts(grid: Grid, columns: Sequence[Column]) -> tuple[tuple[int, ...], ...]:
    """The numbers of the columns of each part: those that name the rows, then as many of the others as fit
    a page that lies, as evenly as can be.
    """
    found: list[tuple[int, ...]] = []
    for names, others in _sides(grid.columns):
        room = LYING / SMALLEST - sum(columns[at].need for at in names)
        counted = _packed(others, columns, room)
        # As many parts, but none much narrower than the others.
        even = sum(columns[at].need for at in others) / len(counted)
        balanced = _packed(others, columns, min(room, even * 1.15))
        found += [(*names, *part) for part in (balanced if len(balanced) == len(counted) else counted)]
    return tuple(found)


def _sides(columns: Sequence[GridColumn]) -> Iterator[tuple[list[int], list[int]]]:
    """The columns of each side of a table: those that name its rows, and the others."""
    names: list[int] = []
    others: list[int] = []
    for at, column in enumerate(columns):
        if column.kind in ("label", "number"):
            if others:
                yield names, others
                names, others = [], []
            names.append(at)
        else:
            others.append(at)
    yield names, others


def _packed(numbers: Sequence[int], columns: Sequence[Column], room: float) -> list[list[int]]:
    found: list[list[int]] = [[]]
    filled = 0.0
    for at in numbers:
        need = columns[at].need
        if found[-1] and filled + need > room:
            found.append([])
            filled = 0.0
        found[-1].append(at)
        filled += need
    return found


def _cut(grid: Grid, part: tuple[int, ...], number: int) -> Grid:
    """The columns `part` of `grid`. Names of headers are those of the part, so that none is given twice."""
    position = {column: at for at, column in enumerate(part)}
    names: dict[str, str] = {}

    def name(old: str) -> str:
        return old if number == 1 else f"{old}-{number}"

    def row(cells: list[_Placed]) -> Iterator[Cell]:
        for each in cells:
            across = sum(column in position for column in range(each.column, each.column + each.across))
            if across:
                yield _narrowed(each.cell, across, names)

    for cells in (*_placed(grid.head), *(cells for body in grid.bodies for cells in _placed(_cells(body)))):
        names |= {
            each.cell.id: name(each.cell.id)
            for each in cells
            if isinstance(each.cell, Header)
            and any(column in position for column in range(each.column, each.column + each.across))
        }
    groups: list[tuple[GridColumn, ...]] = []
    first = 0
    for group in grid.column_groups:
        kept = tuple(column for at, column in enumerate(group, first) if at in position)
        groups += [kept] if kept else []
        first += len(group)
    return Grid(
        name(grid.id),
        tuple(groups),
        tuple(tuple(cell for cell in row(cells) if isinstance(cell, Header)) for cells in _placed(grid.head)),
        tuple(
            tuple(
                GridRow(old.kind, tuple(row(cells)))
                for old, cells in zip(body, _placed(_cells(body)), strict=True)
            )
            for body in grid.bodies
        ),
    )


def _narrowed(cell: Cell, across: int, names: dict[str, str]) -> Cell:
    """`cell` over fewer columns, with the names that headers have in its part."""
    headers = tuple(names[each] for each in cell.headers if each in names)
    if isinstance(cell, Header):
        scope = "col" if cell.scope == "colgroup" and across == 1 and cell.rowspan == 1 else cell.scope
        return replace(cell, id=names[cell.id], scope=scope, colspan=across, headers=headers)
    if isinstance(cell, Filler):
        return replace(cell, colspan=across, headers=headers)
    return replace(cell, headers=headers)
