"""A narrative as the program reads it: its document, what ties its numbers, and which cannot be right.

Knows how Markdown becomes passages. Must not know sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.prose.finders import relations
from sitegen.prose.relations.relations import Relation
from sitegen.prose.text.document import read_document
from sitegen.prose.text.terms import Term
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile
from tests.prose.generated import Written
from tests.prose.written_numbers import Number


def relations_of(markdown: str, year: int) -> tuple[Relation, ...]:
    """Everything that ties the numbers of a narrative together."""
    prose, found = parse_narrative(SourceFile("narrative.md", markdown), ())
    assert not found
    return relations(read_document([passage for each in prose for passage in each.passages], year))


def numbers_of(terms: Iterable[Term], written: Written) -> tuple[Number | None, ...]:
    """The numbers of the text that the program has read as `terms`."""
    found = []
    for term in terms:
        place = term.sentence.place(term.quantity.start, term.quantity.end)
        found.append(written.places.get((place.line, place.column)))
    return tuple(found)
