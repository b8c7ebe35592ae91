"""A spreadsheet of OpenDocument: the cells of each sheet as they are shown.

Knows the elements of OpenDocument tables. Must not know any form.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from sitegen.importing.readers.package import PASSWORD, TIES, Element, opened
from sitegen.importing.readers.sheet_cells import Area, Found, sheet_blocks
from sitegen.importing.readers.word_numbers import whole
from sitegen.importing.source import Block, Paragraph
from sitegen.reading.attached.texts import Unreadable

_HIDDEN = frozenset({"collapse", "filter"})
_WIDEST = 16_384
_MOST_REPEATED = 200
"""Times that a cell with words is repeated: nobody fills more columns with one text."""


def read_spreadsheet(data: bytes) -> tuple[Block, ...]:
    """The blocks of a .ods; raises Unreadable."""
    with opened(data) as package:
        if next(package.tree("META-INF/manifest.xml").all("encryption-data"), None) is not None:
            raise Unreadable(PASSWORD)
        root = package.tree("content.xml")
        if any(next(root.all(name), None) is not None for name in ("table-source", "dde-source", "dde-link")):
            raise Unreadable(TIES)
        if next(root.all("spreadsheet"), None) is None:
            raise Unreadable("不是表格文件")
        hidden = {
            style.attributes.get("name", "")
            for style in root.all("style")
            for each in style
            if each.name == "table-properties" and each.attributes.get("display") == "false"
        }
        blocks: list[Block] = []
        for table in root.all("table"):
            name = table.attributes.get("name", "")
            if table.attributes.get("style-name") in hidden:
                blocks.append(Paragraph("", f"工作表“{name}”", ("工作表是隐藏的，没有读入",)))
            else:
                blocks += _sheet(table, name)
        return tuple(blocks)


def _sheet(table: Element, name: str) -> list[Block]:
    found: list[Found] = []
    merged: list[Area] = []
    away = row = 0
    for line in table.all("table-row"):
        times = max(whole(line.attributes.get("number-rows-repeated", "1")), 1)
        is_hidden = line.attributes.get("visibility") in _HIDDEN
        column = 0
        for box in line:
            repeated = max(whole(box.attributes.get("number-columns-repeated", "1")), 1)
            text, notes = _words(box) if box.name == "table-cell" else ("", ())
            if text:
                down = max(whole(box.attributes.get("number-rows-spanned", "1")), 1)
                across = max(whole(box.attributes.get("number-columns-spanned", "1")), 1)
                if repeated > _MOST_REPEATED or column > _WIDEST:
                    raise Unreadable(f"工作表“{name}”里同一格重复了 {repeated} 次，不像是一张报表")
                for at in range(column, column + repeated):
                    if is_hidden:
                        away += 1
                    else:
                        found.append(Found(row, at, text, notes))
                if down > 1 or across > 1:
                    merged.append((row, row + down, column, column + across))
            column += repeated
        row += times
    blocks = sheet_blocks(name, found, merged)
    if away:
        blocks.append(Paragraph("", f"工作表“{name}”", (f"隐藏的行里有 {away} 格，没有读入",)))
    return blocks


def _words(box: Element) -> tuple[str, tuple[str, ...]]:
    """What a cell shows, and what it hides."""
    lines = []
    notes: dict[str, None] = {}
    for child in box:
        if child.name == "p":
            lines.append(_line(child))
        elif child.name == "annotation":
            notes[f"批注：{child.words().strip()[:80]}"] = None
    text = "\n".join(lines).strip()
    stored = box.attributes.get("value", "")
    if box.attributes.get("value-type") in ("float", "currency") and _differ(stored, text):
        notes[f"格里存的是 {stored}，显示和放入的是 {text}"] = None
    return text, tuple(notes)


def _line(paragraph: Element) -> str:
    pieces = [paragraph.text]
    for child in paragraph:
        if child.name == "s":
            pieces.append(" " * min(max(whole(child.attributes.get("c", "1")), 1), 1000))
        elif child.name == "tab":
            pieces.append("\t")
        elif child.name == "line-break":
            pieces.append("\n")
        elif child.name != "annotation":
            pieces.append(child.words())
        pieces.append(child.tail)
    return "".join(pieces)


def _differ(stored: str, shown: str) -> bool:
    """Whether both are numbers, and not the same one: sheets store noise behind fifteen figures."""
    try:
        one, other = Decimal(stored), Decimal(shown.replace(",", ""))
    except InvalidOperation:
        return False
    return abs(one - other) > abs(one) * Decimal("1e-14")
