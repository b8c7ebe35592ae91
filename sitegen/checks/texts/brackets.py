"""Brackets and quotes of Chinese text: each with its partner, none crossing another.

Knows characters, ordinals and intervals. Must not know reports, files, rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.checks.texts.typography import FOREIGN, FULL, HAN, INTERVAL, NEAR, NUMERAL, Fault, masked

_PAIRS = {
    "）": "（",
    "”": "“",
    "’": "‘",
    "》": "《",
    "】": "【",
    "〕": "〔",
    "〉": "〈",
    "」": "「",
    "』": "『",
}
_ORDINAL = re.compile(
    rf"(?:^|[^0-9０-９A-Za-z.-])(?:[0-9０-９]{{1,2}}|[A-Za-z]|[①-⑳])$|(?:^|[^{HAN}])[{NUMERAL}]{{1,3}}$"
)
_OPEN_ORDINAL = re.compile(rf"(?:[0-9０-９]{{1,2}}|[{NUMERAL}]{{1,3}})(?:[、.．]|$)")
_BRACKETS = re.compile("[()" + "".join(map(re.escape, (*_PAIRS, *_PAIRS.values()))) + "]")


def unpaired(texts: Sequence[str]) -> Iterator[tuple[int, Fault]]:
    """Brackets and quotes without a partner, or crossing others, with the index of their text.

    `texts` follow one another: a bracket opened in one may be closed in a later one. Ordinals
    (`1）`, `a)`), apostrophes and intervals (`[80,90)`) have no partner.
    """
    stack: list[tuple[str, int, int]] = []
    opened = Counter[str]()
    found: list[tuple[int, Fault]] = []
    for number, text in enumerate(texts):
        if not _BRACKETS.search(text):
            continue
        hidden = INTERVAL.sub(lambda match: FOREIGN * len(match[0]), masked(text))
        last = max(hidden.rfind("）"), hidden.rfind(")"))
        for match in _BRACKETS.finditer(hidden):
            offset, character = match.start(), FULL.get(match[0], match[0])
            if character in _PAIRS.values():
                if character != "（" or offset < last or not _OPEN_ORDINAL.match(hidden, offset + 1):
                    stack.append((character, number, offset))
                    opened[character] += 1
            elif character in _PAIRS:
                while opened[_PAIRS[character]]:
                    top, index, at = stack.pop()
                    opened[top] -= 1
                    if top == _PAIRS[character]:
                        break
                    found.append((index, Fault(at, at + 1)))
                else:
                    if not _stands_alone(character, hidden[max(0, offset - NEAR) : offset]):
                        found.append((number, Fault(offset, offset + 1)))
    found += [(index, Fault(at, at + 1)) for _, index, at in stack]
    yield from sorted(found)


def _stands_alone(character: str, before: str) -> bool:
    """Whether a closing mark is one of an ordinal, an apostrophe or a sign of inches."""
    if character == "）":
        return _ORDINAL.search(before[-5:]) is not None
    return (character == "’" and re.search(r"[A-Za-z0-9]$", before) is not None) or (
        character == "”" and before[-1:].isdigit()
    )
