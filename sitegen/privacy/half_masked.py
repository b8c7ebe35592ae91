"""Numbers of which so little is hidden that whoever counts finds it out: 1381234567*.

Knows how few hidden digits are none. How numbers are built is in `built`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sitegen import lazy_re as re
from sitegen.privacy.built import NEW_RESIDENT, fits_resident, is_mobile
from sitegen.privacy.kinds import Found, Kind, masked
from sitegen.privacy.words import MOBILE_SAID

FEWEST_HIDDEN = 4
"""Digits that must be hidden for a number to be masked."""
_MARK = "*×●○■□█"
_HALF = re.compile(
    rf"(?<![\w.{_MARK}-])[1-9][\d{_MARK}]{{9,18}}[\dXx{_MARK}](?![\w{_MARK}]|[.-]\d)", re.ASCII
)
_HIDDEN = re.compile(rf"[{_MARK}]+")
_TIMES = frozenset("*×")
"""One of these between digits multiplies them."""
_MOBILE = 11
LOOK_BACK = 60
"""Characters before it in which somebody may say what it is."""


def half_masked(text: str, head: str = "") -> Iterator[Found]:
    """Mobiles and identities in the evenly written `text`, marks and all, with fewer than four digits hidden, all of them
    together; `head` is what a table says above. A star behind a figure may also be a note, or end what is stressed.
    """
    if not any(map(text.__contains__, _MARK)):
        return
    for match in _HALF.finditer(text):
        hidden = _HIDDEN.findall(match[0])
        if len(hidden) != 1 or len(hidden[0]) >= FEWEST_HIDDEN:
            continue
        before = text[max(0, match.start() - LOOK_BACK) : match.start()].rpartition("\n")[2]
        if "*" in hidden[0] and "*" in before:
            continue
        kind = _kind(match[0], hidden[0])
        noted = match[0].endswith("*") and not MOBILE_SAID.search(f"{head} {before}")
        if kind is not None and not (kind is Kind.MOBILE and noted):
            yield Found(kind, match.start(), match.end(), masked(match[0]))


def _kind(written: str, hidden: str) -> Kind | None:
    if len(written) == _MOBILE:
        product_of_two = hidden in _TIMES and not written.endswith(hidden)
        return Kind.MOBILE if not product_of_two and _may_be_mobile(written, hidden) else None
    if len(written) != NEW_RESIDENT:
        return None
    filled = (
        written.replace(hidden, "".join(digits)) for digits in product("0123456789", repeat=len(hidden))
    )
    return Kind.RESIDENT_ID if any(map(fits_resident, filled)) else None


def _may_be_mobile(written: str, hidden: str) -> bool:
    digits = written.replace(hidden, "0" * len(hidden))
    return digits.isdigit() and digits[0] == "1" and digits[1] >= "3" and is_mobile(digits)
