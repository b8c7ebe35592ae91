"""Narrative text of a report, read and made safe, with the figures it refers to.

Knows prose as pieces of finished HTML between references to facts. Must not know Markdown nor
any template.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.forms.formula import Reference
from sitegen.model.reports.passage import Passage
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class FactReference:
    """`{{ 支出.支出合计 }}` in prose."""

    reference: Reference
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoteReference:
    """Where footnote `number` of a text is referred to, for the time `use`, both from 1."""

    number: int
    use: int = 1


Piece = str | FactReference | NoteReference
"""Safe HTML, or what is put in later."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, which is referred to `uses` times."""

    pieces: tuple[Piece, ...]
    uses: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text under one heading of narrative.md.

    `pieces` are in reading order, `notes` in the order of their numbers. `plain` is the text without
    markup, references as written; footnotes follow it. `span` is the heading's place. `assets` are paths of images
    and attachments, relative to the report's folder. `passages` are its paragraphs, list items
    and cells, with places.
    """

    heading: str
    pieces: tuple[Piece, ...]
    plain: str
    span: Span
    assets: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is written under the heading."""
        return not self.plain.strip() and not self.assets

    @property
    def references(self) -> tuple[FactReference, ...]:
        """The facts the text refers to."""
        pieces = (*self.pieces, *(piece for note in self.notes for piece in note.pieces))
        return tuple(piece for piece in pieces if isinstance(piece, FactReference))
