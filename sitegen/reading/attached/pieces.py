"""A number in pieces, each a text of its own: digits in paragraphs, lines or cells one after the other.

Knows how a number goes on from one text to the next. Must not know what the number is, nor any format.
"""

from __future__ import annotations

from sitegen import lazy_re as re

_FEWEST_DIGITS = 11
"""Digits of the shortest number that is somebody's."""
_MOST_PIECES = 25
"""More pieces than any number has digits are a list of figures."""
_LONGEST_BEGINNING = 60
"""Characters of a text that are kept, so that the words are seen which say what number begins at its end."""

_AROUND = " \t\r\n\u3000,;，；、\"'[]{}"
_PIECE = re.compile(r"-?[0-9０-９]{1,8}-?|[Xx]")
_BEGINNING = re.compile(r"(?<![0-9０-９])[0-9０-９]{1,8}-?\Z")


class Pieces:
    """The pieces of the number that is being read; texts are given one after the other."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    @property
    def begins(self) -> bool:
        """Whether the text that was added last may begin a number."""
        return len(self._pieces) == 1

    def add(self, text: str) -> str:
        """The number that is over, a piece in a line, if `text` does not go on with it and it is long enough; else
        "".
        """
        text = text.strip(_AROUND)
        if not text:
            return ""
        if self._pieces and _PIECE.fullmatch(text):
            if len(self._pieces) <= _MOST_PIECES:
                self._pieces.append(text)
            return ""
        whole, last = self.end(), text[-_LONGEST_BEGINNING:]
        self._pieces = [last] if _BEGINNING.search(last) else []
        return whole

    def end(self) -> str:
        """The same, at the end of all texts."""
        pieces, self._pieces = self._pieces, []
        digits = sum(character.isdigit() for piece in pieces for character in piece)
        return "\n".join(pieces) if 2 <= len(pieces) <= _MOST_PIECES and digits >= _FEWEST_DIGITS else ""
