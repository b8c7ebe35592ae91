"""A text of a file, and how much text is read at all.

Knows limits. Must not know any kind of file.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re

MOST_CHARACTERS = 30_000_000
"""Characters that are read of one file."""


_TELLING = re.compile(r"@|[^\x00-\x7f]|(?:\d\D*){10}\d")


def may_be_told(attribute: str) -> bool:
    """Whether the value of an attribute may have words of people in it, or a number as long as theirs. All attributes
    are asked, whatever they are called: there are thousands of names, and programs may invent more.
    """
    return len(attribute) > 5 and _TELLING.search(attribute) is not None


class Unreadable(Exception):
    """A file whose text, or a part of it, cannot be had; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class AttachedText:
    """`text` that stands at `where`, worded for people: `第 2 页`, `工作表“明细”B4`, `文档属性“作者”`.

    `head` is what a table says of it, above and to the left. `is_location` marks where a picture was taken.
    """

    where: str
    text: str
    head: str = ""
    is_location: bool = False


class Allowance:
    """How many characters may still be read of one file, whatever is packed within it."""

    def __init__(self, characters: int = MOST_CHARACTERS) -> None:
        self._left = characters

    def take(self, characters: int) -> None:
        """Count what was read; raises Unreadable when it is too much."""
        self._left -= characters
        if self._left < 0:
            raise Unreadable("文字太多，没有读完")
