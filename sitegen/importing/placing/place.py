"""A document placed on a form.

Knows the order: tables, then labels beside them, then what is left. The only way into this package.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.importing.placing.fields import FieldFiller
from sitegen.importing.placing.heads import heads_in
from sitegen.importing.placing.ledger import Entry, Fate, Ledger
from sitegen.importing.placing.rows import RowFiller, Rows
from sitegen.importing.placing.vocabulary import Vocabulary
from sitegen.importing.source import Document, Paragraph
from sitegen.model.forms.form import Form


@dataclass(frozen=True, slots=True)
class Placed:
    """What a document comes to on `form`: fields by name, tables by name, and what became of every text."""

    form: Form
    fields: dict[str, str]
    tables: dict[str, Rows]
    entries: tuple[Entry, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many texts are placed."""
        return sum(entry.fate in (Fate.PLACED, Fate.CHANGED) for entry in self.entries)


def place(form: Form, document: Document) -> Placed:
    """Find for every text of `document` the one place of `form` where it belongs, or say that there is none."""
    words, ledger = Vocabulary(form), Ledger(document)
    fields: dict[str, str] = {}
    tables: dict[str, Rows] = {}
    rows, singles = RowFiller(words, ledger, tables), FieldFiller(words, ledger, fields)
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block)
            continue
        heads, tied = heads_in(words, block, before)
        for head in heads:
            below = [
                other.top
                for other in (*heads, *tied)
                if other.top >= head.body and other.left < head.right and other.right > head.left
            ]
            rows.fill(head, min(below, default=block.height))
        for head in tied:
            for cell in (cell for row in range(head.top, block.height) for cell in block.rows[row]):
                if cell.text and ledger.is_free(cell):
                    ledger.doubt(cell, f"像是“{head.table.name}”，可是别的表也有同样的表头")
        singles.beside(block, heads)
    for unit in document.units():
        if unit.text and ledger.is_free(unit):
            singles.within(unit)
    return Placed(form, fields, tables, ledger.closed())
