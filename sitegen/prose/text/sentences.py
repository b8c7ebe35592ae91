"""A passage cut into sentences, written evenly, with the way back to where each character stands.

Knows marks that end a sentence, full-width digits and quotation marks. Must not know figures' meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.source import Place

_END = re.compile(r"[。！？!?]")
_END_OR_LINE = re.compile(r"[。！？!?\n]")
"""In YAML a new line is written on purpose; in Markdown it is a blank."""
_QUANTITY = re.compile(
    r"\d\s*[多余]?[万亿]?[多余]?\s*[元%％‰人名辆台个项次件户分公百千批所场期家册篇份亩吨平套座处条米小天盏㎡张栋倍间棵株立k]|\d\s*[万亿][，,；;、。（）()]"
)
"""A digit and what may be a unit: cheap, and most sentences have none."""
_EVEN = str.maketrans("０１２３４５６７８９．％（）：，；＋－−", "0123456789.%():,;+--")
_PAIRS = (("“", "”"), ("‘", "’"))
LONGEST = 2000
"""Characters read as one sentence. Each number is read with what stands before it in its sentence, so that
one without an end would take forever; what people write has some hundreds.
"""
_DROPPED = frozenset("“”‘’\"'　 \t\n")
_EVEN_AND_DROPPED = {**_EVEN, **dict.fromkeys(map(ord, _DROPPED))}


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """`text` without blanks and quotation marks, digits and brackets half-width; `offsets` holds
    for each of its characters the offset in `passage.text`.
    """

    passage: Passage
    text: str
    offsets: Sequence[int]

    def place(self, start: int, end: int) -> Place:
        """Where the characters from `start` up to `end` stand."""
        first, last = self.offsets[start], self.offsets[end - 1]
        return self.passage.place(first, last - first + 1)

    def written(self, start: int, end: int) -> str:
        """The characters from `start` up to `end` as the passage has them, with the other half of quotation marks
        that begin or end there.
        """
        text = self.passage.text
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        for opening, closing in _PAIRS:
            inside = text[first:last]
            if inside.count(closing) > inside.count(opening) and text[first - 1 : first] == opening:
                first -= 1
            elif inside.count(opening) > inside.count(closing) and text[last : last + 1] == closing:
                last += 1
        return text[first:last]


@lru_cache(maxsize=4096)
def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of `passage` that hold a number with a unit; those that are too long in parts. Several read
    those of one report, one after the other.
    """
    if _QUANTITY.search(passage.text) is None:
        return ()
    return tuple(
        _even(passage, first, last)
        for first, last in _spans(passage)
        if _QUANTITY.search(passage.text, first, last)
    )


def every_sentence(passage: Passage) -> Iterator[Sentence]:
    """The sentences of `passage`, those without numbers too."""
    yield from (_even(passage, first, last) for first, last in _spans(passage) if first < last)


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    begin, text = 0, passage.text
    ends = _END if passage.narrative else _END_OR_LINE
    for end in [*(match.start() for match in ends.finditer(text)), len(text)]:
        yield from _parts(text, begin, end)
        begin = end + 1


def whole(passage: Passage) -> Sentence:
    """All of a passage as one sentence, whether it holds a quantity or not."""
    return _even(passage, 0, len(passage.text))


def _even(passage: Passage, first: int, last: int) -> Sentence:
    text = passage.text[first:last]
    if _DROPPED.isdisjoint(text):
        return Sentence(passage, text.translate(_EVEN), range(first, last))
    kept = [index for index, each in enumerate(text, first) if each not in _DROPPED]
    return Sentence(passage, text.translate(_EVEN_AND_DROPPED), tuple(kept))


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence from `begin` up to `end`; of one that is too long its parts, cut behind a comma if it has one."""
    while end - begin > LONGEST:
        comma = max(text.rfind(mark, begin + LONGEST // 2, begin + LONGEST) for mark in "，,；;")
        cut = comma + 1 if comma >= 0 else begin + LONGEST
        yield begin, cut
        begin = cut
    yield begin, end
