"""Text files: plain text, tables in text, JSON, pages and other markup.

Knows lines and cells. Must not know what is sought.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.reading.attached.encodings import decoded
from sitegen.reading.attached.pieces import Pieces
from sitegen.reading.attached.sheets import SHORTEST_FIGURE
from sitegen.reading.attached.tables import Heads
from sitegen.reading.attached.texts import Allowance, AttachedText

_TAGS = re.compile(r"<(?P<tag>/?[A-Za-z!?][A-Za-z0-9]*)(?P<inside>[^<>]{0,100000})>")
_INLINE = frozenset(
    {"b", "i", "em", "strong", "span", "a", "u", "s", "sub", "sup", "font", "wbr", "mark", "small", "tspan"}
)
_ESCAPED = re.compile(r"\\(?:u(?P<code>[0-9A-Fa-f]{4})|[nrt])")
_PAIR = re.compile(r'"(?P<key>[^"\\]{1,40})"\s*:\s*(?P<value>[0-9.eE+]{11,30})')
_VALUES = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")


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
    return chr(int(match["code"], 16)) if match["code"] else " "


def read_markup(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """What is left of a page or of XML when tags are taken away, line by line; and the values of attributes."""
    text = decoded(data)
    allowance.take(len(text))
    words = _TAGS.sub(lambda match: "" if match["tag"].lstrip("/").lower() in _INLINE else "\n\n", text)
    for line in html.unescape(words).splitlines():
        if line.strip():
            yield AttachedText("内容", line)
    for tag in _TAGS.finditer(text):
        for value in _VALUES.finditer(tag["inside"]):
            yield AttachedText("属性", html.unescape(value[1] or value[2] or ""))
    if "<!--" in text:
        yield from (
            AttachedText("注释", each) for each in re.findall(r"<!--(.{0,100000}?)-->", text, re.DOTALL)
        )
