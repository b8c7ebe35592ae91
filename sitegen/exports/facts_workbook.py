"""All figures of a year as one workbook, put together from the parts that its reports are.

Knows the XML of a sheet's rows (ECMA-376, part 1, 18.3), deflate streams (RFC 1951) and the ZIP format
(APPNOTE 6.3). Texts are never taken for formulas, addresses or numbers. Must not know pages, nor how other workbooks
are made.

A year of a city has a hundred thousand rows, and one of them changes. So each report's rows are kept compressed,
cut where a stream may be cut (Z_FULL_FLUSH), and a workbook is those pieces one after the other: nothing is
compressed twice. Only checksums have to be combined.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from html import escape

from xlsxwriter import Workbook

from sitegen.exports.csv import FACT_COLUMNS
from sitegen.exports.rows import FactRow, fact_rows
from sitegen.model.report import Report

MOST_ROWS = 1_048_576 - 1
"""Excel's limit, but the heading."""

LONGEST_TEXT = 32_767
"""Characters (of UTF-16) in a cell: Excel's limit."""

_WIDTHS = (30, 16, 24, 24, 8, 24, 24, 18, 28, 20, 40, 20, 16, 8, 10)
"""Of the columns, in characters."""

_END = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MOMENT = (1980, 1, 1, 0, 0, 0)
_HEAD = struct.Struct(">III")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The rows of one report: `deflated`, with the number of `rows`, and the checksum (CRC-32) and `size` (bytes) of
    what was compressed.
    """

    deflated: bytes
    rows: int
    crc: int
    size: int

    def to_bytes(self) -> bytes:
        """To be kept."""
        return _HEAD.pack(self.rows, self.crc, self.size) + self.deflated

    @classmethod
    def from_bytes(cls, data: bytes) -> SheetPart:
        """What `to_bytes` gave; raises ValueError for anything shorter."""
        if len(data) < _HEAD.size:
            raise ValueError("not a part of a sheet")
        rows, crc, size = _HEAD.unpack(data[: _HEAD.size])
        return cls(data[_HEAD.size :], rows, crc, size)


def sheet_part(report: Report) -> SheetPart:
    """The rows of all facts of `report`."""
    rows = [_row(row) for row in fact_rows(report)]
    return _deflated("".join(rows).encode(), len(rows))


def facts_xlsx(parts: Iterable[bytes], title: str, day: date) -> bytes:
    """A workbook with a sheet of all facts, to be filtered; figures are numbers. `parts` are the reports' parts
    as bytes, `day` is when it is said to have been made. What does not fit on a sheet goes on on another.
    """
    sheets = list(_sheets(map(SheetPart.from_bytes, parts)))
    counts = [sum(part.rows for part in sheet) for sheet in sheets]
    files = _empty(title, day, counts)
    made = {name: _single(data) for name, data in files.items()}
    for number, (sheet, rows) in enumerate(zip(sheets, counts, strict=True), 1):
        name = f"xl/worksheets/sheet{number}.xml"
        whole = _DIMENSION.sub(b'<dimension ref="A1:O%d"/>' % (rows + 1), files[name])
        head, _, tail = whole.partition(_END)
        made[name] = _joined((_deflated(head, 0), *sheet, _deflated(_END + tail, 0, last=True)))
    return _zipped(made)


def _sheets(parts: Iterable[SheetPart]) -> Iterator[list[SheetPart]]:
    sheet: list[SheetPart] = []
    rows = 0
    for part in parts:
        if rows + part.rows > MOST_ROWS:
            yield sheet
            sheet, rows = [], 0
        sheet.append(part)
        rows += part.rows
    yield sheet


def _row(row: FactRow) -> str:
    """A row's cells without addresses: they follow one another (18.3.1.4: `r` is optional)."""
    texts = (row.form, row.concept, row.table, row.row, row.column, row.address, row.value)
    cells = [_text(each) for each in (row.report, row.department_id, row.department, row.institution)]
    cells.append(f"<c><v>{row.year}</v></c>")
    cells += map(_text, texts)
    cells.append("<c/>" if row.number is None else f"<c><v>{float(row.number):.16G}</v></c>")
    cells += (_text(row.unit), _text(row.state))
    return f"<row>{''.join(cells)}</row>"


def _text(text: str) -> str:
    if not text:
        return "<c/>"
    while len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'<c t="inlineStr"><is><t{space}>{escape(text, quote=False)}</t></is></c>'


def _empty(title: str, day: date, counts: Iterable[int]) -> dict[str, bytes]:
    """The files of a workbook with the headings alone, of sheets that will have so many rows."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime.combine(day, time())})
    style = {"border": 1, "valign": "vcenter", "text_wrap": True, "bold": True, "align": "center"}
    head = book.add_format({**style, "bg_color": "#EAEEF2"})
    for number, rows in enumerate(counts, 1):
        sheet = book.add_worksheet("全部数据" if number == 1 else f"全部数据({number})")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for at, (name, width) in enumerate(zip(FACT_COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, name, head)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, rows, len(FACT_COLUMNS) - 1)
    book.close()
    with zipfile.ZipFile(buffer) as packed:
        return {info.filename: packed.read(info) for info in packed.infolist()}


def _deflated(data: bytes, rows: int, *, last: bool = False) -> SheetPart:
    """`data` so that something may follow it, unless it is the `last` piece."""
    press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    pressed = press.compress(data) + press.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
    return SheetPart(pressed, rows, zlib.crc32(data), len(data))


def _single(data: bytes) -> SheetPart:
    return _deflated(data, 0, last=True)


def _joined(parts: Iterable[SheetPart]) -> SheetPart:
    """The pieces as one stream."""
    pieces, rows, crc, size = [], 0, 0, 0
    for part in parts:
        pieces.append(part.deflated)
        rows, crc, size = rows + part.rows, crc_of_both(crc, part.crc, part.size), size + part.size
    return SheetPart(b"".join(pieces), rows, crc, size)


def crc_of_both(first: int, second: int, size: int) -> int:
    """The CRC-32 of two texts one after the other, from those of each and the `size` of the second, in bytes.

    Appending a nought bit is a linear map over GF(2); appending `size` noughts is that map so many times, which
    squaring finds in few steps (Mark Adler's crc32_combine, in zlib's crc32.c).
    """
    power = 0
    while size >> power:
        if size >> power & 1:
            first = _times(_noughts(power), first)
        power += 1
    return first ^ second


@cache
def _noughts(power: int) -> tuple[int, ...]:
    """What appending two to the `power` nought bytes does to each bit of a checksum; a byte has eight bits."""
    if power == -3:
        return (0xEDB88320, *(1 << bit for bit in range(31)))
    half = _noughts(power - 1)
    return tuple(_times(half, row) for row in half)


def _times(matrix: tuple[int, ...], vector: int) -> int:
    total = 0
    for row in matrix:
        if not vector:
            break
        if vector & 1:
            total ^= row
        vector >>= 1
    return total


def _zipped(files: dict[str, SheetPart]) -> bytes:
    """A ZIP archive of files that are compressed already; the same on any day."""
    year, month, day, hour, minute, second = _MOMENT
    clock, calendar = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    body, directory = io.BytesIO(), io.BytesIO()
    for name, part in files.items():
        said = name.encode()
        common = struct.pack(
            "<HHHHHIIIHH",
            20, 0x0800, 8, clock, calendar, part.crc, len(part.deflated), part.size, len(said), 0,
        )  # fmt: skip
        at = body.tell()
        body.write(b"PK\x03\x04" + common + said + part.deflated)
        directory.write(b"PK\x01\x02" + struct.pack("<H", 20) + common)
        directory.write(struct.pack("<HHHII", 0, 0, 0, 0, at) + said)
    listed = directory.getvalue()
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(listed), body.tell(), 0)
    return body.getvalue() + listed + b"PK\x05\x06" + end
