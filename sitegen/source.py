"""Source text and places in it.

Knows files as decoded text, and lines and columns counted from 1 in characters. Must not know
what the text means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

LONGEST_QUOTED = 10_000
"""Characters of the longest line that findings quote. Each of them carries its line wherever it goes:
ten thousand findings on a line of half a million characters would be gigabytes.
"""


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A decoded text file. `path` is relative to the site root (POSIX form), or `内置/…`
    for a file shipped with sitegen.
    """

    path: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; only LF, CR LF and CR end a line."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        return tuple(text.split("\n"))

    @cached_property
    def has_code(self) -> bool:
        """Whether it has the mark with which Markdown sets off code."""
        return "`" in self.text

    def line(self, number: int) -> str:
        """The text of line `number` (from 1); empty when there is no such line."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""


class Place(NamedTuple):
    """Where something stands, as plain data: what reporters print and tests compare.

    `line` and `column` count from 1, `length` is in characters (at least 1), `line_text` is the
    whole source line, or "" where that is longer than `LONGEST_QUOTED`.
    """

    file: str
    line: int
    column: int
    length: int = 1
    line_text: str = ""


class Span(NamedTuple):
    """A stretch of a source file: from (line, column) up to, not including, its end.

    A named tuple, because a report has a thousand: it is made in a third of the time that a frozen
    dataclass takes.
    """

    source: SourceFile
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, source: SourceFile, line: int, column: int, length: int = 1) -> Span:
        """A span of `length` characters on one line."""
        return cls(source, line, column, line, column + length)

    @property
    def place(self) -> Place:
        """This span as plain data; of a span over several lines, its first line."""
        text = self.source.line(self.line)
        end = self.end_column if self.end_line == self.line else len(text) + 1
        quoted = text if len(text) <= LONGEST_QUOTED else ""
        return Place(self.source.path, self.line, self.column, max(1, end - self.column), quoted)
