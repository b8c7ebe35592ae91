"""One writing for what people write in many: digits of every script, blanks, dashes, dots; and runs of digits.

Knows characters. Must not know what the digits mean.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise, starmap

from sitegen import lazy_re as re

NOTHING = "\u200b"
"""Stands for every character that nobody sees."""

_ODD = re.compile(r"[^\x00-\x7e\u4e00-\u9fff，。；：！？（）、“”《》]")
_BLANKS = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2796\ufe58\ufe63\uff0d"
_DOTS = "\xb7\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65"
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode calls Default_Ignorable_Code_Point: nothing is drawn for it."""
_UNSEEN_CATEGORIES = frozenset({"Cf", "Mn", "Me"})
"""Formats, and marks that are drawn over the character before: a digit remains one."""
_UNKNOWN = "\ufffd"
_SYMBOLS = range(0xF020, 0xF07F)
"""Where symbol fonts have the characters of ASCII; Wingdings has digits in circles behind them."""
_LIKE_X = "\u03c7\u2169\u2179"
_LIKE_LATIN = dict(
    zip(
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0445"
        "\u0391\u0392\u0395\u0396\u0397\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7",
        "ABEKMHOPCTXaeopcx" + "ABEZHKMNOPTX",
        strict=True,
    )
)
"""Cyrillic and Greek letters that are drawn as Latin ones."""


class _Written(dict[str, str]):
    """How an odd character is written evenly; each is looked up once."""

    def __missing__(self, character: str) -> str:
        plain = unicodedata.normalize("NFKC", character)
        if character.isdecimal():
            plain = str(unicodedata.decimal(character))
        elif _is_unseen(character):
            plain = NOTHING
        elif len(plain) != 1 or unicodedata.category(character) == "No":
            plain = character  # ¹ and ① stand beside a number and are no part of it
        self[character] = plain
        return plain


def _is_unseen(character: str) -> bool:
    return (
        character == _UNKNOWN
        or unicodedata.category(character) in _UNSEEN_CATEGORIES
        or _IGNORABLE.match(character) is not None
    )


_WRITTEN = _Written(
    {
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_DOTS, "."),
        **dict.fromkeys(_LIKE_X, "X"),
        **{chr(code): chr(code - 0xF000) for code in _SYMBOLS},
        **{chr(0xF080 + digit): circled for digit, circled in enumerate("⓪①②③④⑤⑥⑦⑧⑨")},
        **{chr(0xF08B + digit): circled for digit, circled in enumerate("⓿❶❷❸❹❺❻❼❽❾")},
        **_LIKE_LATIN,
    }
)


def even(text: str) -> str:
    """`text` of the same length, written evenly: offsets stay."""
    return _ODD.sub(lambda match: _WRITTEN[match[0]], text) if _ODD.search(text) else text


_MARKS = re.compile(rf"(?<=[\w.-])(?:\*{{1,2}}|__|`|~~|{NOTHING}+)(?=[\w.-])")

_SIGNS = ("*", "__", "`", "~~", NOTHING)
"""One of these is in each."""


def without_marks(text: str) -> tuple[str, list[int] | None]:
    """The evenly written `text` without marks of emphasis and unseen characters within words, and where each character
    that is left stood; None where nothing was left out.
    """
    marks = [match.span() for match in _MARKS.finditer(text)] if any(map(text.__contains__, _SIGNS)) else []
    if not marks:
        return text, None
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)]
    left = list(zip(begins, ends, strict=True))
    return "".join([text[begin:end] for begin, end in left]), list(chain.from_iterable(starmap(range, left)))


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between them, from `start` up to `end`; the last may be an X."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Groups one after the other, with what stands between each and the next; `is_listed` if that divides a list as well."""

    groups: tuple[Group, ...]
    gaps: tuple[str, ...]
    is_listed: bool = False


FEWEST = 11
"""Digits of the shortest number that is somebody's."""

_WIDEST = 40
"""Blanks between two groups; a page shows them as one."""
_BETWEEN = rf" \t.\-*_`~\\/()（）{NOTHING}"
_GAP = rf"(?:[ \t]{{0,8}}\\?\n[ \t]{{0,8}}|[{_BETWEEN}]{{1,{_WIDEST}}})"
_COARSE = re.compile(rf"\d[\d\n{_BETWEEN}]{{{FEWEST - 2},}}(?:\d|[Xx](?![0-9A-Za-z]))")
"""Where a run may be; to look for one everywhere would take three times as long."""
_RUN = re.compile(rf"\d(?:{_GAP}?\d){{{FEWEST - 1},}}(?:{_GAP}?[Xx](?![0-9A-Za-z]))?")
_GROUP = re.compile(r"\d+[Xx]?|[Xx]")

_LISTED = re.compile(
    r"(?<![\d.])\d{1,8}(?P<by>[\"']? ?[,，、;；:：|/+=#×~…<>\"'] ?[\"']?)\d{1,8}(?:(?P=by)\d{1,8}){0,17}[Xx]?(?![\dA-Za-z.])"
)
"""Groups between which the same stands every time, which may be a list of figures as well."""

_SCRIPTS = ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○幺二三四五六七八九")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
"""Beside other digits they are exponents and notes."""


def _digit_of(character: str) -> str:
    value = unicodedata.numeric(character, -1)
    return str(int(value)) if value in range(10) and unicodedata.category(character) == "No" else ""


_SPELT_DIGITS = {
    **{chr(code): digit for code in (*range(0xB2, 0x3300), *range(0x1F100, 0x1F110)) if (digit := _digit_of(chr(code)))},
    **{character: str(value) for script in _SCRIPTS for value, character in enumerate(script)},
}  # fmt: skip
"""Digits that are words, or drawn in circles and brackets."""
_SPELT_CLASS = "".join(_SPELT_DIGITS)
_ANY_SPELT = re.compile(f"[{_SPELT_CLASS}]{{2}}|[{_SPELT_CLASS}][ .\\-]{{1,3}}[{_SPELT_CLASS}]")
_SPELT = re.compile(
    rf"[{_SPELT_CLASS}\d](?:[ .\-]{{0,3}}[{_SPELT_CLASS}\d]){{{FEWEST - 1},}}(?:[ .\-]?[Xx](?![0-9A-Za-z]))?"
)
_FEWEST_SPELT = 2
"""One beside digits is the mark of a note, or stands for a dash: 1380013800①, 2019一2023."""


def runs(text: str) -> Iterator[Run]:
    """Every run of digits in the evenly written `text` that may hold a long number."""
    yield from _plain_runs(text)
    if _ANY_SPELT.search(text):
        for match in _SPELT.finditer(text):
            spelt = [each for each in match[0] if each in _SPELT_DIGITS]
            mixed = any(map(str.isdecimal, match[0]))
            if len(spelt) >= _FEWEST_SPELT and not (mixed and _RAISED.intersection(spelt)):
                digits = "".join([_SPELT_DIGITS.get(each, each) for each in match[0]])
                yield _run(digits, match.start())
    for match in _LISTED.finditer(text):
        if sum(map(str.isdigit, match[0])) >= FEWEST:
            yield replace(_run(match[0], match.start()), is_listed=True)


def _plain_runs(text: str) -> Iterator[Run]:
    coarse = (each for each in _COARSE.finditer(text) if sum(map(str.isdigit, each[0])) >= FEWEST)
    for match in (match for each in coarse for match in _RUN.finditer(text, *each.span())):
        yield _run(match[0], match.start())


def _run(written: str, start: int) -> Run:
    """The run that is `written` from `start` on."""
    groups = [(each[0], *each.span()) for each in _GROUP.finditer(written)]
    gaps = tuple(written[before[2] : after[1]] for before, after in pairwise(groups))
    return Run(tuple(Group(digits, start + begin, start + end) for digits, begin, end in groups), gaps)
