"""Which `*` and `_` can be marks of emphasis, and which are signs of the text.

Knows CommonMark's rule of flanking, how Chinese departs from it, and what else people write with these
signs: products (5*3*2), names and numbers with characters left out (张**, 159****9860), blanks to fill.
A sign that is no mark is printed. Must not know tokens but those of one block.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from sitegen import lazy_re as re

_BEGINS_NOTHING = frozenset("，。、；：？！）”’》】〕〉」』,;:!?)")
"""What no emphasised words begin with."""

_ENDS_NOTHING = frozenset("（“‘《【〔〈「『([")
_LONGEST = {"*": 3, "_": 2}
"""More of one sign stand for what is left out, or to be filled in."""

_HAN = re.compile("[\u3400-\u9fff]")
_NUMBERS_ONLY = re.compile(r"[\d０-９.,，%％×xX*+\-/= ]+")
_CLAUSE = re.compile("[，、；。：,;）)]")


def is_wide(character: str) -> bool:
    """Whether `character` is Chinese: a character or a sign as wide as one."""
    return unicodedata.east_asian_width(character) in "WF"


def scan(text: str, start: int, limit: int, *, splits_words: bool) -> Scanned:
    """What the row of equal signs at `start` of `text` can be.

    As CommonMark, but Chinese beside a mark neither opens nor closes it like a Latin letter would:
    `**一、总体情况：**全年…` is bold. One `*` within words is none: 长*宽*高.
    """
    end = start
    while end < limit and text[end] == text[start]:
        end += 1
    length = end - start
    before = text[start - 1] if start > 0 else " "
    after = text[end] if end < limit else " "
    if length > _LONGEST.get(text[start], length) or _is_sign_between(before, after, length):
        return Scanned(can_open=False, can_close=False, length=length)
    left = not isWhiteSpace(ord(after)) and (not _is_sign(after) or _parts_words(before))
    right = not isWhiteSpace(ord(before)) and (not _is_sign(before) or _parts_words(after))
    opens = left and (splits_words or not right or isPunctChar(before)) and after not in _BEGINS_NOTHING
    closes = right and (splits_words or not left or isPunctChar(after)) and before not in _ENDS_NOTHING
    if length == 1:
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return Scanned(opens, closes, length)


def _is_sign_between(before: str, after: str, length: int) -> bool:
    """Whether signs stand between numbers, or one of them between words."""
    if not (before.isalnum() and after.isalnum()):
        return False
    narrow = not is_wide(before) and not is_wide(after)
    numbers = before.isdigit() and after.isdigit()
    return length == 1 or numbers or (narrow and (before.isdigit() or after.isdigit()))


def _is_sign(character: str) -> bool:
    return isPunctChar(character) and not is_wide(character)


def _parts_words(character: str) -> bool:
    return isWhiteSpace(ord(character)) or isPunctChar(character) or is_wide(character)


def print_signs(tokens: Sequence[Token], words_of: Callable[[Sequence[Token], int], str]) -> None:
    """Make words again of those marks among `tokens` that are signs of the text: numbers alone
    between single marks (*3*), names with characters left out (张**（男）、李**).
    """
    words = [words_of(tokens, index) for index in range(len(tokens))]
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "code_inline":
            before, after = _beside(words, index, index)
            if before.isdigit() and after.isdigit():
                token.type, token.tag = "text", ""
                token.content = f"{token.markup}{token.content}{token.markup}"
        elif token.type in ("em_open", "strong_open"):
            opened.append(index)
        elif token.type in ("em_close", "strong_close") and opened:
            start = opened.pop()
            inner = "".join(words[start + 1 : index]) if index - start < _NEAR else ""
            single = token.type == "em_close" and _NUMBERS_ONLY.fullmatch(inner) is not None
            if single or _is_left_out(_beside(words, start, index)[0], inner):
                for mark in (tokens[start], token):
                    mark.type, mark.tag, mark.content, mark.nesting = "text", "", mark.markup, 0


_NEAR = 40
"""How many tokens apart marks are looked at: those of a name are near each other."""


def _beside(words: Sequence[str], start: int, end: int) -> tuple[str, str]:
    """The characters before the token at `start` and after that at `end`; " " where there is none."""
    before = next((each for each in reversed(words[max(0, start - _NEAR) : start]) if each), " ")
    after = next((each for each in words[end + 1 : end + 1 + _NEAR] if each), " ")
    return before[-1], after[0]


def _is_left_out(before: str, inner: str) -> bool:
    """Whether marks stand for characters left out: a surname before each, other words between."""
    if not _HAN.match(before) or not _HAN.match(inner[-1:]):
        return False
    return len(inner) > 1 and _CLAUSE.match(inner[-2]) is not None
