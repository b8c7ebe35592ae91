"""In which unit a document gives its amounts.

Knows how documents say it. Never decides where it is said in two ways.
"""

from __future__ import annotations

import re

from sitegen.importing.source import Document, Grid

_STATED = re.compile(r"单\s*位\s*[:：]?\s*(?:人民币)?\s*[（(]?\s*([百千万亿]*\s*元)")
_NAMED = re.compile(r"[（(]\s*(?:单位[:：])?\s*([百千万亿]*元)\s*[）)]")


def stated_units(document: Document) -> set[str]:
    """Every unit of amounts that the document states: `单位：万元`, `预算数（元）`."""
    found: set[str] = set()
    for block in document.blocks:
        for text in [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]:
            if len(text) < 80:
                found |= {re.sub(r"\s", "", each) for each in (*_STATED.findall(text), *_NAMED.findall(text))}
    return found


def unit_of(document: Document, units: tuple[str, ...]) -> str:
    """The one of `units` that the document states; "" where it states none of them, or several."""
    found = stated_units(document)
    return found.pop() if len(found) == 1 and found <= set(units) else ""
