"""Numbers that belong to somebody: mobile telephones, resident identities, bank cards.

Knows who may say that digits are such a number, and what speaks against it. How they are built is in `built`, how
divided in `candidates`, what people say around them in `words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, chain

from sitegen import lazy_re as re
from sitegen.privacy import words
from sitegen.privacy.built import NEW_RESIDENT, OLD_RESIDENT, fits_body, fits_resident, is_mobile
from sitegen.privacy.candidates import (
    CODES_SINCE,
    LOOK_BACK,
    MOBILE_SHAPES,
    PREFIXES,
    Candidate,
    is_isolated,
    is_no_list,
    is_whole,
)
from sitegen.privacy.kinds import Found, Kind
from sitegen.privacy.writing import NOTHING, Group, Run, runs

_REMEMBERED = 2**12
"""Numbers of which it is known what they may be: a text that repeats a few digits for ever asks only once."""
_ENDS_OF_PARTS = frozenset({6, 14})
"""Where the district and the birthday of an identity end."""
_TORN = 2
"""Pieces of a number that a line end tears apart anywhere."""

_BEGINNINGS = re.compile(
    r"(?:0|(?:00)?86)?1[3-9]\d{9}\Z"
    r"|[1-8]\d{5}(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]|\d\d(?:0[1-9]|1[0-2])[0-3]\d{4})\Z"
    r"|(?:62|4|5[1-5]|9|60|69|3[457])\d{11,18}\Z"
)
"""What a number must look like at least, so that nobody looks further at most of them."""
_MARKUP = frozenset("*`~\\" + NOTHING)
"""What may tear a number apart without any meaning."""
_DRAWN_ALIKE = re.compile(r"(?<![0-9A-Za-z])[1lI][3-9][0-9OolI]{9}(?![0-9A-Za-z])")
_ALIKE_DIGITS = str.maketrans("OolI", "0011")
_PERSONS = frozenset({"人", "个", "户"})
_COUNTRY = re.compile(r"(?:(?:00)?86|0)(?=1[3-9])")
_ANOTHER_MOBILE = re.compile(r"1[3-9]\d{9}")
_OF_A_TELEPHONE = re.compile(rf"{_ANOTHER_MOBILE.pattern}|0\d{{2,3}}|(?:0\d{{2,3}})?[2-8]\d{{6,7}}")
"""A mobile, the code of an area, the number of an office, both."""
_ALIKE = 4
"""First digits that are the same in codes of one range."""
_OF_DASHES = MOBILE_SHAPES | {(5, 6)}
_OTHER_MOBILE_SHAPES = frozenset(
    {(4, 4, 3), (4, 3, 4), (3, 3, 5), (4, 7), (5, 6), (6, 5), (3, 4, 2, 2), (3, 2, 2, 2, 2)}
)


_Judge = Callable[[Candidate, str], Found | None]


def numbers(text: str, head: str = "") -> Iterator[Found]:
    """Every number in the evenly written `text` that is somebody's; `head` is what a table says above it."""
    told: set[int] = set()
    for run in chain(runs(text), _drawn_alike(text)):
        taken = -1
        for candidate in _candidates(run, text, head):
            found = _judge(candidate) if candidate.first > taken else None
            if found is not None:
                taken = candidate.last
                if found.start not in told:  # the same digits may be part of several runs
                    told.add(found.start)
                    yield found


def _drawn_alike(text: str) -> Iterator[Run]:
    """Telephones, said to be such, in which letters stand for the digits that are drawn like them."""
    for match in _DRAWN_ALIKE.finditer(text):
        before = text[max(0, match.start() - LOOK_BACK) : match.start()]
        if not match[0].isdigit() and words.SAID_OF_ONE.search(before):
            yield Run((Group(match[0].translate(_ALIKE_DIGITS), *match.span()),), ())


def _candidates(run: Run, text: str, head: str) -> Iterator[Candidate]:
    """What may be a number, in order of where it begins, the longest first."""
    digits = "".join([each.digits for each in run.groups]).upper()
    ends = [*accumulate(len(each.digits) for each in run.groups)]
    last_at = {end: index for index, end in enumerate(ends)}
    for first, begin in enumerate([0, *ends[:-1]]):
        for length in _lengths(digits[begin : begin + _LONGEST]):
            last = last_at.get(begin + length)
            if last is not None:
                yield Candidate(run, first, last, digits[begin : begin + length], text, head)


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


def _judge(candidate: Candidate) -> Found | None:
    if not is_whole(candidate) or (candidate.run.is_listed and not is_no_list(candidate)):
        return None
    judges = _judges(candidate.digits)
    found = next((found for judge in judges if (found := judge(candidate, candidate.digits))), None)
    return None if found is None or _is_sum(candidate, found.kind) else found


def _is_sum(candidate: Candidate, kind: Kind) -> bool:
    """Whether what stands around it says that it is an amount."""
    if kind is Kind.RESIDENT_ID and len(candidate.digits) == NEW_RESIDENT:
        return False  # nobody pays 10¹⁷, whatever is said around it: 领取补助 and the identity
    said = candidate.said
    unit = words.UNIT.match(candidate.text, candidate.end)
    if words.AMOUNT_HEAD.search(candidate.head):
        return True
    amount = words.AMOUNT_SAID.search(said)
    if amount:
        if kind is not Kind.MOBILE or unit:
            return bool(unit) or not words.PAID_TO_SOMEBODY.search(said)
        # What one may be in charge of is a sum if its unit says so, and no sum is written in the groups of a telephone:
        # 管资金：13800138000.
        line = candidate.text.rfind("\n", 0, candidate.start) + 1
        in_a_cell = (
            candidate.start == 0
            or words.CURRENCY_OR_CELL.search(amount[0]) is not None
            or words.TOTAL_SAID.match(amount[0]) is not None
            or words.KEY.fullmatch(candidate.text, line, candidate.start) is not None
        )
        return in_a_cell and len(candidate.shape) == 1
    if unit is None or (words.SAID_OF_ONE.search(said) and not candidate.run.is_listed):
        return False
    if unit[0] in _PERSONS and words.MOBILE_SAID.search(said):
        return False  # nobody counts ten thousand million people: 联系方式13800138000人
    return kind is not Kind.MOBILE or words.MULTIPLIED.match(unit[0]) is None


def _in_a_dashed_code(candidate: Candidate) -> bool:
    """Whether dashes tie it to other digits, which no telephone's are: 430602-13800138000-01."""
    groups = candidate.run.groups
    before, after = candidate.gap_before(), candidate.gap_after()
    if before == "-" and not _stands_beside_mobiles(candidate, groups[candidate.first - 1].digits):
        return True
    if after != "-" or candidate.shape != (11,):
        return False
    following = groups[candidate.last + 1].digits
    return len(following) > 4 and not _stands_beside_mobiles(candidate, following)


def _stands_beside_mobiles(candidate: Candidate, digits: str) -> bool:
    """Whether `digits` are what a dash ties to mobiles: the country's code, another mobile; where telephones are
    named, that of an office and its area. Two that begin alike may be the first and the last of a range of codes.
    """
    if words.TELEPHONE_SAID.search(candidate.said):
        return bool(digits in PREFIXES or _OF_A_TELEPHONE.fullmatch(digits))
    is_other = digits[:_ALIKE] != candidate.digits[-11:][:_ALIKE]
    return digits in PREFIXES or (is_other and _ANOTHER_MOBILE.fullmatch(digits) is not None)


def _among_sums(candidate: Candidate) -> bool:
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


def _mobile(candidate: Candidate, digits: str) -> Found | None:
    said = bool(words.MOBILE_SAID.search(candidate.said))
    if digits.startswith("01") and not said:
        return None
    if words.CODE_SAID.search(candidate.said) or _in_a_dashed_code(candidate):
        return None
    if not _reads_as_mobile(candidate, said) or not is_mobile(_national(digits)):
        return None
    return candidate.found(Kind.MOBILE)


def _reads_as_mobile(candidate: Candidate, said: bool) -> bool:
    """Whether a reader takes groups so divided for one number."""
    gaps = candidate.gaps
    meant = tuple("".join(set(gap) - _MARKUP) for gap in gaps)
    if not any(meant):
        return said or bool(gaps) or not _among_sums(candidate)
    shape = candidate.shape
    if len(candidate.digits) > 11:  # the country's code, alone or glued to the first group
        shape = _without_country(candidate)
    if said or candidate.run.is_listed:
        return True
    zero = any(
        each.digits.startswith("0") and len(each.digits) > 1
        for each in candidate.run.groups[candidate.first + 1 : candidate.last + 1]
    )
    if any("\n" in gap for gap in gaps):
        if set(shape) == {1}:
            return len(shape) == len(candidate.run.groups)
        return zero and shape in MOBILE_SHAPES and is_isolated(candidate)
    if any("\t" in gap for gap in gaps):
        return zero and shape in MOBILE_SHAPES and is_isolated(candidate)
    if set(shape) == {1}:
        return is_isolated(candidate)
    if any(set("()（）") & set(gap) for gap in gaps):
        return shape in MOBILE_SHAPES
    if all("-" in gap for gap in gaps):
        return (shape in _OF_DASHES or (zero and shape in _OTHER_MOBILE_SHAPES)) and is_isolated(candidate)
    if any("." in gap for gap in gaps):
        return shape == (3, 4, 4) and is_isolated(candidate)
    if any("/" in gap for gap in gaps):
        return False
    wide = any(len(gap) > 1 for gap in gaps)
    usual = zero or (shape == (3, 4, 4) and not wide)
    return usual and shape in MOBILE_SHAPES and is_isolated(candidate)


def _without_country(candidate: Candidate) -> tuple[int, ...]:
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


def _resident(candidate: Candidate, digits: str) -> Found | None:
    if words.RESIDENT_SAID.search(candidate.said):
        return candidate.found(Kind.RESIDENT_ID)
    if len(digits) == OLD_RESIDENT or _is_code_in_spite_of_its_digit(candidate):
        return None
    if words.CODE_OF_A_BODY_SAID.search(candidate.said) and fits_body(digits):
        return None
    if (
        len(candidate.shape) > _TORN
        and any("\n" in gap for gap in candidate.gaps)
        and not _has_its_parts(candidate)
    ):
        return None
    dashed = "-" in candidate.gap_before() + candidate.gap_after()
    alone = is_isolated(candidate) if candidate.gaps else not dashed
    return candidate.found(Kind.RESIDENT_ID) if alone else None


def _has_its_parts(candidate: Candidate) -> bool:
    """Whether an identity in lines or cells is divided as people divide it: figures below one another fit by chance."""
    shape = candidate.shape
    return set(shape[:-1]) in ({1}, {2}, {3}, {4}) or _ENDS_OF_PARTS.issubset(accumulate(shape))


def _is_code_in_spite_of_its_digit(candidate: Candidate) -> bool:
    """Whether it is a code although its last digit fits. Its date tells: that of a code is the day on which it was
    given, of late; people whom reports name were born before, whatever is said of their numbers.
    """
    of_late = int(candidate.digits[6:10]) >= CODES_SINCE
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


def _card(candidate: Candidate, digits: str) -> Found | None:
    said = bool(words.CARD_SAID.search(candidate.said))
    if not said and (all(_card_kinds(digits)) or words.CODE_SAID.search(candidate.said)):
        return None
    if len(set(digits)) <= 3 and not said:
        return None
    torn = any(set(gap) - _MARKUP for gap in candidate.gaps)  # by more than marks: divided
    if torn and not said and (set(candidate.shape[:-1]) not in ({4}, {1}, {6}) or not is_isolated(candidate)):
        return None
    return candidate.found(Kind.BANK_CARD)


_MOBILE, _RESIDENT, _CARD = (_fits_mobile, _mobile), (fits_resident, _resident), (_fits_card, _card)
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
