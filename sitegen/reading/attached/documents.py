"""Any part of an office document that is not a sheet: paragraphs, notes, shapes, charts, properties, relations.

Knows which elements of WordprocessingML, DrawingML, SpreadsheetML and OpenDocument are paragraphs, tables, breaks.
Must not know archives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sitegen.reading.attached.pieces import Pieces
from sitegen.reading.attached.tables import Heads
from sitegen.reading.attached.texts import may_be_told
from sitegen.reading.attached.xml import Handler

Emit = Callable[[str, str], None]
"""Takes a text and the head above it."""

_PARAGRAPHS = frozenset({"p", "h", "si", "is", "text"})
_BREAKS = {
    "br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " ", "noBreakHyphen": "-", "ptab": "\t",
}  # fmt: skip
_RUBY = frozenset({"rt", "ruby-text"})
"""What is set small above other words."""
_HIDDEN = frozenset({"instrText", "delInstrText"})
"""Words that are not printed where they stand."""
_DELETED = frozenset({"delText"})
_CELLS, _ROWS, _TABLES = (
    frozenset({"tc", "table-cell"}),
    frozenset({"tr", "table-row"}),
    frozenset({"tbl", "table"}),
)
_FIGURES = frozenset({"numCache", "numLit"})
"""Where a chart keeps its figures."""


@dataclass
class _Paragraph:
    seen: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    """With what was deleted."""
    above: list[str] = field(default_factory=list)
    """What is set small above the words."""

    def add(self, text: str, *, deleted: bool) -> None:
        self.whole.append(text)
        if not deleted:
            self.seen.append(text)


class DocumentReader(Handler):
    """Tells the texts of one part to `emit`, a paragraph at a time; what stands in none, an element at a time."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._paragraphs: list[_Paragraph] = []
        self._loose: list[list[str]] = []
        self._elements: list[str] = []
        self._tables: list[Heads] = []
        self._pieces = Pieces()
        self._above = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._elements.append(name)
        self._above += name in _RUBY
        for key, value in attributes.items():
            if (name, key) == ("table-cell", "value"):  # what is shown may be rounded
                self._emit(value, self._tables[-1].head if self._tables else "")
            elif may_be_told(value):
                self._emit(value, "")
        if name in _PARAGRAPHS:
            self._paragraphs.append(_Paragraph())
        elif name in _BREAKS and self._paragraphs:
            self._paragraphs[-1].add(_BREAKS[name], deleted=False)
        elif name == "sym" and self._paragraphs:
            self._paragraphs[-1].add(_symbol(attributes.get("char", "")), deleted=False)
        elif name in _TABLES:
            self._tables.append(Heads())
        self._loose.append([])

    def words(self, text: str) -> None:
        name = self._elements[-1] if self._elements else ""
        if self._paragraphs and self._above:
            self._paragraphs[-1].above.append(text)
        elif self._paragraphs and name not in _HIDDEN:
            self._paragraphs[-1].add(text, deleted=name in _DELETED)
        elif self._loose:
            self._loose[-1].append(text)

    def end(self, name: str) -> None:
        self._elements.pop()
        self._above -= name in _RUBY
        loose = "".join(self._loose.pop())
        if loose.strip():
            self._emit(loose, "")
            if not _FIGURES & set(self._elements):
                self._tell_number(self._pieces.add(loose))
        if not self._elements:
            self._tell_number(self._pieces.end())
        if name in _PARAGRAPHS:
            self._tell(self._paragraphs.pop())
        elif name in _CELLS and self._tables:
            for whole in self._tables[-1].end_cell():
                self._emit(*whole)
        elif name in _ROWS and self._tables:
            for boxes in self._tables[-1].end_row():
                self._emit(*boxes)
        elif name in _TABLES and self._tables:
            for boxes in self._tables.pop().end():
                self._emit(*boxes)

    def aside(self, text: str) -> None:
        self._emit(text, "")

    def _tell_number(self, whole: str) -> None:
        if whole:
            self._emit(whole, "")

    def _tell(self, paragraph: _Paragraph) -> None:
        seen, whole = "".join(paragraph.seen), "".join(paragraph.whole)
        head = ""
        if self._tables:
            head = self._tables[-1].head
            self._tables[-1].add(seen)
        else:
            self._tell_number(self._pieces.add(seen))
        for text in dict.fromkeys((seen, whole, "".join(paragraph.above))):
            if text.strip():
                self._emit(text, head)


def _symbol(code: str) -> str:
    """The character of a symbol font, which Word names by its place in the font."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
