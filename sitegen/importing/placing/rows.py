"""The rows below a header: which row of the table each is, and which column each of its cells stands in.

Knows the three kinds of rows. Must not know how headers are found. A cell that could stand in two columns, a row that the
form does not have, a label that is not there: nothing is placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen import lazy_re as re
from sitegen.importing.placing.groups import Groups
from sitegen.importing.placing.head import Head
from sitegen.importing.placing.ledger import Ledger
from sitegen.importing.placing.row_cells import SHARED, crowded, is_heading, is_words, numbers, parted
from sitegen.importing.placing.vocabulary import Vocabulary
from sitegen.importing.placing.words import key, norm, one_line
from sitegen.importing.source import Cell
from sitegen.loading.reports.row_labels import row_key
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import FixedRows, InstitutionRows, Line, ListRows, Table

TOTALS = re.compile(r"(?:合计|总计|小计|总分|总得分|得分合计)(?:（.{0,12}）)?")
"""What stands in a list outside of all groups."""
LACKING = "资料缺失"
"""What our own workbooks say where the source had nothing."""


@dataclass(slots=True)
class Rows:
    """What a table is filled with: by the path of groups and the row's label, then by column."""

    cells: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)


class RowFiller:
    """Fills the tables of one report."""

    def __init__(self, words: Vocabulary, ledger: Ledger, tables: dict[str, Rows]) -> None:
        self._words, self._ledger, self._tables = words, ledger, tables
        self._other_unit = ""

    def fill(self, head: Head, end: int, other_unit: str) -> None:
        """Place the rows below `head` up to the row `end`; its amounts are in `other_unit` ("": in the form's own)."""
        self._other_unit = other_unit
        table, grid = head.table, head.grid
        known = self._words.words(table)
        for row in range(head.top, head.body):
            for cell in grid.rows[row]:
                if cell.top >= head.top and norm(cell.text) in known:  # never by its place alone
                    self._ledger.structure(cell)
        left = min((cell.left for cell in head.labels), default=grid.left)
        below = list(self._below(head, end, left))
        groups = Groups([names for names, _ in below] if isinstance(table.rows, ListRows) else ())
        for names, values in below:
            if isinstance(table.rows, ListRows) and is_heading(names, values):
                self._doubt(names, f"“{table.name}”下面只有这几个字的一行，看不出是一组还是另一部分的标题")
                break
            self._row(head, names, values, groups)

    def _below(self, head: Head, end: int, left: float) -> Iterator[tuple[list[Cell], list[Cell]]]:
        """The cells that name each row below `head`, and those that hold its values."""
        grid = head.grid
        for number in range(head.body, end):
            cells = [
                cell
                for cell in grid.rows[number]
                if cell.top >= head.body and left <= cell.middle and cell.left < head.right
            ]
            if not cells or self._is_banner(cells, head):
                if cells and cells[0].text:
                    return
                continue
            names, values = parted(head, cells)
            if not isinstance(head.table.rows, FixedRows) and self._is_field(names):
                return
            if not any(cell.text for cell in cells):
                continue
            if is_words(head, values):
                return  # another header
            yield names, values

    def _is_field(self, names: Sequence[Cell]) -> bool:
        """Whether a field follows, or the next part: the first word of the row is its label."""
        first = next((cell.text for cell in names if cell.text), "")
        return norm(first) in self._words.fields or self._words.is_title(first)

    @staticmethod
    def _is_banner(row: Sequence[Cell], head: Head) -> bool:
        return row[0].left <= head.grid.left and row[0].right >= head.grid.right

    def _row(self, head: Head, names: list[Cell], values: list[Cell], groups: Groups) -> None:
        table, ledger = head.table, self._ledger
        if isinstance(table.rows, ListRows):
            if names and not names[-1].text and not any(cell.text for cell in values):
                self._empty_group(table, groups.of(names[:-1]), names[:-1])
                return
            path = groups.path(names) if names else None
            if (
                path is not None
                and len(path) == 1
                and table.rows.groups
                and not TOTALS.fullmatch(norm(path[0]))
            ):
                path = None
            if path is None and any(cell.text for cell in (*names, *values)):
                self._doubt((*names, *values), f"“{table.name}”的这一行看不出属于哪一组，或者没有行名")
                return
        else:
            texts = [one_line(cell.text) for cell in names if one_line(cell.text)]
            line = self._line(table, texts)
            serials = numbers(head, values)
            values = [cell for cell in values if cell not in serials]
            path = self._known(table, texts) if names and names[-1].text else None
            if isinstance(table.rows, InstitutionRows) and not any(cell.text for cell in values):
                path = None
            if line is not None:
                for cell in serials:
                    if cell.text.strip() == line.number:
                        ledger.structure(cell)
            if line is not None and line.heading and not any(cell.text for cell in values):
                for cell in names:
                    if self._words.is_line(table, cell.text):
                        ledger.structure(cell)
                return
            if path is None:
                self._doubt((*names, *values), f"表“{table.name}”里没有这一行")
                return
        if path is None:
            return
        rows = self._tables.setdefault(table.name, Rows())
        where = path[-1]
        if path not in rows.cells and any(row_key(other[-1]) == row_key(where) for other in rows.cells):
            self._doubt((*names, *values), f"“{table.name}”里已有叫“{row_key(where)}”的一行")
            return
        cells = rows.cells.setdefault(path, {})
        for cell in names:
            if isinstance(table.rows, FixedRows):
                if self._words.is_line(table, cell.text):
                    ledger.structure(cell)
            elif cell.text and ledger.is_free(cell):
                self._name(table, cell, path)
                if cell is names[-1] and groups.inherited and isinstance(table.rows, ListRows):
                    ledger.remark(cell, f"组名的格空着，按上面的“{'、'.join(groups.inherited)}”")
        doubled = crowded(head, values)
        for cell in values:
            if cell in doubled:
                self._doubt((cell,), f"“{table.name}”的一列下面有两格，不知道哪一格是它的")
            elif cell.text and ledger.is_free(cell):
                self._value(head, cell, cells, where)

    def _empty_group(self, table: Table, path: tuple[str, ...], names: Sequence[Cell]) -> None:
        """A group of which the report has nothing."""
        rows = self._tables.setdefault(table.name, Rows())
        if path and not any(other[: len(path)] == path for other in rows.cells):
            rows.cells[path] = {}
        for cell in names:
            if cell.text and self._ledger.is_free(cell) and path:
                self._name(table, cell, path)

    def _name(self, table: Table, cell: Cell, path: tuple[str, ...]) -> None:
        depth = next((at for at, part in enumerate(path) if part == one_line(cell.text)), len(path) - 1)
        address = f"{table.name}[{' / '.join(map(row_key, path[: depth + 1]))}]"
        if self._ledger.is_taken(address):
            self._ledger.structure(cell)  # the same group again, said once more in words
        else:
            self._ledger.place(cell, address)

    def _value(self, head: Head, cell: Cell, cells: dict[str, str], where: str) -> None:
        table = head.table
        over = {
            name: min(cell.right, right) - max(cell.left, left)
            for name, (left, right) in head.columns.items()
        }
        name = max(over, key=lambda each: over[each])
        left, right = head.columns[name]
        several = [
            each for each, (left, right) in head.columns.items() if over[each] > SHARED * (right - left)
        ]
        address = f"{table.name}.{name}[{row_key(where)}]"
        if cell.text.strip() == LACKING:
            self._ledger.doubt(cell, "原件写着资料缺失，没有放入；请写进报告的“资料缺失”")
        elif over[name] < SHARED * min(cell.width, right - left) or len(several) > 1:
            self._ledger.doubt(cell, f"对不上“{table.name}”的一列")
        elif self._ledger.is_taken(address):
            self._ledger.doubt(cell, f"“{address}”已有“{cells.get(name, '')}”")
        elif self._other_unit and self._is_money(table, name, where):
            self._ledger.doubt(cell, other_unit_said(self._other_unit, table.stated_unit))
        else:
            cells[name] = cell.text
            self._ledger.place(cell, address)

    @staticmethod
    def _is_money(table: Table, name: str, row: str) -> bool:
        column = table.column(name)
        return column is not None and table.spec(column, table.lines.get(row)).type is ValueType.MONEY

    def _line(self, table: Table, texts: Sequence[str]) -> Line | None:
        """The one line of the form that labels name."""
        lines = self._words.lines[table.name]
        hits = {lines[key(each)].name for each in texts if key(each) in lines}
        return table.lines[hits.pop()] if len(hits) == 1 else None

    def _known(self, table: Table, texts: Sequence[str]) -> tuple[str, ...] | None:
        """The row that a label names: a line of the form, or an institution."""
        if isinstance(table.rows, FixedRows):
            line = self._line(table, texts)
            return (line.name,) if line is not None and not line.heading else None
        return (texts[-1],) if texts else None

    def _doubt(self, cells: Sequence[Cell], why: str) -> None:
        for cell in cells:
            if cell.text and self._ledger.is_free(cell):
                self._ledger.doubt(cell, why)


def other_unit_said(theirs: str, ours: str) -> str:
    """Why an amount in another unit is not placed."""
    return f"原件的单位是{theirs}，这个表单是{ours}，没有放入；换算后再填，或者换一个单位相同的表单"
