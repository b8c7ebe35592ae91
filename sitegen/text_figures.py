"""What was read of the figures in a report's texts, as plain data.

Knows what a check tells of the figures that it read, and how that is shown sentence by sentence. Must not know rules,
texts as a form has them, nor any format.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sitegen.diagnostics import Related
from sitegen.source import Place


class Figure(NamedTuple):
    """A figure of a text: the characters from `start` up to `end` of the passage with the key `passage`. `meaning`
    is what it was taken for ("支出合计"; "" where the figures beside it say it).
    """

    passage: str
    start: int
    end: int
    meaning: str = ""


class Reading(NamedTuple):
    """What a check read of a report's texts: the `figures` that it compared with one another and with `facts`. One
    figure without any fact was understood, and there was nothing to compare it with.
    """

    figures: tuple[Figure, ...]
    facts: tuple[Related, ...] = ()


class Fate(StrEnum):
    """What became of a figure in a text, the worst first."""

    DIFFERS = "differs"
    EXPLAINED = "explained"
    """It does not agree, and a 数据说明 says why."""
    AGREES = "agrees"
    ALONE = "alone"
    """Understood, but there is nothing to compare it with."""
    ROUGH = "rough"
    """约, 余, 以上: compared with nothing."""
    UNREAD = "unread"


COMPARED = frozenset({Fate.DIFFERS, Fate.EXPLAINED, Fate.AGREES})


@dataclass(frozen=True, slots=True)
class Compared:
    """One check of a figure: by which rule, taken for what (`meaning`), and what it was compared with: `facts` of
    tables, and other `figures` of the text, as written.
    """

    rule: str
    fate: Fate
    meaning: str
    facts: tuple[Related, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A figure of a sentence: its characters from `start` up to `end` of the sentence's text, where they stand, and
    every check of it.
    """

    start: int
    end: int
    place: Place
    checks: tuple[Compared, ...]
    fate: Fate


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """A sentence that holds figures, as written, of the field or heading `at`."""

    at: str
    text: str
    place: Place
    figures: tuple[Understood, ...]

    @property
    def compared(self) -> bool:
        """Whether any of its figures was compared with another."""
        return any(each.fate in COMPARED for each in self.figures)

    @property
    def unread(self) -> bool:
        """Whether any of its figures was not understood."""
        return any(each.fate is Fate.UNREAD for each in self.figures)


@dataclass(frozen=True, slots=True)
class TextsRead:
    """The sentences with figures of the texts of `report`."""

    report: str
    sentences: tuple[SentenceRead, ...]

    def count(self, fate: Fate) -> int:
        """How many figures it befell."""
        return sum(each.fate is fate for sentence in self.sentences for each in sentence.figures)
