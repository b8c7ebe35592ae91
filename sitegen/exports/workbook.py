"""A workbook with the styles of our tables.

Knows what Excel allows of names, and how values of each kind are written: figures as numbers, dates as dates, all else as
text that is never taken for a formula, an address or a number. The same content gives the same bytes on any day. Must
not know what stands on the sheets.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sitegen import lazy_re as re
from sitegen.exports.words import STATES
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact, State

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
"""Excel's limit for names of sheets."""

_WORDLESS = frozenset({State.BLANK})


class Book:
    """A workbook and its styles."""

    def __init__(self, day: date, title: str) -> None:
        self._buffer = io.BytesIO()
        self._book = Workbook(self._buffer, _OPTIONS)
        self._book.set_properties({"title": title, "created": datetime.combine(day, time())})
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, its name cut to what Excel allows, printed on the width of a page."""
        plain = _NOT_IN_NAMES.sub("", name)
        number, used = 2, _cut(plain, _LONGEST_NAME) or "表"
        while used.lower() in self._names:
            tail = f"({number})"
            used = f"{_cut(plain, _LONGEST_NAME - len(tail))}{tail}"
            number += 1
        self._names.add(used.lower())
        sheet = self._book.add_worksheet(used)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def style(
        self,
        *,
        head: bool = False,
        decimals: int | None = None,
        unit: str = "",
        indent: int = 0,
        day: bool = False,
        year: bool = False,
    ) -> Format:
        """A style, made once. `unit` is shown behind the figure, whose value stays as it is."""
        wanted: dict[str, Any] = {"border": 1, "valign": "vcenter", "text_wrap": True}
        if head:
            wanted |= {"bold": True, "align": "center", "bg_color": "#EAEEF2"}
        if decimals is not None:
            fraction = f".{'0' * decimals}" if decimals else ""
            literal = f'"{unit.replace(chr(34), "")}"' if unit else ""
            wanted |= {"num_format": f"#,##0{fraction}{literal}", "align": "right"}
        if day:
            wanted |= {"num_format": "yyyy-mm-dd", "align": "left"}
        if year:
            wanted |= {"num_format": "0", "align": "left"}
        if indent:
            wanted |= {"indent": indent, "align": "left"}
        key = tuple(sorted(wanted.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format(wanted)
        return self._styles[key]

    def widths(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        """Set the widths of the first columns, in characters."""
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)

    def value(self, sheet: Worksheet, line: int, at: int, fact: Fact) -> None:
        """Write `fact`: figures as numbers, dates as dates, everything else as text. Targets and actual
        values bring their own units, which no header states.
        """
        value = fact.value
        if value.figure is not None and value.state is State.FIGURE:
            unit = value.unit if fact.spec.type is ValueType.MEASURE else ""
            style = self.style(decimals=value.decimals, unit=unit)
            sheet.write_number(line, at, float(value.figure), style)
        elif value.day is not None:
            self.day(sheet, line, at, value.day)
        elif value.state in _WORDLESS:
            sheet.write_blank(line, at, None, self.style())
        else:
            sheet.write_string(line, at, value.text or STATES[value.state], self.style())

    def day(self, sheet: Worksheet, line: int, at: int, day: date) -> None:
        """Write `day` as a date."""
        sheet.write_datetime(line, at, datetime.combine(day, time()), self.style(day=True))

    def merged(self, sheet: Worksheet, area: tuple[int, int, int, int], text: str, style: Format) -> None:
        """Write `text` over the cells of `area` (first line, first column, last line, last column)."""
        if area[:2] == area[2:]:
            sheet.write_string(area[0], area[1], text, style)
        else:
            sheet.merge_range(*area, "", style)
            sheet.write_string(area[0], area[1], text, style)

    def finish(self) -> bytes:
        """The workbook's bytes."""
        self._book.close()
        return self._buffer.getvalue()


def _cut(text: str, length: int) -> str:
    """`text` cut to `length` as Excel counts, which takes rare characters for two."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")
