"""Narrative text of a report, read and made safe, with the figures it refers to.

Knows prose as pieces of finished HTML between references to facts. Must not know Markdown nor
any template.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.formula import Reference
from sitegen.model.passage import Passage
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class FactReference:
    """`{{ 支出.支出合计 }}` in prose."""

    reference: Reference
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A text under one heading of narrative.md.

    `pieces` are safe HTML and fact references in reading order. `plain` is the text without
    markup, references as written. `span` is the heading's place. `assets` are paths of images
    and attachments, relative to the report's folder. `passages` are its paragraphs, list items
    and cells, with places.
    """

    heading: str
    pieces: tuple[str | FactReference, ...]
    plain: str
    span: Span
    assets: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is written under the heading."""
        return not self.plain.strip() and not self.assets

    @property
    def references(self) -> tuple[FactReference, ...]:
        """The facts the text refers to."""
        return tuple(piece for piece in self.pieces if isinstance(piece, FactReference))
