"""A sheet of a workbook: its cells, with the values that formulas were last seen to have, and what stands around them.

Knows SpreadsheetML and how numbers are shown. Cells are read as they come, never the rectangle they span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from sitegen import lazy_re as re
from sitegen.reading.attached import number_formats
from sitegen.reading.attached.tables import Heads
from sitegen.reading.attached.texts import may_be_told
from sitegen.reading.attached.xml import Handler

EmitCell = Callable[[str, str, str], None]
"""Takes the cell, its text and the head above it."""

SHORTEST_FIGURE = 8
"""Digits of a figure below which it can be nothing but a figure."""

_AROUND = {
    "oddHeader": "页眉", "oddFooter": "页脚", "evenHeader": "偶数页页眉", "evenFooter": "偶数页页脚",
    "firstHeader": "首页页眉", "firstFooter": "首页页脚", "formula1": "数据有效性", "formula2": "数据有效性",
    "formula": "条件格式",
}  # fmt: skip
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}(?=\D|$)|\d{1,2}|[A-Za-z+-])')
"""What in a header is no word: its side, font, size, colour, the page's number."""
_JOINED = re.compile(r'"\s*[&,]\s*"|"?\s*&\s*"?')
"""Where a formula puts two texts or figures together."""
_LONGEST_PLACE = 10
"""Characters of the place of a cell, by far the most frequent attribute."""
_MOST_DIGITS = 40
_COLUMN = re.compile(r"[A-Z]{1,3}")
_SUMS = frozenset({2, 4, 7, 8, 39, 40, 43, 44})
"""Numbers of formats that every workbook has: 0.00, #,##0.00, currencies."""
_WHOLE_SUMS = frozenset({3, 5, 6, 37, 38, 41, 42})


class Styles(Handler):
    """How each style of a workbook shows a number."""

    def __init__(self) -> None:
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        self._in_cells = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and attributes.get("numFmtId", "").isdigit():
            self._formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            number = attributes.get("numFmtId", "0")
            self._styles.append(int(number) if number.isdigit() else 0)

    def end(self, name: str) -> None:
        self._in_cells = self._in_cells and name != "cellXfs"

    def _format(self, style: str) -> tuple[int, str]:
        """The number of the format of `style`, and its code if it is none that every workbook has."""
        number = self._styles[int(style)] if style.isdigit() and int(style) < len(self._styles) else 0
        return number, self._formats.get(number, "")

    def with_words(self, written: str, style: str, *, is_number: bool) -> Iterator[str]:
        """What a cell shows whose format puts digits beside what is `written` in it."""
        _, code = self._format(style)
        if code and number_formats.with_digits(code):
            value = _number_in(written) if is_number else written
            yield from number_formats.shown(code, value) if value is not None else ()

    def shown(self, written: str, style: str) -> str:
        """The number `written` as people see it: a sum has commas or decimals, 1.38E10 is 13800000000."""
        value = _number_in(written)
        if value is None:
            return written
        number, code = self._format(style)
        if number in _SUMS or ".0" in code or (code and re.search(r"[$¥￥]", code)):
            return f"{value:,.2f}"
        if number in _WHOLE_SUMS or "#,#" in code:
            return f"{value:,.0f}"
        return f"{value:f}".rstrip("0").rstrip(".") if value != value.to_integral() else f"{value:.0f}"


def _number_in(written: str) -> Decimal | None:
    try:
        value = Decimal(written)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS else None


class SheetReader(Handler):
    """Tells the cells of one sheet to `emit`, and which shared `strings` it uses to `used`."""

    def __init__(
        self, strings: Sequence[str], styles: Styles, emit: EmitCell, used: Callable[[int], object]
    ) -> None:
        self._strings, self._styles, self._emit, self._used = strings, styles, emit, used
        self._heads = Heads()
        self._place = self._kind = self._style = ""
        self._column = -1
        self._row = 0
        self._pieces: list[str] = []
        self._text: list[str] = []
        self._spoken: list[str] = []
        self._phonetic = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        for value in attributes.values():
            if len(value) > _LONGEST_PLACE and may_be_told(value):
                self._emit("", value, "")
        if name == "row":
            self._row, self._column = self._row + 1, -1
            written = attributes.get("r", "")
            self._row = int(written) if written.isdigit() else self._row
        elif name == "c":
            self._place = attributes.get("r", "")
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            column = _COLUMN.match(self._place)
            self._column = _number(column[0]) if column else self._column + 1
            self._place = self._place or f"第 {self._row} 行"
            self._text = []
        elif name == "rPh":
            self._phonetic = True
        self._pieces = []

    def words(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, name: str) -> None:
        text, self._pieces = "".join(self._pieces), []
        if name == "v":
            self._value(text)
        elif name == "t" and not self._phonetic:
            self._text.append(text)
        elif name == "t":
            self._spoken.append(text)
        elif name == "rPh":
            self._phonetic = False
        elif name == "is":
            self._cell("".join(self._text))
            self._emit(f"{self._place} 的拼音", "".join(self._spoken), "")
            self._spoken = []
        elif name == "f" and text:
            self._emit(f"{self._place} 的公式", _JOINED.sub("", text), "")
        elif name == "row":
            for boxes in self._heads.end_row():
                self._emit(f"第 {self._row} 行", *boxes)
        elif name == "sheetData":
            for boxes in self._heads.end():
                self._emit(f"到第 {self._row} 行为止的一列", *boxes)
        elif name in _AROUND and text:
            self._emit(f"的{_AROUND[name]}", _CODES.sub(" ", text) if "er" in name[-6:] else text, "")
        elif text:
            self._emit("", text, "")

    def aside(self, text: str) -> None:
        self._emit("的注释", text, "")

    def _value(self, text: str) -> None:
        if self._style:
            written = self._strings[int(text)] if self._is_shared(text) else text
            for shown in self._styles.with_words(written, self._style, is_number=self._kind == "n"):
                self._emit(self._place, shown, self._heads.of(self._column))
        if self._kind == "s":
            if self._is_shared(text):
                self._used(int(text))
                self._cell(self._strings[int(text)])
        elif self._kind == "n" and len(text) < SHORTEST_FIGURE and text.isdigit():
            self._heads.put(self._column, text)  # by far the most frequent, and shown as it is
        elif self._kind == "n":
            self._cell(self._styles.shown(text, self._style))
        elif self._kind in ("b", "e"):
            self._emit(self._place, text, "")
        else:
            self._cell(text)

    def _is_shared(self, text: str) -> bool:
        """Whether `text` is the number of a shared string."""
        return self._kind == "s" and text.isdigit() and int(text) < len(self._strings)

    def _cell(self, text: str) -> None:
        head = self._heads.of(self._column)
        self._heads.put(self._column, text)
        if not (text.replace(".", "").isdigit() and len(text) < SHORTEST_FIGURE):
            self._emit(self._place, text, head)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
