"""All figures of a year as one workbook, put together from the rows that its reports are.

Knows the XML of a sheet's rows (ECMA-376, part 1, 18.3) and the ZIP format (APPNOTE 6.3). Texts are never taken for
formulas, addresses or numbers. Must not know pages, nor how other workbooks are made.

A year of a city has a hundred thousand rows, and one of them changes. So the rows of each report are kept as text, with
a mark where the number of the row belongs: the standard lets it be left out, but many readers lose such rows. What is
left to do is to number and to compress them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape

from xlsxwriter import Workbook

from sitegen import lazy_re as re
from sitegen.exports.csv import FACT_COLUMNS
from sitegen.exports.rows import FactRow, fact_rows
from sitegen.model.reports.report import Report

MOST_ROWS = 1_048_576 - 1
"""Excel's limit, but the heading."""

LONGEST_TEXT = 32_767
"""Characters (of UTF-16) in a cell: Excel's limit."""

_WIDTHS = (30, 16, 24, 24, 8, 24, 24, 18, 28, 20, 40, 20, 16, 8, 10)
"""Of the columns, in characters."""

_LETTERS = "ABCDEFGHIJKLMNO"
_NUMBER = b"\0"
"""Stands where the number of a row belongs; no text can contain it."""

_END = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LEVEL = 1
"""Of compression: a tenth larger than the best, in a third of the time."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """A file as it lies in an archive: `deflated`, with the checksum (CRC-32) and `size` (bytes) of its content."""

    deflated: bytes
    crc: int
    size: int


def sheet_rows(report: Report) -> bytes:
    """The rows of all facts of `report`, a line each, without numbers."""
    return "".join(f"{_row(row)}\n" for row in fact_rows(report)).encode()


def facts_xlsx(parts: Iterable[bytes], title: str, day: date) -> bytes:
    """A workbook with a sheet of all facts, to be filtered; figures are numbers. `parts` are the reports'
    `sheet_rows`, `day` is when it is said to have been made. What does not fit on a sheet goes on on another.
    """
    sheets = list(_sheets(parts))
    counts = [sum(part.count(b"\n") for part in sheet) for sheet in sheets]
    files = _empty(title, day, counts)
    made = {name: _packed((data,)) for name, data in files.items()}
    for number, (sheet, rows) in enumerate(zip(sheets, counts, strict=True), 1):
        name = f"xl/worksheets/sheet{number}.xml"
        whole = _DIMENSION.sub(b'<dimension ref="A1:O%d"/>' % (rows + 1), files[name])
        head, _, tail = whole.partition(_END)
        made[name] = _packed((head, *_numbered(sheet), _END + tail))
    return _zipped(made)


def _sheets(parts: Iterable[bytes]) -> Iterator[list[bytes]]:
    sheet: list[bytes] = []
    rows = 0
    for part in parts:
        count = part.count(b"\n")
        if rows + count > MOST_ROWS:
            yield sheet
            sheet, rows = [], 0
        sheet.append(part)
        rows += count
    yield sheet


def _numbered(sheet: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of a sheet below its heading."""
    number = 1
    for part in sheet:
        lines = []
        for line in part.split(b"\n")[:-1]:
            number += 1
            lines.append(line.replace(_NUMBER, b"%d" % number))
        yield b"".join(lines)


def _row(row: FactRow) -> str:
    words = (row.report, row.department_id, row.department, row.institution, None, row.form, row.concept)
    places = (row.table, row.row, row.column, row.address, row.value, None, row.unit, row.state)
    numbers = {"E": f"{row.year}", "M": "" if row.number is None else f"{float(row.number):.16G}"}
    cells = (
        _figure(letter, numbers[letter]) if text is None else _text(letter, text)
        for letter, text in zip(_LETTERS, (*words, *places), strict=True)
    )
    return f'<row r="\0">{"".join(cells)}</row>'


def _figure(column: str, number: str) -> str:
    return f'<c r="{column}\0"><v>{number}</v></c>' if number else ""


def _text(column: str, text: str) -> str:
    """A cell in a row whose number is not known yet."""
    if not text:
        return ""
    while len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    shown = escape(text, quote=False).replace("\n", "&#10;")
    return f'<c r="{column}\0" t="inlineStr"><is><t{space}>{shown}</t></is></c>'


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


def _packed(pieces: Iterable[bytes]) -> _Packed:
    """A file's content, piece by piece: the whole of a sheet need not be in memory."""
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    pressed, crc, size = [], 0, 0
    for piece in pieces:
        pressed.append(press.compress(piece))
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    pressed.append(press.flush())
    return _Packed(b"".join(pressed), crc, size)


def _zipped(files: dict[str, _Packed]) -> bytes:
    """A ZIP archive of files that are compressed already, the same on any day."""
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
