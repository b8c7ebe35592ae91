"""A document placed on a form.

Knows the order: tables, then labels beside them, then what is left. The only way into this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sitegen.importing.placing.fields import FieldFiller
from sitegen.importing.placing.head import Head
from sitegen.importing.placing.heads import heads_in
from sitegen.importing.placing.ledger import Entry, Fate, Ledger
from sitegen.importing.placing.rows import RowFiller, Rows
from sitegen.importing.placing.turned import TurnedFiller
from sitegen.importing.placing.vocabulary import Vocabulary
from sitegen.importing.source import Document, Grid, Paragraph
from sitegen.importing.units import unit_above
from sitegen.model.forms.form import Form
from sitegen.model.forms.table import Table


@dataclass(frozen=True, slots=True)
class Placed:
    """What a document comes to on `form`: fields by name, tables by name, and what became of every text."""

    form: Form
    fields: dict[str, str]
    tables: dict[str, Rows]
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many texts are placed."""
        return sum(entry.fate in (Fate.PLACED, Fate.CHANGED) for entry in self.entries)


def place(form: Form, document: Document) -> Placed:
    """Find for every text of `document` the one place of `form` where it belongs, or say that there is none."""
    return _Placer(form, document).placed()


class _Placer:
    def __init__(self, form: Form, document: Document) -> None:
        self._form, self._document = form, document
        self._words, self._ledger = Vocabulary(form), Ledger(document)
        self._fields: dict[str, str] = {}
        self._tables: dict[str, Rows] = {}
        self._rows = RowFiller(self._words, self._ledger, self._tables)
        self._turned = TurnedFiller(self._words, self._ledger, self._tables)
        self._singles = FieldFiller(self._words, self._ledger, self._fields)

    def placed(self) -> Placed:
        before: list[Paragraph] = []
        for block in self._document.blocks:
            if isinstance(block, Paragraph):
                before.append(block)
            else:
                self._singles.beside(block, self._grid(block, before))
                before = []  # what is stated above a table holds for it alone
        for unit in self._document.units():
            if unit.text and self._ledger.is_free(unit):
                self._singles.within(unit)
        return Placed(self._form, self._fields, self._tables, self._ledger.closed())

    def _grid(self, grid: Grid, before: Sequence[Paragraph]) -> Sequence[Head]:
        """Place the tables of `grid`; returns their headers."""
        heads, tied = heads_in(self._words, grid, before)
        for head in heads:
            below = [
                other.top
                for other in (*heads, *tied)
                if other.top >= head.body and other.left < head.right and other.right > head.left
            ]
            unit = self._other_unit(head.table, grid, head.body, before)
            self._rows.fill(head, min(below, default=grid.height), unit)
        for head in tied:
            why = f"像是“{head.table.name}”，可是标题或者别的表也有同样的表头，说不准"
            for cell in (cell for row in range(head.top, grid.height) for cell in grid.rows[row]):
                if cell.text and self._ledger.is_free(cell) and head.left <= cell.middle < head.right:
                    self._ledger.doubt(cell, why)
        found = {head.table.name for head in (*heads, *tied)}
        for table in self._form.tables.values():
            if table.name not in found:
                self._turned.fill(table, grid, partial(self._other_unit, table, grid, before=before))
        return heads

    def _other_unit(self, table: Table, grid: Grid, top: int, before: Sequence[Paragraph]) -> str:
        """The unit in which the document gives the amounts of `table`, if that is not the form's."""
        unit = unit_above(grid, top, before)
        return unit if not self._form.units and table.stated_unit and unit != table.stated_unit else ""
