"""Text files: plain text, tables in text, JSON, pages and other markup.

Knows lines and cells. Must not know what is sought.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.reading.attached.encodings import decoded
from sitegen.reading.attached.pieces import Pieces
from sitegen.reading.attached.sheets import SHORTEST_FIGURE
from sitegen.reading.attached.tables import Heads
from sitegen.reading.attached.texts import Allowance, AttachedText

_TAGS = re.compile(r"<(?P<tag>/?[A-Za-z!?][A-Za-z0-9]*)(?P<inside>[^<>]{0,100000})>")
_INLINE = frozenset(
    {
        "ruby",
        "rb",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "a",
        "u",
        "s",
        "sub",
        "sup",
        "font",
        "wbr",
        "mark",
        "small",
        "tspan",
    }
)
_OF_TABLES = re.compile(r"<(?P<tag>td|th|/?tr|/?table)(?:\s[^<>]{0,10000})?>", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+|\\(?P<mark>[nrt/\"])")
_PAIR = re.compile(r'"(?P<key>[^"\\]{1,40})"\s*:\s*(?P<value>[0-9.eE+]{11,30})')
_VALUES = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))")
_RUBY = re.compile(
    r"<rt(?:\s[^<>]{0,1000})?>(?P<above>[^<>]{0,1000})(?:</rt>)?(?:<rp>[^<>]{0,10}</rp>)?", re.IGNORECASE
)


def read_lines(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """Each line, with its end: that tells it from a cell."""
    text = decoded(data)
    allowance.take(len(text))
    pieces = Pieces()
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        yield AttachedText(f"第 {number} 行", line)
        yield AttachedText(f"第 {number} 行之前", pieces.add(line))
    yield AttachedText("末尾几行", pieces.end())


def read_table(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """Each cell of a table in text."""
    text = decoded(data)
    allowance.take(len(text))
    first = text[: text.find("\n") if "\n" in text else len(text)]
    mark = max("\t;,", key=first.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=mark)
    heads = Heads()
    try:
        for row in rows:
            for column, cell in enumerate(row):
                if not (cell.replace(".", "").isdigit() and len(cell) < SHORTEST_FIGURE):
                    yield AttachedText(f"第 {rows.line_num} 行", cell, heads.of(column))
                heads.put(column, cell.strip())
            yield from (AttachedText(f"第 {rows.line_num} 行", *boxes) for boxes in heads.end_row())
        yield from (AttachedText("一列", *boxes) for boxes in heads.end())
    except csv.Error:
        yield from read_lines(data, allowance)


def read_json(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """Each line as it stands and as it is meant, and each value below its key. Not parsed: what a program refuses is
    published all the same.
    """
    for written in read_lines(data, allowance):
        line = replace(written, text=written.text.strip())
        yield line
        meant = _ESCAPED.sub(_unescaped, line.text)
        if meant != line.text:
            yield AttachedText(line.where, meant)
        yield from (AttachedText(line.where, pair["value"], pair["key"]) for pair in _PAIR.finditer(meant))


def _unescaped(match: re.Match[str]) -> str:
    """What is meant; what lies beyond the first plane is written as two halves."""
    if mark := match["mark"]:
        return mark if mark in '/"' else " "
    halves = bytes.fromhex(match[0].replace("\\u", ""))
    return halves.decode("utf-16-be", errors="replace")


def _without_tags(text: str) -> str:
    return _TAGS.sub(lambda match: "" if match["tag"].lstrip("/").lower() in _INLINE else "\n\n", text)


def _tables(text: str) -> Iterator[AttachedText]:
    """What only the cells of a page together say; the end of a row, a cell, a table need not be written."""
    marks = [*_OF_TABLES.finditer(text)]
    heads, column, inside = Heads(), 0, False
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            break
        tag = mark["tag"].lower()
        if tag in ("td", "th"):
            until = following.start() if following is not None else len(text)
            heads.put(column, html.unescape(_without_tags(text[mark.end() : until])).strip())
            column += 1
        elif inside:
            yield from (AttachedText("表格的一行", *boxes) for boxes in heads.end_row())
            column = 0
        inside = column > 0
        if tag == "table":
            yield from (AttachedText("表格的一列", *boxes) for boxes in heads.end())
            heads = Heads()
    yield from (AttachedText("表格的一行", *boxes) for boxes in (*heads.end_row(), *heads.end()))


def read_markup(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """What is left of a page or of XML when tags are taken away, line by line; and the values of attributes."""
    text = decoded(data)
    allowance.take(len(text))
    above = [ruby["above"].strip() for ruby in _RUBY.finditer(text)]
    yield AttachedText("注音", html.unescape("".join(above)))
    words = _without_tags(_RUBY.sub("", text) if above else text)
    pieces = Pieces()
    for line in html.unescape(words).splitlines():
        if line.strip():
            yield AttachedText("内容", line)
            yield AttachedText("内容", pieces.add(line))
    yield AttachedText("内容", pieces.end())
    yield from _tables(text)
    for tag in _TAGS.finditer(text):
        for value in _VALUES.finditer(tag["inside"]):
            yield AttachedText("属性", html.unescape(value[1] or value[2] or value[3] or ""))
    if "<!--" in text:
        yield from (
            AttachedText("注释", each) for each in re.findall(r"<!--(.{0,100000}?)-->", text, re.DOTALL)
        )
