"""What is to be printed, and what came of it: plain data that can go to another process.

Must not know how anything is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside the PDF: the data it was made from. `kind` is its media type."""

    name: str
    data: bytes
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A document to be printed.

    `html` is the whole page, `css` its own style rules beside the theme's. Relative addresses are
    below `url`, the document's public address ("" when it has none); files below it are read from
    `folders`: (address below `url`, folder), the longest address first. `day` is the date that the
    PDF bears (None: none). The result depends on nothing else but the theme, the fonts and the files
    that `html` names.
    """

    html: str
    css: str
    url: str
    folders: tuple[tuple[str, Path], ...]
    day: date | None
    files: tuple[EmbeddedFile, ...] = ()
    pictures: tuple[str, ...] = ()
    """The addresses below `url` of the files that `html` names."""
    weight: int = 1
    """How many documents' time it may take."""


class MarkupError(Exception):
    """The page is not well-formed: an element is not closed, or an attribute has no value."""


class TaggingError(Exception):
    """What was drawn cannot be found in the HTML: the tag tree would be wrong."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text or a picture ("") that runs over the margin of a page, or over the border of its cell."""

    page: int
    text: str
    in_cell: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, the number of its pages, everything that was complained about while printing, and what runs over."""

    data: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    overflows: tuple[Overflow, ...] = ()
