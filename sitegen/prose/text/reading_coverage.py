"""What the checks of a report read of its texts, sentence by sentence, and what none of them did.

Knows outcomes, which alone say what was read, and which quantities there are. Must not know rules nor forms.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.diagnostics import Related
from sitegen.model.reports.passage import Passage
from sitegen.model.results.outcome import Outcome, Result
from sitegen.prose.text.quantities import quantities
from sitegen.prose.text.sentences import sentences
from sitegen.source import Place
from sitegen.text_figures import COMPARED, Compared, Fate, Figure, SentenceRead, Understood

_FATES = {
    Result.FAIL: Fate.DIFFERS,
    Result.WAIVED: Fate.EXPLAINED,
    Result.PASS: Fate.AGREES,
    Result.NOT_CHECKABLE: Fate.ALONE,
    Result.NOT_APPLICABLE: Fate.ALONE,
}
_ORDER = list(Fate)
_NEITHER = frozenset({"分", "公里"})
"""Units of what is neither money, a share nor a count: that no check reads it is nothing to tell."""
_END = re.compile(r"[。！？!?\n]")
_CLOSING = re.compile(r"[”’]*[。！？!?]?[”’）]*")
AROUND = 200
"""Characters shown on either side of a figure that stands in no sentence with units."""
MOST = 12
"""Other figures that are told of one; a list of hundreds is compared with its sum."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure that a check read, with that check: what came of it, and all `figures` that it read, in order."""

    figure: Figure
    outcome: Outcome
    figures: tuple[Figure, ...]
    facts: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is told of: the characters from `start` up to `end` of a passage, and who read them."""

    start: int
    end: int
    read: list[_Read]
    rough: bool


def understood(passages: Iterable[Passage], outcomes: Iterable[Outcome]) -> tuple[SentenceRead, ...]:
    """Every sentence of `passages` that holds figures, with what `outcomes` tell of each of them."""
    texts = {each.key: each for each in passages}
    read: dict[str, list[_Read]] = {}
    for outcome in outcomes:
        if outcome.read is not None:
            figures = tuple(sorted(outcome.read.figures))
            for figure in figures:
                one = _Read(figure, outcome, figures, outcome.read.facts)
                read.setdefault(figure.passage, []).append(one)
    return tuple(
        sentence
        for key, passage in texts.items()
        for sentence in _of_passage(passage, read.get(key, []), texts)
    )


def _of_passage(passage: Passage, read: list[_Read], texts: Mapping[str, Passage]) -> Iterator[SentenceRead]:
    marks: dict[tuple[int, int], list[_Mark]] = {}
    met: set[int] = set()
    for bounds, mark in _quantities(passage, sorted(read, key=lambda each: each.figure.start)):
        marks.setdefault(bounds, []).append(mark)
        met |= {id(each) for each in mark.read}
    known = sorted(marks)
    ends = [match.start() for match in _END.finditer(passage.text)]
    for each in read:  # a computation may have no unit, and a percentage may lack its sign
        if id(each) not in met:
            figure = each.figure
            bounds = _bounds(figure, known) or _around(figure, ends, len(passage.text))
            marks.setdefault(bounds, []).append(_Mark(figure.start, figure.end, [each], rough=False))
    for first, last in sorted(marks):
        ordered = sorted(marks[first, last], key=lambda each: (each.start, each.end))
        yield SentenceRead(
            passage.at,
            passage.text[first:last],
            _bare(passage.place(first)),
            tuple(_figure(passage, first, mark, texts) for mark in ordered),
        )


def _quantities(passage: Passage, read: list[_Read]) -> Iterator[tuple[tuple[int, int], _Mark]]:
    """Each quantity of `passage` that is to be told, with its sentence's bounds; `read` is in order."""
    active: list[_Read] = []
    upcoming = 0
    for sentence in sentences(passage):
        bounds = sentence.offsets[0], _with_mark(passage.text, sentence.offsets[-1] + 1)
        for quantity in quantities(sentence.text):
            start, end = sentence.offsets[quantity.start], sentence.offsets[quantity.end - 1] + 1
            while upcoming < len(read) and read[upcoming].figure.start < end:
                active.append(read[upcoming])
                upcoming += 1
            active = [each for each in active if each.figure.end > start]
            if active or quantity.unit not in _NEITHER:
                yield bounds, _Mark(start, end, list(active), rough=quantity.rough)


def _figure(passage: Passage, first: int, mark: _Mark, texts: Mapping[str, Passage]) -> Understood:
    checks = sorted((_check(each, texts) for each in mark.read), key=lambda each: _ORDER.index(each.fate))
    if checks and checks[0].fate in COMPARED:  # that another rule had nothing to compare it with is no news
        checks = [each for each in checks if each.fate in COMPARED]
    fate = checks[0].fate if checks else Fate.ROUGH if mark.rough else Fate.UNREAD
    place = _bare(passage.place(mark.start, mark.end - mark.start))
    return Understood(mark.start - first, mark.end - first, place, tuple(checks), fate)


def _check(read: _Read, texts: Mapping[str, Passage]) -> Compared:
    figure = read.figure
    others = [each for each in read.figures[: MOST + 1] if each[:3] != figure[:3]][:MOST]
    words = [texts[each.passage].text[each.start : each.end] for each in others if each.passage in texts]
    if len(read.figures) > MOST + 1:
        words.append(f"等 {len(read.figures) - 1} 个数")
    outcome = read.outcome
    return Compared(outcome.code, _FATES[outcome.result], figure.meaning, read.facts, tuple(words))


def _bounds(figure: Figure, known: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Which of the sentences `known` holds the figure."""
    index = bisect_right(known, (figure.start, figure.end)) - 1
    return known[index] if index >= 0 and known[index][0] <= figure.start < known[index][1] else None


def _around(figure: Figure, ends: list[int], length: int) -> tuple[int, int]:
    """The sentence around the figure, in a text of `length` with sentences up to `ends`; of a long one, a part."""
    index = bisect_left(ends, figure.start)
    first = ends[index - 1] + 1 if index else 0
    last = ends[index] + 1 if index < len(ends) else length
    return max(first, figure.start - AROUND), max(figure.end, min(last, figure.end + AROUND))


def _with_mark(text: str, end: int) -> int:
    """Where a sentence ends whose words end at `end`: behind its full stop and closing quotation mark."""
    match = _CLOSING.match(text, end)
    return match.end() if match is not None else end


def _bare(place: Place) -> Place:
    """`place` without its line, which may be long."""
    return place._replace(line_text="")
