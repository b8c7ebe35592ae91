"""Text that is read as one: a paragraph, a list item, a cell, the words of a fact.

Knows where each of its characters stands in a file. Must not know Markdown, YAML or rules.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from sitegen.source import Place, Span


@dataclass(frozen=True, slots=True)
class Run:
    """From `offset` of a passage on, its characters stand one after another from `line`:`column`."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands among the tables under one heading: the header's row is 0, the first column 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """`text` without markup, of the fact or heading `at`. `span` is where it stands as a whole,
    `runs` where its parts stand, in order; none where the file writes it otherwise (escapes).
    """

    at: str
    text: str
    span: Span
    runs: tuple[Run, ...]
    narrative: bool = False
    """Whether it stands in narrative.md."""
    cell: Cell | None = None
    """Which cell of a table in a narrative it is."""

    @property
    def key(self) -> str:
        """Where it begins, which no other passage of a report does."""
        return f"{self.span.source.path}:{self.span.line}:{self.span.column}"

    @property
    def begin(self) -> tuple[int, int]:
        """The line and the column at which it begins."""
        if not self.runs or self.runs[0].offset:
            return self.span.line, self.span.column
        return self.runs[0].line, self.runs[0].column

    @property
    def written_before(self) -> str:
        """What the file has on the line before it: the mark of an item of a list; "" where that is not known."""
        if not self.runs:
            return ""
        first = self.runs[0]
        return self.span.source.line(first.line)[: first.column - 1]

    def place(self, offset: int, length: int = 1) -> Place:
        """Where the `length` characters from `offset` on stand; the whole where that is not known."""
        index = bisect_right(self.runs, offset, key=lambda run: run.offset) - 1
        if index < 0:
            return self.span.place
        run = self.runs[index]
        return Span.at(self.span.source, run.line, run.column + offset - run.offset, max(1, length)).place

    def is_literal(self, offset: int, length: int) -> bool:
        """Whether the file has exactly these characters there, on one line, so that it can be edited."""
        place = self.place(offset, length)
        start = place.column - 1
        written = place.line_text[start : start + length]
        return bool(self.runs and place.line_text) and written == self.text[offset : offset + length]


def passage_of(at: str, text: str, span: Span) -> Passage:
    """The passage of a value: each of its lines is sought in the lines of `span`, in order."""
    runs: list[Run] = []
    offset, number = 0, span.line
    for line in text.split("\n"):
        words = line.strip()
        found = next(
            ((each, at_column) for each in range(number, span.end_line + 1)
             if (at_column := _find(span, each, words)) >= 0),
            None,
        ) if words else None  # fmt: skip
        if words and found is None:
            return Passage(at, text, span, ())
        if found is not None:
            number, column = found
            runs.append(Run(offset + line.index(words), number, column + 1))
        offset += len(line) + 1
    return Passage(at, text, span, tuple(runs))


def _find(span: Span, number: int, words: str) -> int:
    start = span.column - 1 if number == span.line else 0
    return span.source.line(number).find(words, start)
