"""What runs over its place on a finished page: over the border of its cell, over the margin of the page.

Measured where WeasyPrint has put everything, before it is drawn: whatever the widths of columns were reckoned
from, nothing is overprinted or cut without a word. Knows WeasyPrint's boxes. Must not know what they are about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from sitegen.printing.job import Overflow

_SLACK = 1.5
"""CSS pixels that nobody sees: bearings of glyphs, rounding."""

_MARGIN = 22.0
"""CSS pixels that a mark may hang into the margin of a page, which is five times as wide."""


def overflows(document: Document) -> tuple[Overflow, ...]:
    """Everything that runs over, in the order of the pages."""
    found: dict[Overflow, None] = {}
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        left, right = box.content_box_x() - _MARGIN, box.content_box_x() + box.width + _MARGIN
        for child in box.children:
            if not isinstance(child, boxes.MarginBox):
                found |= dict.fromkeys(_over(child, left, right, number, in_cell=False))
    return tuple(found)


def _over(box: Any, left: float, right: float, page: int, *, in_cell: bool) -> Iterator[Overflow]:
    """What in `box` leaves the room from `left` to `right`."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TableCellBox):
        left, right, in_cell = box.position_x, box.position_x + box.border_width(), True
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if box.position_x < left - _SLACK or box.position_x + _width(box) > right + _SLACK:
            yield Overflow(page, box.text.strip() if isinstance(box, boxes.TextBox) else "", in_cell)
    elif isinstance(box, boxes.ParentBox) and box.style["visibility"] != "hidden":
        for child in box.children:
            yield from _over(child, left, right, page, in_cell=in_cell)


def _width(box: Any) -> float:
    width: float = box.width
    if isinstance(box, boxes.TextBox) and box.text.endswith((" ", "\N{IDEOGRAPHIC SPACE}")):
        return 0.0  # blanks at the end of a line may hang over
    return width
