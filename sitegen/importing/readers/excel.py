"""A workbook: the cells of each sheet as they are shown.

Knows SpreadsheetML. Must not know any form. What is hidden was not printed and is not read, but told.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.importing.readers.package import Element, Package, opened
from sitegen.importing.readers.sheet_cells import Area, Found, column_of, place_of, sheet_blocks
from sitegen.importing.readers.shown import BUILT_IN, shown
from sitegen.importing.readers.word_numbers import whole
from sitegen.importing.source import Block, Paragraph
from sitegen.reading.attached.texts import Unreadable

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)")


@dataclass(frozen=True, slots=True)
class _Book:
    strings: tuple[str, ...]
    codes: tuple[str, ...]
    """Format codes by style."""
    from_1904: bool


def read_workbook(data: bytes) -> tuple[Block, ...]:
    """The blocks of a .xlsx; raises Unreadable."""
    with opened(data) as package:
        workbook = package.tree("xl/workbook.xml").first("workbook")
        if workbook is None:
            raise Unreadable("不是 Excel 工作簿")
        properties = workbook.first("workbookPr")
        date1904 = properties.attributes.get("date1904", "") if properties is not None else ""
        book = _Book(_strings(package), _codes(package), date1904 in ("1", "true"))
        ties = {
            each.attributes.get("Id", ""): each.attributes.get("Target", "")
            for each in package.tree("xl/_rels/workbook.xml.rels").all("Relationship")
        }
        blocks: list[Block] = []
        for sheet in workbook.first("sheets") or ():
            name = sheet.attributes.get("name", "")
            target = ties.get(sheet.attributes.get("id", ""), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if sheet.attributes.get("state", "visible") != "visible":
                blocks.append(Paragraph("", f"工作表“{name}”", ("工作表是隐藏的，没有读入",)))
            else:
                blocks += _sheet(package.tree(part), name, book)
        blocks += _aside(package)
        return tuple(blocks)


def _strings(package: Package) -> tuple[str, ...]:
    table = package.tree("xl/sharedStrings.xml").first("sst")
    return tuple(_rich(each) for each in table or () if each.name == "si")


def _rich(item: Element) -> str:
    """The words of a string, without how they are spoken."""
    pieces = []
    for child in item:
        if child.name == "t":
            pieces.append(child.text)
        elif child.name == "r":
            pieces += [each.text for each in child if each.name == "t"]
    return "".join(pieces)


def _codes(package: Package) -> tuple[str, ...]:
    styles = package.tree("xl/styles.xml").first("styleSheet")
    if styles is None:
        return ()
    own = {
        each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "")
        for each in styles.first("numFmts") or ()
    }
    found = []
    for style in styles.first("cellXfs") or ():
        number = style.attributes.get("numFmtId", "0")
        found.append(own.get(number) or BUILT_IN.get(whole(number), ""))
    return tuple(found)


def _sheet(part: Element, name: str, book: _Book) -> list[Block]:
    root = part.first("worksheet")
    if root is None:
        return []
    hidden_columns = {
        number
        for column in root.first("cols") or ()
        if column.attributes.get("hidden") in ("1", "true")
        for number in range(
            whole(column.attributes.get("min", "0")),
            min(whole(column.attributes.get("max", "0")), 16_384) + 1,
        )
    }
    found: list[Found] = []
    hidden: list[Found] = []
    row = -1
    for line in root.first("sheetData") or ():
        row = whole(line.attributes["r"]) - 1 if "r" in line.attributes else row + 1
        is_hidden = line.attributes.get("hidden") in ("1", "true")
        column = -1
        for box in line:
            place = _PLACE.fullmatch(box.attributes.get("r", ""))
            column = column_of(place[1]) if place else column + 1
            text, notes = _value(box, book)
            if text.strip() or notes:
                away = is_hidden or column + 1 in hidden_columns
                (hidden if away else found).append(Found(row, column, text.strip(), notes))
    merged = [
        area
        for each in root.first("mergeCells") or ()
        if (area := _area(each.attributes.get("ref", ""))) is not None
    ]
    blocks = sheet_blocks(name, found, merged)
    if hidden:
        places = "、".join(place_of(each.row, each.column) for each in hidden[:20])
        blocks.append(
            Paragraph("", f"工作表“{name}”", (f"隐藏的行、列里有 {len(hidden)} 格（{places}），没有读入",))
        )
    return blocks


def _value(box: Element, book: _Book) -> tuple[str, tuple[str, ...]]:
    kind = box.attributes.get("t", "n")
    if kind == "inlineStr":
        inline = box.first("is")
        return (_rich(inline) if inline is not None else ""), ()
    value, formula = box.first("v"), box.first("f")
    written = value.text if value is not None else ""
    if not written:
        return "", ("公式没有算出的值，请在 Excel 里打开、保存一次再导入",) if formula is not None else ()
    if kind == "s":
        index = whole(written)
        return (book.strings[index] if 0 <= index < len(book.strings) else ""), ()
    if kind == "n":
        style = whole(box.attributes.get("s", "0"))
        code = book.codes[style] if 0 <= style < len(book.codes) else ""
        text, note = shown(written, code, from_1904=book.from_1904)
        return text, (note,) if note else ()
    if kind == "e" or _ERROR.fullmatch(written):
        return written, ("格里是出错的公式",)
    return {"1": "是", "0": "否"}.get(written, written) if kind == "b" else written, ()


def _area(reference: str) -> Area | None:
    ends = [_PLACE.fullmatch(each) for each in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return int(ends[0][2]) - 1, int(ends[1][2]), column_of(ends[0][1]), column_of(ends[1][1]) + 1


def _aside(package: Package) -> list[Block]:
    """Notes beside cells, and words in shapes."""
    blocks: list[Block] = []
    for name in sorted(package.names):
        if re.fullmatch(r"xl/comments[^/]*\.xml|xl/comments/[^/]*\.xml", name):
            for comment in package.tree(name).all("comment"):
                words = "".join(each.text for each in comment.all("t")).strip()
                if words:
                    blocks.append(Paragraph(words, f"{comment.attributes.get('ref', '')} 的批注"))
        elif re.fullmatch(r"xl/drawings/[^/]*\.xml", name):
            for body in package.tree(name).all("txBody"):
                words = "\n".join("".join(t.text for t in p.all("t")) for p in body.all("p")).strip()
                if words:
                    blocks.append(Paragraph(words, "图形里的文字"))
    return blocks
