"""What a page shows, line by line as it stands on paper, in whatever order and direction its pieces were drawn.

Knows pypdf's reckoning of where each piece stands. Must not know what is sought.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_BLANK = 0.15
_GAP = 0.6
"""Parts of the height of a character between two pieces: less than the first touches, more than the second is another
column.
"""
_LINE = 0.4
"""Parts of that height by which pieces of one line may stand higher or lower."""
_ANGLES = 24
"""Directions that are told apart."""
_MOST_BLANKS = 64
"""That pypdf puts between two pieces on its own way: it would be ten thousand, and gigabytes for odd pages."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    turn: int
    along: float
    across: float
    end: float
    height: float


def on_paper(page: Any) -> str:
    """The lines of `page`, each from its beginning to its end."""
    pieces = sorted(_pieces(page), key=lambda piece: (piece.turn, -piece.across))
    lines = (
        "".join(_joined(sorted(line, key=lambda piece: piece.along)))
        for _, turned in groupby(pieces, key=lambda piece: piece.turn)
        for line in _lines(turned)
    )
    return "\n".join(lines)


def _lines(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        if line and line[-1].across - piece.across > _LINE * min(piece.height, line[-1].height):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _joined(line: list[_Piece]) -> Iterator[str]:
    end = line[0].along
    for piece in line:
        gap = (piece.along - end) / (piece.height or 1.0)
        yield "" if gap < _BLANK else " " if gap < _GAP else "   "
        yield piece.text
        end = max(end, piece.end)


def _pieces(page: Any) -> Iterator[_Piece]:
    from pypdf._text_extraction._layout_mode import (  # noqa: PLC0415 — only where there is such a page
        _fixed_width_page as layout,
    )
    from pypdf._text_extraction._layout_mode._text_state_manager import (  # noqa: PLC0415 — as above
        TextStateManager,
    )
    from pypdf.generic import ContentStream  # noqa: PLC0415 — as above

    layout.WHITESPACE_LIMIT = _MOST_BLANKS
    shown: list[tuple[list[float], Any]] = []

    class Recorder(TextStateManager):
        """Notes where and in which direction each piece is shown."""

        def text_state_params(self, value: bytes | str = "") -> Any:
            """What pypdf reckons of a piece."""
            piece = super().text_state_params(value)
            if value:
                shown.append(([*self.effective_transform], piece))
            return piece

    contents = page["/Contents"].get_object()
    operations = iter(ContentStream(contents, page.pdf, "bytes").operations)
    state, fonts = Recorder(), page._layout_mode_fonts()
    for operands, operator in operations:
        if operator in (b"BT", b"q"):
            until: Any = b"ET" if operator == b"BT" else b"Q"
            layout.recurse_to_target_op(operations, state, until, fonts, strip_rotated=False)
        elif operator == b"cm":
            state.add_cm(*operands)
        elif operator == b"Tf":
            layout.set_font_operation(state, fonts, operands)
        else:
            state.set_state_param(operator, operands)
    yield from (_piece(matrix, piece) for matrix, piece in shown if piece.text.strip())


def _piece(matrix: list[float], shown: Any) -> _Piece:
    turn = round(math.atan2(matrix[1], matrix[0]) / math.tau * _ANGLES) % _ANGLES
    right, up = math.cos(turn / _ANGLES * math.tau), math.sin(turn / _ANGLES * math.tau)
    x, y = matrix[4], matrix[5]
    along = x * right + y * up
    width = shown.word_tx(shown.value) * math.hypot(matrix[0], matrix[1])
    height = abs(shown.font_size) * math.hypot(matrix[2], matrix[3])
    return _Piece(shown.text, turn, along, y * right - x * up, along + width, height)
