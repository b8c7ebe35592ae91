"""Personal data in one file of a site, as it is written and as it is meant, and what a finding says of it.

Knows how a finding hides what it found, and how many are told. Must not know reports, nor what personal data look like.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from sitegen import lazy_re as re
from sitegen.privacy.detect import personal_data
from sitegen.privacy.kinds import Found, Kind
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from sitegen.reading.yaml.tree import parse_yaml
from sitegen.source import Place, SourceFile, Span

MOST_IN_A_FILE = 1000
"""Leaks that are told one by one of a file: what has more is a list, whose further entries nobody reads. They are
counted.
"""


@dataclass(frozen=True, slots=True)
class Leak:
    """Personal data at `place`, of the fact or heading `at` ("" for none); `where` says it in words. More than one are
    `count` of which only this first one is told.
    """

    found: Found
    place: Place
    at: str = ""
    where: str = ""
    count: int = 1

    @property
    def said(self) -> str:
        """What is wrong, in Chinese."""
        where = f"（{self.where}）" if self.where else ""
        if self.count > 1:
            return (
                f"除了逐一列出的，这里还有 {self.count} 处{self.found.kind.value}，第一处是 {self.found.masked}{where}；"
                "没有列出的不能用数据说明放过。"
            )
        return f"这里有{self.found.kind.value} {self.found.masked}{where}，公开后任何人都能看到。"

    @property
    def actual(self) -> str:
        """What a 数据说明 must repeat; "" where none may cover it."""
        return self.found.told if self.count == 1 else ""


def leaks_in(source: SourceFile) -> Iterator[Leak]:
    """Leaks in a file of a site as it is written, comments and keys too, and as it is meant."""
    return told(_each_in(source))


def told(leaks: Iterable[Leak]) -> Iterator[Leak]:
    """The first `MOST_IN_A_FILE`, and of each kind how many more there are behind the first of them."""
    more: dict[Kind, Leak] = {}
    for number, leak in enumerate(leaks):
        if number < MOST_IN_A_FILE:
            yield leak
        else:
            first = more.get(leak.found.kind)
            more[leak.found.kind] = leak if first is None else replace(first, count=first.count + 1)
    yield from more.values()


def _each_in(source: SourceFile) -> Iterator[Leak]:
    known: set[tuple[int, tuple[Kind, str]]] = set()
    for leak in (*_as_written(source), *_as_meant(source)):
        named = (leak.place.line, _plain(leak.found))
        if named not in known:
            known.add(named)
            yield leak


def key_of(leak: Leak) -> tuple[str, int, tuple[Kind, str]]:
    """What is the same of a leak that is found in several ways."""
    return leak.place.file, leak.place.line, _plain(leak.found)


def _plain(found: Found) -> tuple[Kind, str]:
    return found.kind, "".join(character for character in found.masked if character.isalnum()) + found.mark


def _as_written(source: SourceFile) -> Iterator[Leak]:
    found = tuple(personal_data(source.text))
    if not found:
        return
    hidden = list(source.text)
    for each in found:
        for at in range(each.start, each.end):
            hidden[at] = hidden[at] if hidden[at] in "\r\n" else "*"
    lines = SourceFile(source.path, "".join(hidden))
    starts = [0]
    for line in source.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for each in found:
        number = bisect_right(starts, each.start)
        column = each.start - starts[number - 1] + 1
        length = min(each.end - each.start, max(1, len(lines.line(number)) - column + 1))
        yield Leak(each, Span.at(lines, number, column, length).place)


def _as_meant(source: SourceFile) -> Iterator[Leak]:
    """What escapes hide: `%31` in addresses, `&#49;` in Markdown, those of quoted texts in YAML."""
    if _ESCAPE.search(source.text) is not None:
        for number, line in enumerate(source.lines, 1):
            for word in _WORD.finditer(line) if _ESCAPE.search(line) else ():
                meant = html.unescape(unquote(word[0]))
                if meant != word[0]:
                    place = Place(source.path, number, word.start() + 1, len(word[0]))
                    yield from (Leak(found, place) for found in personal_data(meant))
    if "\\" in source.text and source.path.endswith((".yaml", ".yml")):
        node, _ = parse_yaml(source)
        for scalar in _scalars(node):
            if scalar.quoted and scalar.text not in source.line(scalar.span.line):
                place = scalar.span.place._replace(line_text="")
                yield from (Leak(found, place) for found in personal_data(scalar.text))


_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|&#?[0-9A-Za-z]{1,31};")
_WORD = re.compile(r"[^\s<>()（），。；、]+")


def _scalars(node: Node | None) -> Iterator[Scalar]:
    left = [node]
    while left:
        each = left.pop()
        if isinstance(each, Scalar):
            yield each
        elif isinstance(each, Mapping):
            left += (part for entry in each.entries for part in (entry.key, entry.value))
        elif isinstance(each, Sequence):
            left += each.items
