"""Digits that the format of a cell writes around its value: `"138"00000000` shows 12345678 as 13812345678.

Knows the codes of SpreadsheetML. Must not know sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from sitegen import lazy_re as re

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<single>.)|[_*].|\[[^\]]*\]|(?P<place>[0#?])|(?P<general>General|G/通用格式)|(?P<text>@)'
    r"|(?P<end>;)|(?P<plain>[-+/() :$¥￥年月日号\u3000-\u9fff])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST = 255
"""Characters of a code in Excel."""

Part = tuple[str, str]
"""What a piece of a code is, and its words."""


@lru_cache(maxsize=1024)
def with_digits(code: str) -> tuple[tuple[Part, ...], ...]:
    """The sections of `code` that write digits of their own and otherwise show a value as it is."""
    sections: list[list[Part]] = [[]]
    for match in _TOKEN.finditer(code[:_LONGEST]):
        kind = match.lastgroup or ""
        if kind == "end":
            sections.append([])
        elif kind:
            sections[-1].append((kind, match[kind]))
    return tuple(tuple(section) for section in sections if _writes_digits(section))


def _writes_digits(section: list[Part]) -> bool:
    kinds = {kind for kind, _ in section}
    written = (words for kind, words in section if kind in ("quoted", "single"))
    return "other" not in kinds and any(map(str.isdecimal, "".join(written)))


def shown(code: str, value: Decimal | str) -> Iterator[str]:
    """What a cell with `value` shows, where its format adds digits."""
    for section in with_digits(code):
        if isinstance(value, str):
            yield "".join(value if kind == "text" else words for kind, words in section if kind != "place")
        elif all(kind != "text" for kind, _ in section):
            yield _filled(section, f"{abs(value):.0f}")


def _filled(section: tuple[Part, ...], digits: str) -> str:
    """`digits` in their places, from the right; what there is no place for stands in the first."""
    places = sum(kind == "place" for kind, _ in section)
    shown: list[str] = []
    for kind, words in reversed(section):
        if kind == "general":
            shown.append(digits)
        elif kind == "place":
            places -= 1
            taken, digits = (digits, "") if not places else (digits[-1:], digits[:-1])
            shown.append(taken or ("0" if words == "0" else ""))
        else:
            shown.append(words)
    return "".join(reversed(shown))
