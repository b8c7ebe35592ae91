"""Any part of an office document that is not a sheet: paragraphs, notes, shapes, charts, properties, relations.

Knows which elements of WordprocessingML, DrawingML, SpreadsheetML and OpenDocument are paragraphs, tables, breaks, and
which attributes people fill in. Must not know archives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sitegen.reading.attached.tables import Heads

Emit = Callable[[str, str], None]
"""Takes a text and the head above it."""

_PARAGRAPHS = frozenset({"p", "h", "si", "is", "text"})
_BREAKS = {
    "br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " ", "noBreakHyphen": "-", "ptab": "\t",
}  # fmt: skip
_HIDDEN = frozenset({"instrText", "delInstrText"})
"""Words that are not printed where they stand."""
_DELETED = frozenset({"delText"})
_CELLS, _ROWS, _TABLES = (
    frozenset({"tc", "table-cell"}),
    frozenset({"tr", "table-row"}),
    frozenset({"tbl", "table"}),
)
_TOLD = frozenset(
    {"descr", "title", "author", "initials", "displayName", "userId", "providerId", "Target", "display", "tooltip",
     "location", "prompt", "promptTitle", "error", "errorTitle", "alt", "string", "href", "displayText", "string-value",
     "lastValue", "creator", "userName", "formula1", "connection", "command", "sourceFile", "uniqueName", "caption"}
)  # fmt: skip
"""Attributes in which people write, or programs their names."""
_TOLD_OF = frozenset(
    {("alias", "val"), ("tag", "val"), ("docVar", "val"), ("default", "val"), ("result", "val"), ("statusText", "val"),
     ("helpText", "val"), ("listEntry", "val"), ("simpleField", "instr"), ("fldSimple", "instr"), ("property", "name"),
     ("sheet", "name"), ("definedName", "name"), ("tableColumn", "name"), ("table", "name"), ("docPr", "name"),
     ("cNvPr", "name"), ("s", "v"), ("n", "v"), ("table", "displayName"), ("bookmarkStart", "name"),
     ("textPr", "string"), ("textpath", "string"), ("control", "name"), ("bookmark", "name"), ("sheetPr", "codeName"),
     ("custom-property", "name"), ("user-defined", "name"), ("category", "name"), ("user", "name"),
     ("filter", "val"), ("customFilter", "val"), ("d", "v"), ("definedName", "comment"), ("cellStyle", "name"),
     ("table-cell", "formula")}
)  # fmt: skip


@dataclass
class _Paragraph:
    seen: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    """With what was deleted."""

    def add(self, text: str, *, deleted: bool) -> None:
        self.whole.append(text)
        if not deleted:
            self.seen.append(text)


class DocumentReader:
    """Tells the texts of one part to `emit`, a paragraph at a time; what stands in none, an element at a time."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._paragraphs: list[_Paragraph] = []
        self._loose: list[list[str]] = []
        self._elements: list[str] = []
        self._tables: list[Heads] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._elements.append(name)
        for key, value in attributes.items():
            if key in _TOLD or (name, key) in _TOLD_OF:
                self._emit(value, "")
            elif (name, key) == ("table-cell", "value"):  # what is shown may be rounded
                self._emit(value, self._tables[-1].head if self._tables else "")
        if name in _PARAGRAPHS:
            self._paragraphs.append(_Paragraph())
        elif name in _BREAKS and self._paragraphs:
            self._paragraphs[-1].add(_BREAKS[name], deleted=False)
        elif name in _TABLES:
            self._tables.append(Heads())
        self._loose.append([])

    def words(self, text: str) -> None:
        name = self._elements[-1] if self._elements else ""
        if self._paragraphs and name not in _HIDDEN:
            self._paragraphs[-1].add(text, deleted=name in _DELETED)
        elif self._loose:
            self._loose[-1].append(text)

    def end(self, name: str) -> None:
        self._elements.pop()
        loose = "".join(self._loose.pop())
        if loose.strip():
            self._emit(loose, "")
        if name in _PARAGRAPHS:
            self._tell(self._paragraphs.pop())
        elif name in _CELLS and self._tables:
            self._tables[-1].end_cell()
        elif name in _ROWS and self._tables:
            boxes = self._tables[-1].end_row()
            if boxes is not None:
                self._emit(*boxes)
        elif name in _TABLES and self._tables:
            self._tables.pop()

    def _tell(self, paragraph: _Paragraph) -> None:
        seen, whole = "".join(paragraph.seen), "".join(paragraph.whole)
        head = ""
        if self._tables:
            head = self._tables[-1].head
            self._tables[-1].add(seen)
        for text in dict.fromkeys((seen, whole)):
            if text.strip():
                self._emit(text, head)
