"""Numbers that belong to somebody: mobile telephones, resident identities, bank cards.

Knows how such numbers are built and divided, and that libraries decide what is one: phonenumbers, python-stdnum. What
people say around a number is in `words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sitegen import lazy_re as re
from sitegen.privacy import words
from sitegen.privacy.built import check_digit_fits, is_day, is_mobile
from sitegen.privacy.kinds import Found, Kind, masked
from sitegen.privacy.writing import NOTHING, Run, runs

_REMEMBERED = 2**12
"""Numbers of which it is known what they may be: a text that repeats a few digits for ever asks only once."""
_OLD_RESIDENT = 15
"""Digits of a resident's identity of before 1999."""
_LOOK_BACK = 60
"""Characters before a number in which somebody may say what it is."""

_BEGINNINGS = re.compile(
    r"(?:0|(?:00)?86)?1[3-9]\d{9}\Z"
    r"|[1-8]\d{5}(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]|\d\d(?:0[1-9]|1[0-2])[0-3]\d{4})\Z"
    r"|(?:62|4|5[1-5]|9|60|69|3[457])\d{11,18}\Z"
)
"""What a number must look like at least, so that nobody looks further at most of them."""
_MARKUP = frozenset("*`~\\" + NOTHING)
"""What may tear a number apart without any meaning."""
_PERSONS = frozenset({"人", "个", "户"})
_CODES_SINCE = 2010
"""The year in which the earliest code was given that a report still names."""
_COUNTRY = re.compile(r"(?:(?:00)?86|0)(?=1[3-9])")
_PREFIXES = frozenset({"86", "0086", "086"})
_ANOTHER_MOBILE = re.compile(r"1[3-9]\d{9}")
_OF_A_TELEPHONE = re.compile(rf"{_ANOTHER_MOBILE.pattern}|0\d{{2,3}}|(?:0\d{{2,3}})?[2-8]\d{{6,7}}")
"""A mobile, the code of an area, the number of an office, both."""
_ALIKE = 4
"""First digits that are the same in codes of one range."""
_MOBILE_SHAPES = frozenset({(3, 4, 4), (3, 8), (7, 4)})
_OF_DASHES = _MOBILE_SHAPES | {(5, 6)}
_OTHER_MOBILE_SHAPES = frozenset(
    {(4, 4, 3), (4, 3, 4), (3, 3, 5), (4, 7), (5, 6), (6, 5), (3, 4, 2, 2), (3, 2, 2, 2, 2)}
)


@dataclass(frozen=True, slots=True)
class _Candidate:
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
        return f"{self.head} {self.text[max(0, self.start - _LOOK_BACK) : self.start]}"

    def gap_before(self) -> str:
        return self.run.gaps[self.first - 1] if self.first else ""

    def gap_after(self) -> str:
        return self.run.gaps[self.last] if self.last < len(self.run.gaps) else ""

    def found(self, kind: Kind) -> Found:
        """It, with the + of a country's code."""
        start = self.start - (self.text[self.start - 1 : self.start] == "+")
        return Found(kind, start, self.end, masked(self.text[start : self.end]))


_Judge = Callable[[_Candidate, str], Found | None]


def numbers(text: str, head: str = "") -> Iterator[Found]:
    """Every number in the evenly written `text` that is somebody's; `head` is what a table says above it."""
    for run in runs(text):
        taken = -1
        for candidate in _candidates(run, text, head):
            found = _judge(candidate) if candidate.first > taken else None
            if found is not None:
                taken = candidate.last
                yield found


def _candidates(run: Run, text: str, head: str) -> Iterator[_Candidate]:
    """What may be a number, in order of where it begins, the longest first."""
    digits = "".join([each.digits for each in run.groups]).upper()
    ends = [*accumulate(len(each.digits) for each in run.groups)]
    last_at = {end: index for index, end in enumerate(ends)}
    for first, begin in enumerate([0, *ends[:-1]]):
        for length in _lengths(digits[begin : begin + _LONGEST]):
            last = last_at.get(begin + length)
            if last is not None:
                yield _Candidate(run, first, last, digits[begin : begin + length], text, head)


@lru_cache(maxsize=_REMEMBERED)
def _lengths(window: str) -> tuple[int, ...]:
    """How many digits at the beginning of `window` may be somebody's number, the most first."""
    return tuple(length for length in _LONGEST_FIRST if length <= len(window) and _judges(window[:length]))


@lru_cache(maxsize=_REMEMBERED)
def _judges(digits: str) -> tuple[_Judge, ...]:
    """Who may say that `digits` are somebody's number, by themselves."""
    if not _BEGINNINGS.match(digits):
        return ()
    return tuple(judge for fits, judge in _JUDGES[len(digits)] if fits(digits))


def _judge(candidate: _Candidate) -> Found | None:
    if not _whole(candidate):
        return None
    judges = _judges(candidate.digits)
    found = next((found for judge in judges if (found := judge(candidate, candidate.digits))), None)
    return None if found is None or _is_sum(candidate, found.kind) else found


def _is_sum(candidate: _Candidate, kind: Kind) -> bool:
    """Whether what stands around it says that it is an amount."""
    unit = words.UNIT.match(candidate.text, candidate.end)
    if unit and unit[0] in _PERSONS and words.MOBILE_SAID.search(candidate.said):
        unit = None  # nobody counts ten thousand million people: 联系方式13800138000人
    if kind == Kind.RESIDENT_ID and len(candidate.digits) == 18:
        return bool(unit)  # nobody pays 10¹⁷, whatever is said before: 领取补助 and the identity
    return bool(unit or words.AMOUNT_SAID.search(candidate.said) or words.AMOUNT_HEAD.search(candidate.head))


def _whole(candidate: _Candidate) -> bool:
    """Whether the number begins and ends there: it is no part of a decimal, a code or a longer number, and what
    stands between its groups divides it evenly.
    """
    before, after = candidate.gap_before(), candidate.gap_after()
    if after.strip(NOTHING) == "." or (before.strip(NOTHING) == "." and not _behind_a_place(candidate)):
        return False
    text, end = candidate.text, candidate.end
    if not candidate.first and not _free_before(text, candidate.start):
        return False
    if candidate.last == len(candidate.run.groups) - 1 and not _free_after(text, end):
        return False
    return _DIVIDING.isdisjoint("".join(candidate.gaps)) or _evenly_divided(candidate.gaps, candidate.shape)


def _behind_a_place(candidate: _Candidate) -> bool:
    """Whether the digits and the point before it are its place in a list: they begin a line, or a word just before
    them says that somebody's number follows. A cell that is nothing but such a number is a decimal.
    """
    text = candidate.text
    place = candidate.run.groups[candidate.first - 1]
    if len(place.digits) > 2 or place.digits.startswith("0"):
        return False
    if len(candidate.digits) == 18:
        return True  # no program writes so many decimals
    line = text[max(0, place.start - _LOOK_BACK) : place.start].rpartition("\n")[2]
    if not line.strip():
        return len(text.strip(" \t")) > candidate.end - place.start
    return words.SAID_JUST_BEFORE.search(line) is not None


_DIVIDING = frozenset("*~/.")
"""Without these nothing divides unevenly; blanks alone are by far the most."""
_WORD_BEFORE = re.compile(r"([A-Za-z]{1,12})-?\Z")
_WORD_AFTER = re.compile(r"[A-Za-z]{1,12}")


def _free_before(text: str, start: int) -> bool:
    """Whether nothing before it makes it part of a code or a decimal."""
    before = text[max(0, start - 14) : start]
    if before[-1:] == "." and before[-2:-1].isdigit():
        return False
    word = _WORD_BEFORE.search(before)
    return word is None or word[1].lower() in words.LATIN_SAID


def _free_after(text: str, end: int) -> bool:
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit():
        return False
    word = _WORD_AFTER.match(text, end)
    return word is None or word[0].lower() in words.LATIN_SAID


def _evenly_divided(gaps: tuple[str, ...], shape: tuple[int, ...]) -> bool:
    """Whether nobody reads two numbers there: a dot once is a decimal point, three stars hide something."""
    if any(gap.count("*") > 2 or gap.strip() in ("~", "/") for gap in gaps):
        return bool(gaps) and all(gap.strip() == "/" for gap in gaps) and len(gaps) > 1
    dots = sum("." in gap for gap in gaps)
    return not dots or (dots == len(gaps) and (dots > 1 or shape == (1,) * len(shape)))


def _is_isolated(candidate: _Candidate) -> bool:
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
        if preceding != shape and groups[candidate.first - 1].digits not in _PREFIXES:
            return False
    return True


def _in_a_dashed_code(candidate: _Candidate) -> bool:
    """Whether dashes tie it to other digits, which no telephone's are: 430602-13800138000-01."""
    groups = candidate.run.groups
    before, after = candidate.gap_before(), candidate.gap_after()
    if before == "-" and not _stands_beside_mobiles(candidate, groups[candidate.first - 1].digits):
        return True
    if after != "-" or candidate.shape != (11,):
        return False
    following = groups[candidate.last + 1].digits
    return len(following) > 4 and not _stands_beside_mobiles(candidate, following)


def _stands_beside_mobiles(candidate: _Candidate, digits: str) -> bool:
    """Whether `digits` are what a dash ties to mobiles: the country's code, another mobile; where telephones are
    named, that of an office and its area. Two that begin alike may be the first and the last of a range of codes.
    """
    if words.TELEPHONE_SAID.search(candidate.said):
        return bool(digits in _PREFIXES or _OF_A_TELEPHONE.fullmatch(digits))
    is_other = digits[:_ALIKE] != candidate.digits[-11:][:_ALIKE]
    return digits in _PREFIXES or (is_other and _ANOTHER_MOBILE.fullmatch(digits) is not None)


def _among_sums(candidate: _Candidate) -> bool:
    """Whether it stands among numbers as long as itself that are nothing but numbers."""
    groups = candidate.run.groups
    beside = []
    if candidate.gap_before().strip(" \t") == "" and candidate.first:
        beside.append(groups[candidate.first - 1].digits)
    if candidate.gap_after().strip(" \t") == "" and candidate.last + 1 < len(groups):
        beside.append(groups[candidate.last + 1].digits)
    return any(len(each) in (9, 10, 12, 13) and each[0] not in "04" for each in beside)


def _national(digits: str) -> str:
    """`digits` without the code of the country."""
    country = _COUNTRY.match(digits) if len(digits) > 11 else None
    return digits[country.end() :] if country else digits


def _fits_mobile(digits: str) -> bool:
    national = _national(digits)
    return len(national) == 11 and national[0] == "1" and national[1] >= "3" and national.isdigit()


def _mobile(candidate: _Candidate, digits: str) -> Found | None:
    said = bool(words.MOBILE_SAID.search(candidate.said))
    if digits.startswith("01") and not said:
        return None
    if words.CODE_SAID.search(candidate.said) or _in_a_dashed_code(candidate):
        return None
    if not _reads_as_mobile(candidate, said) or not is_mobile(_national(digits)):
        return None
    return candidate.found(Kind.MOBILE)


def _reads_as_mobile(candidate: _Candidate, said: bool) -> bool:
    """Whether a reader takes groups so divided for one number."""
    gaps = candidate.gaps
    meant = tuple("".join(set(gap) - _MARKUP) for gap in gaps)
    if not any(meant):
        return said or bool(gaps) or not _among_sums(candidate)
    shape = candidate.shape
    if len(candidate.digits) > 11:  # the country's code, alone or glued to the first group
        shape = _without_country(candidate)
    if said:
        return True
    zero = any(
        each.digits.startswith("0") and len(each.digits) > 1
        for each in candidate.run.groups[candidate.first + 1 : candidate.last + 1]
    )
    if any("\n" in gap for gap in gaps):
        if set(shape) == {1}:
            return len(shape) == len(candidate.run.groups)
        return zero and shape in _MOBILE_SHAPES and _is_isolated(candidate)
    if any("\t" in gap for gap in gaps):
        return False
    if set(shape) == {1}:
        return _is_isolated(candidate)
    if any(set("()（）") & set(gap) for gap in gaps):
        return shape in _MOBILE_SHAPES
    if all("-" in gap for gap in gaps):
        return (shape in _OF_DASHES or (zero and shape in _OTHER_MOBILE_SHAPES)) and _is_isolated(candidate)
    if any("." in gap for gap in gaps):
        return shape == (3, 4, 4) and _is_isolated(candidate)
    if any("/" in gap for gap in gaps):
        return False
    wide = any(len(gap) > 1 for gap in gaps)
    usual = zero or (shape == (3, 4, 4) and not wide)
    return usual and shape in _MOBILE_SHAPES and _is_isolated(candidate)


def _without_country(candidate: _Candidate) -> tuple[int, ...]:
    """The shape of the groups without 86 and what belongs to it."""
    more = len(candidate.digits) - 11
    shape = list(candidate.shape)
    while more and shape:
        taken = min(more, shape[0])
        more -= taken
        shape[0] -= taken
        if not shape[0]:
            shape.pop(0)
    return tuple(shape)


def _fits_resident(digits: str) -> bool:
    if digits[:2] not in words.FIRST_DIGITS_OF_PROVINCES or not digits[:17].isdigit():
        return False
    if len(digits) == _OLD_RESIDENT:
        return is_day(f"19{digits[6:12]}")
    return is_day(digits[6:14]) and check_digit_fits(digits)


def _resident(candidate: _Candidate, digits: str) -> Found | None:
    if words.RESIDENT_SAID.search(candidate.said):
        return candidate.found(Kind.RESIDENT_ID)
    if len(digits) == _OLD_RESIDENT or _is_code_in_spite_of_its_digit(candidate):
        return None
    dashed = "-" in candidate.gap_before() + candidate.gap_after()
    alone = _is_isolated(candidate) if candidate.gaps else not dashed
    return candidate.found(Kind.RESIDENT_ID) if alone else None


def _is_code_in_spite_of_its_digit(candidate: _Candidate) -> bool:
    """Whether it is a code although its last digit fits. 编号 alone says of what it is no more than 号码 does; then
    its date tells: that of a code is the day on which it was given, of late.
    """
    if words.CODE_OF_A_THING_SAID.search(candidate.said):
        return True
    of_late = int(candidate.digits[6:10]) >= _CODES_SINCE
    return of_late and bool(words.CODE_SAID.search(candidate.said))


def _card_kinds(digits: str) -> list[bool]:
    """Of each kind of card that begins so, whether only words tell it from a code."""
    return [
        only_said
        for first, lengths, only_said in words.CARDS
        if len(digits) in lengths and re.match(first, digits)
    ]


def _fits_card(digits: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 — as above

    return digits.isdigit() and bool(_card_kinds(digits)) and luhn.is_valid(digits)


def _card(candidate: _Candidate, digits: str) -> Found | None:
    said = bool(words.CARD_SAID.search(candidate.said))
    if not said and (all(_card_kinds(digits)) or words.CODE_SAID.search(candidate.said)):
        return None
    if len(set(digits)) <= 3 and not said:
        return None
    torn = any(set(gap) - _MARKUP for gap in candidate.gaps)  # by more than marks: divided
    if (
        torn
        and not said
        and (set(candidate.shape[:-1]) not in ({4}, {1}, {6}) or not _is_isolated(candidate))
    ):
        return None
    return candidate.found(Kind.BANK_CARD)


_MOBILE, _RESIDENT, _CARD = (_fits_mobile, _mobile), (_fits_resident, _resident), (_fits_card, _card)
_JUDGES: dict[int, tuple[tuple[Callable[[str], bool], _Judge], ...]] = {
    11: (_MOBILE,),
    12: (_MOBILE,),
    13: (_MOBILE,),
    15: (_MOBILE, _RESIDENT, _CARD),
    16: (_CARD,),
    17: (_CARD,),
    18: (_RESIDENT, _CARD),
    19: (_CARD,),
}
"""Who may know a number of so many digits, each behind what its digits must be."""
_LONGEST_FIRST = sorted(_JUDGES, reverse=True)
_LONGEST = _LONGEST_FIRST[0]
