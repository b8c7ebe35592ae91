"""Everything personal in a text.

Knows that a text is written evenly once, and who looks at it then. Must not know what is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from sitegen import lazy_re as re
from sitegen.privacy.contacts import contacts, says_what
from sitegen.privacy.half_masked import half_masked
from sitegen.privacy.kinds import Found, mark_of
from sitegen.privacy.numbers import numbers
from sitegen.privacy.words import CARD_SAID, MOBILE_SAID, NAME_OF_NUMBERS, RESIDENT_SAID
from sitegen.privacy.writing import even, without_marks


def are_numbers_of_people(head: str) -> bool:
    """Whether `head` says that its column has numbers of telephones, people or cards."""
    return any(said.search(head) for said in (MOBILE_SAID, RESIDENT_SAID, CARD_SAID))


@lru_cache(maxsize=1024)
def names_numbers(head: str) -> bool:
    """Whether `head` is a name for numbers of people and for nothing that is counted."""
    return NAME_OF_NUMBERS.fullmatch(even(head).strip()) is not None


def is_anywhere(headed: Iterable[tuple[str, str]]) -> bool:
    """Whether anything personal may be in texts, each behind its head. To look at all of them at once is quick, and
    most have nothing.
    """
    written = [(even(head), text) for head, text in headed]
    whole = "\n|\n".join(f"{head}\n{_number_of(text, head)}" for head, text in written)
    return any(personal_data(whole)) or any(
        any(contacts(even(text), head)) for head, text in written if says_what(head)
    )


def personal_data(text: str, head: str = "") -> Iterator[Found]:
    """Everything personal in `text`, of which a table says `head` above it. What is masked (138****5678) is not, if by four digits or more;
    what blanks, marks and line ends tear apart is.
    """
    said = even(head)
    number = _number_of(text, said)
    if number != text:  # a figure with the marks that a program put into the number
        for found in numbers(number, said):
            yield replace(_marked(found, number), start=0, end=len(text))
        return
    written = even(text)
    yield from (_marked(found, written) for found in half_masked(written, said))
    plain, kept = without_marks(written)
    for found in chain(numbers(plain, said), contacts(plain, said)):
        marked = _marked(found, plain)
        yield marked if kept is None else _as_written(marked, kept)


def _marked(found: Found, text: str) -> Found:
    return replace(found, mark=mark_of(found.kind, text[found.start : found.end]))


_FIGURE = re.compile(r"[¥￥$]?\s?(?P<whole>\d[\d,]{10,24})(?:\.0{1,4})?|\d\.\d{4,20}[eE]\+?1\d")
"""How programs spoil numbers that are no figures: 13800138000.0, 1.3800138E+10, 13,800,138,000."""


def _number_of(text: str, head: str) -> str:
    """The number that a program has written as the figure `text`, where `head` says that its column has numbers of
    telephones, people or cards; else `text`.
    """
    figure = _FIGURE.fullmatch(text.strip())
    if figure is None or not are_numbers_of_people(head):
        return text
    if figure["whole"]:
        return figure["whole"].replace(",", "")
    return f"{Decimal(figure[0]):f}".partition(".")[0]


def _as_written(found: Found, kept: list[int]) -> Found:
    """`found` in the text with its marks; `kept` says where each character stands there."""
    start, end = kept[found.start], kept[found.end - 1] + 1
    left_out = end - start - (found.end - found.start)
    masked = f"{found.masked[:-1]}{'*' * left_out}{found.masked[-1]}" if left_out else found.masked
    return replace(found, start=start, end=end, masked=masked)
