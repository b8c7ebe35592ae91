"""In which unit a document gives its amounts.

Knows how documents say it. Never decides where it is said in two ways.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen import lazy_re as re
from sitegen.importing.source import Document, Grid, Paragraph

_STATED = re.compile(r"单\s*位\s*[:：]?\s*(?:人民币)?\s*[（(]?\s*([百千万亿]*\s*元)")
_NAMED = re.compile(r"[（(]\s*(?:单位[:：])?\s*([百千万亿]*元)\s*[）)]")

_LONGEST = 80
"""Characters of a text that states a unit."""


def stated_units(document: Document) -> set[str]:
    """Every unit of amounts that the document states: `单位：万元`, `预算数（元）`."""
    found: set[str] = set()
    for block in document.blocks:
        for text in [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]:
            found |= _units_in(text)
    return found


def unit_of(document: Document, units: tuple[str, ...]) -> str:
    """The one of `units` that the document states; "" where it states none of them, or several."""
    found = stated_units(document)
    return found.pop() if len(found) == 1 and found <= set(units) else ""


def unit_above(grid: Grid, top: int, before: Sequence[Paragraph]) -> str:
    """The unit that is stated nearest above the row `top` of `grid`, or in the paragraphs `before` it; "" where none is,
    or several are at once.
    """
    rows = [[cell.text for cell in grid.rows[row]] for row in range(top)]
    for texts in [*reversed(rows), *([each.text] for each in reversed(before))]:
        found = {unit for text in texts for unit in _units_in(text)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _units_in(text: str) -> set[str]:
    if len(text) >= _LONGEST:
        return set()
    return {re.sub(r"\s", "", each) for each in (*_STATED.findall(text), *_NAMED.findall(text))}
