"""Everything personal in a text.

Knows that a text is written evenly once, and who looks at it then. Must not know what is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from sitegen.privacy.contacts import contacts
from sitegen.privacy.kinds import Found
from sitegen.privacy.numbers import numbers
from sitegen.privacy.writing import even, without_marks


def personal_data(text: str, head: str = "") -> Iterator[Found]:
    """Everything personal in `text`, of which a table says `head` above it. What is masked (138****5678) is not;
    what blanks, marks and line ends tear apart is.
    """
    written = even(text)
    plain, kept = without_marks(written)
    found = chain(numbers(plain, even(head)), contacts(plain))
    yield from found if kept is None else (_as_written(each, kept) for each in found)


def _as_written(found: Found, kept: list[int]) -> Found:
    """`found` in the text with its marks; `kept` says where each character stands there."""
    start, end = kept[found.start], kept[found.end - 1] + 1
    left_out = end - start - (found.end - found.start)
    masked = f"{found.masked[:-1]}{'*' * left_out}{found.masked[-1]}" if left_out else found.masked
    return replace(found, start=start, end=end, masked=masked)
