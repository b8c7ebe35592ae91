"""Documents as departments write them, made from reports: what a report says, in tables with merged headers.

Knows how Word and Excel are written. Must not know how they are read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
import openpyxl
from openpyxl.styles import Alignment

from sitegen.exports.words import STATES
from sitegen.model.forms.form import Field
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Column, ColumnGroup, FixedRows, ListRows, Table, TwoSided
from sitegen.model.reports.fact import State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import RowKind, TableData


@dataclass
class Box:
    """A cell that covers `down` rows and `across` columns; `address` is what stands in it, "" for words of the form."""

    text: str
    down: int = 1
    across: int = 1
    address: str = ""


@dataclass
class Drawn:
    """A table as rows of boxes; where a box from the left or above reaches, there is None."""

    rows: list[list[Box | None]] = field(default_factory=list)

    def put(self, row: int, column: int, box: Box) -> None:
        while len(self.rows) < row + box.down:
            self.rows.append([])
        for each in range(row, row + box.down):
            line = self.rows[each]
            line += [None] * (column + box.across - len(line))
        self.rows[row][column] = box

    @property
    def width(self) -> int:
        return max(map(len, self.rows))


def depth(columns) -> int:
    return max(1 + depth(each.columns) if isinstance(each, ColumnGroup) else 1 for each in columns)


def head(drawn: Drawn, table: Table, left: int = 0, top: int = 0) -> int:
    """Draw the header of `table`; returns the first row below it."""
    deep = depth(table.columns)
    rows = table.rows
    labels = [*rows.groups, rows.header] if isinstance(rows, ListRows) else [rows.header]
    for label in labels:
        drawn.put(top, left, Box(label, deep))
        left += 1

    def across(columns, level: int, at: int) -> int:
        for each in columns:
            if isinstance(each, Column):
                drawn.put(top + level, at, Box(each.label, deep - level))
                at += 1
            else:
                end = across(each.columns, level + 1, at)
                drawn.put(top + level, at, Box(each.label, 1, end - at))
                at = end
        return at

    across(table.columns, 0, left)
    return top + deep


def body(drawn: Drawn, data: TableData, top: int, left: int = 0) -> None:
    """Draw the rows of `data`, with groups merged downwards."""
    table = data.table
    groups = len(table.rows.groups) if isinstance(table.rows, ListRows) else 0
    last: tuple[str, ...] = ()
    opened: dict[int, Box] = {}
    row = top
    for each in data.rows:
        if each.kind is RowKind.HEADING and not isinstance(table.rows, FixedRows):
            continue
        path = each.groups
        for level in range(groups):
            here = path[: level + 1]
            if len(here) > level and last[: level + 1] == here and level in opened:
                opened[level].down += 1
            elif len(here) > level:
                opened[level] = Box(here[level], address=f"{table.name}:{'/'.join(here)}")
                drawn.put(row, left + level, opened[level])
                opened = {at: box for at, box in opened.items() if at <= level}
            else:
                drawn.put(row, left + level, Box(""))
        last = path
        named = "" if isinstance(table.rows, FixedRows) else f"{table.name}:{each.key}"
        drawn.put(row, left + groups, Box("" if each.kind is RowKind.EMPTY else each.label, address=named))
        for at, column in enumerate(table.leaves):
            fact = data.cells.get((each.key, column.name))
            written = fact is not None and fact.value.state is not State.UNAVAILABLE
            text = said(fact) if written else ""
            drawn.put(row, left + groups + 1 + at, Box(text, address=fact.address if text else ""))
        row += 1


def said(fact) -> str:
    """What is printed for `fact`."""
    return fact.value.text or ("" if fact.value.state is State.BLANK else STATES.get(fact.value.state, ""))


def tables(report: Report) -> Iterator[tuple[str, Drawn]]:
    """Every table of `report` that says anything, with its caption, in the order of the form."""
    for section in report.form.sections:
        for item in section.items:
            if isinstance(item, Field):
                continue
            sides = (item.left, item.right) if isinstance(item, TwoSided) else (item,)
            data = [report.tables[side.name] for side in sides if side.name in report.tables]
            if not any(
                fact.value.state not in (State.BLANK, State.UNAVAILABLE)
                for each in data
                for fact in each.cells.values()
            ):
                continue
            drawn = Drawn()
            left = 0
            for side, each in zip(sides, data, strict=True):
                top = 0
                width = len(side.leaves) + 1
                if len(sides) == 2:
                    drawn.put(0, left, Box(side.caption, 1, width))
                    top = 1
                body(drawn, each, head(drawn, side, left, top), left)
                left += width
            yield item.caption, filled(drawn)


def filled(drawn: Drawn) -> Drawn:
    """With a box of nothing wherever none is."""
    width = drawn.width
    taken = set()
    for row, line in enumerate(drawn.rows):
        line.extend([None] * (width - len(line)))
        for column, box in enumerate(line):
            if box is not None:
                taken |= {(row + i, column + j) for i in range(box.down) for j in range(box.across)}
    for row, line in enumerate(drawn.rows):
        for column, box in enumerate(line):
            if box is None and (row, column) not in taken:
                line[column] = Box("")
    return drawn


def singles(report: Report) -> Drawn:
    """Fields and texts as a table of labels and values."""
    drawn = Drawn()
    row = 0
    for item in report.form.fields.values():
        if item.own_headings:
            continue
        text = value_of(report, item)
        if text:
            drawn.put(row, 0, Box(item.label.rsplit("：", 1)[-1]))
            drawn.put(row, 1, Box(text, address=item.name))
            row += 1
    return drawn


def value_of(report: Report, item: Field) -> str:
    """What `report` has in a field: a value, or the plain paragraphs of a text."""
    if item.spec.type is ValueType.NARRATIVE:
        text = report.prose.get(item.name)
        return "" if text is None else "\n".join(each.text for each in text.passages if each.text.strip())
    fact = report.fields.get(item.name)
    return fact.value.text if fact is not None and fact.value.state is not State.UNAVAILABLE else ""


def title(report: Report) -> str:
    return f"某市某局{report.year}年度{report.form.title}"


def everything(report: Report) -> list[tuple[str, Drawn]]:
    """All tables of a document, single values last."""
    found = list(tables(report))
    own = singles(report)
    return [*found, ("基本情况表", own)] if own.rows else found


def word(report: Report) -> bytes:
    """A document of Word."""
    document = docx.Document()
    document.add_paragraph(title(report))
    for caption, drawn in everything(report):
        document.add_paragraph(caption)
        table = document.add_table(len(drawn.rows), drawn.width)
        for row, line in enumerate(drawn.rows):
            for column, box in enumerate(line):
                if box is None:
                    continue
                cell = table.cell(row, column)
                if box.down > 1 or box.across > 1:
                    cell = cell.merge(table.cell(row + box.down - 1, column + box.across - 1))
                lines = box.text.split("\n")
                cell.text = lines[0]
                for each in lines[1:]:
                    cell.add_paragraph(each)
    return saved(document)


def workbook(report: Report, *, one_sheet: bool = True) -> bytes:
    """A workbook, all on one sheet or a sheet a table; figures are texts, as clerks' systems write them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title(report)])
    top = 2
    for number, (caption, drawn) in enumerate(everything(report)):
        if not one_sheet:
            sheet = book.active if number == 0 else book.create_sheet()
            top = 2
        sheet.cell(top, 1, caption)
        top += 1
        for row, line in enumerate(drawn.rows):
            for column, box in enumerate(line):
                if box is None:
                    continue
                cell = sheet.cell(top + row, column + 1)
                cell.value, cell.data_type = box.text, "s"
                cell.alignment = Alignment(wrap_text=True)
                if box.down > 1 or box.across > 1:
                    sheet.merge_cells(
                        start_row=top + row,
                        end_row=top + row + box.down - 1,
                        start_column=column + 1,
                        end_column=column + box.across,
                    )
        top += len(drawn.rows) + 1
    return saved(book)


def page(report: Report) -> bytes:
    """A page of a site."""
    from html import escape

    pieces = [f"<!DOCTYPE html><meta charset='utf-8'><h1>{escape(title(report))}</h1>"]
    for caption, drawn in everything(report):
        pieces.append(f"<p>{escape(caption)}</p><table>")
        for line in drawn.rows:
            pieces.append("<tr>")
            pieces += [
                f"<td rowspan={box.down} colspan={box.across}>{escape(box.text).replace(chr(10), '<br>')}</td>"
                for box in line
                if box is not None
            ]
            pieces.append("</tr>")
        pieces.append("</table>")
    return "".join(pieces).encode()


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
