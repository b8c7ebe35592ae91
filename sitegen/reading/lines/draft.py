"""The lines of a text, as written and as they are to be read.

Knows that a line may be read as another one or as several, and that whatever is read otherwise than
it is written is told, with the edit that would write it so. Must not know Markdown, nor any fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Edit, Rule, Severity
from sitegen.reading.findings import Findings
from sitegen.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Mended:
    """`text` as it is to be read, by lines; `origin` is the index of the source's line that each of
    them comes from. Lines of the source that were `rewritten` have other words around their cells.
    `told` are the findings, all of them with a place in the source.
    """

    text: str
    origin: tuple[int, ...]
    rewritten: frozenset[int]
    told: tuple[Diagnostic, ...]


class Draft:
    """The lines of `source`, counted from 0, to be changed one by one."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.written: Sequence[str] = source.lines
        self._read: dict[int, tuple[str, ...]] = {}
        self._parted: set[int] = set()
        self._findings = Findings()

    def __len__(self) -> int:
        return len(self.written)

    def line(self, index: int) -> str:
        """The first line that is read in place of line `index`; "" beyond the last."""
        if not 0 <= index < len(self.written):
            return ""
        return self._read.get(index, (self.written[index],))[0]

    def is_changed(self, index: int) -> bool:
        """Whether line `index` is read otherwise than it is written."""
        return index in self._read

    def replace(self, index: int, *lines: str) -> tuple[Edit, ...]:
        """Read `lines` in place of line `index`. Returns the edits that write it so."""
        edits = self.edit(index, *lines)
        if edits:
            self._read[index] = lines
        return edits

    def edit(self, index: int, *lines: str) -> tuple[Edit, ...]:
        """The edits that write `lines` in place of line `index`, which is read as it stands."""
        old, new = self.written[index], "\n".join(lines)
        if old == new:
            return ()
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        length = len(old) - start - end
        if not length:  # an edit replaces one character at least
            start, length, end = (start - 1, 1, end) if start else (0, 1, end - 1)
        place = Span.at(self.source, index + 1, start + 1, length).place
        return (Edit(place, new[start : len(new) - end]),)

    def part(self, index: int) -> tuple[Edit, ...]:
        """Read a blank line before line `index`. Returns the edits that write one."""
        self._parted.add(index)
        first = self.written[index][:1]
        return (Edit(Span.at(self.source, index + 1, 1, 1).place, "\n" + first),)

    def tell(
        self,
        rule: Rule,
        index: int,
        message: str,
        *,
        remedy: str = "",
        severity: Severity | None = None,
        edits: Iterable[Edit] = (),
    ) -> None:
        """Note that `rule` is broken by line `index`."""
        line = self.written[index]
        start = len(line) - len(line.lstrip(" \t"))
        place = Span.at(self.source, index + 1, start + 1, max(1, len(line.rstrip()) - start)).place
        self._findings.add(rule, place, message, remedy=remedy, severity=severity, edits=tuple(edits))

    def mended(self) -> Mended:
        """All of it."""
        lines: list[str] = []
        origin: list[int] = []
        for index, written in enumerate(self.written):
            read = self._read.get(index, (written,))
            if index in self._parted:
                read = ("", *read)
            lines += read
            origin += [index] * len(read)
        told = self._findings.diagnostics()
        return Mended("\n".join(lines), tuple(origin), frozenset(self._read), told)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
