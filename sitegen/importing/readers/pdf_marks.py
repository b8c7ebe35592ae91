"""What is drawn on a page of a PDF: characters with the space each takes, and straight lines.

Knows operators of content (ISO 32000-1, 8 and 9), and pypdf, which reads objects, content and fonts. Must not know tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sitegen.reading.attached.texts import Allowance, Unreadable

MOST_MARKS = 400_000
"""Characters and lines of a page."""
_DEEPEST = 12
"""Forms within forms."""
_THIN = 2.5
"""Points: a rectangle that is thinner is a line."""
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLS = frozenset({"f", "F", "f*"})

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point (x, y) under `matrix`."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@dataclass(frozen=True, slots=True)
class Mark:
    """A character, or a line (`text` is ""), within its box. `top` counts downwards from the page's upper edge."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(slots=True)
class _State:
    """Of the graphics: what q keeps and Q brings back."""

    matrix: Matrix = _UNIT
    font: Any = None
    size: float = 0.0
    spacing: float = 0.0
    words: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    invisible: bool = False


@dataclass(slots=True)
class Drawn:
    """What was drawn, by kind. `turns` counts the directions in which characters run, in quarters."""

    characters: list[Mark] = field(default_factory=list)
    lines: list[Mark] = field(default_factory=list)
    turns: Counter[int] = field(default_factory=Counter)
    unreadable: int = 0
    """Characters of fonts that do not say which they are."""


class PageReader:
    """Draws one page into `drawn`."""

    def __init__(self, reader: Any, allowance: Allowance) -> None:
        self._reader, self._allowance = reader, allowance
        self._fonts: dict[int, Any] = {}

    def drawn(self, page: Any) -> tuple[Drawn, float, float]:
        """What is on `page`, upright, and how wide and high it is."""
        left, bottom, right, top = (float(each) for each in page.mediabox)
        found = Drawn()
        self._draw(page, page.get("/Resources"), _UNIT, found, 0)
        turn = int(page.get("/Rotate") or 0) // 90 % 4
        runs = found.turns.most_common(1)[0][0] if found.turns else 0
        quarters = (turn - runs) % 4 if found.turns and (turn - runs) % 4 in (turn, -runs % 4) else turn
        if found.turns and (runs + (4 - turn)) % 4 != 0:  # most words would stand on end: as they are read
            quarters = runs % 4
        matrix, width, height = _upright(quarters, left, bottom, right, top)
        found.characters = [_placed(each, matrix) for each in found.characters]
        found.lines = [_placed(each, matrix) for each in found.lines]
        return found, width, height

    def _font(self, resources: Any, name: str) -> Any:
        from pypdf.generic._font import Font  # noqa: PLC0415 — only where there is such a file

        fonts = _got(_got(resources, "/Font"), name)
        if fonts is None:
            return None
        if id(fonts) not in self._fonts:
            font = Font.from_font_resource(fonts)
            descendants = _got(fonts, "/DescendantFonts")
            if descendants and "/DW" not in descendants[0].get_object():
                font.character_widths["default"] = 1000  # what the standard says
            self._fonts[id(fonts)] = font
        return self._fonts[id(fonts)]

    def _draw(self, content: Any, resources: Any, matrix: Matrix, found: Drawn, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unreadable("页面里套的图形太深")
        canvas = _Canvas(found, matrix)
        for operands, operator in self._operations(content):
            name = operator.decode("latin-1")
            if name == "Tf" and len(operands) == 2:
                canvas.state.font = self._font(resources, operands[0])
                canvas.state.size = _number(operands[1])
            elif name == "Do" and operands:
                form = _got(_got(resources, "/XObject"), operands[0])
                if form is not None and form.get("/Subtype") == "/Form":
                    own = _matrix(form.get("/Matrix") or ())
                    inner = times(own, canvas.state.matrix)
                    self._draw(form, form.get("/Resources") or resources, inner, found, depth + 1)
            else:
                canvas.do(name, operands)
            if len(found.characters) + len(found.lines) > MOST_MARKS:
                raise Unreadable("一页上的内容太多，没有读完")
        self._allowance.take(len(found.characters) if depth == 0 else 0)

    def _operations(self, content: Any) -> Iterator[tuple[list[Any], bytes]]:
        from pypdf.generic import ContentStream, StreamObject  # noqa: PLC0415 — as above

        stream = content if isinstance(content, StreamObject) else _got(content, "/Contents")
        if stream is None:
            return
        for operands, operator in ContentStream(stream, self._reader).operations:
            if isinstance(operands, list):
                yield operands, operator


class _Canvas:
    """Carries out the operators of one content."""

    def __init__(self, found: Drawn, matrix: Matrix) -> None:
        self.state = _State(matrix)
        self._found = found
        self._kept: list[_State] = []
        self._text = self._line = _UNIT
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
        self.state.matrix = times(_matrix(operands), self.state.matrix)

    # text

    def begin(self, _: list[Any]) -> None:
        self._text = self._line = _UNIT

    def place(self, operands: list[Any]) -> None:
        self._text = self._line = _matrix(operands)

    def move(self, operands: list[Any]) -> None:
        x, y = (*map(_number, operands[:2]), 0.0, 0.0)[:2]
        self._text = self._line = times((1, 0, 0, 1, x, y), self._line)

    def move_and_lead(self, operands: list[Any]) -> None:
        self.state.leading = -_number(operands[1]) if len(operands) > 1 else 0.0
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
                self._advance(-_number(each) / 1000 * self.state.size * self.state.scale)

    def spacing(self, operands: list[Any]) -> None:
        self.state.spacing = _number(operands[0]) if operands else 0.0

    def word_spacing(self, operands: list[Any]) -> None:
        self.state.words = _number(operands[0]) if operands else 0.0

    def scale(self, operands: list[Any]) -> None:
        self.state.scale = _number(operands[0]) / 100 if operands else 1.0

    def leading(self, operands: list[Any]) -> None:
        self.state.leading = _number(operands[0]) if operands else 0.0

    def rise(self, operands: list[Any]) -> None:
        self.state.rise = _number(operands[0]) if operands else 0.0

    def render(self, operands: list[Any]) -> None:
        self.state.invisible = bool(operands) and _number(operands[0]) in (3, 7)

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
        x, y, width, height = (*map(_number, operands[:4]), 0.0, 0.0, 0.0, 0.0)[:4]
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
        x, y = (*map(_number, operands[:2]), 0.0, 0.0)[:2]
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
    "q": _Canvas.keep, "Q": _Canvas.bring_back, "cm": _Canvas.transform, "BT": _Canvas.begin, "Tm": _Canvas.place,
    "Td": _Canvas.move, "TD": _Canvas.move_and_lead, "T*": _Canvas.next_line, "Tj": _Canvas.show,
    "'": _Canvas.show_next, '"': _Canvas.show_next, "TJ": _Canvas.show_all, "Tc": _Canvas.spacing,
    "Tw": _Canvas.word_spacing, "Tz": _Canvas.scale, "TL": _Canvas.leading, "Ts": _Canvas.rise, "Tr": _Canvas.render,
    "m": _Canvas.start, "l": _Canvas.line, "c": _Canvas.curve, "v": _Canvas.curve, "y": _Canvas.curve,
    "h": _Canvas.close, "re": _Canvas.rectangle,
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


def _upright(
    quarters: int, left: float, bottom: float, right: float, top: float
) -> tuple[Matrix, float, float]:
    """What turns a page by so many quarters clockwise and counts downwards from its upper left corner."""
    width, height = right - left, top - bottom
    if quarters == 1:
        return (0, 1, 1, 0, -bottom, -left), height, width
    if quarters == 2:
        return (-1, 0, 0, 1, right, -bottom), width, height
    if quarters == 3:
        return (0, -1, -1, 0, top, right), height, width
    return (1, 0, 0, -1, -left, top), width, height


def _placed(mark: Mark, matrix: Matrix) -> Mark:
    (x0, y0), (x1, y1) = moved(matrix, mark.left, mark.top), moved(matrix, mark.right, mark.bottom)
    return Mark(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), mark.text)


def _got(holder: Any, name: str) -> Any:
    """What `holder`, a dictionary or none, has under `name`, looked up."""
    held = holder.get_object() if holder is not None else None
    found = held.get(name) if held is not None and hasattr(held, "get") else None
    return found.get_object() if found is not None else None


def _number(value: Any) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        return 0.0
    return found if abs(found) < 1e7 else 0.0


def _matrix(operands: Any) -> Matrix:
    numbers = [_number(each) for each in operands]
    return (
        (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        if len(numbers) >= 6
        else _UNIT
    )
