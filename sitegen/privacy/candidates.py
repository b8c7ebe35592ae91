"""Groups of digits that may be one number: what stands between them, before and behind.

Knows how people divide numbers, and what makes digits part of something else. Must not know whose number it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.privacy import words
from sitegen.privacy.built import NEW_RESIDENT, fits_resident
from sitegen.privacy.kinds import Found, Kind, masked
from sitegen.privacy.writing import NOTHING, Run

LOOK_BACK = 60
"""Characters before a number in which somebody may say what it is."""
CODES_SINCE = 2010
"""The year in which the earliest code was given that a report still names."""
PREFIXES = frozenset({"86", "0086", "086"})
MOBILE_SHAPES = frozenset({(3, 4, 4), (3, 8), (7, 4)})


@dataclass(frozen=True, slots=True)
class Candidate:
    """The groups from `first` up to and with `last` of `run`, one number if a reader takes them for one.

    `said` is what stands before, with what the head of its column says; `after` what follows.
    """

    run: Run
    first: int
    last: int
    digits: str
    text: str
    head: str

    @property
    def shape(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple(len(each.digits) for each in self.run.groups[self.first : self.last + 1])

    @property
    def gaps(self) -> tuple[str, ...]:
        """What stands between the groups; what has no meaning is left out."""
        return self.run.gaps[self.first : self.last]

    @property
    def start(self) -> int:
        return self.run.groups[self.first].start

    @property
    def end(self) -> int:
        return self.run.groups[self.last].end

    @property
    def said(self) -> str:
        """What stands before it, and above it."""
        return f"{self.head} {self.text[max(0, self.start - LOOK_BACK) : self.start]}"

    def gap_before(self) -> str:
        return self.run.gaps[self.first - 1] if self.first else ""

    def gap_after(self) -> str:
        return self.run.gaps[self.last] if self.last < len(self.run.gaps) else ""

    def found(self, kind: Kind) -> Found:
        """It, with the + of a country's code."""
        start = self.start - (self.text[self.start - 1 : self.start] == "+")
        return Found(kind, start, self.end, masked(self.text[start : self.end]))


def is_no_list(candidate: Candidate) -> bool:
    """Whether what also stands between the figures of a list divides one number: somebody says what it is, a group
    begins with 0 as no figure does, or the digits fit together as those of an identity.
    """
    groups, shape = candidate.run.groups, candidate.shape
    if len(shape) != len(groups) or len(shape) == 1:
        return False
    if len(candidate.digits) == NEW_RESIDENT and fits_resident(candidate.digits):
        return True
    if words.SAID_OF_ONE.search(candidate.said):
        return True
    return shape in MOBILE_SHAPES and any(each.digits[0] == "0" for each in groups[1:])


def is_whole(candidate: Candidate) -> bool:
    """Whether the number begins and ends there: it is no part of a decimal, a code or a longer number, and what
    stands between its groups divides it evenly.
    """
    before, after = candidate.gap_before(), candidate.gap_after()
    if after.strip(NOTHING) == "." or (before.strip(NOTHING) == "." and not _behind_a_place(candidate)):
        return False
    text, end, born = candidate.text, candidate.end, _is_of_somebody_grown(candidate.digits)
    if not candidate.first and not _free_before(text, candidate.start, glued=born):
        return False
    if candidate.last == len(candidate.run.groups) - 1 and not _free_after(text, end, glued=born):
        return False
    if candidate.run.is_listed:
        return True
    return _DIVIDING.isdisjoint("".join(candidate.gaps)) or _evenly_divided(candidate.gaps, candidate.shape)


def _behind_a_place(candidate: Candidate) -> bool:
    """Whether the digits and the point before it are its place in a list: they begin a line, or a word just before
    them says that somebody's number follows. A cell that is nothing but such a number is a decimal.
    """
    text = candidate.text
    place = candidate.run.groups[candidate.first - 1]
    if len(place.digits) > 2 or place.digits.startswith("0"):
        return False
    if len(candidate.digits) == 18:
        return True  # no program writes so many decimals
    line = text[max(0, place.start - LOOK_BACK) : place.start].rpartition("\n")[2]
    if not line.strip():
        return len(text.strip(" \t")) > candidate.end - place.start
    return words.SAID_JUST_BEFORE.search(line) is not None


_DIVIDING = frozenset("*~/.")
"""Without these nothing divides unevenly; blanks alone are by far the most."""
_WORD_BEFORE = re.compile(r"([A-Za-z]{1,12})-?\Z")
_WORD_AFTER = re.compile(r"[A-Za-z]{1,12}")


def _is_of_somebody_grown(digits: str) -> bool:
    """Whether they fit together as those of an identity and tell of a day before there were codes with days."""
    return len(digits) == NEW_RESIDENT and int(digits[6:10]) < CODES_SINCE and fits_resident(digits)


def _free_before(text: str, start: int, *, glued: bool) -> bool:
    """Whether nothing before it makes it part of a code or a decimal; Latin may be `glued` to what is no code."""
    before = text[max(0, start - 14) : start]
    if before[-1:] == "." and before[-2:-1].isdigit():
        return False
    word = None if glued else _WORD_BEFORE.search(before)
    return word is None or word[1].lower() in words.LATIN_SAID


def _free_after(text: str, end: int, *, glued: bool) -> bool:
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit():
        return False
    word = None if glued else _WORD_AFTER.match(text, end)
    return word is None or word[0].lower() in words.LATIN_SAID


def _evenly_divided(gaps: tuple[str, ...], shape: tuple[int, ...]) -> bool:
    """Whether nobody reads two numbers there: a dot once is a decimal point, three stars hide something."""
    if any(gap.count("*") > 2 or gap.strip() in ("~", "/") for gap in gaps):
        return bool(gaps) and all(gap.strip() == "/" for gap in gaps) and len(gaps) > 1
    dots = sum("." in gap for gap in gaps)
    return not dots or (dots == len(gaps) and (dots > 1 or shape == (1,) * len(shape)))


def is_isolated(candidate: Candidate) -> bool:
    """Whether no other number stands beside it as its own groups stand beside one another, but one of its kind."""
    groups, shape = candidate.run.groups, candidate.shape
    before, after = candidate.gap_before(), candidate.gap_after()
    size = len(shape)
    if after and "\n" not in after and not set("()（）") & set(after):
        following = tuple(len(each.digits) for each in groups[candidate.last + 1 : candidate.last + 1 + size])
        if following != shape:
            return False
    if before and "\n" not in before and not set("()（）") & set(before):
        preceding = tuple(
            len(each.digits) for each in groups[max(0, candidate.first - size) : candidate.first]
        )
        if preceding != shape and groups[candidate.first - 1].digits not in PREFIXES:
            return False
    return True
