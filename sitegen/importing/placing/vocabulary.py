"""What a form calls its parts: columns by the headers above them, lines, fields, captions.

Knows a form. Must not know documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sitegen.importing.placing.words import key, norm
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.table import Column, ColumnGroup, FixedRows, Line, ListRows, Table, TwoSided


@dataclass(frozen=True, slots=True)
class Heading:
    """A column by every name it may bear, and by the headers above it."""

    column: Column
    names: frozenset[str]
    above: tuple[str, ...]


def headings(table: Table) -> tuple[Heading, ...]:
    """Of all columns of `table`."""
    return tuple(_headings(table.columns, ()))


def _headings(columns: tuple[Column | ColumnGroup, ...], above: tuple[str, ...]) -> Iterator[Heading]:
    for each in columns:
        if isinstance(each, ColumnGroup):
            yield from _headings(each.columns, (*above, norm(each.label)))
        else:
            names = frozenset({norm(each.label), norm(each.name), *map(norm, each.aliases)})
            yield Heading(each, names, above)


def label_headers(table: Table) -> tuple[str, ...]:
    """What stands above the labels of rows, from left to right."""
    rows = table.rows
    return tuple(map(norm, (*rows.groups, rows.header) if isinstance(rows, ListRows) else (rows.header,)))


def known_lines(table: Table) -> dict[str, Line]:
    """The fixed lines of `table` by every name they may bear; none that two lines share."""
    found: dict[str, Line | None] = {}
    if isinstance(table.rows, FixedRows):
        for line in table.rows.lines:
            for name in {key(line.label), key(line.name), *map(key, line.aliases)}:
                found[name] = None if name in found else line
        ends = [line for line in table.rows.lines if key(line.name).endswith(("合计", "总计", "总额"))]
        if len(ends) == 1:  # 合计 can be no other line
            found = {"合计": ends[0], **found}
    return {name: line for name, line in found.items() if line is not None}


class Vocabulary:
    """The words of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.items = [item for section in form.sections for item in section.items]
        self.headings = {table.name: headings(table) for table in form.tables.values()}
        self.lines = {table.name: known_lines(table) for table in form.tables.values()}

    @cached_property
    def sides(self) -> frozenset[str]:
        """The tables that are sides of two-sided ones."""
        pairs = [(item.left.name, item.right.name) for item in self.items if isinstance(item, TwoSided)]
        return frozenset(name for pair in pairs for name in pair)

    @cached_property
    def captions(self) -> dict[str, frozenset[str]]:
        """What may stand above each table. Above a side of a two-sided one, that of both."""
        found = {table.name: (table.caption, table.name) for table in self.form.tables.values()}
        for item in self.items:
            if isinstance(item, TwoSided):
                found |= {side.name: (item.caption, item.name) for side in (item.left, item.right)}
        return {name: frozenset(map(norm, words)) - {""} for name, words in found.items()}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Fields by what they may be called; none that two fields share."""
        found: dict[str, Field | None] = {}
        for field in self.form.fields.values():
            if field.own_headings:
                continue
            names = {field.name, field.label, field.label.rsplit("：", 1)[-1], *field.aliases}
            for name in map(norm, names):
                found[name] = None if name in found and found[name] is not field else field
        for field in self.form.fields.values():  # a field's own name is its own whatever others are called
            if not field.own_headings:
                found[norm(field.name)] = field
        return {name: field for name, field in found.items() if field is not None and name}

    @cached_property
    def titles(self) -> frozenset[str]:
        """Headings of sections, captions of tables, what stands above several fields."""
        words = [self.form.title, *(section.title for section in self.form.sections)]
        words += [table.caption for table in self.form.tables.values()]
        words += [table.name for table in self.form.tables.values()]
        words += [item.caption for item in self.items if isinstance(item, TwoSided)]
        labels = (field.label for field in self.form.fields.values())
        words += [label.rsplit("：", 1)[0] for label in labels if "：" in label]
        return frozenset({norm(each) for each in words} | {key(each) for each in words}) - {""}

    def is_line(self, table: Table, text: str) -> bool:
        """Whether `text` names a fixed line of `table`."""
        return key(text) in self.lines[table.name]

    def is_title(self, text: str) -> bool:
        """Whether `text` is one of them."""
        return norm(text) in self.titles or key(text) in self.titles

    @cached_property
    def inline(self) -> tuple[str, ...]:
        """What may stand before a colon with the value behind it, the longest first."""
        fields = [field for field in self.form.fields.values() if not field.own_headings]
        return tuple(
            sorted(
                {word for field in fields for word in (field.label, field.name, *field.aliases)},
                key=len,
                reverse=True,
            )
        )

    def words(self, table: Table) -> frozenset[str]:
        """Every header of `table`."""
        found = {word for each in self.headings[table.name] for word in (*each.names, *each.above)}
        return frozenset(found | set(label_headers(table)))
