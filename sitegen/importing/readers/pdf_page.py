"""A page of a PDF, upright, with what is drawn on it.

Knows pypdf, which reads objects, content and fonts. Must not know tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.importing.readers.pdf_canvas import Canvas
from sitegen.importing.readers.pdf_marks import UNIT, Drawn, Mark, Matrix, matrix_of, moved, number_of, times
from sitegen.reading.attached.texts import Allowance, Unreadable

MOST_MARKS = 400_000
"""Characters and lines of a page."""
_DEEPEST = 12
"""Forms within forms."""


class PageReader:
    """Draws one page into `drawn`."""

    def __init__(self, reader: Any, allowance: Allowance) -> None:
        self._reader, self._allowance = reader, allowance
        self._fonts: dict[int, Any] = {}

    def drawn(self, page: Any) -> tuple[Drawn, float, float]:
        """What is on `page`, upright, and how wide and high it is."""
        left, bottom, right, top = (float(each) for each in page.mediabox)
        found = Drawn()
        self._draw(page, page.get("/Resources"), UNIT, found, 0)
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
        canvas = Canvas(found, matrix)
        for operands, operator in self._operations(content):
            name = operator.decode("latin-1")
            if name == "Tf" and len(operands) == 2:
                canvas.state.font = self._font(resources, operands[0])
                canvas.state.size = number_of(operands[1])
            elif name == "Do" and operands:
                form = _got(_got(resources, "/XObject"), operands[0])
                if form is not None and form.get("/Subtype") == "/Form":
                    own = matrix_of(form.get("/Matrix") or ())
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
