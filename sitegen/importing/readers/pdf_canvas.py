"""The operators of a page's content, carried out: what is drawn where.

Knows operators of content (ISO 32000-1, 8 and 9). Must not know objects, fonts but as what they say of a character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sitegen.importing.readers.pdf_marks import UNIT, Drawn, Mark, Matrix, matrix_of, moved, number_of, times

_THIN = 2.5
"""Points: a rectangle that is thinner is a line."""
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLS = frozenset({"f", "F", "f*"})


@dataclass(slots=True)
class _State:
    """Of the graphics: what q keeps and Q brings back."""

    matrix: Matrix = UNIT
    font: Any = None
    size: float = 0.0
    spacing: float = 0.0
    words: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    invisible: bool = False


class Canvas:
    """Carries out the operators of one content."""

    def __init__(self, found: Drawn, matrix: Matrix) -> None:
        self.state = _State(matrix)
        self._found = found
        self._kept: list[_State] = []
        self._text = self._line = UNIT
        self._path: list[tuple[float, float, float, float]] = []
        self._rectangles: list[tuple[float, float, float, float]] = []
        self._at = self._began = (0.0, 0.0)

    def do(self, name: str, operands: list[Any]) -> None:
        """Carry out the operator `name`."""
        method = _OPERATORS.get(name)
        if method is not None:
            method(self, operands)
        elif name in _STROKES:
            self._stroke(filled=False)
        elif name in _FILLS:
            self._stroke(filled=True)
        elif name == "n":
            self._forget()

    def keep(self, _: list[Any]) -> None:
        if len(self._kept) < 200:
            self._kept.append(replace(self.state))

    def bring_back(self, _: list[Any]) -> None:
        if self._kept:
            self.state = self._kept.pop()

    def transform(self, operands: list[Any]) -> None:
        self.state.matrix = times(matrix_of(operands), self.state.matrix)

    # text

    def begin(self, _: list[Any]) -> None:
        self._text = self._line = UNIT

    def place(self, operands: list[Any]) -> None:
        self._text = self._line = matrix_of(operands)

    def move(self, operands: list[Any]) -> None:
        x, y = (*map(number_of, operands[:2]), 0.0, 0.0)[:2]
        self._text = self._line = times((1, 0, 0, 1, x, y), self._line)

    def move_and_lead(self, operands: list[Any]) -> None:
        self.state.leading = -number_of(operands[1]) if len(operands) > 1 else 0.0
        self.move(operands)

    def next_line(self, _: list[Any]) -> None:
        self.move([0.0, -self.state.leading])

    def show(self, operands: list[Any]) -> None:
        for each in operands[:1]:
            self._show(each)

    def show_next(self, operands: list[Any]) -> None:
        self.next_line([])
        self._show(operands[-1] if operands else b"")

    def show_all(self, operands: list[Any]) -> None:
        for each in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(each, bytes | str):
                self._show(each)
            else:
                self._advance(-number_of(each) / 1000 * self.state.size * self.state.scale)

    def spacing(self, operands: list[Any]) -> None:
        self.state.spacing = number_of(operands[0]) if operands else 0.0

    def word_spacing(self, operands: list[Any]) -> None:
        self.state.words = number_of(operands[0]) if operands else 0.0

    def scale(self, operands: list[Any]) -> None:
        self.state.scale = number_of(operands[0]) / 100 if operands else 1.0

    def leading(self, operands: list[Any]) -> None:
        self.state.leading = number_of(operands[0]) if operands else 0.0

    def rise(self, operands: list[Any]) -> None:
        self.state.rise = number_of(operands[0]) if operands else 0.0

    def render(self, operands: list[Any]) -> None:
        self.state.invisible = bool(operands) and number_of(operands[0]) in (3, 7)

    def _advance(self, by: float) -> None:
        self._text = times((1, 0, 0, 1, by, 0), self._text)

    def _show(self, value: Any) -> None:
        font, state = self.state.font, self.state
        if font is None or not isinstance(value, bytes | str):
            return
        for raw, text in _characters(font, value):
            width = font.get_text_width(raw) / 1000 * state.size
            step = (width + state.spacing + (state.words if raw == " " else 0.0)) * state.scale
            if text.strip() and not state.invisible:
                self._character(text, width * state.scale, readable=font.interpretable)
            self._advance(step)

    def _character(self, text: str, width: float, *, readable: bool) -> None:
        if not readable or "\ufffd" in text or "(cid:" in text:
            self._found.unreadable += 1
            return
        matrix = times(self._text, self.state.matrix)
        size, rise = self.state.size, self.state.rise
        corners = [moved(matrix, x, y + rise) for x in (0.0, width) for y in (-0.2 * size, 0.8 * size)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self._found.characters.append(Mark(min(xs), min(ys), max(xs), max(ys), text))
        a, b = matrix[0], matrix[1]
        self._found.turns[(0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b >= 0 else 3)] += 1

    # lines

    def start(self, operands: list[Any]) -> None:
        self._at = self._began = self._point(operands)

    def line(self, operands: list[Any]) -> None:
        to = self._point(operands)
        self._path.append((*self._at, *to))
        self._at = to

    def curve(self, operands: list[Any]) -> None:
        self._at = self._point(operands[-2:])

    def close(self, _: list[Any]) -> None:
        self._path.append((*self._at, *self._began))
        self._at = self._began

    def rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = (*map(number_of, operands[:4]), 0.0, 0.0, 0.0, 0.0)[:4]
        corners = [moved(self.state.matrix, *each) for each in ((x, y), (x + width, y + height))]
        self._rectangles.append(
            (
                min(corners[0][0], corners[1][0]),
                min(corners[0][1], corners[1][1]),
                max(corners[0][0], corners[1][0]),
                max(corners[0][1], corners[1][1]),
            )
        )

    def _point(self, operands: list[Any]) -> tuple[float, float]:
        x, y = (*map(number_of, operands[:2]), 0.0, 0.0)[:2]
        return moved(self.state.matrix, x, y)

    def _forget(self) -> None:
        self._path.clear()
        self._rectangles.clear()

    def _stroke(self, *, filled: bool) -> None:
        lines = self._found.lines
        if filled and self._path:  # a thin box drawn as four sides is a line as well
            xs = [x for each in self._path for x in each[::2]]
            ys = [y for each in self._path for y in each[1::2]]
            self._rectangles.append((min(xs), min(ys), max(xs), max(ys)))
            self._path.clear()
        for x0, y0, x1, y1 in self._path:
            if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
                lines.append(Mark(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        for left, low, right, high in self._rectangles:
            if right - left < _THIN or high - low < _THIN:
                x, y = (left + right) / 2, (low + high) / 2
                across = right - left >= high - low
                lines.append(Mark(left, y, right, y) if across else Mark(x, low, x, high))
            elif not filled:
                lines += (Mark(left, low, right, low), Mark(left, high, right, high))
                lines += (Mark(left, low, left, high), Mark(right, low, right, high))
        self._forget()


_OPERATORS = {
    "q": Canvas.keep, "Q": Canvas.bring_back, "cm": Canvas.transform, "BT": Canvas.begin, "Tm": Canvas.place,
    "Td": Canvas.move, "TD": Canvas.move_and_lead, "T*": Canvas.next_line, "Tj": Canvas.show,
    "'": Canvas.show_next, '"': Canvas.show_next, "TJ": Canvas.show_all, "Tc": Canvas.spacing,
    "Tw": Canvas.word_spacing, "Tz": Canvas.scale, "TL": Canvas.leading, "Ts": Canvas.rise, "Tr": Canvas.render,
    "m": Canvas.start, "l": Canvas.line, "c": Canvas.curve, "v": Canvas.curve, "y": Canvas.curve,
    "h": Canvas.close, "re": Canvas.rectangle,
}  # fmt: skip


def _characters(font: Any, value: bytes | str) -> Iterator[tuple[str, str]]:
    """Each character as the font names it, and as it is read."""
    if isinstance(value, str):  # pypdf takes bytes for words where it can
        value = (
            value.original_bytes if hasattr(value, "original_bytes") else value.encode("latin-1", "replace")
        )
    if isinstance(font.encoding, str):
        try:
            raws = value.decode(font.encoding, "surrogatepass")
        except (UnicodeDecodeError, LookupError):
            raws = value.decode(font.encoding, "replace")
        for raw in raws:
            yield raw, str(font.character_map.get(raw, raw))
        return
    for byte in value:
        raw = chr(byte)
        named = font.character_map.get(raw)  # /ToUnicode goes by the code, whatever the encoding names it
        yield raw, str(font.encoding.get(byte, raw) if named is None else named)
