"""Where the text of a Markdown block stands in its file.

Knows that a block's text is its lines without indentation and markers, and a cell's text what
stands between two bars. Must not know any rule.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from markdown_it.token import Token

from sitegen import lazy_re as re
from sitegen.reading.lines.heading_lines import ODD_BLANKS
from sitegen.reading.lines.table_lines import BARS
from sitegen.source import SourceFile, Span

_BAR = re.compile(r"(?<!\\)\|")
_MARKERS = re.compile(r"\s*(?:(?P<marker>>|[-+*](?=\s)|\d{1,9}[.)](?=\s))\s*)")
_ANY_BAR = re.compile(rf"(?<!\\)[{BARS}\t]")
_HEADING_MARK = re.compile(rf"[#＃]{{1,6}}[ \t{ODD_BLANKS}]*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block's text: its offset in the text, its indentation, the offsets of bars in its
    words, the offset of these in the source.
    """

    begin: int
    indent: int
    bars: tuple[int, ...]
    column: int


@dataclass(frozen=True)
class TextPlaces:
    """Places in the text of one block. `start` is the offset in the first source line from which
    the text is to be sought (None: the text reaches to the end of its lines).
    """

    source: SourceFile
    text: str
    first_line: int
    start: int | None = None

    def at(self, offset: int, length: int = 1) -> Span:
        """The span of `length` characters from `offset` of the text on."""
        row = bisect_right(self._begins, offset) - 1
        line = self._line(row)
        column = max(0, offset - line.begin - line.indent)
        if self.start is not None:
            # A bar inside a cell is written with a backslash, which the block's text lacks.
            column += bisect_left(line.bars, column)
        return Span.at(self.source, self.first_line + row, line.column + column + 1, max(1, length))

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    @cached_property
    def _known(self) -> dict[int, _Line]:
        return {}

    def _line(self, row: int) -> _Line:
        if row not in self._known:
            begin = self._begins[row]
            end = self._begins[row + 1] - 1 if row + 1 < len(self._begins) else len(self.text)
            text = self.text[begin:end]
            words = text.strip()
            bars = tuple(index for index, each in enumerate(words) if each == "|") if "|" in words else ()
            self._known[row] = _Line(begin, len(text) - len(text.lstrip()), bars, self._column(row, words))
        return self._known[row]

    def _column(self, row: int, words: str) -> int:
        whole = self.source.line(self.first_line + row)
        if self.start is None:
            return max(0, whole.rfind(words))
        found = whole.find(words.replace("|", "\\|"), self.start)
        return found if found >= 0 else self.start


def first_line(token: Token) -> int:
    """The line on which the block begins, from 1."""
    return token.map[0] + 1 if token.map else 1


def block_span(source: SourceFile, token: Token) -> Span:
    """The first line of a block, without indentation."""
    number = first_line(token)
    line = source.line(number)
    start = len(line) - len(line.lstrip())
    return Span.at(source, number, start + 1, max(1, len(line.strip())))


def heading_places(source: SourceFile, inline: Token) -> TextPlaces:
    """Places in the text of a heading."""
    line = first_line(inline)
    mark = _HEADING_MARK.search(source.line(line))
    return TextPlaces(source, inline.content, line, mark.end() if mark else 0)


def cell_starts(line: str, *, any_bar: bool = False) -> list[int]:
    """Offsets at which the cells of a table's row begin; with `any_bar`, cells are parted by whatever
    people take for a bar.
    """
    bars = [bar.end() for bar in (_ANY_BAR if any_bar else _BAR).finditer(line)]
    before = line[: bars[0] - 1] if bars else line
    # Before a leading bar stand only the markers of the quote or list around the table.
    starts = bars if not before.strip(" \t>-+*") else [len(before) - len(before.lstrip(" \t>")), *bars]
    return starts[:-1] if starts and not line[starts[-1] :].strip() else starts


def marker_span(source: SourceFile, token: Token, depth: int) -> Span:
    """The marker of the list or quote number `depth`, from 1, that `token` opens."""
    number = first_line(token)
    line = source.line(number)
    offset, markers = 0, []
    while match := _MARKERS.match(line, offset):
        markers.append(match.start("marker"))
        offset = match.end()
    column = markers[min(depth, len(markers)) - 1] if markers else 0
    return Span.at(source, number, column + 1)
