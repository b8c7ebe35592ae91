"""Single values: a label, and what stands beside it, below it or behind its colon.

Knows labels of fields. Must not know tables but as what has been placed already.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen import lazy_re as re
from sitegen.importing.placing.head import Head
from sitegen.importing.placing.ledger import Ledger
from sitegen.importing.placing.vocabulary import Vocabulary
from sitegen.importing.placing.words import FIGURE, NOTHING, norm
from sitegen.importing.source import Cell, Grid, Unit
from sitegen.model.forms.form import Field
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role

_MUCH_LONGER = 3
"""Times as long as a label that a text below it is."""


class FieldFiller:
    """Finds the fields of one report."""

    def __init__(self, words: Vocabulary, ledger: Ledger, fields: dict[str, str]) -> None:
        self._words, self._ledger, self._fields = words, ledger, fields

    def beside(self, grid: Grid, heads: Sequence[Head]) -> None:
        """Place what stands to the right of labels of `grid`, or below them; `heads` are the headers in it."""
        labels = [
            cell
            for cell in grid.cells
            if self._ledger.is_free(cell) and norm(cell.text) in self._words.fields
        ]
        for label in sorted(labels, key=lambda cell: (cell.top, cell.left)):
            self._label(grid, label, self._words.fields[norm(label.text)], heads)
        for cell in grid.cells:
            if self._ledger.is_free(cell) and self._words.is_title(cell.text):
                self._ledger.structure(cell)

    def _is_word(self, cell: Cell) -> bool:
        return norm(cell.text) in self._words.fields or self._words.is_title(cell.text)

    def _label(self, grid: Grid, label: Cell, field: Field, heads: Sequence[Head]) -> None:
        after = [cell for cell in grid.rows[label.top] if cell.left > label.middle]
        values: list[Cell] = []
        for cell in after:
            if self._is_word(cell):
                break
            if cell.text and self._ledger.is_free(cell):
                values.append(cell)
        if len(values) == 2 and field.spec.unit and values[1].text.strip() == field.spec.unit:
            self._ledger.structure(values.pop())  # 27 | 人
        if len(values) > 1 and field.spec.type is ValueType.SCORE:
            values = self._below_headers(field, label, values, heads)
            if not values:
                return
        if len(values) > 1:
            for cell in values:
                self._ledger.doubt(cell, f"“{field.name}”右边有几格，不知道哪一格是它的")
            return
        below = next(
            (
                cell
                for cell in (grid.rows[label.bottom] if label.bottom < grid.height else ())
                if cell.top == label.bottom and abs(cell.left - label.left) < 0.05 * label.width
            ),
            None,
        )
        beside = after[0] if after else None
        if beside is not None and below is not None and self._may_be_a_header(field, beside, below):
            for cell in (beside, below):
                self._ledger.doubt(cell, f"“{field.name}”的内容在右边还是在下面，看不出来")
            return
        for value in (beside, below):
            if value is None or not self._ledger.is_free(value) or self._is_word(value):
                continue
            if value.text and not self._put(field, value.text, value):
                return
            self._ledger.structure(label)
            return

    def _may_be_a_header(self, field: Field, beside: Cell, below: Cell) -> bool:
        """Whether the words beside a label may be one themselves, with a long text below each of them."""
        return (
            field.spec.type is ValueType.NARRATIVE
            and self._ledger.is_free(beside)
            and self._ledger.is_free(below)
            and not self._is_word(beside)
            and not self._is_word(below)
            and 0 < len(beside.text) * _MUCH_LONGER < len(below.text)
        )

    def _below_headers(
        self, field: Field, label: Cell, values: list[Cell], heads: Sequence[Head]
    ) -> list[Cell]:
        """What of `values`, in the row of a score below a table, the table's headers leave open (总分 | 100 | 96): the
        marks stand below 得分, and below 分值 the full marks, which the form has itself.
        """
        head = next((each for each in reversed(heads) if each.body <= label.top), None)
        if head is None:
            return values
        under = {
            role: [cell for cell in values if head.is_above(cell, column.name)]
            for role in (Role.SCORE, Role.WEIGHT)
            if (column := head.table.with_role(role)) is not None
        }
        score = under.get(Role.SCORE, [])
        if len(score) != 1 or not FIGURE.fullmatch(score[0].text.strip()):
            return values
        if not self._put(field, score[0].text, score[0]):
            return []
        self._ledger.structure(label)
        scoring = self._words.form.scoring
        for cell in under.get(Role.WEIGHT, []):
            if scoring is not None and cell.text.strip().rstrip("分") == f"{scoring.full}":
                self._ledger.structure(cell)
        return []

    def _put(self, field: Field, text: str, unit: Unit) -> bool:
        if self._ledger.is_taken(field.name):
            self._ledger.doubt(unit, f"“{field.name}”已有内容")
            return False
        self._fields[field.name] = text
        self._ledger.place(unit, field.name)
        return True

    def within(self, unit: Unit) -> None:
        """Place what stands behind labels in a text of its own: `填报人（签名）：杨岳  联系电话：8634551`."""
        if self._words.is_title(unit.text):
            self._ledger.structure(unit)
            return
        found: list[tuple[int, int, Field]] = []
        for word in self._words.inline:
            spelt = r"\s*".join(map(re.escape, word.replace("：", "")))
            pattern = rf"{spelt}\s*[:：]|[（(]\s*{spelt}\s*[)）]\s*[:：]?(?=\s*\S)"
            for hit in re.finditer(pattern, unit.text):
                field = self._words.fields.get(norm(word))
                if field is not None and not any(
                    start < hit.end() and hit.start() < end for start, end, _ in found
                ):
                    found.append((hit.start(), hit.end(), field))
        found.sort(key=lambda each: each[0])
        if not found or unit.text[: found[0][0]].strip():
            return
        ends = [start for start, _, _ in found[1:]] + [len(unit.text)]
        values: dict[str, str] = {}
        for (_, start, field), end in zip(found, ends, strict=True):
            value = unit.text[start:end].strip()
            if NOTHING.fullmatch(value):
                continue
            if self._ledger.is_taken(field.name) or field.name in values:
                self._ledger.doubt(unit, f"“{field.name}”已有内容")
                return
            values[field.name] = value
        if values:
            self._fields |= values
            self._ledger.place(unit, *values)
        else:
            self._ledger.structure(unit)
