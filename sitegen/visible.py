r"""Words from outside, so that all of them are seen and none of them steers anything.

Knows characters that show nothing, that move what is shown, or that end a line, and what the machines that run builds
take for commands in the text that a program prints. Must not know where words come from.

What comes from outside: names of files, keys and values, sentences, titles, arguments, the environment. It enters a
finding by way of `visible`; whatever is printed goes through `printed`, or is a document of a format with escapes of
its own: `in_json`, `in_markup`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from sitegen import lazy_re as re

_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(rf"\U{plane + 0xFFFE:08x}\U{plane + 0xFFFF:08x}" for plane in range(0, 0x110000, 0x10000))
)
"""Controls, zero widths, marks of direction, line separators, tags, halves of pairs, noncharacters. Selectors of
variants belong to names of people and stay; so does what fonts of a place draw (the private use areas).
"""
_ANY = re.compile(rf"\r\n|[{_UNSEEN}]|(?<![\u1820-\u18aa])\u180e")
_WITHIN_LINES = re.compile(rf"(?![\n\t]|\r\n)[{_UNSEEN}]|(?<![\u1820-\u18aa])\u180e")

_COMMAND = re.compile(r"^(?P<blank>[^\S\n]*):(?=:)|(?P<mark>##\w*)\[", re.MULTILINE)
"""GitHub takes a line for a command that begins with `::` after any blanks, or has `##[` anywhere; Azure `##vso[`,
TeamCity `##teamcity[`."""
_PIECE = re.compile(_COMMAND.pattern.replace("(?=:)", r"(?=:|\Z)"), re.MULTILINE)
"""The same in a text that may go on: a colon at its end may be the first of two."""

_LONGEST = 200
"""Characters of a name in a sentence."""


@lru_cache(maxsize=1024)
def visible(text: str) -> str:
    r"""`text` on one line, with every line end as ⏎, and what nobody would see by its number: `\x1b`, `\u202e`. What
    findings of one kind say is mostly the same.
    """
    return _ANY.sub(lambda found: "⏎" if found[0] in {"\n", "\r\n"} else _numbered(found[0]), text)


def shown(name: object) -> str:
    """A path or another name from outside, in a sentence: visible, and no longer than somebody reads."""
    text = visible(str(name))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


def printed(text: str) -> str:
    r"""Lines of text for a terminal or a log, in which nothing is hidden and nothing is a command: `\x3a:error`."""
    return printed_pieces([text])[0]


def printed_pieces(pieces: Sequence[str]) -> list[str]:
    """The `pieces` of one text, which are printed one after the other in styles of their own, as `printed`: what is a
    command only in all of them is none either.
    """
    seen = [_WITHIN_LINES.sub(lambda found: _numbered(found[0]), each) for each in pieces]
    armed = [_place_of_command(found) for found in _PIECE.finditer("".join(seen))]
    if not armed:
        return seen
    starts = list(accumulate(map(len, seen), initial=0))
    for at in reversed(armed):
        number = bisect_right(starts, at) - 1
        piece, within = seen[number], at - starts[number]
        seen[number] = f"{piece[:within]}{_numbered(piece[within])}{piece[within + 1 :]}"
    return seen


def in_json(document: str) -> str:
    """A JSON document that says the same, with the escapes of JSON for what is not seen and for commands."""
    seen = _WITHIN_LINES.sub(lambda found: _units(found[0]), document)
    return _disarmed(_COMMAND, seen, r"\u003a", r"\u005b")


def in_markup(document: str) -> str:
    """An XML or HTML document, which can hold no such characters: as `printed`, with character references for
    commands.
    """
    seen = _WITHIN_LINES.sub(lambda found: _numbered(found[0]), document)
    return _disarmed(_COMMAND, seen, "&#58;", "&#91;")


def _place_of_command(found: re.Match[str]) -> int:
    """Where the colon or the bracket stands that makes a command of what was found."""
    return found.end() - 1


def _disarmed(commands: re.Pattern[str], text: str, colon: str, bracket: str) -> str:
    def other(found: re.Match[str]) -> str:
        if found["mark"] is None:
            return f"{found['blank']}{colon}"
        return f"{found['mark']}{bracket}"

    return commands.sub(other, text)


def _numbered(character: str) -> str:
    r"""The number of a character; of half a pair that stands for a byte of a name (see PEP 383), that of the byte."""
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _units(character: str) -> str:
    """The character as JSON writes it: by units of UTF-16."""
    data = character.encode("utf-16-be", errors="surrogatepass")
    return "".join(f"\\u{data[at]:02x}{data[at + 1]:02x}" for at in range(0, len(data), 2))
